package io.velostream.connector.jdbc;

import java.util.Collections;
import java.util.List;

/// The statements for one table.
///
/// @param dialect of its database
/// @param table its name, quoted
/// @param columns those that are written or read, quoted
/// @param key those of the key, quoted; empty without one
record TableSql(Dialect dialect, String table, List<String> columns, List<String> key) {
  /// Adds a row, or puts it in the place of the one with its key.
  String write() {
    return key.isEmpty() ? insert(table, columns) : dialect.upsert(table, columns, key);
  }

  /// Deletes the row of a key.
  String delete() {
    return "DELETE FROM %s WHERE %s"
        .formatted(
            table, String.join(" AND ", key.stream().map(column -> column + " = ?").toList()));
  }

  String select() {
    return "SELECT %s FROM %s"
        .formatted(columns.isEmpty() ? "1" : String.join(", ", columns), table);
  }

  /// Finds the rows of so many keys.
  String selectByKeys(int count) {
    String one = key.size() == 1 ? "?" : "(" + parameters(key.size()) + ")";
    String columns = String.join(", ", key);
    return "%s WHERE %s IN (%s)"
        .formatted(
            select(),
            key.size() == 1 ? columns : "(" + columns + ")",
            String.join(", ", Collections.nCopies(count, one)));
  }

  static String insert(String table, List<String> columns) {
    return "INSERT INTO %s (%s) VALUES (%s)"
        .formatted(table, String.join(", ", columns), parameters(columns.size()));
  }

  static String parameters(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }
}
