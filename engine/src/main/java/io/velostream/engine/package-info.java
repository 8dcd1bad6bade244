/// The embeddable API. Open a [Session], give it SQL.
///
/// - Results: [Rows] and [Row] to read, [Changes] and [Change] to follow, [ResultHandler] to be
///   handed them.
/// - Input: [InputTable], made from an [InputSpec], and [RowAppender].
/// - Functions of the program: [JavaFunction].
/// - Queries driven without a job around them: [PreparedQuery] and [OpenQuery]. These two show the
///   plan and the pipeline, for tools and benchmarks that look inside.
///
/// This package is the API, together with what its types show: the data model of
/// [io.velostream.columnar] and its errors, the seams of [io.velostream.stream.seam], and
/// [io.velostream.connector.spi.BatchWriter]. The packages below it are not, and may change at any
/// time.
@NullMarked
package io.velostream.engine;

import org.jspecify.annotations.NullMarked;
