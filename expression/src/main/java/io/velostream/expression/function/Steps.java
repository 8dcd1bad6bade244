package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// A chain of kernel calls under construction, from a value of one lane to a value of another.
final class Steps {
  private final List<CastStep> steps = new ArrayList<>();
  private Lane lane;

  private Steps(Lane lane) {
    this.lane = lane;
  }

  /// An empty chain, which leaves a value of that lane as it is.
  static Steps from(Lane lane) {
    return new Steps(lane);
  }

  /// The lane of the value so far.
  Lane lane() {
    return lane;
  }

  /// Adds a call with the value so far and then the constants.
  Steps then(Class<?> owner, String method, Literal... constants) {
    List<Lane> lanes = new ArrayList<>();
    lanes.add(lane);
    for (Literal constant : constants) {
      lanes.add(constant.type().lane());
    }
    ScalarFunction function = Kernels.function("CAST", owner, method, lanes);
    steps.add(new CastStep(function, List.of(constants)));
    lane = function.result();
    return this;
  }

  /// The calls in order.
  List<CastStep> list() {
    return List.copyOf(steps);
  }

  /// The calls around an expression; the outermost has the given type.
  static Expression apply(
      List<CastStep> steps, Expression value, DataType type, SourcePosition position) {
    Expression result = value;
    for (int i = 0; i < steps.size(); i++) {
      CastStep step = steps.get(i);
      List<Expression> operands = new ArrayList<>();
      operands.add(result);
      operands.addAll(step.constants());
      boolean last = i == steps.size() - 1;
      result =
          Kernels.call(
              step.function().name(),
              step.function().owner(),
              step.function().method(),
              last ? type : carrier(step.function().result()),
              position,
              operands);
    }
    return result;
  }

  /// A `long` constant.
  static Literal number(long value) {
    return new Literal(value, DataType.BIGINT);
  }

  /// A wide constant.
  static Literal wide(BigInteger value) {
    return new Literal(value, carrier(Lane.WIDE));
  }

  /// Some type of a lane, for values that exist only between two kernels.
  static DataType carrier(Lane lane) {
    return switch (lane) {
      case LONG -> DataType.BIGINT;
      case DOUBLE -> DataType.DOUBLE;
      case WIDE -> new DataType.Decimal(DataType.Decimal.MAX_PRECISION, 0);
      case BYTES -> DataType.STRING;
    };
  }
}
