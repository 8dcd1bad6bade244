package io.velostream.sql.bind;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.columnar.nested.NestedOrder;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.expression.Expression;
import io.velostream.expression.function.Casts;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.Types;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLambda;
import org.apache.calcite.rex.RexLambdaRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/// Binds row expressions: Calcite's tree in, ours out, every implicit cast explicit.
public final class ExpressionBinder {
  private final RexBuilder builder;
  private final FunctionSource functions;
  private final CastRounding rounding;
  private final UnaryOperator<SourcePosition> places;

  /// @param builder used to expand Calcite's internal forms
  /// @param rounding what casts in the statement do with digits that their type has not
  public ExpressionBinder(RexBuilder builder, FunctionSource functions, CastRounding rounding) {
    this(builder, functions, rounding, UnaryOperator.identity());
  }

  private ExpressionBinder(
      RexBuilder builder,
      FunctionSource functions,
      CastRounding rounding,
      UnaryOperator<SourcePosition> places) {
    this.builder = builder;
    this.functions = functions;
    this.rounding = rounding;
    this.places = places;
  }

  /// A binder for expressions whose text is not the statement's.
  ///
  /// @param found what a place in that text is
  public ExpressionBinder withPlaces(UnaryOperator<SourcePosition> found) {
    return new ExpressionBinder(builder, functions, rounding, found);
  }

  /// Binds an expression over the columns of its input.
  ///
  /// @throws UserException for a function that does not exist for these types
  public Expression bind(RexNode node) {
    return switch (node) {
      case RexInputRef column ->
          new Expression.Column(column.getIndex(), type(column), column.getType().isNullable());
      case RexLiteral literal -> Literals.of(literal);
      case RexCall call -> bindCall(call);
      case RexLambdaRef parameter ->
          new Expression.Column(parameter.getIndex(), type(parameter), true);
      case RexFieldAccess access -> NestedRules.field(access, this);
      default ->
          throw new UserException(
              ErrorCode.NOT_SUPPORTED, "the expression " + node + " is not supported yet");
    };
  }

  /// Binds an expression that should be a constant, seeing through a sign.
  public Expression bindConstant(RexNode node) {
    if (node.getKind() == SqlKind.MINUS_PREFIX
        && bind(((RexCall) node).getOperands().get(0)) instanceof Expression.Literal literal) {
      return Literals.negated(literal);
    }
    return bind(node);
  }

  private Expression bindCall(RexCall call) {
    try {
      CallRule rule =
          call.getOperands().size() > 1 && call.getOperands().get(1) instanceof RexLambda
              ? LambdaRules::bind
              : CallRules.BY_NAME.getOrDefault(
                  call.getOperator().getName(), CallRules.BY_KIND.get(call.getKind()));
      return rule == null ? catalogueCall(call) : rule.bind(call, this);
    } catch (UserException error) {
      throw error.at(position(call));
    }
  }

  /// Binds an expression and casts it when its type is another one.
  Expression bindAs(RexNode node, DataType type, SourcePosition position) {
    return castTo(bind(node), type, position);
  }

  /// All operands, in order.
  List<Expression> operands(RexCall call) {
    return call.getOperands().stream().map(this::bind).toList();
  }

  /// A call of the function that has the operator's name.
  Expression catalogueCall(RexCall call) {
    return call(call.getOperator().getName(), operands(call), type(call), position(call));
  }

  /// A call of a function by its SQL name.
  ///
  /// @throws UserException when it does not take such arguments
  public Expression call(
      String name, List<Expression> arguments, DataType result, SourcePosition position) {
    String upper = name.toUpperCase(Locale.ROOT);
    return functions
        .call(upper, arguments, result, position)
        .orElseThrow(() -> noOverload(upper, arguments, position));
  }

  private static UserException noOverload(
      String name, List<Expression> arguments, SourcePosition position) {
    String types = arguments.stream().map(a -> a.type().sql()).collect(Collectors.joining(", "));
    return arguments.stream().allMatch(a -> NestedOrder.isOrdered(a.type()))
        ? new UserException(
            ErrorCode.TYPE_MISMATCH,
            "there is no %s of (%s)".formatted(name, types),
            position,
            "cast the arguments; SHOW FUNCTIONS lists what there is")
        : new UserException(
            ErrorCode.TYPE_MISMATCH,
            "%s of (%s): a MAP or MULTISET has no order".formatted(name, types),
            position,
            "there is = and <>; MAP_KEYS, MAP_VALUES and MAP_ENTRIES are ARRAYs, and a MULTISET can"
                + " be cast to one");
  }

  /// What casts in the statement do with digits that their type has not.
  CastRounding rounding() {
    return rounding;
  }

  /// The builder for expansions.
  RexBuilder builder() {
    return builder;
  }

  /// The value as another type; itself when it has that type, a constant when a constant can be
  /// converted without loss.
  public static Expression castTo(Expression value, DataType type, SourcePosition position) {
    if (value.type().equals(type)) {
      return value;
    }
    Optional<Expression.Literal> constant =
        value instanceof Expression.Literal literal
            ? Literals.widened(literal, type)
            : Optional.empty();
    return constant.isPresent() ? constant.get() : cast(value, type, false, position);
  }

  /// A cast that is carried out when the query runs.
  ///
  /// @throws UserException when there is none between the types
  static Expression cast(
      Expression value, DataType type, boolean lenient, SourcePosition position) {
    if (!Casts.exists(value.type(), type)) {
      throw new UserException(
          ErrorCode.TYPE_MISMATCH,
          "a value of type %s cannot be cast to %s".formatted(value.type().sql(), type.sql()),
          position,
          SlotReader.isNested(type)
              ? "read it as JSON: CAST(PARSE_JSON(x) AS " + type.sql() + ")"
              : "cast it to VARCHAR first, or compute what you mean");
    }
    return new Expression.Cast(value, type, lenient, position);
  }

  static DataType type(RexNode node) {
    return Types.fromCalcite(node.getType());
  }

  /// Where the call stands in the statement.
  SourcePosition position(RexCall call) {
    return places.apply(FrontEndErrors.position(call.getParserPosition()));
  }
}
