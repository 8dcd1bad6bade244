package io.velostream.sql.lower;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.user.UserAggregate;
import io.velostream.plan.AggregateFunction;
import io.velostream.plan.Frame;
import io.velostream.plan.OverCall;
import io.velostream.sql.bind.ExpressionBinder;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.Types;
import io.velostream.sql.validate.UserAggregateOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlKind;

/// The functions that an OVER can hold.
final class OverCalls {
  private OverCalls() {}

  /// The operands that are columns; offsets and defaults are not. Those of a function of the
  /// program are cast to the types of its parameters.
  static List<RexNode> columnArguments(RexOver call, RexBuilder builder) {
    if (call.getAggOperator() instanceof UserAggregateOperator operator) {
      List<RexNode> arguments = new ArrayList<>();
      for (RexNode operand : call.getOperands()) {
        DataType type = operator.function().parameters().get(arguments.size());
        arguments.add(cast(operand, type, builder));
      }
      return arguments;
    }
    return columnArguments(call);
  }

  private static RexNode cast(RexNode operand, DataType type, RexBuilder builder) {
    boolean nullable = operand.getType().isNullable();
    return Types.fromCalcite(operand.getType()).equals(type)
        ? operand
        : builder.makeCast(Types.toCalcite(type, nullable, builder.getTypeFactory()), operand);
  }

  private static List<RexNode> columnArguments(RexOver call) {
    return switch (call.getOperator().getKind()) {
      case LAG, LEAD, NTH_VALUE -> call.getOperands().subList(0, 1);
      case NTILE, ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST -> List.of();
      default -> {
        AggregateFunction function =
            AggregateFunctions.of(
                call.getAggOperator(), FrontEndErrors.position(call.getParserPosition()));
        int columns = call.getOperands().size() - AggregateParameters.count(function);
        yield call.getOperands().subList(0, columns);
      }
    };
  }

  /// The call over the columns that hold its arguments.
  static OverCall lower(RexOver call, List<Integer> arguments, String name, Lowering lowering) {
    SourcePosition position = FrontEndErrors.position(call.getParserPosition());
    DataType type = Types.fromCalcite(call.getType());
    SqlKind kind = call.getOperator().getKind();
    return switch (kind) {
      case ROW_NUMBER -> new OverCall.Ranking(OverCall.Ranking.Kind.ROW_NUMBER, type, name);
      case RANK -> new OverCall.Ranking(OverCall.Ranking.Kind.RANK, type, name);
      case DENSE_RANK -> new OverCall.Ranking(OverCall.Ranking.Kind.DENSE_RANK, type, name);
      case PERCENT_RANK ->
          new OverCall.Distribution(OverCall.Distribution.Kind.PERCENT_RANK, 0, type, name);
      case CUME_DIST ->
          new OverCall.Distribution(OverCall.Distribution.Kind.CUME_DIST, 0, type, name);
      case NTILE -> tiles(call, type, name, position, lowering);
      case LAG, LEAD -> shift(call, arguments.getFirst(), type, name, position, lowering);
      case NTH_VALUE -> nthValue(call, arguments.getFirst(), type, name, position, lowering);
      default -> frameAggregate(call, arguments, type, name, position, lowering);
    };
  }

  private static OverCall frameAggregate(
      RexOver call,
      List<Integer> arguments,
      DataType type,
      String name,
      SourcePosition position,
      Lowering lowering) {
    AggregateFunction function = AggregateFunctions.of(call.getAggOperator(), position);
    AggregateFunctions.checkArguments(function, arguments, position);
    boolean firstOrLast =
        function == AggregateFunction.FIRST_VALUE || function == AggregateFunction.LAST_VALUE;
    if (call.ignoreNulls() && !firstOrLast) {
      throw nullTreatment(position);
    }
    return new OverCall.FrameAggregate(
        function,
        arguments,
        AggregateParameters.of(
            function,
            call.getOperands().subList(arguments.size(), call.getOperands().size()),
            position,
            lowering),
        call.isDistinct(),
        OptionalInt.empty(),
        Frames.of(call),
        call.ignoreNulls(),
        type,
        name,
        call.getAggOperator() instanceof UserAggregateOperator operator
            ? Optional.of(new UserAggregate.Call(operator.function(), position))
            : Optional.empty());
  }

  private static OverCall tiles(
      RexOver call, DataType type, String name, SourcePosition position, Lowering lowering) {
    long parts = wholeNumber(call, 0, "NTILE", position, lowering);
    if (parts < 1) {
      throw FrontEndErrors.invalid(
          "NTILE makes 1 part or more, not " + parts, position, "NTILE(4) makes quartiles");
    }
    return new OverCall.Distribution(OverCall.Distribution.Kind.NTILE, parts, type, name);
  }

  private static OverCall nthValue(
      RexOver call,
      int argument,
      DataType type,
      String name,
      SourcePosition position,
      Lowering lowering) {
    Frame frame = Frames.of(call);
    long n = wholeNumber(call, 1, "NTH_VALUE", position, lowering);
    if (n < 1) {
      throw FrontEndErrors.invalid(
          "NTH_VALUE counts from 1", position, "NTH_VALUE(x, 1) is the first");
    }
    return new OverCall.NthValue(argument, n, frame, call.ignoreNulls(), type, name);
  }

  private static OverCall shift(
      RexOver call,
      int argument,
      DataType type,
      String name,
      SourcePosition position,
      Lowering lowering) {
    String function = call.getOperator().getName();
    int operands = call.getOperands().size();
    long offset = operands > 1 ? wholeNumber(call, 1, function, position, lowering) : 1;
    Literal otherwise =
        operands > 2
            ? constant(call.getOperands().get(2), type, function, position, lowering)
            : new Literal(null, type);
    boolean backwards = call.getOperator().getKind() == SqlKind.LAG;
    // LAG by a negative offset looks ahead.
    return backwards == offset >= 0
        ? new OverCall.Lag(argument, Math.abs(offset), call.ignoreNulls(), otherwise, type, name)
        : new OverCall.Lead(argument, Math.abs(offset), call.ignoreNulls(), otherwise, type, name);
  }

  private static long wholeNumber(
      RexOver call, int operand, String function, SourcePosition position, Lowering lowering) {
    RexNode node = call.getOperands().get(operand);
    Literal literal = constant(node, DataType.BIGINT, function, position, lowering);
    if (literal.value() instanceof Long number) {
      return number;
    }
    throw notConstant(function, position);
  }

  private static Literal constant(
      RexNode node, DataType type, String function, SourcePosition position, Lowering lowering) {
    Expression bound = lowering.binder().bindConstant(node);
    if (ExpressionBinder.castTo(bound, type, position) instanceof Literal literal) {
      return literal;
    }
    throw notConstant(function, position);
  }

  private static UserException notConstant(String function, SourcePosition position) {
    return FrontEndErrors.notSupported(
        "an offset or default of " + function + " that is no constant is",
        position,
        "write a number; use COALESCE around " + function + " for another default");
  }

  private static UserException nullTreatment(SourcePosition position) {
    return FrontEndErrors.notSupported(
        "IGNORE NULLS is",
        position,
        "it works with FIRST_VALUE, LAST_VALUE, NTH_VALUE, LAG and LEAD");
  }
}
