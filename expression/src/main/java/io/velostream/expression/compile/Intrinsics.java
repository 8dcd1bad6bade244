package io.velostream.expression.compile;

import io.velostream.expression.compile.Code.AsLong;
import io.velostream.expression.compile.Code.Compare;
import io.velostream.expression.compile.Code.Constant;
import io.velostream.expression.compile.Code.Invoke;
import io.velostream.expression.compile.Code.LongOperation;
import io.velostream.expression.compile.Code.Relation;
import io.velostream.expression.compile.Code.Value;
import io.velostream.expression.kernel.ComparisonKernels;
import io.velostream.expression.kernel.IntegerKernels;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Kernels that are written out in place, as an operation of the JVM. A comparison gets a branch
/// profile of its own that way, instead of sharing that of the kernel with all other queries.
final class Intrinsics {
  private static final Map<String, Relation> RELATIONS =
      Map.of(
          "equal", Relation.EQUAL,
          "notEqual", Relation.NOT_EQUAL,
          "less", Relation.LESS,
          "lessOrEqual", Relation.LESS_OR_EQUAL,
          "greater", Relation.GREATER,
          "greaterOrEqual", Relation.GREATER_OR_EQUAL);
  private static final Map<String, Character> OPERATIONS =
      Map.of(
          "addSmall", '+',
          "subtractSmall", '-',
          "multiplySmall", '*',
          "bitAnd", '&',
          "bitOr", '|',
          "bitXor", '^');

  private Intrinsics() {}

  /// The same value, in place of a call where that can be.
  static Value replace(Invoke call) {
    if (call.arguments().size() != 2) {
      return call;
    }
    Value left = call.arguments().get(0);
    Value right = call.arguments().get(1);
    if (call.owner() == ComparisonKernels.class) {
      Relation relation = RELATIONS.get(call.method());
      boolean direct = left.kind() == Kind.LONG || isNumber(right);
      return relation != null && right.kind() == left.kind() && direct
          ? new AsLong(new Compare(relation, left, right))
          : call;
    }
    @Nullable Character sign =
        call.owner() == IntegerKernels.class ? OPERATIONS.get(call.method()) : null;
    return sign == null ? call : new LongOperation(sign, left, right);
  }

  /// Whether it is a constant double, and not NaN: then one instruction orders NaN as it should be.
  private static boolean isNumber(Value value) {
    return value instanceof Constant(Double number, Kind _) && !number.isNaN();
  }
}
