package io.velostream.conformance.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers questions by DuckDB: one connection, one thread.
///
/// Rows of a dataset are loaded once with the steps in which they come and go; a view shows those
/// of a prefix. Each row also holds the watermark that the rows before it had made.
final class DuckDb implements AutoCloseable {
  private final Connection connection;

  DuckDb() throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    execute("SET threads = 1");
    execute("SET TimeZone = 'UTC'");
    // version 2.0.0 keeps rows for which CASE WHEN ts <> ts THEN 'b' END IN ('a', 'b') is unknown
    execute("PRAGMA disable_optimizer");
  }

  /// The version, for reports: meanings change between versions.
  String version() throws SQLException {
    return connection.getMetaData().getDatabaseProductVersion();
  }

  /// Replaces the tables.
  void load(Dataset data) throws SQLException {
    for (String table : List.of("t", "u")) {
      StringBuilder create = new StringBuilder("CREATE OR REPLACE TABLE " + table + "_all (");
      data.columns().forEach(c -> create.append(c.name() + " " + c.kind().duckType() + ", "));
      execute(create + "_wm TIMESTAMP, _from INTEGER, _until INTEGER)");
      List<String> rows = rows(data, table);
      if (!rows.isEmpty()) {
        execute("INSERT INTO " + table + "_all VALUES " + String.join(", ", rows));
      }
      execute(
          "CREATE OR REPLACE VIEW "
              + table
              + " AS SELECT "
              + String.join(", ", data.columns().stream().map(Column::name).toList())
              + ", _wm FROM "
              + table
              + "_all WHERE _from < getvariable('steps') AND _until >= getvariable('steps')");
    }
  }

  /// The answer over the first `steps` steps of the dataset loaded last.
  Map<String, Long> answer(Question question, int steps) throws SQLException {
    execute("SET VARIABLE steps = " + steps);
    return query(question);
  }

  private Map<String, Long> query(Question question) throws SQLException {
    List<Column> columns = question.relation().columns();
    StringBuilder sql = new StringBuilder("SELECT ");
    for (int c = 0; c < columns.size(); c++) {
      Column column = columns.get(c);
      sql.append(c == 0 ? "" : ", ").append(exported(column));
    }
    sql.append(" FROM (").append(question.sql(Dialect.DUCKDB)).append(") AS answer");
    Map<String, Long> counts = Canonical.empty();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql.toString())) {
      while (rows.next()) {
        List<String> cells = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
          cells.add(cell(rows.getObject(c + 1), columns.get(c).kind()));
        }
        Canonical.add(counts, String.join(" | ", cells), 1);
      }
    }
    return counts;
  }

  private static String exported(Column column) {
    return switch (column.kind()) {
      case TS -> "epoch_us(" + column.name() + ")";
      case DATE -> "datediff('day', DATE '1970-01-01', " + column.name() + ")";
      case BOOL, INT, BIG, DBL, DEC, STR, WIDE, APPROX -> column.name();
    };
  }

  private static String cell(@Nullable Object value, Kind kind) {
    return switch (value) {
      case null -> "NULL";
      case Boolean b -> b.toString();
      case Double d -> kind == Kind.APPROX ? Canonical.approximate(d) : Canonical.floating(d);
      case BigDecimal d -> kind == Kind.APPROX ? Canonical.approximate(d) : Canonical.exact(d);
      case BigInteger i -> Canonical.exact(new BigDecimal(i));
      case Number n -> Canonical.exact(BigDecimal.valueOf(n.longValue()));
      default -> Canonical.text(value.toString());
    };
  }

  private static List<String> rows(Dataset data, String table) {
    List<Dataset.Change> inserted = new ArrayList<>();
    List<int[]> lives = new ArrayList<>();
    List<@Nullable String> watermarks = new ArrayList<>();
    @Nullable String watermark = null;
    int time = data.columns().stream().map(Column::name).toList().indexOf("ts");
    for (int step = 0; step < data.steps().size(); step++) {
      for (Dataset.Change change : data.steps().get(step)) {
        if (!change.table().equals(table)) {
          continue;
        }
        if (change.weight() < 0) {
          end(inserted, lives, change, step);
        } else {
          inserted.add(change);
          lives.add(new int[] {step, Integer.MAX_VALUE});
          watermarks.add(watermark);
        }
        String ts = change.values().get(time);
        // text of times in one format sorts as the times do
        if (!ts.equals("NULL") && (watermark == null || ts.compareTo(watermark) > 0)) {
          watermark = ts;
        }
      }
    }
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < inserted.size(); i++) {
      rows.add(row(data, inserted.get(i), watermarks.get(i), lives.get(i)));
    }
    return rows;
  }

  private static void end(
      List<Dataset.Change> inserted, List<int[]> lives, Dataset.Change change, int step) {
    for (int i = 0; i < inserted.size(); i++) {
      if (lives.get(i)[1] == Integer.MAX_VALUE
          && inserted.get(i).values().equals(change.values())) {
        lives.get(i)[1] = step;
        return;
      }
    }
    throw new IllegalArgumentException("a row is taken back that is not there: " + change);
  }

  private static String row(
      Dataset data, Dataset.Change change, @Nullable String watermark, int[] life) {
    StringBuilder row = new StringBuilder("(");
    for (int c = 0; c < data.columns().size(); c++) {
      String value = change.values().get(c);
      String quoted = "'" + value.replace("'", "''") + "'";
      Kind kind = data.columns().get(c).kind();
      row.append(
          value.equals("NULL") ? "NULL, " : "CAST(" + quoted + " AS " + kind.duckType() + "), ");
    }
    return row
        + (watermark == null
            ? "NULL"
            : "TIMESTAMP '" + watermark + "' - INTERVAL '" + data.delaySeconds() + "' SECOND")
        + ", "
        + life[0]
        + ", "
        + life[1]
        + ")";
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
