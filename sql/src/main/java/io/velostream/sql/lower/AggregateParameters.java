package io.velostream.sql.lower;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.plan.AggregateFunction;
import io.velostream.sql.bind.ExpressionBinder;
import io.velostream.sql.validate.FrontEndErrors;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/// The arguments of aggregates that are constants.
final class AggregateParameters {
  private AggregateParameters() {}

  /// How many arguments of a call are no columns: the last ones.
  static int count(AggregateFunction function) {
    return switch (function) {
      case STRING_AGG, QUANTILE_CONT, QUANTILE_DISC, APPROX_QUANTILE -> 1;
      default -> 0;
    };
  }

  /// The constants of a call.
  static List<Literal> of(
      AggregateFunction function, List<RexNode> nodes, SourcePosition position, Lowering lowering) {
    List<Literal> literals = new ArrayList<>();
    for (RexNode node : nodes) {
      literals.add(
          function == AggregateFunction.STRING_AGG
              ? separator(node, position, lowering)
              : fraction(function, node, position, lowering));
    }
    return literals;
  }

  private static Literal separator(RexNode node, SourcePosition position, Lowering lowering) {
    Expression bound = lowering.binder().bindConstant(node);
    if (ExpressionBinder.castTo(bound, DataType.STRING, position) instanceof Literal literal
        && literal.value() != null) {
      return literal;
    }
    throw FrontEndErrors.notSupported(
        "a separator that is no constant is",
        position,
        "write it as a text: STRING_AGG(x, ', '), or add it to x");
  }

  private static Literal fraction(
      AggregateFunction function, RexNode node, SourcePosition position, Lowering lowering) {
    Expression bound = lowering.binder().bindConstant(node);
    if (!(ExpressionBinder.castTo(bound, DataType.DOUBLE, position) instanceof Literal literal)
        || !(literal.value() instanceof Double fraction)) {
      throw FrontEndErrors.notSupported(
          "a fraction of " + function + " that is no constant is",
          position,
          "write a number from 0 to 1: 0.5 for the median");
    }
    if (!(fraction >= 0 && fraction <= 1)) {
      throw FrontEndErrors.invalid(
          "the fraction " + fraction + " is not between 0 and 1",
          position,
          "0.5 is the median, 0.99 the 99th percentile");
    }
    return literal;
  }
}
