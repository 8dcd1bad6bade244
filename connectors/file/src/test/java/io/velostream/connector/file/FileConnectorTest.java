package io.velostream.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.ValueText;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.Connectors;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.RandomSource;
import io.velostream.stream.seam.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class FileConnectorTest {
  private static final Schema SCHEMA =
      Schema.of(Field.of("a", DataType.BIGINT), Field.of("b", DataType.STRING));

  private final MemoryFiles files = new MemoryFiles();
  private final World world = world(files);
  private final List<String> bad = new ArrayList<>();

  /// A world of these files only.
  static World world(MemoryFiles files) {
    return new World(new NoClock(), new NoRandom(), files);
  }

  /// The value at a row as text.
  static String text(DataType type, Vector vector, int row) {
    return vector.isNull(row) ? "NULL" : ValueText.of(type, vector, row);
  }

  private static Options options(String path, String... more) {
    Map<String, String> given = new HashMap<>(FileTables.options(path));
    for (int i = 0; i < more.length; i += 2) {
      given.put(more[i], more[i + 1]);
    }
    return OptionChecker.check(Connectors.load().get("FILE"), given);
  }

  private TableRequest request(boolean changelog, String path, String... more) {
    return new TableRequest(
        "t",
        options(path, more),
        SCHEMA,
        IntStream.range(0, SCHEMA.size()).boxed().toList(),
        changelog,
        2,
        world,
        (source, line, raw, reason) ->
            bad.add(source + ":" + line + ": " + raw.toText() + ": " + reason));
  }

  private List<List<Object>> read(String path, String... more) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    try (BatchReader reader = new FileConnector().openReader(request(false, path, more))) {
      for (Batch batch = reader.read(); batch != null; batch = reader.read()) {
        assertThat(batch.rowCount()).isBetween(1, 2);
        for (int row = 0; row < batch.rowCount(); row++) {
          rows.add(
              Arrays.asList(Values.get(batch.column(0), row), Values.get(batch.column(1), row)));
        }
      }
      assertThat(reader.bytesRead()).isEqualTo(reader.bytesTotal());
    }
    return rows;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(utf8(text));
    }
    return bytes.toByteArray();
  }

  private static Batch batch(long[] weights, Object... values) {
    VectorBuilder a = VectorBuilder.of(DataType.BIGINT.lane());
    VectorBuilder b = VectorBuilder.of(DataType.STRING.lane());
    for (int i = 0; i < values.length; i += 2) {
      Values.append(a, values[i]);
      Values.append(b, Slice.utf8((String) values[i + 1]));
    }
    return new Batch(
        new Vector[] {a.build(), b.build()},
        values.length / 2,
        null,
        weights.length == 0 ? null : weights);
  }

  @Test
  void theFormatFollowsFromTheName() throws IOException {
    files.content.put("t.csv", utf8("a,b\n1,x\n2,y\n3,z"));
    files.content.put("t.tsv", utf8("a\tb\n1\tx,,,,\n"));
    files.content.put("t.jsonl", utf8("{\"b\":\"x\",\"a\":1}\n"));
    files.content.put("t.dat", utf8("{\"b\":\"x\",\"a\":1}\n"));

    assertThat(read("t.csv"))
        .containsExactly(
            List.of(1L, Slice.utf8("x")),
            List.of(2L, Slice.utf8("y")),
            List.of(3L, Slice.utf8("z")));
    assertThat(read("t.tsv")).containsExactly(List.of(1L, Slice.utf8("x,,,,")));
    assertThat(read("t.jsonl")).containsExactly(List.of(1L, Slice.utf8("x")));
    assertThat(read("t.dat", "format", "json")).containsExactly(List.of(1L, Slice.utf8("x")));
    assertThatThrownBy(() -> read("t.dat")).hasMessageContaining("'format' is missing");
  }

  @Test
  void theSchemaIsInferredAlsoFromCompressedFiles() throws IOException {
    files.content.put("t.csv.gz", gzip("a,b\n1,x\n"));

    assertThat(new FileConnector().inferSchema(options("t.csv.gz"), world)).isEqualTo(SCHEMA);
  }

  @Test
  void gzipMembersFollowEachOtherAndAreRecognisedByContent() throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(gzip("a,b\n1,x\n2,"));
    both.write(gzip("y\n3,z\n"));
    files.content.put("t.csv.gz", both.toByteArray());
    files.content.put("t.csv", both.toByteArray());

    assertThat(read("t.csv.gz")).hasSize(3);
    assertThat(read("t.csv")).isEqualTo(read("t.csv.gz"));
  }

  @Test
  void aCutGzipFileGivesItsCompleteRowsAndThenAnError() throws IOException {
    StringBuilder text = new StringBuilder("a,b\n");
    for (int i = 0; i < 20_000; i++) {
      text.append(i).append(",").append(Integer.toHexString(i * 0x9E3779B9)).append('\n');
    }
    byte[] whole = gzip(text.toString());
    files.content.put("t.csv.gz", Arrays.copyOf(whole, whole.length / 2));
    long[] rows = new long[1];

    assertThatThrownBy(
            () -> {
              try (BatchReader reader =
                  new FileConnector().openReader(request(false, "t.csv.gz"))) {
                for (Batch batch = reader.read(); batch != null; batch = reader.read()) {
                  rows[0] += batch.rowCount();
                }
              }
            })
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT);
              assertThat(e.message())
                  .isEqualTo(
                      "the compressed file 't.csv.gz' is cut off after " + rows[0] + " rows");
            });
    assertThat(rows[0]).isBetween(5_000L, 15_000L);
  }

  @Test
  void aGzipOfZerosIsOneBadRowInBoundedMemory() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 200; i++) {
        out.write(zeros);
      }
    }
    files.content.put("t.json.gz", bytes.toByteArray());

    assertThat(read("t.json.gz")).isEmpty();
    assertThat(bad).singleElement().asString().contains("longer than 16777216 bytes");
  }

  @Test
  void badRowsCarryFileLineTextAndReason() throws IOException {
    files.content.put("t.csv", utf8("a,b\n1,x\noops,y\r\n3,z\n"));

    assertThat(read("t.csv")).hasSize(2);
    assertThat(bad)
        .containsExactly(
            "t.csv:3: oops,y: column 'a': 'oops' is not a whole number of the range of BIGINT");
  }

  @Test
  void aMissingFileIsAnErrorWithTheNearestName() {
    files.content.put("data/trades.csv", utf8(""));

    assertThatThrownBy(() -> read("data/trade.csv"))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_NAME);
              assertThat(e.hint()).isEqualTo("did you mean 'data/trades.csv'?");
            });
    assertThatThrownBy(() -> read("*.csv"))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_NAME));
  }

  @Test
  void nothingIsVisibleBeforeTheCommitAndAFailedOneLeavesTheOldFile() throws IOException {
    files.content.put("out.csv", utf8("old"));
    try (BatchWriter writer = new FileConnector().openWriter(request(false, "out.csv"))) {
      writer.write(batch(new long[0], 1L, "x"));
      writer.endStep();
      assertThat(files.content.get("out.csv")).isEqualTo(utf8("old"));
      files.failCommits = true;
      assertThatThrownBy(writer::commit).isInstanceOf(IOException.class);
    }
    assertThat(files.content.get("out.csv")).isEqualTo(utf8("old"));
    files.failCommits = false;
    try (BatchWriter writer = new FileConnector().openWriter(request(false, "out.csv"))) {
      writer.write(batch(new long[0], 1L, "x", 2L, ""));
      writer.commit();
    }
    assertThat(files.content.get("out.csv")).isEqualTo(utf8("a,b\n1,x\n2,\"\"\n"));
  }

  @Test
  void aChangelogHasAnOpAndRepeatsRowsByWeight() throws IOException {
    for (String path : new String[] {"out.csv.gz", "out.json"}) {
      try (BatchWriter writer = new FileConnector().openWriter(request(true, path))) {
        writer.write(batch(new long[] {2, -1, 0}, 1L, "x", 2L, "y", 3L, "z"));
        writer.commit();
      }
    }

    assertThat(new String(files.content.get("out.json"), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"op":"+I","a":1,"b":"x"}
            {"op":"+I","a":1,"b":"x"}
            {"op":"-D","a":2,"b":"y"}
            """);
    assertThat(read("out.csv.gz")).hasSize(3);
  }

  @Test
  void onlyTheColumnsAskedForAreRead() throws IOException {
    files.content.put("t.csv", utf8("a,b\noops,1\n"));
    TableRequest all = request(false, "t.csv");
    TableRequest second =
        new TableRequest("t", all.options(), SCHEMA, List.of(1), false, 10, world, all.badRows());
    TableRequest none =
        new TableRequest("t", all.options(), SCHEMA, List.of(), false, 10, world, all.badRows());

    try (BatchReader reader = new FileConnector().openReader(second);
        BatchReader counter = new FileConnector().openReader(none)) {
      Batch batch = reader.read();
      assertThat(batch).isNotNull();
      assertThat(batch.columnCount()).isEqualTo(1);
      assertThat(batch.column(0)).isNotInstanceOf(LongVector.class);
      Batch counted = counter.read();
      assertThat(counted).isNotNull();
      assertThat(counted.rowCount()).isEqualTo(1);
    }
  }

  private static final class NoClock implements Clock {
    @Override
    public long wallMicros() {
      return 0;
    }

    @Override
    public long monotonicNanos() {
      return 0;
    }

    @Override
    public void waitUntil(long nanos) {
      throw new AssertionError("files wait for nothing");
    }
  }

  private static final class NoRandom implements RandomSource {
    @Override
    public RandomGenerator seeded(long seed) {
      return RandomGenerator.of("L64X128MixRandom");
    }

    @Override
    public long freshSeed() {
      return 0;
    }
  }
}
