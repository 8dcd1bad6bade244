package io.velostream.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.engine.Rows;
import io.velostream.engine.Session;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Parquet files from DuckDB and back: what DuckDB writes, the engine reads and writes again, and
/// DuckDB finds the same rows in both files.
class ParquetTest {
  /// All types that both have; NULLs in every column, long runs, few and many values.
  private static final String ROWS =
      """
      SELECT i, CASE WHEN i % 7 > 0 THEN i % 2 = 0 END AS b, CASE WHEN i % 5 > 0 THEN (i % 100)::TINYINT END AS i8,
        CASE WHEN i % 6 > 0 THEN (i % 1000)::SMALLINT END AS i16, CASE WHEN i % 9 > 0 THEN (i * 7)::INTEGER END AS i32,
        CASE WHEN i % 5 > 1 THEN i * 1000003 END AS i64, CASE WHEN i % 4 > 0 THEN (i / 8)::FLOAT END AS f,
        CASE WHEN i % 4 > 0 THEN i / 7 END AS d, CASE WHEN i % 4 > 0 THEN (i / 100)::DECIMAL(9, 2) END AS d9,
        CASE WHEN i % 4 > 0 THEN (-i / 1000)::DECIMAL(18, 3) END AS d18,
        CASE WHEN i % 4 > 0 THEN (i * 1000)::DECIMAL(38, 6) END AS d38,
        CASE WHEN i % 4 > 0 THEN 'few' || i % 3 END AS few, CASE WHEN i % 4 > 0 THEN 'many' || i * 31 END AS many,
        CASE WHEN i % 4 > 0 THEN ('b' || i)::BLOB END AS bytes,
        CASE WHEN i % 4 > 0 THEN DATE '1969-12-01' + i::INTEGER END AS dt,
        CASE WHEN i % 4 > 0 THEN TIME '00:00:00' + INTERVAL (i) MILLISECOND END AS tm,
        CASE WHEN i % 4 > 0 THEN TIMESTAMP '1969-12-31 23:59:59.5' + INTERVAL (i) MICROSECOND END AS ts,
        CASE WHEN i % 4 > 0 THEN TIMESTAMPTZ '2024-01-01 00:00:00+00' + INTERVAL (i) SECOND END AS tz,
        CASE WHEN i % 4 > 0 THEN [i, NULL, i + 1] WHEN i % 8 > 0 THEN [] END AS l,
        CASE WHEN i % 4 > 0 THEN [['x' || i], NULL, []] END AS ll,
        CASE WHEN i % 4 > 0 THEN {'a': i, 'b': CASE WHEN i % 3 > 0 THEN [i % 5] END} END AS st,
        CASE WHEN i % 4 > 0 THEN MAP {'a': i, 'k' || i: NULL} END AS m,
        CASE WHEN i % 4 > 0 THEN [{'a': 1, 'b': 'y' || i % 2}, NULL] END AS ls
      FROM range(%d) AS t (i)
      """;

  @TempDir private Path folder;
  private Connection duck;

  @BeforeEach
  void open() throws SQLException {
    duck = DriverManager.getConnection("jdbc:duckdb:");
    run("SET threads = 1");
    run("SET TimeZone = 'UTC'");
  }

  @AfterEach
  void close() throws SQLException {
    duck.close();
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = duck.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<List<String>> rows(String sql) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = duck.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  /// Copies a file by the engine.
  private void copy(String from, String to, String options) {
    try (Session session = Session.open()) {
      session.execute(
          "CREATE TABLE copied WITH ('connector' = 'file', 'path' = '%s'%s) AS SELECT * FROM '%s'"
              .formatted(path(to), options, path(from)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, zstd, V1",
    "1, snappy, V1",
    "5000, zstd, V1",
    "5000, snappy, V2",
    "5000, gzip, V2",
    "5000, uncompressed, V1",
    "5000, lz4_raw, V1",
    "60000, zstd, V2"
  })
  void whatDuckDbWritesIsReadAndWrittenAgain(int rows, String compression, String version)
      throws SQLException {
    run(
        "COPY (%s) TO '%s' (FORMAT parquet, COMPRESSION %s, PARQUET_VERSION %s, ROW_GROUP_SIZE 4096)"
            .formatted(
                ROWS.replace("%d", Integer.toString(rows)),
                path("a.parquet"),
                compression,
                version));
    String ours = compression.equals("uncompressed") ? "none" : compression;
    copy(
        "a.parquet",
        "b.parquet",
        ours.equals("lz4_raw")
            ? ""
            : ", 'compression' = '" + ours + "', 'parquet.row-group-rows' = '3000'");
    // Each side less the other: a comparison of millions of texts would take long.
    String both = "SELECT * FROM '%s' EXCEPT ALL SELECT * FROM '%s'";
    assertThat(rows(both.formatted(path("a.parquet"), path("b.parquet")))).isEmpty();
    assertThat(rows(both.formatted(path("b.parquet"), path("a.parquet")))).isEmpty();
    assertThat(rows("SELECT COUNT(*) FROM '" + path("b.parquet") + "'"))
        .containsExactly(List.of(Integer.toString(rows)));
  }

  @Test
  void filtersAgree() throws SQLException {
    run(
        "COPY (%s) TO '%s' (FORMAT parquet, ROW_GROUP_SIZE 4096)"
            .formatted(ROWS.replace("%d", "50000"), path("a.parquet")));
    for (String condition :
        List.of(
            "i >= 49990",
            "i BETWEEN 4095 AND 4096",
            "i32 IN (70, 77, 349993)",
            "few = 'few1' AND i < 10",
            "many > 'many99'",
            "d18 < -49.99",
            "d38 >= 49998000.5",
            "f > 6249.5",
            "d < 0.2",
            "ts <= TIMESTAMP '1969-12-31 23:59:59.500010'",
            "dt = DATE '1969-12-03'",
            "i64 IS NULL AND i > 49990",
            "b IS NOT NULL AND i < 3")) {
      String question = "SELECT i FROM '%s' WHERE %s".formatted(path("a.parquet"), condition);
      List<List<String>> answer = new ArrayList<>();
      try (Session session = Session.open();
          Rows result = session.query(question)) {
        while (result.next()) {
          answer.add(List.of(Long.toString(result.getLong(0))));
        }
      }
      assertThat(answer).as(condition).containsExactlyInAnyOrderElementsOf(rows(question));
    }
  }
}
