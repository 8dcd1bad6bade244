/// Relational algebra to incremental operators.
///
/// [Lowering] dispatches to one small class per kind of algebra node. What a plan node's columns
/// say about event time is derived by [EventTimeColumns]; when aggregates publish is decided by
/// [EmissionPolicy].
@NullMarked
package io.velostream.sql.lower;

import org.jspecify.annotations.NullMarked;
