package io.velostream.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DriverTest {
  private static final String ENDLESS =
      "CREATE TABLE endless (id BIGINT)"
          + " WITH ('connector' = 'datagen', 'number-of-rows' = '1_000_000_000_000')";

  private Connection connection;
  private Statement statement;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:velostream:");
    statement = connection.createStatement();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void createsFillsAndQueries() throws SQLException {
    assertThat(statement.execute("CREATE TABLE t (k VARCHAR, v INTEGER NOT NULL)")).isFalse();
    assertThat(statement.getUpdateCount()).isZero();
    assertThat(statement.executeUpdate("INSERT INTO t VALUES ('a', 1), ('b', 2), (NULL, 3)"))
        .isEqualTo(3);
    try (ResultSet rows = statement.executeQuery("SELECT k, v FROM t")) {
      List<String> seen = new ArrayList<>();
      while (rows.next()) {
        String k = rows.getString("K");
        seen.add(rows.getRow() + ":" + (rows.wasNull() ? "null" : k) + rows.getInt(2));
      }
      assertThat(seen).containsExactly("1:a1", "2:b2", "3:null3");
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void convertsValues() throws SQLException {
    ResultSet rows =
        statement.executeQuery(
            "SELECT TRUE AS b, 300 AS i, 12.75 AS n, 2.5E0 AS d, '42' AS text, X'01FF' AS x,"
                + " DATE '2024-02-29' AS da, TIME '10:20:30' AS ti,"
                + " TIMESTAMP '2024-02-29 10:20:30.5' AS ts, CAST(NULL AS INTEGER) AS nothing");
    assertThat(rows.next()).isTrue();
    assertThat(rows.getBoolean("b")).isTrue();
    assertThat(rows.getInt("b")).isEqualTo(1);
    assertThat(rows.getShort("i")).isEqualTo((short) 300);
    assertState("22003", () -> rows.getByte("i"));
    assertThat(rows.getDouble("n")).isEqualTo(12.75);
    assertThat(rows.getLong("n")).isEqualTo(12);
    assertThat(rows.getBigDecimal("n")).isEqualByComparingTo("12.75");
    assertThat(rows.getFloat("d")).isEqualTo(2.5f);
    assertThat(rows.getLong("text")).isEqualTo(42);
    assertThat(rows.getBytes("x")).containsExactly(1, -1);
    assertThat(rows.getDate("da")).isEqualTo(Date.valueOf("2024-02-29"));
    assertThat(rows.getTime("ti")).isEqualTo(Time.valueOf("10:20:30"));
    assertThat(rows.getTimestamp("ts")).isEqualTo(Timestamp.valueOf("2024-02-29 10:20:30.5"));
    assertThat(rows.getObject("ts", LocalDateTime.class)).isEqualTo("2024-02-29T10:20:30.5");
    assertThat(rows.getObject("ts", LocalDate.class)).isEqualTo("2024-02-29");
    assertThat(rows.getObject("i", Long.class)).isEqualTo(300L);
    assertThat(rows.getObject("i", String.class)).isEqualTo("300");
    assertThat(rows.getObject("da")).isEqualTo(Date.valueOf("2024-02-29"));
    assertThat(rows.getInt("nothing")).isZero();
    assertThat(rows.wasNull()).isTrue();
    assertThat(rows.getObject("nothing")).isNull();
    assertState("22018", () -> rows.getDate("text"));
    assertState("HY000", () -> rows.getInt("missing"));
    assertState("HY000", () -> rows.getInt(11));
  }

  @Test
  void describesResults() throws SQLException {
    ResultSetMetaData columns =
        statement
            .executeQuery("SELECT CAST(1.5 AS DECIMAL(10, 2)) AS price, 'x' AS name")
            .getMetaData();
    assertThat(columns.getColumnCount()).isEqualTo(2);
    assertThat(columns.getColumnLabel(1)).isEqualTo("price");
    assertThat(columns.getColumnType(1)).isEqualTo(Types.DECIMAL);
    assertThat(columns.getColumnTypeName(1)).isEqualTo("DECIMAL(10, 2)");
    assertThat(columns.getPrecision(1)).isEqualTo(10);
    assertThat(columns.getScale(1)).isEqualTo(2);
    assertThat(columns.getColumnClassName(1)).isEqualTo(BigDecimal.class.getName());
    assertThat(columns.isNullable(2)).isEqualTo(ResultSetMetaData.columnNoNulls);
  }

  @Test
  void countsRowsThatChange() throws SQLException {
    statement.execute("CREATE TABLE t (k VARCHAR, v BIGINT, PRIMARY KEY (k) NOT ENFORCED)");
    statement.execute("INSERT INTO t VALUES ('a', 1), ('b', 2), ('c', 3)");
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE t SET v = v + ? WHERE k <> ?")) {
      update.setLong(1, 10);
      update.setString(2, "b");
      assertThat(update.executeUpdate()).isEqualTo(2);
    }
    assertThat(statement.executeUpdate("DELETE FROM t WHERE v > 100")).isZero();
    assertThat(
            statement.executeUpdate(
                "INSERT INTO t VALUES ('a', 0), ('d', 0), ('d', 1) ON CONFLICT DO NOTHING"))
        .isEqualTo(1);
    assertThat(statement.executeUpdate("DELETE FROM t WHERE v > 2")).isEqualTo(2);
    try (ResultSet rows = statement.executeQuery("SELECT k, v FROM t ORDER BY k")) {
      List<String> seen = new ArrayList<>();
      while (rows.next()) {
        seen.add(rows.getString(1) + rows.getLong(2));
      }
      assertThat(seen).containsExactly("b2", "d0");
    }
  }

  @Test
  void bindsParameters() throws SQLException {
    statement.execute("CREATE TABLE t (k VARCHAR, v BIGINT, ts TIMESTAMP(3))");
    Timestamp noon = Timestamp.valueOf("2024-01-01 12:00:00");
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?)")) {
      insert.setString(1, "O'Brien");
      insert.setLong(2, 7);
      assertState("HY000", insert::executeUpdate);
      insert.setTimestamp(3, noon);
      assertThat(insert.executeUpdate()).isEqualTo(1);
      insert.setString(1, "other");
      assertThat(insert.executeUpdate()).isEqualTo(1);
      assertState("HY000", () -> insert.setInt(4, 1));
    }
    try (PreparedStatement query = connection.prepareStatement("SELECT v, ts FROM t WHERE k = ?")) {
      query.setString(1, "O'Brien");
      for (int run = 0; run < 2; run++) {
        ResultSet rows = query.executeQuery();
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(7);
        assertThat(rows.getTimestamp(2)).isEqualTo(noon);
        assertThat(rows.next()).isFalse();
      }
      query.setString(1, "' OR '1' = '1");
      assertThat(query.executeQuery().next()).isFalse();
    }
  }

  @Test
  void listsTablesAndColumns() throws SQLException {
    statement.execute("CREATE TABLE trades (symbol VARCHAR, price DECIMAL(10, 2) NOT NULL)");
    statement.execute("CREATE VIEW cheap AS SELECT symbol FROM trades WHERE price < 1");
    assertThat(column(connection.getMetaData().getTables(null, null, "%", null), "TABLE_NAME"))
        .containsExactly("cheap", "trades");
    assertThat(
            column(
                connection.getMetaData().getTables(null, null, "C%", new String[] {"VIEW"}),
                "TABLE_NAME"))
        .containsExactly("cheap");
    ResultSet columns = connection.getMetaData().getColumns(null, null, "trades", "p%");
    assertThat(columns.next()).isTrue();
    assertThat(columns.getString("COLUMN_NAME")).isEqualTo("price");
    assertThat(columns.getInt("DATA_TYPE")).isEqualTo(Types.DECIMAL);
    assertThat(columns.getString("IS_NULLABLE")).isEqualTo("NO");
    assertThat(columns.getInt("ORDINAL_POSITION")).isEqualTo(2);
    assertThat(columns.next()).isFalse();
    assertThat(column(connection.getMetaData().getTableTypes(), "TABLE_TYPE"))
        .containsExactly("TABLE", "STREAM", "VIEW");
  }

  private static List<String> column(ResultSet rows, String name) throws SQLException {
    List<String> values = new ArrayList<>();
    while (rows.next()) {
      values.add(rows.getString(name));
    }
    return values;
  }

  @Test
  void marksChangesOfAChangelog() throws SQLException {
    statement.execute("SET 'batch.rows' = '1'");
    ResultSet rows =
        statement.executeQuery(
            "SELECT SUM(v) AS total FROM (VALUES (1), (2)) AS t (v) EMIT CHANGES");
    List<String> seen = new ArrayList<>();
    while (rows.next()) {
      seen.add(rows.getString("op") + rows.getLong("total"));
    }
    assertThat(seen).containsExactly("+I1", "-D1", "+I3");
  }

  @Test
  void saysWhereAnErrorIs() {
    assertThatExceptionOfType(SQLSyntaxErrorException.class)
        .isThrownBy(() -> statement.executeQuery("SELECT 1\nFROM nowhere"))
        .withMessageContaining("UNKNOWN_NAME")
        .withMessageContaining("(line 2, column 6)")
        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("42704"));
    assertState("42601", () -> statement.executeQuery("SELEC 1"));
    assertState(
        "22012", () -> statement.executeQuery("SELECT 1 / v FROM (VALUES (0)) AS t (v)").next());
  }

  @Test
  void cancelsFromAnotherThread() throws Exception {
    statement.execute(ENDLESS);
    ResultSet rows = statement.executeQuery("SELECT id FROM endless WHERE id < 0");
    Thread main = Thread.currentThread();
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              while (main.isAlive() && !Thread.interrupted()) {
                try {
                  statement.cancel();
                  Thread.sleep(5);
                } catch (SQLException | InterruptedException e) {
                  return;
                }
              }
            });
    assertState("57014", rows::next);
    other.interrupt();
    other.join();
    assertThat(statement.executeQuery("SELECT 1").next()).isTrue();
  }

  @Test
  void doesNotCancelAnotherStatement() throws SQLException {
    statement.execute(ENDLESS);
    ResultSet rows = statement.executeQuery("SELECT id FROM endless");
    try (Statement idle = connection.createStatement()) {
      idle.cancel();
    }
    assertThat(rows.next()).isTrue();
  }

  @Test
  void limitsRows() throws SQLException {
    statement.execute(ENDLESS);
    statement.setMaxRows(3);
    ResultSet rows = statement.executeQuery("SELECT id FROM endless");
    assertThat(column(rows, "id")).hasSize(3);
  }

  @Test
  void takesSettings() throws SQLException {
    try (Connection other =
        DriverManager.getConnection("jdbc:velostream:?time.zone=Europe%2FBerlin&batch.rows=7")) {
      ResultSet settings = other.createStatement().executeQuery("SHOW SETTINGS");
      List<String> seen = new ArrayList<>();
      while (settings.next()) {
        seen.add(settings.getString("name") + "=" + settings.getString("value"));
      }
      assertThat(seen).contains("time.zone=Europe/Berlin", "batch.rows=7");
    }
    assertState("42704", () -> DriverManager.getConnection("jdbc:velostream:?no.such=1"));
    assertState("HY000", () -> DriverManager.getConnection("jdbc:velostream:file"));
  }

  @Test
  void saysWhatItDoesNotDo() throws SQLException {
    assertUnsupported(() -> connection.setAutoCommit(false));
    assertUnsupported(() -> connection.prepareCall("CALL f()"));
    assertUnsupported(() -> statement.addBatch("SELECT 1"));
    assertUnsupported(() -> statement.setQueryTimeout(1));
    assertUnsupported(() -> statement.executeUpdate("SELECT 1", Statement.RETURN_GENERATED_KEYS));
    ResultSet rows = statement.executeQuery("SELECT 1 AS a");
    assertUnsupported(() -> rows.updateInt(1, 1));
    assertUnsupported(rows::previous);
    assertUnsupported(() -> rows.getBlob("a"));
    assertState("HY000", () -> statement.executeQuery("SET 'batch.rows' = '5'"));
    assertState("HY000", () -> statement.executeUpdate("SELECT 1"));
  }

  @Test
  void closesWhatItOpened() throws SQLException {
    ResultSet rows = statement.executeQuery("SELECT 1");
    statement.close();
    assertThat(rows.isClosed()).isTrue();
    assertState("08003", () -> statement.executeQuery("SELECT 1"));
    connection.close();
    connection.close();
    assertState("08003", connection::createStatement);
  }

  private static void assertUnsupported(ThrowingCallable call) {
    assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("0A000"));
  }

  private static void assertState(String state, ThrowingCallable call) {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state));
  }
}
