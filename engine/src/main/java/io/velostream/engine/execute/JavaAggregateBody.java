package io.velostream.engine.execute;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.JavaAggregate;
import io.velostream.engine.value.FromJava;
import io.velostream.expression.user.LaneAggregate;
import io.velostream.expression.user.UserAggregate;
import org.jspecify.annotations.Nullable;

/// An aggregate function of the program over lanes.
public record JavaAggregateBody<S>(JavaAggregate<S> function) implements LaneAggregate {
  /// The function as queries call it.
  public static <S> UserAggregate bind(JavaAggregate<S> function) {
    return new UserAggregate(
        function.name(),
        function.parameters(),
        function.result(),
        new JavaAggregateBody<>(function));
  }

  @Override
  public Object create() {
    S state = JavaCalls.guarded(function.name(), () -> function.body().create());
    if (state == null) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "the function " + function.name() + " created no state");
    }
    return state;
  }

  @Override
  public void add(Object state, Object[] arguments) {
    Object[] objects = JavaCalls.objects(function.parameters(), arguments);
    run(() -> function.body().add(own(state), objects));
  }

  @Override
  public boolean canRetract() {
    return function.body().canRetract();
  }

  @Override
  public void retract(Object state, Object[] arguments) {
    Object[] objects = JavaCalls.objects(function.parameters(), arguments);
    run(() -> function.body().retract(own(state), objects));
  }

  @Override
  public void merge(Object state, Object other) {
    run(() -> function.body().merge(own(state), own(other)));
  }

  @Override
  public @Nullable Object finish(Object state) {
    Object result =
        JavaCalls.<@Nullable Object>guarded(
            function.name(), () -> function.body().finish(own(state)));
    return result == null ? null : FromJava.box(function.result(), result);
  }

  @Override
  public boolean isSavable() {
    return function.body().codec().isPresent();
  }

  @Override
  public byte[] write(Object state) {
    JavaAggregate.Codec<S> codec = function.body().codec().orElseThrow();
    byte[] bytes = JavaCalls.<byte[]>guarded(function.name(), () -> codec.write(own(state)));
    if (bytes == null) {
      throw none("bytes");
    }
    return bytes;
  }

  @Override
  public Object read(byte[] bytes) {
    JavaAggregate.Codec<S> codec = function.body().codec().orElseThrow();
    S state = JavaCalls.guarded(function.name(), () -> codec.read(bytes));
    if (state == null) {
      throw none("state");
    }
    return state;
  }

  private UserException none(String what) {
    return new UserException(
        ErrorCode.INVALID_ARGUMENT, "the codec of " + function.name() + " gave no " + what);
  }

  private void run(Runnable code) {
    JavaCalls.<@Nullable Object>guarded(
        function.name(),
        () -> {
          code.run();
          return null;
        });
  }

  @SuppressWarnings("unchecked") // only objects that `create` has made come back
  private S own(Object state) {
    return (S) state;
  }
}
