/// The first rows of each partition by an order, kept up to date while rows come and go:
/// [TopOperator] by its description, [TopSpec].
///
/// It knows nothing of queries: what ROW_NUMBER, RANK or LIMIT was written for is decided before.
@NullMarked
package io.velostream.operators.top;

import org.jspecify.annotations.NullMarked;
