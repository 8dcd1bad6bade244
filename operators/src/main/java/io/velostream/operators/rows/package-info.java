/// Rows at rest inside an operator: columnar storage, hashing, equality, order and gathering.
///
/// [RowStore] keeps rows in reusable slots, [RowTable] finds them by value, [Consolidator] sums the
/// weights of equal rows, [RowOrder] compares by sort columns, [KeyColumns] picks those of a key,
/// [TouchedSlots] are the rows that a step has changed. Nothing here knows an operator.
@NullMarked
package io.velostream.operators.rows;

import org.jspecify.annotations.NullMarked;
