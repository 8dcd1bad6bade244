package io.velostream.engine.execute;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.JavaFunction;
import io.velostream.engine.value.FromJava;
import io.velostream.engine.value.ToJava;
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
    Object[] objects = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      DataType type = function.parameters().get(i);
      objects[i] = ToJava.of(type, arguments[i]);
    }
    Object result;
    try {
      result = function.body().call(objects);
    } catch (UserException e) {
      throw e;
    } catch (RuntimeException e) {
      UserException failure =
          new UserException(
              ErrorCode.INVALID_ARGUMENT, "the function " + function.name() + " failed: " + e);
      failure.initCause(e);
      throw failure;
    }
    return result == null ? null : FromJava.box(function.result(), result);
  }
}
