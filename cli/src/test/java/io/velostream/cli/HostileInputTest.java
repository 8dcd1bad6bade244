package io.velostream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Input that is made to fill the memory, and outputs that go away, against the command with a heap
/// of 256 MB. Whatever comes, it ends by itself, without a stack trace.
class HostileInputTest {
  private static final int MEGABYTE = 1 << 20;

  @TempDir private Path folder;
  private CommandRun run = new CommandRun(0, "", "");

  @AfterEach
  void noStackTrace() {
    assertThat(run.err()).doesNotContain("Exception", "\tat ", "OutOfMemory");
  }

  @Test
  void aLineOf100MegabytesIsOneError() throws IOException {
    write("t.csv", "a,b\n0,y\n1,", 'x', 100, "\n2,z\n");
    run = command("SELECT COUNT(*) AS n FROM 't.csv'");
    assertThat(run.out()).contains("2\n(1 row)");
    assertThat(run.err()).contains("1 row could not be read", "t.csv:3", "longer than");
  }

  @Test
  void aLineOfJsonThatNeverEndsIsOneError() throws IOException {
    write("t.jsonl", "{\"a\":\"y\"}\n{\"a\":\"", 'x', 100, "");
    run = command("SELECT COUNT(*) AS n FROM 't.jsonl'");
    assertThat(run.out()).contains("1\n(1 row)");
    assertThat(run.err()).contains("1 row could not be read", "t.jsonl:2", "longer than");
  }

  @Test
  void aValueOf10MegabytesIsRead() throws IOException {
    write("t.jsonl", "{\"a\":\"y\"}\n{\"a\":\"", 'x', 10, "\"}\n");
    run = command("SELECT MAX(CHAR_LENGTH(a)) AS n FROM 't.jsonl'");
    assertThat(run.out()).contains("10485760");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aNumberOf10MegabytesIsOneError() throws IOException {
    write("t.jsonl", "{\"a\":1}\n{\"a\":", '7', 10, "}\n{\"a\":3}\n");
    run = command("SELECT SUM(a) AS n FROM 't.jsonl'");
    assertThat(run.out()).contains("4\n(1 row)");
    assertThat(run.err()).contains("1 row could not be read", "t.jsonl:2", "column 'a'");
  }

  @Test
  void aQuoteThatIsNeverClosedLosesOneLine() throws IOException {
    try (OutputStream out = open("t.csv")) {
      out.write("a,b\n1,x\n2,\"y\n".getBytes(StandardCharsets.UTF_8));
      byte[] lines = "3,z\n".repeat(1 << 18).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 40; i++) {
        out.write(lines);
      }
    }
    run = command("SELECT COUNT(*) AS n FROM 't.csv'");
    assertThat(run.out()).contains((1 + 40 * (1 << 18)) + "\n(1 row)");
    assertThat(run.err()).contains("1 row could not be read", "t.csv:3");
  }

  @Test
  void aBombOfZerosIsOneError() throws IOException {
    bomb("t.csv.gz", "", (char) 0, "");
    run = command("SELECT COUNT(*) AS n FROM 't.csv.gz'");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_ERROR);
    assertThat(run.err()).contains("its first row is longer than");
    run = command(declared("t.csv.gz") + "SELECT COUNT(a) AS n FROM t");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains("0\n(1 row)");
    assertThat(run.err()).contains("1 row could not be read", "t.csv.gz:1", "longer than");
  }

  @Test
  void aBombOfOneObjectIsOneError() throws IOException {
    bomb("t.jsonl.gz", "{\"a\":\"y\"}\n{\"a\":\"", 'x', "\"}\n{\"a\":\"z\"}\n");
    run = command(declared("t.jsonl.gz") + "SELECT COUNT(a) AS n FROM t");
    assertThat(run.out()).contains("2\n(1 row)");
    assertThat(run.err()).contains("1 row could not be read", "t.jsonl.gz:2", "longer than");
  }

  @Test
  void tenThousandColumnsAreRead() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      text.append(i == 0 ? "" : ",").append('c').append(i);
    }
    text.append('\n').append(("1" + ",2".repeat(9_999) + "\n").repeat(20));
    Files.writeString(folder.resolve("t.csv"), text);
    run = command("SELECT SUM(c0), SUM(c9999) FROM 't.csv'");
    assertThat(run.out()).contains("20 │         40");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void moreGroupsThanTheHeapHoldsEndWithAdvice() {
    run =
        command(
            "CREATE TABLE g (id BIGINT, t VARCHAR) WITH ('connector' = 'datagen',"
                + " 'number-of-rows' = '100000000', 'fields.id.kind' = 'sequence');"
                + " SELECT id, MAX(t), MIN(t) FROM g GROUP BY id ORDER BY 2 LIMIT 1");
    assertThat(run.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(run.err()).contains("the heap of", "is full", "-Xmx");
  }

  @Test
  void aFullDiskIsSaid() throws IOException {
    assumeTrue(new File("/dev/full").exists());
    Files.writeString(folder.resolve("t.csv"), "a\n1\n");
    run =
        command(
            "CREATE TABLE f (a BIGINT) WITH ('connector' = 'file', 'path' = '/dev/full', 'format' ="
                + " 'csv'); INSERT INTO f SELECT a FROM 't.csv'");
    assertThat(run.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(run.err()).contains("cannot write '/dev/full'");
  }

  @Test
  void aFileThatMayNotBeReadIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "a\n1\n");
    assumeTrue(file.toFile().setReadable(false));
    assumeFalse(Files.isReadable(file), "this user may read everything");
    run = command("SELECT * FROM 't.csv'");
    assertThat(run.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(run.err()).contains("cannot read 't.csv': permission denied");
  }

  @Test
  void inputThatIsClosedAtOnceIsEmpty() {
    run = command("SELECT * FROM '-'");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USER_ERROR);
    assertThat(run.err()).contains("no columns can be found in -: it is empty");
  }

  @Test
  void aReaderThatLeavesEndsTheCommandQuietly() throws IOException, InterruptedException {
    for (String sql :
        List.of(
            "SELECT id FROM g",
            "CREATE TABLE p (id BIGINT) WITH ('connector' = 'file', 'path' = '-', 'format' ="
                + " 'csv'); INSERT INTO p SELECT id FROM g",
            "CREATE TABLE p (id BIGINT) WITH ('connector' = 'print'); INSERT INTO p SELECT id FROM"
                + " g")) {
      Path err = folder.resolve("stderr");
      Process process =
          CommandRun.builder(folder, List.of("-Xmx256m"), "-c", generated(50_000_000) + sql)
              .redirectError(err.toFile())
              .start();
      try (InputStream out = process.getInputStream()) {
        assertThat(out.read()).isPositive();
      }
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      process.destroyForcibly();
      assertThat(ended).as(sql).isTrue();
      assertThat(process.exitValue()).as(sql).isEqualTo(ExitCode.READER_GONE);
      assertThat(Files.readString(err)).as(sql).isEmpty();
    }
  }

  private CommandRun command(String sql) {
    return CommandRun.of(folder, List.of("-Xmx256m"), "", "-c", sql);
  }

  private static String generated(int rows) {
    return "CREATE TABLE g (id BIGINT) WITH ('connector' = 'datagen', 'number-of-rows' = '%d');"
        .formatted(rows);
  }

  private static String declared(String path) {
    return "CREATE TABLE t (a VARCHAR) WITH ('connector' = 'file', 'path' = '%s', 'format' = '%s'%s);"
        .formatted(
            path,
            path.contains("json") ? "json" : "csv",
            path.contains("json") ? "" : ", 'csv.header' = 'false'");
  }

  private void write(String name, String head, char filling, int megabytes, String tail)
      throws IOException {
    try (OutputStream out = open(name)) {
      fill(out, head, filling, megabytes, tail);
    }
  }

  private OutputStream open(String name) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)));
  }

  /// A gigabyte in some hundred kilobytes: a megabyte is compressed once and repeated as members.
  private void bomb(String name, String head, char filling, String tail) throws IOException {
    try (OutputStream out = open(name)) {
      GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16);
      fill(gzip, head, filling, 1024, tail);
      gzip.finish();
    }
  }

  private static void fill(OutputStream out, String head, char filling, int megabytes, String tail)
      throws IOException {
    byte[] block = new byte[MEGABYTE];
    Arrays.fill(block, (byte) filling);
    out.write(head.getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < megabytes; i++) {
      out.write(block);
    }
    out.write(tail.getBytes(StandardCharsets.UTF_8));
  }
}
