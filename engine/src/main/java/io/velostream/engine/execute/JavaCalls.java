package io.velostream.engine.execute;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.value.ToJava;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What calls into code of the program have in common.
final class JavaCalls {
  private JavaCalls() {}

  /// Lane values as Java objects.
  static Object[] objects(List<DataType> types, Object[] arguments) {
    Object[] objects = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      objects[i] = ToJava.of(types.get(i), arguments[i]);
    }
    return objects;
  }

  /// Runs code of the program's function of that name; an exception is an error of the user's.
  static <R extends @Nullable Object> R guarded(String function, Supplier<R> code) {
    try {
      return code.get();
    } catch (UserException e) {
      throw e;
    } catch (RuntimeException e) {
      UserException failure =
          new UserException(
              ErrorCode.INVALID_ARGUMENT, "the function " + function + " failed: " + e);
      failure.initCause(e);
      throw failure;
    }
  }
}
