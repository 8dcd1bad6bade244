/// Rows on their way into the order that a query gives them, and the numbers of their partitions.
///
/// [OrderedInput] holds rows until the watermark fixes their places, in an [OrderedBuffer];
/// [PartitionIndex] numbers the values of PARTITION BY. Nothing here knows what is computed of the
/// rows.
@NullMarked
package io.velostream.operators.order;

import org.jspecify.annotations.NullMarked;
