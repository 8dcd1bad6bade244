package io.velostream.engine.execute;

import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.JavaTableFunction;
import io.velostream.engine.value.FromJava;
import io.velostream.expression.user.LaneTable;
import io.velostream.expression.user.TableFunction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table function of the program over lanes.
public record JavaTableBody(JavaTableFunction function) implements LaneTable {
  /// The function as queries call it.
  public static TableFunction bind(JavaTableFunction function) {
    return new TableFunction(
        function.name(), function.parameters(), function.columns(), new JavaTableBody(function));
  }

  @Override
  public Iterable<@Nullable Object[]> call(Object[] arguments) {
    Object[] objects = JavaCalls.objects(function.parameters(), arguments);
    List<@Nullable Object[]> rows = new ArrayList<>();
    JavaCalls.<@Nullable Object>guarded(
        function.name(),
        () -> {
          for (List<? extends @Nullable Object> row : function.body().call(objects)) {
            rows.add(boxed(row));
          }
          return null;
        });
    return rows;
  }

  private @Nullable Object[] boxed(List<? extends @Nullable Object> row) {
    Schema columns = function.columns();
    if (row.size() != columns.size()) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "the function %s gave a row of %d values for %d columns"
              .formatted(function.name(), row.size(), columns.size()));
    }
    @Nullable Object[] boxed = new Object[row.size()];
    for (int i = 0; i < boxed.length; i++) {
      Object value = row.get(i);
      boxed[i] = value == null ? null : FromJava.box(columns.type(i), value);
    }
    return boxed;
  }
}
