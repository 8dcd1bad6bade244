package io.velostream.connector.jdbc;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// A table as the database has it: names are found as they are written or as the database takes
/// them without quotes, and always used in quotes.
///
/// @param sql its name, quoted
/// @param columns as the database spells them
record TargetTable(String sql, List<String> columns) {
  /// Finds a table.
  ///
  /// @param name perhaps with its schema: `public.totals`
  /// @throws UserException UNKNOWN_NAME when there is none
  static TargetTable find(Connection connection, Dialect dialect, String name) throws SQLException {
    Optional<TargetTable> table = look(connection, quoted(name));
    if (table.isEmpty()) {
      table = look(connection, quoted(dialect.fold(name)));
    }
    return table.orElseThrow(() ->
        new UserException(ErrorCode.UNKNOWN_NAME, "the database has no table '" + name + "'")
            .hint("create it there first: its columns are not guessed")
            .about(JdbcOptions.TABLE));
  }

  private static String quoted(String name) {
    return Arrays.stream(name.split("\\.", -1))
        .map(Dialect::quote)
        .collect(Collectors.joining("."));
  }

  /// The database is asked for no rows: it knows better than any list of its tables what a name
  /// means.
  private static Optional<TargetTable> look(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet none = statement.executeQuery("SELECT * FROM " + sql + " WHERE 1 = 0")) {
      ResultSetMetaData data = none.getMetaData();
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= data.getColumnCount(); i++) {
        columns.add(data.getColumnName(i));
      }
      return Optional.of(new TargetTable(sql, List.copyOf(columns)));
    } catch (SQLException e) {
      String state = String.valueOf(e.getSQLState());
      if (state.startsWith("42") || state.startsWith("3F") || state.startsWith("90")) {
        if (SqlFailures.isTemporary(e) || state.equals("42501")) {
          throw e; // it may be there, but may not be looked at
        }
        return Optional.empty();
      }
      throw e;
    }
  }

  /// The statements for some of its columns.
  ///
  /// @param key the indexes of the key in the schema
  /// @throws UserException UNKNOWN_NAME when it has no such column
  TableSql statements(Dialect dialect, Schema schema, List<Integer> key) {
    List<String> names = schema.fields().stream().map(this::column).map(Dialect::quote).toList();
    return new TableSql(dialect, sql, names, key.stream().map(names::get).toList());
  }

  private String column(Field field) {
    String name = field.name();
    for (String column : columns) {
      if (column.equals(name)) {
        return column;
      }
    }
    for (String column : columns) {
      if (column.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        return column;
      }
    }
    throw new UserException(
            ErrorCode.UNKNOWN_NAME,
            "the table %s of the database has no column '%s'".formatted(sql, name))
        .hint("it has: " + String.join(", ", columns));
  }
}
