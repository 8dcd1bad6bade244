package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Char;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.columnar.DataType.Floating;
import io.velostream.columnar.DataType.Integral;
import io.velostream.columnar.DataType.Timestamp;
import io.velostream.columnar.DataType.Varchar;
import io.velostream.columnar.nested.NestedOrder;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.ComparisonKernels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Comparisons over all pairs of comparable types.
///
/// Exact numbers compare exactly, whatever their types; integers compare exactly with doubles. A
/// decimal next to a REAL or DOUBLE is first converted to DOUBLE, as PostgreSQL and DuckDB do (so
/// `d = 0.1` holds for the double nearest to 0.1). Text next to another type is cast to that type.
/// Two CHARs compare without trailing blanks, everything else as it is.
final class ComparisonFunctions {
  /// The six operators with their kernels, and the operator that says the same of swapped operands.
  enum Operator {
    EQUAL("=", "equal"),
    NOT_EQUAL("<>", "notEqual"),
    LESS("<", "less"),
    LESS_OR_EQUAL("<=", "lessOrEqual"),
    GREATER(">", "greater"),
    GREATER_OR_EQUAL(">=", "greaterOrEqual");

    final String sign;
    final String kernel;

    Operator(String sign, String kernel) {
      this.sign = sign;
      this.kernel = kernel;
    }

    Operator swapped() {
      return switch (this) {
        case EQUAL, NOT_EQUAL -> this;
        case LESS -> GREATER;
        case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
        case GREATER -> LESS;
        case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
      };
    }
  }

  private static final Class<?> KERNELS = ComparisonKernels.class;
  private static final long MAX_EXACT_DOUBLE = 1L << 53;

  private ComparisonFunctions() {}

  static List<Definition> definitions() {
    List<Definition> all = new ArrayList<>();
    for (Operator operator : Operator.values()) {
      Definition definition =
          Definition.of(
              operator.sign,
              call ->
                  call.count() == 2
                      ? compare(call, operator, call.argument(0), call.argument(1))
                      : null);
      all.add(definition);
      if (operator == Operator.NOT_EQUAL) {
        all.add(definition.alias("!="));
      }
    }
    all.add(
        Definition.nullAware(
            "IS DISTINCT FROM",
            call -> {
              Expression same = notDistinct(call);
              return same == null ? null : new Expression.Not(same);
            }));
    all.add(Definition.nullAware("IS NOT DISTINCT FROM", ComparisonFunctions::notDistinct));
    return all;
  }

  /// A comparison, or `null` when the types cannot be compared.
  static @Nullable Expression compare(
      Invocation call, Operator operator, Expression a, Expression b) {
    // With a constant on the right the kernels shrink to one machine comparison.
    return a instanceof Literal && !(b instanceof Literal)
        ? typed(call, operator.swapped(), b, a)
        : typed(call, operator, a, b);
  }

  static @Nullable Expression notDistinct(Invocation call) {
    if (call.count() != 2) {
      return null;
    }
    Expression a = call.argument(0);
    Expression b = call.argument(1);
    if (a.type() instanceof DataType.Null) {
      return new Expression.IsNull(b);
    }
    if (b.type() instanceof DataType.Null) {
      return new Expression.IsNull(a);
    }
    Expression equal = compare(call, Operator.EQUAL, a, b);
    if (equal == null || !equal.nullable()) {
      return equal;
    }
    if (!a.nullable() || !b.nullable()) {
      return new Expression.Coalesce(
          List.of(equal, new Literal(0L, DataType.BOOLEAN)), DataType.BOOLEAN);
    }
    // When one side is NULL, so is the comparison: then they are the same if the other is too.
    Expression bothNull =
        new Expression.And(List.of(new Expression.IsNull(a), new Expression.IsNull(b)));
    return new Expression.Coalesce(List.of(equal, bothNull), DataType.BOOLEAN);
  }

  private static @Nullable Expression typed(
      Invocation call, Operator operator, Expression a, Expression b) {
    if (Numbers.isNumeric(a.type()) && Numbers.isNumeric(b.type())) {
      return numeric(call, operator, a, b);
    }
    if (isText(a.type()) && isText(b.type())) {
      return kernel(call, operator, text(call, a, b), text(call, b, a));
    }
    DataType common = common(a.type(), b.type());
    boolean equality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
    return common == null || !(equality || NestedOrder.isOrdered(common))
        ? null
        : kernel(call, operator, call.cast(a, common), call.cast(b, common));
  }

  /// The type in which two values that are neither both numbers nor both text are compared.
  private static @Nullable DataType common(DataType a, DataType b) {
    if (a instanceof Timestamp x && b instanceof Timestamp y) {
      return new Timestamp(Math.max(x.precision(), y.precision()), x.local() || y.local());
    }
    if (a instanceof DataType.Time x && b instanceof DataType.Time y) {
      return new DataType.Time(Math.max(x.precision(), y.precision()));
    }
    if (a.equals(b)) {
      return a;
    }
    if (NestedTypes.isNested(a) && NestedTypes.isNested(b)) {
      return NestedTypes.common(a, b);
    }
    if (a instanceof Timestamp && b instanceof DataType.Date) {
      return a;
    }
    if (b instanceof Timestamp && a instanceof DataType.Date) {
      return b;
    }
    if (isText(a)) {
      return Casts.exists(a, b) ? b : null;
    }
    return isText(b) && Casts.exists(b, a) ? a : null;
  }

  private static Expression numeric(
      Invocation call, Operator operator, Expression a, Expression b) {
    boolean floatingA = a.type() instanceof Floating;
    boolean floatingB = b.type() instanceof Floating;
    if (!floatingA && !floatingB) {
      return exact(call, operator, a, b);
    }
    if (a.type().equals(DataType.BIGINT) && !isExactDouble(a)) {
      return mixed(call, operator, a, call.cast(b, DataType.DOUBLE));
    }
    if (b.type().equals(DataType.BIGINT) && !isExactDouble(b)) {
      return mixed(call, operator.swapped(), b, call.cast(a, DataType.DOUBLE));
    }
    return kernel(call, operator, call.cast(a, DataType.DOUBLE), call.cast(b, DataType.DOUBLE));
  }

  private static Expression mixed(
      Invocation call, Operator operator, Expression integer, Expression floating) {
    Expression order = call.call(KERNELS, "compare", DataType.BIGINT, integer, floating);
    return kernel(call, operator, order, Invocation.number(0));
  }

  private static boolean isExactDouble(Expression value) {
    return value instanceof Literal(Long number, DataType _)
        && number <= MAX_EXACT_DOUBLE
        && number >= -MAX_EXACT_DOUBLE;
  }

  private static Expression exact(Invocation call, Operator operator, Expression a, Expression b) {
    if (a.type() instanceof Integral && b.type() instanceof Integral) {
      return kernel(call, operator, a, b);
    }
    int scale = Math.max(Numbers.scale(a), Numbers.scale(b));
    int digits =
        Math.max(DecimalArithmetic.integerDigits(a), DecimalArithmetic.integerDigits(b)) + scale;
    // Values of one scale need no more digits than they have.
    boolean narrow =
        DecimalArithmetic.narrow(a, b)
            && (digits <= Decimal.MAX_LONG_PRECISION || Numbers.scale(a) == Numbers.scale(b));
    return kernel(
        call,
        operator,
        DecimalArithmetic.scaled(call, a, scale, narrow),
        DecimalArithmetic.scaled(call, b, scale, narrow));
  }

  private static Expression text(Invocation call, Expression value, Expression other) {
    boolean padded = value.type() instanceof Char && !(value instanceof Literal);
    boolean both = value.type() instanceof Char && other.type() instanceof Char;
    return padded || both ? TextFunctions.withoutTrailingBlanks(call, value) : value;
  }

  static boolean isText(DataType type) {
    return type instanceof Char || type instanceof Varchar;
  }

  private static Expression kernel(Invocation call, Operator operator, Expression a, Expression b) {
    return call.call(KERNELS, operator.kernel, DataType.BOOLEAN, a, b);
  }
}
