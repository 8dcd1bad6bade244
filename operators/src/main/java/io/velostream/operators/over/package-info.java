/// OVER: functions of a row's neighbours in its partition.
///
/// [OverSpec] describes, [OverOperator] runs. Rows pass two stages:
/// [OrderedInput][io.velostream.operators.order.OrderedInput] puts them in order and says which
/// have found their final place; an [OverEvaluator] computes the calls over rows that come in
/// order. There are two evaluators: [ColumnEvaluator] for the usual calls that look back, a few
/// tight loops per batch, and [RowEvaluator] for everything else.
@NullMarked
package io.velostream.operators.over;

import org.jspecify.annotations.NullMarked;
