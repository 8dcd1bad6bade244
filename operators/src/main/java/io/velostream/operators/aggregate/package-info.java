/// Grouping and aggregate functions. Start at [Aggregate], the operator of GROUP BY, and
/// [Aggregation], the description of keys and functions that it is built from.
///
/// State is columns indexed by a group's slot: each [Accumulator] owns some, and takes a whole
/// batch in one loop. What is published is computed from them by a [Finisher] per output column, so
/// that SUM and AVG of a column share one sum, and all functions share the counts. [Groups] joins a
/// table of keys with such columns; a windowed operator has one of them per window.
@NullMarked
package io.velostream.operators.aggregate;

import org.jspecify.annotations.NullMarked;
