package io.velostream.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Materialized views over what comes from outside of the session: files that grow, and rows that a
/// program adds.
@Timeout(120)
class MaterializedViewTest {
  private static final Schema NUMBERS =
      Schema.of(Field.of("k", DataType.STRING), Field.of("v", DataType.BIGINT));

  @TempDir Path folder;
  private final Session session = Session.open();

  @AfterEach
  void close() {
    session.close();
  }

  private void append(String text) throws IOException {
    Files.writeString(
        folder.resolve("grows.csv"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void follow(String columns) {
    session.execute(
        "CREATE TABLE t (%s) WITH ('connector' = 'file', 'path' = '%s', 'csv.header' = 'false', 'follow' = 'true')"
            .formatted(columns, folder.resolve("grows.csv")));
  }

  private List<String> rows(String sql) {
    return texts(session, sql);
  }

  @Test
  void aReadFindsAllThatWasWrittenBefore() throws IOException {
    append("a,1\nb,2\na,");
    follow("k VARCHAR, v BIGINT");
    session.execute(
        "CREATE MATERIALIZED VIEW sums AS SELECT k, SUM(v) AS s, COUNT(*) AS n FROM t GROUP BY k");
    assertThat(rows("SELECT * FROM sums")).containsExactly("[a, 1, 1]", "[b, 2, 1]");
    append("10\n");
    assertThat(rows("SELECT * FROM sums")).containsExactly("[a, 11, 2]", "[b, 2, 1]");
    append("c,5\nb,-2\n".repeat(5_000));
    assertThat(rows("SELECT * FROM sums"))
        .containsExactly("[a, 11, 2]", "[b, -9998, 5001]", "[c, 25000, 5000]");
    assertThat(rows("SELECT * FROM sums")).hasSize(3);
  }

  @Test
  void aStatementSeesOneStateOfEachView() throws Exception {
    append("a,1\n");
    follow("k VARCHAR, v BIGINT");
    session.execute("CREATE MATERIALIZED VIEW n AS SELECT COUNT(*) AS n FROM t");
    session.execute("CREATE MATERIALIZED VIEW twice AS SELECT n * 2 AS n FROM n");
    CountDownLatch over = new CountDownLatch(1);
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              try {
                while (!over.await(1, TimeUnit.MILLISECONDS)) {
                  append("b,2\n".repeat(50));
                }
              } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    try {
      for (int i = 0; i < 50; i++) {
        List<String> now =
            rows("SELECT a.n, b.n, c.n FROM n AS a CROSS JOIN n AS b CROSS JOIN twice AS c");
        String[] numbers = now.getFirst().replaceAll("[\\[\\] ]", "").split(",");
        assertThat(numbers[1]).isEqualTo(numbers[0]);
        assertThat(Long.parseLong(numbers[2])).isEqualTo(2 * Long.parseLong(numbers[0]));
      }
    } finally {
      over.countDown();
      writer.join();
    }
    long written = Files.readAllLines(folder.resolve("grows.csv")).size();
    assertThat(rows("SELECT n FROM twice")).containsExactly("[" + 2 * written + "]");
  }

  @Test
  void rowsAreJoinedWithTablesThatStatementsChange() throws IOException {
    append("a,1\nb,2\n");
    follow("k VARCHAR, v BIGINT");
    session.execute("CREATE TABLE names (k VARCHAR, name VARCHAR)");
    session.execute(
        "CREATE MATERIALIZED VIEW named AS"
            + " SELECT t.k, n.name, t.v FROM t LEFT JOIN names AS n ON n.k = t.k");
    assertThat(rows("SELECT * FROM named")).containsExactly("[a, null, 1]", "[b, null, 2]");
    session.execute("INSERT INTO names VALUES ('b', 'Bob'), ('c', 'Cid')");
    append("c,3\n");
    assertThat(rows("SELECT * FROM named"))
        .containsExactly("[a, null, 1]", "[b, Bob, 2]", "[c, Cid, 3]");
    session.execute("DELETE FROM names WHERE k = 'b'");
    assertThat(rows("SELECT * FROM named"))
        .containsExactly("[a, null, 1]", "[b, null, 2]", "[c, Cid, 3]");
  }

  @Test
  void lateRowsAndBadRowsAreToldOfAndKept() throws IOException {
    append("2024-01-01 12:00:10,1\n2024-01-01 12:01:10,2\n2024-01-01 12:00:20,3\nx,4\n");
    follow("ts TIMESTAMP(3), v BIGINT, WATERMARK FOR ts AS ts");
    session.execute(
        "CREATE MATERIALIZED VIEW minutes AS SELECT window_start, SUM(v) AS s FROM TUMBLE(TABLE t,"
            + " DESCRIPTOR(ts), INTERVAL '1' MINUTE) GROUP BY window_start, window_end");
    try (Rows rows = session.query("SELECT * FROM minutes")) {
      assertThat(rows.warnings()).anyMatch(w -> w.contains("SELECT * FROM minutes$errors"));
    }
    assertThat(rows("SELECT s FROM minutes")).containsExactly("[1]", "[2]");
    assertThat(rows("SELECT v FROM minutes$late")).containsExactly("[3]");
    assertThat(rows("SELECT raw FROM minutes$errors")).containsExactly("[x,4]");
  }

  @Test
  void whatCannotBeComputedIsToldUntilTheViewIsMadeAnew() throws IOException {
    append("a,1\n");
    follow("k VARCHAR, v BIGINT");
    String create = "CREATE OR REPLACE MATERIALIZED VIEW ratios AS SELECT 100 / v AS r FROM t";
    session.execute(create);
    assertThat(rows("SELECT * FROM ratios")).containsExactly("[100]");
    append("b,0\n");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> rows("SELECT * FROM ratios"))
          .isInstanceOfSatisfying(
              UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DIVISION_BY_ZERO))
          .hasMessageContaining("the materialized view 'ratios' could not be kept up to date");
    }
    session.execute(create.replace("FROM t", "FROM t WHERE v <> 0"));
    assertThat(rows("SELECT * FROM ratios")).containsExactly("[100]");
  }

  @Test
  void whatIsReadStaysUntilTheViewIsDropped() throws IOException {
    append("a,1\n");
    follow("k VARCHAR, v BIGINT");
    session.execute("CREATE MATERIALIZED VIEW n AS SELECT COUNT(*) AS n FROM t");
    assertThatThrownBy(() -> session.execute("DROP TABLE t")).hasMessageContaining("'n' reads 't'");
    session.execute("DROP VIEW n");
    session.execute("DROP TABLE t");
  }

  @Test
  void aProgramsRowsFindRoomThoughNobodyReadsTheView() {
    InputTable input = session.input(InputSpec.of("i", NUMBERS).withCapacity(10));
    session.execute("CREATE MATERIALIZED VIEW sums AS SELECT k, SUM(v) AS s FROM i GROUP BY k");
    for (int i = 1; i <= 1_000; i++) {
      input.add(i % 2 == 0 ? "even" : "odd", (long) i);
    }
    assertThat(rows("SELECT * FROM sums")).containsExactly("[even, 250500]", "[odd, 250000]");
    input.add("even", 1L);
    session.keepUp();
    input.close();
    assertThat(rows("SELECT * FROM sums")).containsExactly("[even, 250501]", "[odd, 250000]");
    session.execute("DROP VIEW sums");
  }

  @Test
  void aViewThatNeverCatchesUpShowsWhatItHasWhenItsTimeIsOver() {
    endless();
    session.set("view.max-wait", "20 ms");
    try (Rows rows = session.query("SELECT n > 0 FROM behind")) {
      assertThat(rows.warnings())
          .anyMatch(w -> w.contains("the materialized view 'behind' is behind"));
    }
    assertThat(rows("SELECT n > 0 FROM behind")).containsExactly("[true]");
  }

  /// One row brings another one.
  private void endless() {
    InputTable input = session.input(InputSpec.of("echo", NUMBERS));
    session.register(
        JavaFunction.of(
            "AGAIN",
            Long.class,
            Long.class,
            v -> {
              input.add("k", v);
              return v;
            }));
    session.execute("CREATE MATERIALIZED VIEW behind AS SELECT SUM(AGAIN(v)) AS n FROM echo");
    input.add("k", 1L);
  }

  @Test
  void aReadThatWaitsCanBeCancelled() throws InterruptedException {
    endless();
    Thread reader = Thread.currentThread();
    CountDownLatch over = new CountDownLatch(1);
    Thread canceller =
        Thread.ofPlatform()
            .start(() -> {
              while (over.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
                session.cancel();
              }
            });
    try {
      assertThatThrownBy(() -> rows("SELECT * FROM behind"))
          .isInstanceOfSatisfying(
              UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
    } finally {
      over.countDown();
      canceller.join();
    }
    assertThat(reader.isInterrupted()).isFalse();
    session.set("view.max-wait", "1 ms");
    assertThat(rows("SELECT n > 0 FROM behind")).containsExactly("[true]");
  }

  @Test
  void otherSessionsReadAViewThatOneKeeps() throws IOException {
    append("a,1\nx\n");
    follow("k VARCHAR, v BIGINT");
    String definition = "CREATE MATERIALIZED VIEW sums AS SELECT k, SUM(v) AS s FROM t GROUP BY k";
    session.execute(definition);
    SharedView shared = new SharedView("sums", () -> session);
    try (Session other = Session.open()) {
      other.execute(
          "CREATE TABLE t (k VARCHAR, v BIGINT) WITH ('connector' = 'file', 'path' = '%s', 'csv.header' = 'false', 'follow' = 'true')"
              .formatted(folder.resolve("grows.csv")));
      assertThat(shared.keepUp()).isTrue();
      assertThat(shared.notes()).hasSize(1);
      other.attach(other.parse(definition).getFirst(), shared);
      other.execute("CREATE MATERIALIZED VIEW more AS SELECT s + 1 AS s FROM sums");
      assertThat(texts(other, "SELECT * FROM sums")).containsExactly("[a, 1]");
      assertThat(texts(other, "SELECT * FROM more")).containsExactly("[2]");
      assertThat(texts(other, "SELECT raw FROM sums$errors")).containsExactly("[x]");
      append("a,2\nb,7\n");
      assertThat(texts(other, "SELECT * FROM more")).containsExactly("[4]", "[8]");
      assertThatThrownBy(() -> other.execute("DROP TABLE t"))
          .hasMessageContaining("'sums' reads 't'");
      shared.close();
      assertThatThrownBy(() -> texts(other, "SELECT * FROM sums"))
          .hasMessageContaining("'sums' was dropped");
    }
  }

  private static List<String> texts(Session session, String sql) {
    List<String> rows = new ArrayList<>();
    try (Rows result = session.query(sql)) {
      while (result.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 0; i < result.schema().size(); i++) {
          row.add(result.getObject(i));
        }
        rows.add(row.toString());
      }
    }
    return rows.stream().sorted().toList();
  }
}
