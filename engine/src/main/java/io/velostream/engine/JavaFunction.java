package io.velostream.engine;

import io.velostream.columnar.DataType;
import io.velostream.engine.value.SqlTypes;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A scalar function written in Java, for [Session#register(JavaFunction)]:
///
/// ```java
/// session.register(JavaFunction.of("twice", Long.class, Long.class, x -> 2 * x));
/// ```
///
/// It gets and gives objects of the classes that [Row#getObject(int)] names. It is not called when
/// an argument is NULL: the result is NULL then; it may give `null` for NULL. Equal arguments must
/// give equal results, and it must not depend on how often or in which order it is called. It runs
/// on the session's thread. An exception that it throws ends the query as a user's error.
///
/// @param name in SQL, letter case aside
/// @param parameters types of the arguments; an argument of a narrower type is widened
/// @param result type of the result
/// @param body what it computes
public record JavaFunction(String name, List<DataType> parameters, DataType result, Body body) {
  public JavaFunction {
    parameters = List.copyOf(parameters);
  }

  /// What a function computes.
  @FunctionalInterface
  public interface Body {
    /// The result, `null` for NULL.
    ///
    /// @param arguments one for each parameter; none is `null`
    @Nullable Object call(Object... arguments);
  }

  /// A function without arguments.
  ///
  /// @throws IllegalArgumentException for a class that stands for no SQL type, or for several of
  ///   different precision (BigDecimal): then use the constructor
  public static <R> JavaFunction of(
      String name, Class<R> result, Supplier<? extends @Nullable R> body) {
    return new JavaFunction(name, List.of(), SqlTypes.of(result), _ -> body.get());
  }

  /// A function of one argument.
  ///
  /// @throws IllegalArgumentException as above
  public static <A, R> JavaFunction of(
      String name, Class<A> a, Class<R> result, Function<? super A, ? extends @Nullable R> body) {
    return new JavaFunction(
        name,
        List.of(SqlTypes.of(a)),
        SqlTypes.of(result),
        arguments -> body.apply(a.cast(arguments[0])));
  }

  /// A function of two arguments.
  ///
  /// @throws IllegalArgumentException as above
  public static <A, B, R> JavaFunction of(
      String name,
      Class<A> a,
      Class<B> b,
      Class<R> result,
      BiFunction<? super A, ? super B, ? extends @Nullable R> body) {
    return new JavaFunction(
        name,
        List.of(SqlTypes.of(a), SqlTypes.of(b)),
        SqlTypes.of(result),
        arguments -> body.apply(a.cast(arguments[0]), b.cast(arguments[1])));
  }
}
