package io.velostream.conformance.quidem;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Runs the statements of a script, with a connection for each name that the script uses.
final class ScriptRun implements AutoCloseable {
  private static final Pattern SCHEMA =
      Pattern.compile(
          "(?i)\"(scott|post|bookstore)\"\\.|\\bGEO\\.(?=\")|\\b(scott|post|jdbc_scott)\\.(?=emps?\\b|depts?\\b|bonus\\b)");
  private static final Pattern OTHER_SCHEMA = Pattern.compile("\"hr\"\\.\"(\\w+)\"");

  private static final Pattern OF_TABLE = Pattern.compile("\"hr\"\\.\"(\\w+)\"\\.");

  /// A table of hr that has no name of its own in the query, which its columns are known by.
  private static final Pattern UNNAMED =
      Pattern.compile(
          "(?i)\"hr\"\\.\"(\\w+)\"(?=\\s*(?:[,)]|$"
              + "|\\s(?:where|join|inner|left|right|full|cross|natural|on|using|group|order|having"
              + "|limit|union|except|intersect)\\b))");

  /// The connections of the scripts end with the libraries of functions that they use.
  private static final List<String> DIALECTS =
      List.of("postgresql", "bigquery", "spark", "oracle", "mssql");

  /// A column of window functions here, as in Flink, which Calcite does not have.
  private static final String WINDOW_TIME = "window_time";

  private final Map<String, String> tables;
  private final Map<String, Connection> connections = new HashMap<>();

  /// @param tables statements that make the tables, by schema
  ScriptRun(Map<String, String> tables) {
    this.tables = tables;
  }

  /// Executes a block and compares its answer, if it is a query.
  Verdict run(Block block) {
    String plain = SCHEMA.matcher(block.sql()).replaceAll("");
    // Elsewhere the tables of hr have other names, as there can be tables of the same name.
    boolean ofHr = block.connection().startsWith("hr");
    String named = ofHr ? plain : UNNAMED.matcher(plain).replaceAll("hr_$1 AS \"$1\"");
    String columns = OF_TABLE.matcher(named).replaceAll("\"$1\".");
    String sql = OTHER_SCHEMA.matcher(columns).replaceAll(ofHr ? "$1" : "hr_$1");
    try (Statement statement = connection(block.connection()).createStatement()) {
      if (block.kind() == Block.Kind.UPDATE) {
        statement.execute(sql);
        return Verdict.SAME;
      }
      try (ResultSet rows = statement.executeQuery(sql)) {
        List<Integer> multisets = multisets(rows.getMetaData());
        List<String> got = read(rows, block.shows(WINDOW_TIME));
        return compare(
            block,
            Multisets.ordered(Table.expected(block.expected()), multisets),
            Multisets.ordered(got, multisets));
      }
    } catch (SQLException e) {
      return Verdict.fault(firstLine(e.getMessage()));
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      return Verdict.fault(
          "CRASH " + e + " at " + (e.getStackTrace().length > 0 ? e.getStackTrace()[0] : ""));
    }
  }

  /// The columns, from 0, whose values are MULTISETs.
  private static List<Integer> multisets(ResultSetMetaData columns) throws SQLException {
    List<Integer> found = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      if (columns.getColumnTypeName(i).startsWith("MULTISET")) {
        found.add(i - 1);
      }
    }
    return found;
  }

  private static Verdict compare(Block block, List<String> want, List<String> got) {
    boolean ordered =
        block.sql().toLowerCase(java.util.Locale.ROOT).matches("(?s).*order\\s+by[^()]*");
    if (want.equals(got)) {
      return Verdict.SAME;
    }
    List<String> sortedWant = want.stream().sorted().toList();
    List<String> sortedGot = got.stream().sorted().toList();
    if (sortedWant.equals(sortedGot)) {
      return ordered ? Verdict.fault("ORDER expected " + want + " but got " + got) : Verdict.SAME;
    }
    if (Digits.matterIn(block.sql())
        && Digits.agree(ordered ? want : sortedWant, ordered ? got : sortedGot)) {
      return Verdict.SAME_DIGITS;
    }
    return Verdict.fault("WRONG expected " + sortedWant + " but got " + sortedGot);
  }

  /// @param windowTime whether the script shows a column of that name; otherwise it is left out
  private static List<String> read(ResultSet result, boolean windowTime) throws SQLException {
    List<Integer> columns = new ArrayList<>();
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      if (windowTime || !result.getMetaData().getColumnLabel(i).equalsIgnoreCase(WINDOW_TIME)) {
        columns.add(i);
      }
    }
    List<String> rows = new ArrayList<>();
    while (result.next()) {
      String[] cells = new String[columns.size()];
      for (int i = 0; i < cells.length; i++) {
        int column = columns.get(i);
        String text =
            result.getMetaData().getColumnType(column) == Types.VARBINARY
                ? hex(result.getBytes(column))
                : result.getString(column);
        cells[i] = text == null ? "" : text;
      }
      rows.add(Table.row(cells));
    }
    return rows;
  }

  private static @Nullable String hex(byte @Nullable [] bytes) {
    return bytes == null ? null : HexFormat.of().formatHex(bytes);
  }

  private Connection connection(String name) throws SQLException {
    Connection open = connections.get(name);
    if (open == null) {
      open = DriverManager.getConnection("jdbc:velostream:");
      connections.put(name, open);
      // Connections that are named for functions only have the tables of post.
      String schema = name.endsWith("func") ? "post" : name.split("-", 2)[0].replace("jdbc_", "");
      try (Statement statement = open.createStatement()) {
        // Calcite's type system cuts, except on the connections that say so.
        statement.execute(
            "SET 'cast.rounding' = '"
                + (name.endsWith("-rounding-half-up") ? "half_up" : "down")
                + "'");
        for (String dialect : DIALECTS) {
          String library = dialect.replace("bigquery", "big-query");
          if (name.endsWith("-" + library) || name.equals(library + "func")) {
            statement.execute("SET 'sql.dialect' = '" + dialect + "'");
          }
        }
        String others =
            schema.equals("hr")
                ? ""
                : tables.getOrDefault("hr", "").replace("CREATE VIEW ", "CREATE VIEW hr_");
        for (String sql : (tables.getOrDefault(schema, "") + others).split(";\n")) {
          if (!sql.isBlank()) {
            statement.execute(sql);
          }
        }
      }
    }
    return open;
  }

  private static String firstLine(String text) {
    return String.valueOf(text).lines().findFirst().orElse("");
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : connections.values()) {
      connection.close();
    }
  }
}
