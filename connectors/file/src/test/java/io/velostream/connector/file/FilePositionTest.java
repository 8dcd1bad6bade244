package io.velostream.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.TableRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// Reading on from every place gives what reading through gives, bad rows and their lines included.
class FilePositionTest {
  private static final Schema SCHEMA =
      Schema.of(Field.of("a", DataType.BIGINT), Field.of("b", DataType.STRING));

  private final MemoryFiles files = new MemoryFiles();

  private static String json(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(
          i % 7 == 3 ? "{\"a\": nonsense\n" : "{\"a\": " + i + ", \"b\": \"é" + i + "\"}\n");
      text.append(i % 5 == 0 ? "\n" : "");
    }
    return text.toString();
  }

  private static String csv(String head, String ending) {
    StringBuilder text = new StringBuilder(head);
    for (int i = 0; i < 40; i++) {
      text.append(i % 7 == 3 ? "x,y,z" + ending : i + ",\"two\nlines é" + i + "\"" + ending);
    }
    return text.toString();
  }

  private void put(String path, String text) {
    files.content.put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private record Read(List<String> rows, List<ReadPosition> positions) {}

  private Read read(TableRequest request, ReadPosition from, List<String> log) throws IOException {
    List<String> rows = new ArrayList<>();
    List<ReadPosition> positions = new ArrayList<>();
    try (BatchReader reader = new FileConnector().openReader(request, from)) {
      positions.add(reader.position().orElseThrow());
      for (Batch batch = reader.read(); batch != null; batch = reader.read()) {
        for (int k = 0; k < batch.rowCount(); k++) {
          int row = batch.rowAt(k);
          log.add(
              FileConnectorTest.text(DataType.BIGINT, batch.column(0), row)
                  + " "
                  + FileConnectorTest.text(DataType.STRING, batch.column(1), row));
        }
        log.add("-");
        positions.add(reader.position().orElseThrow());
      }
      positions.add(reader.position().orElseThrow());
    }
    return new Read(rows, positions);
  }

  private void check(String path, String... more) throws IOException {
    for (int batchRows : new int[] {1, 3, 1000}) {
      List<String> whole = new ArrayList<>();
      Read all = read(request(path, batchRows, whole, more), ReadPosition.START, whole);
      assertThat(whole).hasSizeGreaterThan(30);
      for (int i = 0; i < all.positions().size(); i++) {
        List<String> rest = new ArrayList<>();
        read(request(path, batchRows, rest, more), all.positions().get(i), rest);
        // The last place is that of the end, which reading on from the last batch has found.
        boolean end = i == all.positions().size() - 1;
        assertThat(rows(rest))
            .as("from place %d of %s", i, path)
            .isEqualTo(end ? List.of() : after(whole, i));
      }
    }
  }

  /// What follows the first so many batches.
  private static List<String> after(List<String> log, int batches) {
    int at = 0;
    for (int left = batches; left > 0; at++) {
      left -= log.get(at).equals("-") ? 1 : 0;
    }
    return rows(log.subList(at, log.size()));
  }

  private static List<String> rows(List<String> log) {
    return log.stream().filter(line -> !line.equals("-")).toList();
  }

  private TableRequest request(String path, int batchRows, List<String> log, String... more) {
    Map<String, String> given = new HashMap<>(FileTables.options(path));
    for (int i = 0; i < more.length; i += 2) {
      given.put(more[i], more[i + 1]);
    }
    Options options = OptionChecker.check(new FileConnector(), given);
    return new TableRequest(
        path,
        options,
        SCHEMA,
        List.of(0, 1),
        false,
        batchRows,
        FileConnectorTest.world(files),
        (String source, long line, Slice raw, String reason) -> log.add(source + ":" + line));
  }

  @Test
  void jsonLines() throws IOException {
    put("t.jsonl", json(0, 60));
    check("t.jsonl");
    put("m.jsonl", "\uFEFF" + json(0, 60));
    check("m.jsonl");
  }

  @Test
  void csvWithItsHeader() throws IOException {
    put("h.csv", csv("b,a\n", "\n").replaceAll("(\\d+),(\"[^\"]*\")", "$2,$1"));
    check("h.csv");
    put("m.csv", csv("\uFEFFa,b\r\n", "\r\n"));
    check("m.csv");
    put("c.csv", csv("junk\n# remark\n\na,b\n", "\n"));
    check("c.csv", "csv.skip-lines", "1", "csv.comment", "#");
  }

  @Test
  void csvWithoutHeaderWhoseFurtherRowsLookLikeOne() throws IOException {
    put("n.csv", csv("1,first\n", "\n").replace("x,y,z", "x,y"));
    check("n.csv");
  }

  @Test
  void compressedAndInOtherEncodings() throws IOException {
    files.content.put("t.jsonl.gz", gzip(json(0, 60)));
    check("t.jsonl.gz");
    files.content.put("u.jsonl", json(0, 60).getBytes(Charset.forName("UTF-16LE")));
    check("u.jsonl", "encoding", "utf-16le");
  }

  @Test
  void manyFiles() throws IOException {
    put("d/1.jsonl", json(0, 20));
    put("d/2.jsonl", json(20, 20));
    put("d/3.jsonl", json(20, 60).stripTrailing());
    check("d/*.jsonl");
  }

  @Test
  void newFilesBeforeThePlaceAreNotRead() throws IOException {
    put("d/2.jsonl", json(0, 30));
    List<String> log = new ArrayList<>();
    Read all = read(request("d/*.jsonl", 5, log), ReadPosition.START, log);
    put("d/1.jsonl", json(30, 60));
    List<String> rest = new ArrayList<>();
    read(request("d/*.jsonl", 5, rest), all.positions().get(2), rest);
    assertThat(rows(rest)).isEqualTo(after(log, 2));
  }

  @Test
  void aFileThatWasReplacedIsNoticed() throws IOException {
    put("t.jsonl", json(0, 60));
    List<String> log = new ArrayList<>();
    ReadPosition place =
        read(request("t.jsonl", 9, log), ReadPosition.START, log).positions().get(3);
    put("t.jsonl", json(0, 60) + json(60, 70)); // appended to: all is well
    read(request("t.jsonl", 9, log), place, log);
    put("t.jsonl", json(1, 61));
    assertThatThrownBy(() -> read(request("t.jsonl", 9, log), place, log))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'t.jsonl' is not the file that was read before: its first");
    put("t.jsonl", json(0, 10));
    assertThatThrownBy(() -> read(request("t.jsonl", 9, log), place, log))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("it has become shorter");
    files.content.remove("t.jsonl");
    assertThatThrownBy(() -> read(request("t.jsonl", 9, log), place, log))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("there is no file 't.jsonl'");
  }
}
