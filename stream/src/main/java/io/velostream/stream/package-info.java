/// What travels on an edge between operators besides batches, and errors that belong to rows.
///
/// Event time is a `long` of microseconds since the epoch; [Watermarks] names its two ends. The
/// seams to the outside world lie in `seam`, window arithmetic in `time`. Nothing here knows an
/// operator or a plan.
@NullMarked
package io.velostream.stream;

import org.jspecify.annotations.NullMarked;
