package io.velostream.expression.function;

import io.velostream.columnar.Lane;
import io.velostream.columnar.Slice;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.Expression.Literal;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs the steps of a cast on boxed values.
final class StepRunner {
  private static final MethodType GENERIC =
      MethodType.methodType(Object.class, Object.class, EvaluationContext.class);

  private final List<MethodHandle> handles;

  StepRunner(List<CastStep> steps) {
    this.handles = steps.stream().map(StepRunner::handle).toList();
  }

  /// The value after all steps, or `null` for NULL.
  @Nullable Object run(Object value, EvaluationContext context) {
    Object result = value;
    for (MethodHandle handle : handles) {
      context.resultIsNull = false;
      try {
        result = handle.invokeExact(result, context);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException("kernels throw no checked exceptions", e);
      }
      if (context.resultIsNull) {
        context.resultIsNull = false;
        return null;
      }
    }
    return result;
  }

  private static MethodHandle handle(CastStep step) {
    ScalarFunction function = step.function();
    List<Class<?>> parameters = new ArrayList<>();
    function.parameters().forEach(lane -> parameters.add(javaType(lane)));
    if (function.takesContext()) {
      parameters.add(EvaluationContext.class);
    }
    MethodType type = MethodType.methodType(javaType(function.result()), parameters);
    try {
      MethodHandle method =
          MethodHandles.publicLookup().findStatic(function.owner(), function.method(), type);
      Object[] constants = step.constants().stream().map(Literal::value).toArray();
      MethodHandle bound = MethodHandles.insertArguments(method, 1, constants);
      return (function.takesContext()
              ? bound
              : MethodHandles.dropArguments(bound, 1, EvaluationContext.class))
          .asType(GENERIC);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no such kernel: " + function, e);
    }
  }

  private static Class<?> javaType(Lane lane) {
    return switch (lane) {
      case LONG -> long.class;
      case DOUBLE -> double.class;
      case WIDE -> BigInteger.class;
      case BYTES -> Slice.class;
    };
  }
}
