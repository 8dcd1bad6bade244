package io.velostream.engine;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.engine.value.SqlTypes;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A table function written in Java, for [Session#register(JavaTableFunction)]: one row in, several
/// out. Queries use it as `FROM t, LATERAL TABLE(f(t.x))`, and `FROM TABLE(f(1))` alone.
///
/// It gets and gives objects of the classes that [Row#getObject(int)] names. It is not called when
/// an argument is NULL: there are no rows then. Equal arguments must give equal rows: where rows of
/// the input are taken back, it is called again to tell what goes with them. It runs on the
/// session's thread. An exception that it throws ends the query as a user's error.
///
/// @param name in SQL, letter case aside
/// @param parameters types of the arguments; an argument of a narrower type is widened
/// @param columns of its rows
/// @param body what it computes
public record JavaTableFunction(String name, List<DataType> parameters, Schema columns, Body body) {
  public JavaTableFunction {
    parameters = List.copyOf(parameters);
  }

  /// What a table function computes.
  @FunctionalInterface
  public interface Body {
    /// The rows, a value per column, `null` for NULL. They are read once, before the next call.
    ///
    /// @param arguments one for each parameter; none is `null`
    Iterable<? extends List<? extends @Nullable Object>> call(Object... arguments);
  }

  /// A function of one argument that gives rows of one column.
  ///
  /// @throws IllegalArgumentException for a class that stands for no SQL type, or for several of
  ///   different precision (BigDecimal): then use the constructor
  public static <A, R> JavaTableFunction of(
      String name,
      Class<A> argument,
      String column,
      Class<R> type,
      Function<? super A, ? extends Iterable<? extends @Nullable R>> body) {
    return new JavaTableFunction(
        name,
        List.of(SqlTypes.of(argument)),
        Schema.of(Field.of(column, SqlTypes.of(type))),
        arguments -> rows(body.apply(argument.cast(arguments[0]))));
  }

  /// A list may hold `null`, other than [List#of].
  private static <R> Iterable<List<@Nullable R>> rows(Iterable<? extends @Nullable R> values) {
    return () -> {
      Iterator<? extends @Nullable R> each = values.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return each.hasNext();
        }

        @Override
        public List<@Nullable R> next() {
          return Arrays.asList(each.next());
        }
      };
    };
  }
}
