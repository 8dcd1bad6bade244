package io.velostream.engine.execute;

import io.velostream.engine.JavaFunction;
import io.velostream.engine.value.FromJava;
import io.velostream.expression.user.LaneBody;
import io.velostream.expression.user.UserFunction;
import org.jspecify.annotations.Nullable;

/// A function of the program over lanes: turns arguments into Java objects, and the result back.
public record JavaBody(JavaFunction function) implements LaneBody {
  /// The function as queries call it.
  public static UserFunction bind(JavaFunction function) {
    return new UserFunction(
        function.name(), function.parameters(), function.result(), true, new JavaBody(function));
  }

  @Override
  public @Nullable Object call(Object[] arguments) {
    Object[] objects = JavaCalls.objects(function.parameters(), arguments);
    Object result =
        JavaCalls.<@Nullable Object>guarded(function.name(), () -> function.body().call(objects));
    return result == null ? null : FromJava.box(function.result(), result);
  }
}
