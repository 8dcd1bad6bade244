package io.velostream.sql.bind;

import io.velostream.expression.Expression;
import org.apache.calcite.rex.RexCall;

/// Binds calls of one operator.
@FunctionalInterface
interface CallRule {
  Expression bind(RexCall call, ExpressionBinder binder);
}
