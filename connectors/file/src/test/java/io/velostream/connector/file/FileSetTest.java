package io.velostream.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.Connectors;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Several files as one table.
class FileSetTest {
  private final MemoryFiles files = new MemoryFiles();
  private final World world = FileConnectorTest.world(files);
  private final List<String> bad = new ArrayList<>();

  private void put(String path, String text) {
    files.content.put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Options options(String path, String... more) {
    Map<String, String> given = new HashMap<>(FileTables.options(path));
    for (int i = 0; i < more.length; i += 2) {
      given.put(more[i], more[i + 1]);
    }
    return OptionChecker.check(Connectors.load().get("file"), given);
  }

  private Schema schema(String path, String... more) {
    return new FileConnector().inferSchema(options(path, more), world);
  }

  /// The rows with all columns that are found, as texts.
  private List<String> read(String path, String... more) throws IOException {
    Schema schema = schema(path, more);
    return read(schema, IntStream.range(0, schema.size()).boxed().toList(), path, more);
  }

  private List<String> read(Schema schema, List<Integer> columns, String path, String... more)
      throws IOException {
    TableRequest request =
        new TableRequest(
            "t",
            options(path, more),
            schema,
            columns,
            false,
            2,
            world,
            (source, line, raw, reason) -> bad.add(source + ":" + line));
    List<String> rows = new ArrayList<>();
    try (BatchReader reader = new FileConnector().openReader(request)) {
      for (Batch batch = reader.read(); batch != null; batch = reader.read()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          StringJoiner line = new StringJoiner("|");
          for (int i = 0; i < columns.size(); i++) {
            line.add(FileConnectorTest.text(schema.type(columns.get(i)), batch.column(i), row));
          }
          rows.add(line.toString());
        }
      }
      assertThat(reader.bytesRead()).isEqualTo(reader.bytesTotal());
    }
    return rows;
  }

  @Test
  void theFilesOfAPatternAreReadInOrderOfTheirPaths() throws IOException {
    put("d/2.csv", "b,a\ny,2\nz,bad\n");
    put("d/1.csv", "a,b\n1,x\n");
    put("d/10.csv", "a,b\n");
    put("d/3.csv", "a,b\n3,x\n4,\"q\"\n5,x");

    Schema schema = schema("d/[13].csv");
    assertThat(read(schema, List.of(0, 1), "d/*.csv"))
        .containsExactly("1|x", "2|y", "3|x", "4|q", "5|x");
    assertThat(bad).containsExactly("d/2.csv:3");
    assertThat(read("d/3.csv")).hasSize(3);
  }

  @Test
  void aFolderIsAllOfItsFiles() throws IOException {
    put("d/x/1.csv", "a\n1\n");
    put("d/2.csv", "a\n2\n");
    put("d/_SUCCESS", "");

    assertThat(read("d", "format", "csv")).containsExactly("2", "1");
    assertThat(FileTables.commonFormat("d", FileTables.files("d/", files))).contains("csv");
    put("d/notes.txt", "hello");
    assertThatThrownBy(() -> FileTables.commonFormat("d", FileTables.files("d", files)))
        .hasMessageContaining("'d' holds files of several formats: 'd/2.csv' and 'd/notes.txt'");
  }

  @Test
  void nothingFoundIsAnError() {
    put("d/_x", "");
    put("d/1.csv", "a\n1\n");
    assertThatThrownBy(() -> schema("d/*.json"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no file matches 'd/*.json'");
    files.content.remove("d/1.csv");
    assertThatThrownBy(() -> schema("d", "format", "csv"))
        .hasMessageContaining("there are no files in the folder 'd'");
  }

  @Test
  void aColumnThatSomeFilesLackIsAnErrorOrNull() throws IOException {
    put("1.csv", "a,b\n1,x\n2,y\n3,z\n");
    put("2.csv", "c,a\n2.5,4\n");
    put("3.csv", "b\nw\n");

    assertThatThrownBy(() -> schema("?.csv")).hasMessageContaining("2.csv has a column 'c'");
    assertThat(read("?.csv", "union-by-name", "true"))
        .containsExactly("1|x|NULL", "2|y|NULL", "3|z|NULL", "4|NULL|2.5", "NULL|w|NULL");
    assertThatThrownBy(() -> read(schema("1.csv"), List.of(0), "?.csv"))
        .hasMessageContaining("the header of 2.csv has no column 'b'");
  }

  @Test
  void foldersTellTheValuesOfColumns() throws IOException {
    put("t/day=2026-01-05/symbol=A%2FB/1.csv", "p,n\n1.5,1\n2.5,2\n3.5,3\n");
    put("t/day=2026-01-06/symbol=__HIVE_DEFAULT_PARTITION__/1.csv", "p,n\n4.5,4\n");
    put("t/day=2026-01-06/symbol=C/1.csv", "p,n\n5.5,5\n");

    assertThat(schema("t/**/*.csv").toString())
        .isEqualTo("(p DOUBLE, n BIGINT, day DATE, symbol VARCHAR)");
    assertThat(read("t/**/*.csv"))
        .containsExactly(
            "1.5|1|2026-01-05|A/B",
            "2.5|2|2026-01-05|A/B",
            "3.5|3|2026-01-05|A/B",
            "5.5|5|2026-01-06|C",
            "4.5|4|2026-01-06|NULL");
    Schema schema = schema("t", "format", "csv");
    assertThat(read(schema, List.of(3, 1), "t", "format", "csv")).startsWith("A/B|1", "A/B|2");
    assertThat(read(schema, List.of(3), "t", "format", "csv"))
        .containsExactly("A/B", "A/B", "A/B", "C", "NULL");
    assertThat(schema("t", "format", "csv", "hive-partitioning", "false").toString())
        .isEqualTo("(p DOUBLE, n BIGINT)");
  }

  @Test
  void rowsOfObjectsAreCountedWhenOnlyTheFolderIsAsked() throws IOException {
    put("t/k=1/1.jsonl", "{\"a\":1}\n{\"a\":2}\n{\"b\":1}\n");
    put("t/k=2/1.jsonl", "{\"a\":3}\n");

    assertThat(read(schema("t/*/*.jsonl"), List.of(2), "t/*/*.jsonl"))
        .containsExactly("1", "1", "1", "2");
  }

  @Test
  void foldersForDifferentColumnsTellNothingUnlessTheyMust() throws IOException {
    put("t/k=1/1.csv", "a\n1\n");
    put("t/l=2/1.csv", "a\n2\n");

    assertThat(schema("t/*/*.csv").toString()).isEqualTo("(a BIGINT)");
    assertThatThrownBy(() -> schema("t/*/*.csv", "hive-partitioning", "true"))
        .hasMessageContaining("'t/k=1/1.csv' and 't/l=2/1.csv' lie in folders for different");
  }

  @Test
  void zstandardIsReadAndWritten() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String part : List.of("a,b\n1,x\n2,", "y\n3,z\n")) {
      try (OutputStream out = Compression.ZSTD.compressed(bytes)) {
        out.write(part.getBytes(StandardCharsets.UTF_8));
      }
    }
    files.content.put("t.csv.zst", bytes.toByteArray());
    files.content.put("t.csv", bytes.toByteArray());

    assertThat(read("t.csv.zst")).containsExactly("1|x", "2|y", "3|z");
    assertThat(read("t.csv")).isEqualTo(read("t.csv.zst"));
    assertThatThrownBy(() -> read("t.csv", "compression", "gzip"))
        .isInstanceOf(UserException.class);
  }

  @Test
  void aCutOrDamagedZstandardFileIsAnError() throws IOException {
    StringBuilder text = new StringBuilder("a\n");
    IntStream.range(0, 100_000).forEach(i -> text.append(i * 0x9E3779B9).append('\n'));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = Compression.ZSTD.compressed(bytes)) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = bytes.toByteArray();
    files.content.put("cut.csv.zst", java.util.Arrays.copyOf(whole, whole.length - 1_000));
    assertThatThrownBy(() -> read("cut.csv.zst"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'cut.csv.zst' is cut off after");

    whole[whole.length / 2] ^= 0x55;
    whole[whole.length / 2 + 1] ^= 0x55;
    files.content.put("bad.csv.zst", whole);
    files.content.put("no.csv.zst", "a\n1\n".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> read("no.csv.zst"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'no.csv.zst' is damaged");
  }
}
