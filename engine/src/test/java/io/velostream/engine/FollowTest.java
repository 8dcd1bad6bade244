package io.velostream.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.stream.seam.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that grow, over real files and a clock that moves by hand.
@Timeout(120)
class FollowTest {
  private static final long LOOK = 100_000_000L;

  @TempDir Path folder;

  private final HandClock clock = new HandClock();
  private final Session session =
      Session.open(new World(clock, SystemWorld.create().random(), SystemWorld.create().files()));

  @AfterEach
  void close() {
    session.close();
  }

  private Changes follow(String path, String columns, String... options) {
    StringBuilder with = new StringBuilder();
    for (int i = 0; i < options.length; i += 2) {
      with.append(", '%s' = '%s'".formatted(options[i], options[i + 1]));
    }
    session.execute(
        "CREATE OR REPLACE TABLE t %s WITH ('connector' = 'file', 'path' = '%s', 'follow' = 'true'%s)"
            .formatted(columns, folder.resolve(path), with));
    return session.changes("SELECT * FROM t");
  }

  /// What the next look finds.
  private List<String> look(Changes changes) {
    clock.nanos += LOOK;
    return changes.poll().stream().map(change -> change.row().toString()).toList();
  }

  private List<String> errors() {
    return rows("SELECT \"position\", reason, raw FROM result$errors");
  }

  private List<String> rows(String sql) {
    try (Changes rows = session.changes(sql)) {
      return rows.poll().stream().map(change -> change.row().toString()).toList();
    }
  }

  private void append(String file, String text) throws IOException {
    append(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private void append(String file, byte[] bytes) throws IOException {
    Files.write(folder.resolve(file), bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void rename(String from, String to) throws IOException {
    Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void rowsComeAsTheyAreAppended() throws IOException {
    append("a.jsonl", "{\"n\":1}\n{\"n\":2}\n");
    try (Changes changes = follow("a.jsonl", "(n BIGINT)")) {
      assertThat(changes.isBounded()).isFalse();
      assertThat(look(changes)).containsExactly("[1]", "[2]");
      assertThat(look(changes)).isEmpty();
      append("a.jsonl", "{\"n\":3}\n{\"n\":");
      assertThat(look(changes)).containsExactly("[3]");
      append("a.jsonl", "4}\n");
      assertThat(look(changes)).containsExactly("[4]");
      assertThat(changes.hasEnded()).isFalse();
    }
    assertThat(errors()).isEmpty();
  }

  @Test
  void aFileIsLookedAtOnlyWhenTheIntervalHasPassed() throws IOException {
    append("a.jsonl", "{\"n\":1}\n");
    try (Changes changes = follow("a.jsonl", "(n BIGINT)", "follow.interval", "1 min")) {
      assertThat(look(changes)).containsExactly("[1]");
      append("a.jsonl", "{\"n\":2}\n");
      assertThat(look(changes)).isEmpty();
      clock.nanos += 60_000_000_000L;
      assertThat(look(changes)).containsExactly("[2]");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n,s\n1,x\n2,\"a\nb\"\n3,ö€😀\n",
        "\uFEFFn,s\r\n1,x\r\n2,\"q\"\"q\"\r\n3,\r\n",
        "# note\nn;s\n1;x\n\n2;y\n3;z\n"
      })
  void csvIsNeverReadByHalfLines(String text) throws IOException {
    cutEverywhere("csv", "(n BIGINT, s VARCHAR)", text, "csv.comment", "#");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"n\":1,\"s\":\"x\"}\n{\"n\":2,\"s\":\"a\\nb\"}\n\n{\"s\":\"ö€😀\",\"n\":3}\n",
        "\uFEFF{\"n\":12,\"s\":\"x\"}\r\n{\"n\":1,\"s\":null}\r\n"
      })
  void jsonIsNeverReadByHalfLines(String text) throws IOException {
    cutEverywhere("jsonl", "(n BIGINT, s VARCHAR)", text);
  }

  private void cutEverywhere(String end, String columns, String text, String... options)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    append("whole." + end, bytes);
    append("slow." + end, "");
    List<String> all;
    try (Changes changes = follow("whole." + end, columns, options)) {
      all = look(changes);
    }
    assertThat(all).hasSizeGreaterThan(1);
    for (int cut = 0; cut <= bytes.length; cut++) {
      String file = "cut" + cut + "." + end;
      append(file, Arrays.copyOf(bytes, cut));
      try (Changes changes = follow(file, columns, options)) {
        List<String> rows = new ArrayList<>(look(changes));
        assertThat(rows).as("before byte %d", cut).isEqualTo(all.subList(0, rows.size()));
        append(file, Arrays.copyOfRange(bytes, cut, bytes.length));
        rows.addAll(look(changes));
        assertThat(rows).as("cut at byte %d", cut).isEqualTo(all);
      }
      assertThat(errors()).as("cut at byte %d", cut).isEmpty();
    }
    List<String> rows = new ArrayList<>();
    try (Changes changes = follow("slow." + end, columns, options)) {
      for (byte one : bytes) {
        append("slow." + end, new byte[] {one});
        List<String> more = look(changes);
        assertThat(more.size()).isLessThanOrEqualTo(one == '\n' ? 1 : 0);
        rows.addAll(more);
      }
    }
    assertThat(rows).isEqualTo(all);
    assertThat(errors()).isEmpty();
  }

  @Test
  void linesOfAnySizeComeWhole() throws IOException {
    append("a.jsonl", "");
    try (Changes changes = follow("a.jsonl", "(s VARCHAR)")) {
      for (int length : new int[] {10, 70_000, 3, 200_000, 1}) {
        String value = "x".repeat(length);
        String line = "{\"s\":\"" + value + "\"}\n";
        append("a.jsonl", line.substring(0, line.length() / 2));
        assertThat(look(changes)).isEmpty();
        append("a.jsonl", line.substring(line.length() / 2));
        assertThat(look(changes)).containsExactly("[" + value + "]");
      }
    }
  }

  @Test
  void aRenamedFileIsReadToItsEndAndThenTheNewOneFromItsStart() throws IOException {
    append("app.csv", "n\n1\n");
    try (Changes changes = follow("app.csv", "(n BIGINT)")) {
      assertThat(look(changes)).containsExactly("[1]");
      append("app.csv", "2\n");
      rename("app.csv", "app.csv.1");
      append("app.csv.1", "3\n");
      append("app.csv", "n\n4\n");
      assertThat(look(changes)).containsExactly("[2]", "[3]", "[4]");
      // Who writes has not noticed yet.
      append("app.csv.1", "5\n");
      append("app.csv", "6\n");
      assertThat(look(changes)).containsExactly("[5]", "[6]");
      append("app.csv.1", "7"); // its last line, without an end
      assertThat(look(changes)).isEmpty();
      clock.nanos += 6_000_000_000L;
      assertThat(look(changes)).containsExactly("[7]");
      append("app.csv.1", "\n8\n"); // nobody looks at it any more
      append("app.csv", "9\n");
      assertThat(look(changes)).containsExactly("[9]");
    }
    assertThat(errors()).isEmpty();
  }

  @Test
  void manyRotationsLoseAndRepeatNothing() throws IOException {
    append("app.jsonl", "");
    List<String> expected = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    try (Changes changes = follow("app.jsonl", "(n BIGINT)")) {
      for (int n = 0; n < 300; n++) {
        append("app.jsonl", "{\"n\":" + n + "}\n");
        expected.add("[" + n + "]");
        if (n % 7 == 0) {
          rename("app.jsonl", "app.jsonl.1");
          if (n % 2 == 0) {
            append("app.jsonl", "");
          }
        }
        // At most one rotation between two looks.
        rows.addAll(look(changes));
      }
      rows.addAll(look(changes));
    }
    assertThat(rows).isEqualTo(expected);
    assertThat(errors()).isEmpty();
  }

  @Test
  void aFileThatIsCutIsReadFromItsStartAndThatIsTold() throws IOException {
    append("app.csv", "n\n1\n2\n3");
    try (Changes changes = follow("app.csv", "(n BIGINT)")) {
      assertThat(look(changes)).containsExactly("[1]", "[2]");
      Files.write(folder.resolve("app.csv"), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
      assertThat(look(changes)).isEmpty();
      append("app.csv", "n\n5\n");
      assertThat(look(changes)).containsExactly("[5]");
    }
    assertThat(errors())
        .containsExactly(
            "[4, the file was cut to 0 bytes after 7 had been read; it is read from its start, and"
                + " this line without an end is lost, 3]");
  }

  @Test
  void aFileMayBeDeletedAndComeBack() throws IOException {
    append("app.csv", "n\n1\n");
    try (Changes changes = follow("app.csv", "(n BIGINT)")) {
      assertThat(look(changes)).containsExactly("[1]");
      Files.delete(folder.resolve("app.csv"));
      assertThat(look(changes)).isEmpty();
      clock.nanos += 10_000_000_000L;
      assertThat(look(changes)).isEmpty();
      append("app.csv", "n\n2\n");
      assertThat(look(changes)).containsExactly("[2]");
      Files.delete(folder.resolve("app.csv"));
      append("app.csv", "n\n3\n");
      assertThat(look(changes)).containsExactly("[3]");
    }
    assertThat(errors()).isEmpty();
  }

  @Test
  void filesThatComeToAFolderAreReadInOrderAndRenamedOnesNotAgain() throws IOException {
    Files.createDirectory(folder.resolve("logs"));
    try (Changes changes = follow("logs/*.csv*", "(n BIGINT)", "format", "csv")) {
      assertThat(look(changes)).isEmpty();
      append("logs/c.csv", "n\n3\n");
      append("logs/a.csv", "n\n1\n");
      append("logs/b.csv.gz", gzip("n\n2\n"));
      append("logs/.d.csv", "n\nnot yet\n");
      assertThat(look(changes)).containsExactly("[1]", "[3]");
      assertThat(look(changes)).containsExactly("[2]");
      rename("logs/.d.csv", "logs/d.csv");
      rename("logs/a.csv", "logs/a.csv.1");
      append("logs/c.csv", "4\n");
      append("logs/a.csv.1", "5\n");
      assertThat(look(changes)).containsExactly("[5]", "[4]");
      assertThat(look(changes)).isEmpty();
    }
    assertThat(errors()).singleElement().asString().contains("not yet");
  }

  @Test
  void compressedFilesAreReadWhenTheyHaveStoppedGrowing() throws IOException {
    append("a.csv.gz", gzip("n\n1\n"));
    try (Changes changes = follow("*.csv.gz", "(n BIGINT)")) {
      assertThat(look(changes)).containsExactly("[1]");
      byte[] content = gzip("n\n2\n");
      append("b.csv.gz", Arrays.copyOf(content, 5));
      assertThat(look(changes)).isEmpty();
      append("b.csv.gz", Arrays.copyOfRange(content, 5, content.length));
      assertThat(look(changes)).isEmpty();
      assertThat(look(changes)).containsExactly("[2]");
      append("c.csv.gz", Arrays.copyOf(content, content.length - 9));
      append("d.csv.gz", gzip("n\n4\n"));
      assertThat(look(changes)).isEmpty();
      assertThat(look(changes)).contains("[4]");
    }
    assertThat(errors()).singleElement().asString().contains("c.csv.gz' is cut off");
  }

  @Test
  void foldersGiveColumnsToFilesThatCome() throws IOException {
    Files.createDirectories(folder.resolve("x/day=2026-01-05"));
    append("x/day=2026-01-05/a.csv", "n\n1\n");
    try (Changes changes = follow("x", "(n BIGINT, \"day\" DATE)", "format", "csv")) {
      assertThat(look(changes)).containsExactly("[1, 2026-01-05]");
      Files.createDirectories(folder.resolve("x/day=2026-01-06"));
      append("x/day=2026-01-06/a.csv", "n\n2\n");
      append("x/day=2026-01-05/a.csv", "3\n");
      assertThat(look(changes)).containsExactly("[3, 2026-01-05]", "[2, 2026-01-06]");
    }
  }

  @Test
  void moreFilesThanAreKeptOpenAreFollowedToo() throws IOException {
    for (int i = 0; i < 250; i++) {
      append("f%03d.jsonl".formatted(i), "{\"n\":" + i + "}\n{\"n\":");
    }
    try (Changes changes = follow("*.jsonl", "(n BIGINT)")) {
      assertThat(look(changes)).hasSize(250);
      for (int i = 0; i < 250; i++) {
        append("f%03d.jsonl".formatted(i), i + 1000 + "}\n");
      }
      assertThat(look(changes)).hasSize(250).startsWith("[1000]").endsWith("[1249]");
    }
    assertThat(errors()).isEmpty();
  }

  @Test
  void aFileThatLacksAColumnDoesNotTakeItFromTheOthers() throws IOException {
    append("a.csv", "n,s\n1,x\n");
    append("b.csv", "n\n2\n");
    try (Changes changes = follow("*.csv", "(n BIGINT, s VARCHAR)", "union-by-name", "true")) {
      assertThat(look(changes)).containsExactly("[1, x]", "[2, NULL]");
      append("a.csv", "3,y\n");
      append("b.csv", "4\n");
      assertThat(look(changes)).containsExactly("[3, y]", "[4, NULL]");
      append("b.csv", "5\n");
      append("a.csv", "6,z\n");
      assertThat(look(changes)).containsExactly("[6, z]", "[5, NULL]");
    }
  }

  @Test
  void whatCannotBeFollowedIsRefused() {
    assertRefused("-", ErrorCode.INVALID_OPTION, "standard input cannot be followed");
    assertRefused(folder + "/none.csv", ErrorCode.UNKNOWN_NAME, "there is no file");
  }

  private void assertRefused(String path, ErrorCode code, String message) {
    session.execute(
        "CREATE OR REPLACE TABLE t (n BIGINT) WITH ('connector' = 'file', 'path' = '%s', 'format' ="
                .formatted(path)
            + " 'csv', 'follow' = 'true')");
    assertThatThrownBy(() -> session.changes("SELECT * FROM t").close())
        .isInstanceOfSatisfying(
            UserException.class, error -> assertThat(error.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"app.jsonl", "app*"})
  void whatAnotherProcessWritesComesOnceWhileItRotates(String path) throws Exception {
    Files.createFile(folder.resolve("app.jsonl"));
    // Two rotations between two looks are too many for a single name.
    String pause = path.equals("app.jsonl") ? "sleep 0.3;" : "";
    String script =
        """
        i=0
        while [ $i -lt 200 ]; do
          printf '{"n":' >> app.jsonl
          printf "$i}\n" >> app.jsonl
          i=$((i+1))
          if [ $((i %% 50)) = 25 ]; then mv app.jsonl app.$i; touch app.jsonl; %s fi
        done
        """
            .formatted(pause);
    List<String> rows = new ArrayList<>();
    try (Session real = Session.open()) {
      define(real, path);
      try (Changes changes = real.changes("SELECT n FROM t")) {
        Process writer =
            new ProcessBuilder("sh", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        while (rows.size() < 200) {
          rows.add(changes.next().row().toString());
        }
        assertThat(writer.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(changes.poll()).isEmpty();
      }
    }
    assertThat(rows.stream().distinct()).hasSize(200);
  }

  @Test
  void waitingUsesNoTimeAndCancelEndsItAtOnce() throws Exception {
    Files.createFile(folder.resolve("app.jsonl"));
    try (Session real = Session.open()) {
      define(real, "app.jsonl");
      try (Changes changes = real.changes("SELECT n FROM t")) {
        long start = System.nanoTime();
        Thread other =
            Thread.ofPlatform()
                .start(() -> {
                  LockSupport.parkNanos(1_000_000_000L);
                  real.cancel();
                });
        long cpu = cpu();
        assertThatThrownBy(changes::next)
            .isInstanceOfSatisfying(
                UserException.class,
                error -> assertThat(error.code()).isEqualTo(ErrorCode.CANCELLED));
        assertThat(System.nanoTime() - start).isBetween(900_000_000L, 10_000_000_000L);
        assertThat(cpu() - cpu).isLessThan(500_000_000L);
        other.join();
      }
    }
  }

  private void define(Session target, String path) {
    target.execute(
        "CREATE TABLE t (n BIGINT) WITH ('connector' = 'file', 'path' = '%s', 'format' = 'json',"
                .formatted(folder.resolve(path))
            + " 'follow' = 'true')");
  }

  private static long cpu() {
    return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  @Test
  void explainAndDescribeTellThatItHasNoEnd() throws IOException {
    append("a.csv", "n\n1\n");
    follow("a.csv", "").close();
    assertThat(text("EXPLAIN SELECT n FROM t")).contains("input unbounded");
    assertThat(text("DESCRIBE EXTENDED t"))
        .contains("[input, t, unbounded: its rows may go on for ever]");
    assertThat(text("SHOW CREATE TABLE t")).contains("'follow' = 'true'");
  }

  private String text(String sql) {
    return String.join("\n", rows(sql));
  }
}
