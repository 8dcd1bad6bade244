package io.velostream.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables that are written as many files, over real files.
@Timeout(120)
class FilePartsTest {
  @TempDir Path folder;

  private final HandClock clock = new HandClock();
  private final Session session =
      Session.open(new World(clock, SystemWorld.create().random(), SystemWorld.create().files()));

  @AfterEach
  void close() {
    session.close();
  }

  private void table(String columns, String path, String... options) {
    StringBuilder with = new StringBuilder();
    for (int i = 0; i < options.length; i += 2) {
      with.append(", '%s' = '%s'".formatted(options[i], options[i + 1]));
    }
    session.execute(
        "CREATE OR REPLACE TABLE t %s WITH ('connector' = 'file', 'path' = '%s'%s)"
            .formatted(columns, folder.resolve(path) + (path.endsWith("/") ? "/" : ""), with));
  }

  private void numbers(int count) {
    session.execute(
        """
        CREATE OR REPLACE TABLE numbers (n BIGINT) WITH ('connector' = 'datagen', 'fields.n.kind' =
          'sequence', 'fields.n.start' = '1', 'fields.n.end' = '%d')
        """
            .formatted(count));
  }

  private List<String> rows(String sql) {
    List<String> all = new ArrayList<>();
    try (Rows rows = session.query(sql)) {
      while (rows.next()) {
        all.add(rows.text());
      }
    }
    return all;
  }

  /// All files, hidden ones too, in order of their paths.
  private List<String> files() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> folder.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  private String content(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4096})
  void aFileHasNoMoreThanItsRows(int batch) throws IOException {
    session.set("batch.rows", Integer.toString(batch));
    numbers(10);
    table("(n BIGINT)", "out", "format", "csv", "sink.roll.rows", "4");
    session.execute("INSERT INTO t SELECT n FROM numbers");

    assertThat(files())
        .containsExactly(
            "out/part-19700101T000000000-000001.csv",
            "out/part-19700101T000000000-000002.csv",
            "out/part-19700101T000000000-000003.csv");
    assertThat(content("out/part-19700101T000000000-000001.csv")).isEqualTo("n\n1\n2\n3\n4\n");
    assertThat(content("out/part-19700101T000000000-000003.csv")).isEqualTo("n\n9\n10\n");
    assertThat(rows("SELECT n FROM t")).hasSize(10).startsWith("[1]").endsWith("[10]");
  }

  @Test
  void furtherRowsComeInFurtherFiles() throws IOException {
    numbers(2);
    table("(n BIGINT)", "out/", "format", "json");
    session.execute("INSERT INTO t SELECT n FROM numbers");
    session.execute("INSERT INTO t SELECT n + 2 FROM numbers");

    assertThat(files())
        .containsExactly(
            "out/part-19700101T000000000-000001.jsonl", "out/part-19700101T000000000-000002.jsonl");
    assertThat(rows("SELECT n FROM t")).containsExactly("[1]", "[2]", "[3]", "[4]");
  }

  @Test
  void aFileIsCompleteWhenItHasItsBytes() throws IOException {
    numbers(5_000);
    table("(n BIGINT)", "out", "format", "csv", "sink.roll.bytes", "4 kb");
    session.execute("INSERT INTO t SELECT n FROM numbers");

    List<String> files = files();
    assertThat(files).hasSizeBetween(4, 7);
    for (String file : files.subList(0, files.size() - 1)) {
      assertThat(Files.size(folder.resolve(file))).isBetween(4_096L, 4_096L + 256 * 5);
    }
    assertThat(rows("SELECT COUNT(*), SUM(n) FROM t")).containsExactly("[5000, 12502500]");
  }

  @ParameterizedTest
  @CsvSource({"gzip, out, csv.gz", "zstd, out, csv.zst", "none, out, csv"})
  void compressionIsHonoured(String compression, String path, String end) throws IOException {
    numbers(10);
    table("(n BIGINT)", path, "format", "csv", "compression", compression, "sink.roll.rows", "5");
    session.execute("INSERT INTO t SELECT n FROM numbers");

    assertThat(files()).hasSize(2).allMatch(file -> file.endsWith("." + end));
    assertThat(rows("SELECT COUNT(*), SUM(n) FROM t")).containsExactly("[10, 55]");
    assertThat(rows("SELECT COUNT(*) FROM '" + folder.resolve(path) + "'")).containsExactly("[10]");
  }

  @Test
  void aPatternNamesTheFiles() throws IOException {
    numbers(3);
    table("(n BIGINT)", "out/n-*.jsonl.zst", "sink.roll.rows", "2");
    session.execute("INSERT INTO t SELECT n FROM numbers");

    assertThat(files())
        .containsExactly(
            "out/n-19700101T000000000-000001.jsonl.zst",
            "out/n-19700101T000000000-000002.jsonl.zst");
    assertThat(rows("SELECT n FROM t")).containsExactly("[1]", "[2]", "[3]");
  }

  @Test
  void nothingIsWrittenWithoutRows() throws IOException {
    table("(n BIGINT)", "out", "format", "csv", "sink.roll.rows", "2");
    session.execute("INSERT INTO t SELECT n FROM (VALUES (1)) AS v (n) WHERE n = 2");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void filesThatAreCompleteStayWhenARunFailsAndNothingElse() throws IOException {
    numbers(10);
    session.set("batch.rows", "1");
    table("(n BIGINT)", "out", "format", "csv", "sink.roll.rows", "3");
    assertThatThrownBy(() -> session.execute("INSERT INTO t SELECT 10 / (8 - n) FROM numbers"))
        .isInstanceOf(UserException.class);
    assertThat(files()).hasSize(2).allMatch(file -> file.startsWith("out/part-"));
  }

  @Test
  void columnsNameFoldersAndComeBackWithTheirValues() throws IOException {
    List<String> texts = new ArrayList<>(List.of("a", "", "A/B", "50%", "x=y", ".hidden", "é€😀"));
    texts.addAll(List.of("__HIVE_DEFAULT_PARTITION__", "*?[]{}\\:\"<>|", " ", "%2F", "..", "a''b"));
    StringBuilder values = new StringBuilder("(0, CAST(NULL AS VARCHAR), CAST(NULL AS DATE))");
    for (int i = 0; i < texts.size(); i++) {
      values.append(", (%d, '%s', DATE '2026-01-%02d')".formatted(i + 1, texts.get(i), i % 3 + 1));
    }
    session.execute(
        """
        CREATE TABLE t (n BIGINT, s VARCHAR, d DATE) PARTITIONED BY (d, s)
        WITH ('connector' = 'file', 'path' = '%s', 'format' = 'csv')
        """
            .formatted(folder.resolve("out")));
    session.execute(
        "INSERT INTO t SELECT n, s, d FROM (VALUES %s) AS v (n, s, d)".formatted(values));

    assertThat(files()).hasSize(texts.size() + 1).allMatch(file -> file.startsWith("out/d="));
    assertThat(files())
        .contains(
            "out/d=2026-01-01/s=a/part-19700101T000000000-000002.csv",
            "out/d=2026-01-03/s=A%2FB/part-19700101T000000000-000004.csv",
            "out/d=__HIVE_DEFAULT_PARTITION__/s=__HIVE_DEFAULT_PARTITION__/"
                + "part-19700101T000000000-000001.csv");
    assertThat(content("out/d=2026-01-01/s=a/part-19700101T000000000-000002.csv"))
        .isEqualTo("n\n1\n");
    String all = "SELECT n, s, d FROM %s ORDER BY n";
    assertThat(rows(all.formatted("t")))
        .isEqualTo(rows(all.formatted("(VALUES " + values + ") AS v (n, s, d)")));
    assertThat(rows(all.formatted("'" + folder.resolve("out") + "'")))
        .isEqualTo(rows(all.formatted("t")));
    assertThat(rows("SHOW CREATE TABLE t").getFirst()).contains("'partitioned-by' = 'd, s'");
  }

  @Test
  void valuesOfAllTypesNameFolders() {
    String columns =
        "(n BIGINT, \"_b\" BOOLEAN, i INTEGER, x DOUBLE, m DECIMAL(20, 3), ts TIMESTAMP(3), tm"
            + " TIME(0), y VARBINARY)";
    table(columns, "out", "format", "json", "partitioned-by", "_b, i, x, m, ts, tm, y");
    String values =
        """
        (1, TRUE, -5, 0.5, 12345678901234567.125, TIMESTAMP '2026-01-05 14:30:00.125',
          TIME '10:20:30', X'00FF'),
        (2, FALSE, 7, -1E300, -0.001, TIMESTAMP '1969-12-31 23:59:59.999', TIME '00:00:00', X'')
        """;
    session.execute("INSERT INTO t VALUES " + values);
    assertThat(rows("SELECT * FROM t ORDER BY n"))
        .isEqualTo(
            rows(
                "SELECT n, b, i, CAST(x AS DOUBLE), CAST(m AS DECIMAL(20, 3)), ts, tm, CAST(y AS"
                    + " VARBINARY) FROM (VALUES "
                    + values
                    + ") AS v (n, b, i, x, m, ts, tm, y)"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64})
  void noMoreFilesAreOpenThanAllowed(int most) throws IOException {
    numbers(1_000);
    session.set("batch.rows", "50");
    table(
        "(k BIGINT, n BIGINT)",
        "out",
        "format",
        "csv",
        "partitioned-by",
        "k",
        "sink.max-open-files",
        Integer.toString(most));
    session.execute("INSERT INTO t SELECT MOD(n, 10), n FROM numbers");

    assertThat(files()).hasSize(most >= 10 ? 10 : 200);
    assertThat(rows("SELECT COUNT(*), COUNT(DISTINCT n), SUM(k) FROM t"))
        .containsExactly("[1000, 1000, 4500]");
  }

  @Test
  void anEndlessRunShowsCompleteFilesByTime() throws Exception {
    Path log = folder.resolve("app.jsonl");
    Files.createFile(log);
    try (Session real = Session.open()) {
      real.execute(
          """
          CREATE TABLE log (n BIGINT) WITH ('connector' = 'file', 'path' = '%s', 'follow' = 'true');
          CREATE TABLE t (n BIGINT) WITH ('connector' = 'file', 'path' = '%s', 'format' = 'csv',
            'sink.roll.interval' = '150 ms')
          """
              .formatted(log, folder.resolve("out")));
      List<Throwable> ends = new ArrayList<>();
      Thread job =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  real.execute("INSERT INTO t SELECT n FROM log");
                } catch (UserException e) {
                  ends.add(e);
                }
              });
      List<String> expected = new ArrayList<>();
      for (int n = 0; n < 3; n++) {
        append(log, n);
        expected.add("[" + n + "]");
        while (!expected.equals(completed())) {
          Thread.sleep(20);
        }
      }
      append(log, 99); // in the making when the run is ended
      while (files().stream().filter(file -> file.startsWith("out/")).count() < 4) {
        Thread.sleep(5);
      }
      real.cancel();
      job.join();
      assertThat(ends)
          .singleElement()
          .isInstanceOfSatisfying(
              UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
      assertThat(completed()).startsWith(expected.toArray(String[]::new));
      assertThat(files()).noneMatch(file -> file.contains("/."));
    }
  }

  private List<String> completed() {
    return Files.isDirectory(folder.resolve("out")) && hasVisible()
        ? rows("SELECT n FROM '" + folder.resolve("out") + "'")
        : List.of();
  }

  private boolean hasVisible() {
    try {
      return files().stream().anyMatch(file -> file.startsWith("out/part-"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void append(Path log, int n) throws IOException {
    Files.writeString(log, "{\"n\":" + n + "}\n", StandardOpenOption.APPEND);
  }

  @ParameterizedTest
  @CsvSource({
    "out.csv, sink.roll.rows, 5, name a folder",
    "a*/x.csv, sink.roll.rows, 5, has one *",
    "a*b*.csv, sink.roll.rows, 5, has one *",
    "a*.csv, partitioned-by, n, name a folder",
    "out, partitioned-by, z, does not have",
    "out, partitioned-by, 's,s', twice",
    "out, partitioned-by, 'n,s', leaves no column",
    "out, sink.roll.rows, 0, more than nothing",
    "out, sink.roll.interval, 5, must be a duration",
    "out, sink.roll.bytes, 5 parsecs, must be a size",
  })
  void whatCannotBeWrittenIsRefused(String path, String option, String value, String message) {
    table("(n BIGINT, s VARCHAR)", path, "format", "csv", option, value);
    assertThatThrownBy(() -> session.execute("INSERT INTO t SELECT 1, 'a'"))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.INVALID_OPTION);
              assertThat(e.message() + " " + e.hint()).contains(message);
            });
  }
}
