package io.velostream.expression.interpret;

import io.velostream.columnar.Lane;
import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.function.ScalarFunction;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Calls kernels with boxed values, through method handles.
final class KernelInvoker {
  private static final MethodType GENERIC = MethodType.methodType(Object.class, Object[].class);
  private static final Map<ScalarFunction, MethodHandle> SHARED = new ConcurrentHashMap<>();

  /// Functions of other class loaders and of hidden classes, which the evaluator must not outlive.
  private final Map<ScalarFunction, MethodHandle> own = new HashMap<>();

  /// The result of a kernel, or `null` for NULL. No argument is `null`.
  ///
  /// @throws UserException without a position
  @SuppressWarnings("ReferenceEquality") // class loaders have no other equality
  @Nullable Object invoke(
      ScalarFunction function, List<Object> arguments, EvaluationContext context) {
    ClassLoader loader = function.owner().getClassLoader();
    boolean ours =
        Objects.equals(loader, KernelInvoker.class.getClassLoader())
            && !function.owner().isHidden();
    MethodHandle handle = (ours ? SHARED : own).computeIfAbsent(function, KernelInvoker::handle);
    List<Object> all = new ArrayList<>(arguments);
    if (function.takesContext()) {
      context.resultIsNull = false;
      all.add(context);
    }
    Object result;
    try {
      result = handle.invokeExact(all.toArray());
    } catch (ArithmeticException e) {
      throw new UserException(ErrorCode.NUMERIC_OVERFLOW, String.valueOf(e.getMessage()));
    } catch (DateTimeException e) {
      throw new UserException(ErrorCode.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("kernels throw no checked exceptions", e);
    }
    if (function.takesContext() && context.resultIsNull) {
      context.resultIsNull = false;
      return null;
    }
    return result;
  }

  /// The method of a function; its owner must be public.
  private static MethodHandle handle(ScalarFunction function) {
    List<Class<?>> parameters = new ArrayList<>();
    for (Lane lane : function.parameters()) {
      parameters.add(javaType(lane));
    }
    if (function.takesContext()) {
      parameters.add(EvaluationContext.class);
    }
    MethodType type = MethodType.methodType(javaType(function.result()), parameters);
    try {
      return MethodHandles.publicLookup()
          .findStatic(function.owner(), function.method(), type)
          .asSpreader(Object[].class, type.parameterCount())
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
