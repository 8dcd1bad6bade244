package io.velostream.server.statement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of a result, in memory.
///
/// @param changelog whether rows can be retractions
/// @param rows Java objects by column, of the classes that
///   [io.velostream.engine.Row#getObject(int)] gives
/// @param retracted for each row whether it is a retraction; empty without a changelog
/// @param complete whether these are all rows; otherwise a limit has cut the result
public record RowTable(
    List<Column> columns,
    boolean changelog,
    List<List<@Nullable Object>> rows,
    List<Boolean> retracted,
    boolean complete) {
  /// @param type as SQL writes it
  public record Column(String name, String type) {}

  /// A table of facts about the server.
  static RowTable of(List<Column> columns, List<List<@Nullable Object>> rows) {
    return new RowTable(List.copyOf(columns), false, rows, List.of(), true);
  }

  /// A list of values, some of which may be absent.
  static List<@Nullable Object> row(@Nullable Object... values) {
    List<@Nullable Object> row = new ArrayList<>();
    Collections.addAll(row, values);
    return Collections.unmodifiableList(row);
  }
}
