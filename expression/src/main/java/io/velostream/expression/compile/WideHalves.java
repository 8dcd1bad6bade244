package io.velostream.expression.compile;

import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Call;
import io.velostream.expression.compile.Code.Constant;
import io.velostream.expression.compile.Code.Junction;
import io.velostream.expression.compile.Code.Logic;
import io.velostream.expression.compile.Code.LongOperation;
import io.velostream.expression.compile.Code.Value;
import io.velostream.expression.kernel.WideKernels;

/// Wide outputs whose two halves are known from narrow values: exact products of two longs, such as
/// price times quantity, and narrow results under a wide type. They need no object per row.
final class WideHalves {
  private WideHalves() {}

  /// Stores the output if it is such a value, else does nothing and says so.
  static boolean store(int slot, Expression expression, LoopCompiler loop) {
    if (!(expression instanceof Call call) || call.function().owner() != WideKernels.class) {
      return false;
    }
    // Operands that may fail would have to be skipped where another one is NULL.
    if (!call.operands().stream().allMatch(Purity::isTotal)) {
      return false;
    }
    return switch (call.function().method()) {
      case "multiplyLongs" -> {
        product(slot, call, loop);
        yield true;
      }
      case "widen" -> {
        widened(slot, call, loop);
        yield true;
      }
      default -> false;
    };
  }

  private static void product(int slot, Call call, LoopCompiler loop) {
    Computed left = loop.compiler().compute(call.operands().get(0), loop.body());
    Computed right = loop.compiler().compute(call.operands().get(1), loop.body());
    Value a = loop.body().settle("v", left.value());
    Value b = loop.body().settle("v", right.value());
    if (left.isNull() != null || right.isNull() != null) {
      loop.storeNull(slot, new Logic(Junction.OR, left.nullFlag(), right.nullFlag()));
    }
    Value high = Calls.call(Math.class, "multiplyHigh", Kind.LONG, a, b);
    loop.storeHalves(slot, high, new LongOperation('*', a, b));
  }

  private static void widened(int slot, Call call, LoopCompiler loop) {
    Computed narrow = loop.compiler().compute(call.operands().getFirst(), loop.body());
    Value value = loop.body().settle("v", narrow.value());
    if (narrow.isNull() != null) {
      loop.storeNull(slot, narrow.nullFlag());
    }
    Value sign = new LongOperation('>', value, new Constant((long) Long.SIZE - 1, Kind.LONG));
    loop.storeHalves(slot, sign, value);
  }
}
