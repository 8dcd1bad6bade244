/// A JDBC driver over an embedded session: `jdbc:velostream:`.
///
/// [VelostreamDriver] is the only type to be named by programs; everything else is reached through
/// `java.sql`. A connection is an [io.velostream.engine.Session] of its own, in this process. Thin
/// by intent: classes hold what there is, the interfaces beside them (`PlainStatement`,
/// `ReadOnlyResult`, …) what there is not, method by method, as defaults that say so. This package
/// knows the engine's public API and nothing below it.
@NullMarked
package io.velostream.jdbc;

import org.jspecify.annotations.NullMarked;
