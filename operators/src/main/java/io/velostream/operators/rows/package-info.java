/// Rows at rest inside an operator: columnar storage, hashing, equality, order and gathering.
///
/// [RowStore] keeps rows in reusable slots, [RowTable] finds them by value, [Consolidator] sums the
/// weights of equal rows, [RowOrder] compares by sort columns. Nothing here knows an operator.
@NullMarked
package io.velostream.operators.rows;

import org.jspecify.annotations.NullMarked;
