package io.velostream.expression.compile;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.Expression.Cast;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.compile.Code.Invoke;
import io.velostream.expression.compile.Code.Value;
import io.velostream.expression.function.CastStep;
import io.velostream.expression.function.Casts;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// TRY_CAST: the kernels of the cast as one method handle that turns an error into NULL.
final class LenientCasts {
  private record Types(DataType from, DataType to) {}

  private static final int MAX_KNOWN = 1000;
  private static final MethodHandle HANDLER = handler();
  private static final Map<Types, MethodHandle> KNOWN = new ConcurrentHashMap<>();

  private LenientCasts() {}

  /// A call of the cast with the value and the context.
  static Invoke invoke(Cast cast, Value value) {
    if (KNOWN.size() > MAX_KNOWN) {
      KNOWN.clear();
    }
    Types types = new Types(cast.operand().type(), cast.type());
    MethodHandle handle = KNOWN.computeIfAbsent(types, LenientCasts::guarded);
    return new Invoke(
        Casts.class,
        "tryCast",
        handle.type().describeConstable().orElseThrow(),
        handle,
        List.of(value, new Code.Context()),
        Kind.of(cast.type().lane()),
        true);
  }

  private static MethodHandle guarded(Types types) {
    List<CastStep> steps = Casts.steps(types.from(), types.to()).orElseThrow();
    MethodHandle chain = step(steps.getFirst());
    for (CastStep next : steps.subList(1, steps.size())) {
      MethodHandle both = MethodHandles.collectArguments(step(next), 0, chain);
      MethodType type = both.type().dropParameterTypes(2, 3);
      chain = MethodHandles.permuteArguments(both, type, 0, 1, 1);
    }
    MethodType type = chain.type();
    MethodHandle note = MethodHandles.dropArguments(HANDLER, 1, type.parameterType(0));
    MethodHandle result = MethodHandles.zero(type.returnType());
    return MethodHandles.catchException(
        chain,
        RuntimeException.class,
        MethodHandles.foldArguments(
            MethodHandles.dropArguments(result, 0, note.type().parameterList()), note));
  }

  /// A step as a method of the value and the context.
  private static MethodHandle step(CastStep step) {
    Kernel kernel = Kernel.of(step.function());
    MethodHandle handle = kernel.toHandle();
    Object[] constants = step.constants().stream().map(Literal::value).toArray();
    handle = MethodHandles.insertArguments(handle, 1, constants);
    return step.function().takesContext()
        ? handle
        : MethodHandles.dropArguments(handle, 1, EvaluationContext.class);
  }

  /// Called by the handle when a kernel has failed.
  static void note(RuntimeException error, EvaluationContext context) {
    boolean expected =
        error instanceof UserException
            || error instanceof ArithmeticException
            || error instanceof DateTimeException;
    if (!expected) {
      throw error;
    }
    context.resultIsNull = true;
  }

  private static MethodHandle handler() {
    MethodType type =
        MethodType.methodType(void.class, RuntimeException.class, EvaluationContext.class);
    try {
      return MethodHandles.lookup().findStatic(LenientCasts.class, "note", type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
