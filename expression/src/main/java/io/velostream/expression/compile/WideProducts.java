package io.velostream.expression.compile;

import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Call;
import io.velostream.expression.compile.Code.LongOperation;
import io.velostream.expression.compile.Code.Value;
import io.velostream.expression.function.ScalarFunction;
import io.velostream.expression.kernel.WideKernels;

/// Exact products of two longs that go straight into a wide column, such as price times quantity:
/// both halves come from machine multiplications, without an object.
final class WideProducts {
  private WideProducts() {}

  /// Stores the output if it is such a product, else does nothing and says so.
  static boolean store(int slot, Expression expression, LoopCompiler loop) {
    if (!(expression instanceof Call call) || !isProduct(call.function())) {
      return false;
    }
    // Both operands must be plain to be evaluated whatever the other one is.
    if (!call.operands().stream().allMatch(Purity::isTotal)) {
      return false;
    }
    Computed left = loop.compiler().compute(call.operands().get(0), loop.body());
    Computed right = loop.compiler().compute(call.operands().get(1), loop.body());
    Value a = loop.body().settle("v", left.value());
    Value b = loop.body().settle("v", right.value());
    if (left.isNull() != null || right.isNull() != null) {
      loop.storeNull(slot, new Code.Logic(Code.Junction.OR, left.nullFlag(), right.nullFlag()));
    }
    loop.storeHalves(
        slot,
        Calls.call(Math.class, "multiplyHigh", Kind.LONG, a, b),
        new LongOperation('*', a, b));
    return true;
  }

  private static boolean isProduct(ScalarFunction function) {
    return function.owner() == WideKernels.class && function.method().equals("multiplyLongs");
  }
}
