package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Slice;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.Expression;
import io.velostream.expression.kernel.ReturnsNull;
import io.velostream.expression.kernel.Volatile;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Finds kernel methods by class, name and argument lanes, and describes each as a
/// [ScalarFunction].
final class Kernels {
  private record Key(String name, Class<?> owner, String method, List<Lane> lanes) {}

  private record Kernel(ScalarFunction function, boolean returnsNull) {}

  private static final Map<Key, Kernel> FOUND = new ConcurrentHashMap<>();

  private Kernels() {}

  /// The kernel that takes these lanes, shown under a SQL name.
  static ScalarFunction function(String name, Class<?> owner, String method, List<Lane> lanes) {
    return kernel(name, owner, method, lanes).function();
  }

  /// A call of a kernel.
  static Expression call(
      String name,
      Class<?> owner,
      String method,
      DataType type,
      SourcePosition position,
      List<Expression> operands) {
    List<Lane> lanes = operands.stream().map(o -> o.type().lane()).toList();
    Kernel kernel = kernel(name, owner, method, lanes);
    if (kernel.function().result() != type.lane()) {
      throw new IllegalArgumentException(owner + "." + method + " does not give " + type.sql());
    }
    boolean nullable = kernel.returnsNull() || operands.stream().anyMatch(Expression::nullable);
    return new Expression.Call(kernel.function(), operands, type, nullable, position);
  }

  private static Kernel kernel(String name, Class<?> owner, String method, List<Lane> lanes) {
    return FOUND.computeIfAbsent(new Key(name, owner, method, List.copyOf(lanes)), Kernels::find);
  }

  private static Kernel find(Key key) {
    for (Method method : key.owner().getMethods()) {
      if (Modifier.isStatic(method.getModifiers()) && method.getName().equals(key.method())) {
        List<Lane> lanes = new ArrayList<>();
        boolean context = false;
        for (Class<?> parameter : method.getParameterTypes()) {
          if (parameter == EvaluationContext.class) {
            context = true;
          } else {
            lanes.add(lane(parameter));
          }
        }
        if (lanes.equals(key.lanes())) {
          ScalarFunction function =
              new ScalarFunction(
                  key.name(),
                  key.owner(),
                  key.method(),
                  lanes,
                  lane(method.getReturnType()),
                  context,
                  !method.isAnnotationPresent(Volatile.class));
          return new Kernel(function, method.isAnnotationPresent(ReturnsNull.class));
        }
      }
    }
    throw new IllegalArgumentException(
        "no kernel " + key.owner().getSimpleName() + "." + key.method() + key.lanes());
  }

  private static Lane lane(Class<?> type) {
    if (type == long.class) {
      return Lane.LONG;
    }
    if (type == double.class) {
      return Lane.DOUBLE;
    }
    if (type == BigInteger.class) {
      return Lane.WIDE;
    }
    if (type == Slice.class) {
      return Lane.BYTES;
    }
    throw new IllegalArgumentException("no lane holds " + type);
  }
}
