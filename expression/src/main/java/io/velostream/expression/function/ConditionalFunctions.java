package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Slice;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Case;
import io.velostream.expression.Expression.Coalesce;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.Expression.Or;
import io.velostream.expression.kernel.ChoiceKernels;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions that choose among their arguments. GREATEST and LEAST ignore NULLs, as in PostgreSQL;
/// they are NULL only if all arguments are.
final class ConditionalFunctions {
  /// Fewer literals than this are compared one after the other.
  private static final int MIN_SEARCHED = 5;

  private ConditionalFunctions() {}

  static List<Definition> definitions() {
    Definition ifThen = Definition.nullAware("IF", ConditionalFunctions::choose);
    Definition ifNull = Definition.nullAware("IFNULL", ConditionalFunctions::coalesce);
    return List.of(
        ifThen,
        ifThen.alias("IIF"),
        ifNull,
        ifNull.alias("NVL"),
        Definition.nullAware("TYPEOF", ConditionalFunctions::type),
        Definition.nullAware("NVL2", ConditionalFunctions::present),
        Definition.nullAware("COALESCE", ConditionalFunctions::coalesce),
        Definition.nullAware("NULLIF", ConditionalFunctions::nullIf),
        Definition.nullAware("GREATEST", call -> extreme(call, "greatest")),
        Definition.nullAware("LEAST", call -> extreme(call, "least")),
        Definition.nullAware("IN", ConditionalFunctions::in),
        Definition.nullAware(
            "NOT IN",
            call -> {
              Expression in = in(call);
              return in == null ? null : new Expression.Not(in);
            }));
  }

  private static @Nullable Expression choose(Invocation call) {
    if (call.count() != 3 || !call.type(0).equals(DataType.BOOLEAN)) {
      return null;
    }
    List<Expression> results = allAs(call, call.arguments().subList(1, 3), call.result());
    return results == null
        ? null
        : new Case(
            List.of(new Case.Branch(call.argument(0), results.get(0))),
            results.get(1),
            call.result());
  }

  private static @Nullable Expression present(Invocation call) {
    if (call.count() != 3) {
      return null;
    }
    List<Expression> results = allAs(call, call.arguments().subList(1, 3), call.result());
    Expression missing = new Expression.IsNull(call.argument(0));
    return results == null
        ? null
        : new Case(
            List.of(new Case.Branch(missing, results.get(1))), results.get(0), call.result());
  }

  private static @Nullable Expression type(Invocation call) {
    return call.count() == 1 ? Invocation.text(call.type(0).sql()) : null;
  }

  private static @Nullable Expression coalesce(Invocation call) {
    List<Expression> all = allAs(call, call.arguments(), call.result());
    return all == null || all.isEmpty() ? null : new Coalesce(all, call.result());
  }

  private static @Nullable Expression nullIf(Invocation call) {
    if (call.count() != 2 || !Casts.exists(call.type(0), call.result())) {
      return null;
    }
    Expression a = call.argument(0);
    Expression b = call.argument(1);
    if (a.type() instanceof DataType.Null || b.type() instanceof DataType.Null) {
      return call.asResult(a);
    }
    Expression equal = ComparisonFunctions.compare(call, ComparisonFunctions.Operator.EQUAL, a, b);
    return equal == null
        ? null
        : new Case(
            List.of(new Case.Branch(equal, new Literal(null, call.result()))),
            call.asResult(a),
            call.result());
  }

  /// Every argument that may be NULL is replaced by the first one that is not, which changes
  /// nothing about the extreme.
  @SuppressWarnings("ReferenceEquality") // the chosen argument itself is left out, not its equals
  private static @Nullable Expression extreme(Invocation call, String kernel) {
    List<Expression> all = allAs(call, call.arguments(), call.result());
    if (all == null || all.isEmpty()) {
      return null;
    }
    Expression sure =
        all.stream()
            .filter(e -> !e.nullable())
            .findFirst()
            .orElseGet(() -> new Coalesce(all, call.result()));
    Expression extreme = sure;
    for (Expression value : all) {
      if (!value.equals(sure)) {
        Expression present =
            value.nullable() ? new Coalesce(List.of(value, sure), call.result()) : value;
        extreme = call.call(ChoiceKernels.class, kernel, call.result(), extreme, present);
      }
    }
    return extreme;
  }

  private static @Nullable Expression in(Invocation call) {
    if (call.count() < 2) {
      return null;
    }
    Expression value = call.argument(0);
    List<Expression> list = call.arguments().subList(1, call.count());
    if (value.type() instanceof DataType.Null) {
      return new Literal(null, DataType.BOOLEAN);
    }
    Expression search = search(call, value, list);
    if (search != null) {
      return search;
    }
    List<Expression> equals = new ArrayList<>();
    for (Expression candidate : list) {
      Expression equal =
          candidate.type() instanceof DataType.Null
              ? new Literal(null, DataType.BOOLEAN)
              : ComparisonFunctions.compare(
                  call, ComparisonFunctions.Operator.EQUAL, value, candidate);
      if (equal == null) {
        return null;
      }
      equals.add(equal);
    }
    return equals.size() == 1 ? equals.getFirst() : new Or(equals);
  }

  /// A binary search among many constants whose 64 bits compare directly.
  private static @Nullable Expression search(
      Invocation call, Expression value, List<Expression> list) {
    List<Long> constants = new ArrayList<>();
    for (Expression candidate : list) {
      boolean direct =
          candidate.type().equals(value.type())
              || (candidate.type() instanceof DataType.Integral
                  && value.type() instanceof DataType.Integral);
      if (!direct || !(candidate instanceof Literal(Long constant, DataType _))) {
        return null;
      }
      constants.add(constant);
    }
    if (constants.size() < MIN_SEARCHED) {
      return null;
    }
    ByteBuffer sorted = ByteBuffer.allocate(constants.size() * Long.BYTES);
    constants.stream().sorted().forEach(sorted::putLong);
    Literal set =
        new Literal(new Slice(sorted.array(), 0, sorted.capacity()), new DataType.Varbinary());
    return call.call(ChoiceKernels.class, "isAmong", DataType.BOOLEAN, value, set);
  }

  private static @Nullable List<Expression> allAs(
      Invocation call, List<Expression> values, DataType type) {
    List<Expression> all = new ArrayList<>();
    for (Expression value : values) {
      if (!Casts.exists(value.type(), type)) {
        return null;
      }
      all.add(call.cast(value, type));
    }
    return all;
  }
}
