package io.velostream.connector.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.connector.formats.ValueText;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.Connector;
import io.velostream.connector.spi.Connectors;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.Files;
import io.velostream.stream.seam.RandomSource;
import io.velostream.stream.seam.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class DatagenTest {
  private static final Schema SCHEMA =
      Schema.of(
          Field.of("id", DataType.BIGINT),
          Field.of("i", DataType.TINYINT),
          Field.of("d", DataType.DOUBLE),
          Field.of("r", DataType.REAL),
          Field.of("n", new DataType.Decimal(10, 2)),
          Field.of("w", new DataType.Decimal(38, 10)),
          Field.of("s", DataType.STRING),
          Field.of("c", new DataType.Char(13)),
          Field.of("b", DataType.BOOLEAN),
          Field.of("day", DataType.DATE),
          Field.of("ts", DataType.TIMESTAMP_MILLIS));

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final Simulated clock = new Simulated();
  private final World world = new World(clock, new NoRandom(), new OutputOnly(output));

  private TableRequest request(
      String connector, Map<String, String> given, List<Integer> columns, int batchRows) {
    Connector found = Connectors.load().get(connector);
    return new TableRequest(
        "t",
        OptionChecker.check(found, given),
        SCHEMA,
        columns,
        false,
        batchRows,
        world,
        (_, _, _, _) -> {});
  }

  private List<String> rows(Map<String, String> more, List<Integer> columns, int batchRows)
      throws IOException {
    Map<String, String> given = new HashMap<>(more);
    given.putIfAbsent("number-of-rows", "100");
    List<String> rows = new ArrayList<>();
    TableRequest request = request("datagen", given, columns, batchRows);
    try (BatchReader reader = new DatagenConnector().openReader(request)) {
      for (Batch batch = reader.read(); batch != null; batch = reader.read()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          List<String> texts = new ArrayList<>();
          for (int i = 0; i < columns.size(); i++) {
            texts.add(ValueText.of(SCHEMA.type(columns.get(i)), batch.column(i), row));
          }
          rows.add(String.join(" ", texts));
        }
      }
    }
    return rows;
  }

  @Test
  void theRowsDoNotDependOnBatchSizeOrColumnsAskedFor() throws IOException {
    List<Integer> all = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    List<String> rows = rows(Map.of(), all, 1_000);

    assertThat(rows).hasSize(100).doesNotHaveDuplicates();
    assertThat(rows(Map.of(), all, 7)).isEqualTo(rows);
    assertThat(rows(Map.of("seed", "1"), all, 7)).isNotEqualTo(rows);
    assertThat(rows(Map.of(), List.of(6), 9))
        .isEqualTo(rows.stream().map(row -> row.split(" ")[6]).toList());
  }

  @Test
  void sequencesAndBoundsFollowTheOptions() throws IOException {
    Map<String, String> options =
        Map.of(
            "number-of-rows", "3",
            "fields.id.kind", "sequence",
            "fields.id.start", "10",
            "fields.i.min", "-3",
            "fields.i.max", "-3",
            "fields.n.kind", "sequence",
            "fields.n.step", "0.25",
            "fields.ts.kind", "sequence",
            "fields.ts.step", "500");

    assertThat(rows(options, List.of(0, 1, 4, 10), 2))
        .containsExactly(
            "10 -3 0.00 2024-01-01 00:00:00.000",
            "11 -3 0.25 2024-01-01 00:00:00.500",
            "12 -3 0.50 2024-01-01 00:00:01.000");
  }

  @Test
  void wrongOptionsAreRefused() {
    List<Integer> all = List.of(0, 1, 2);
    assertThatThrownBy(() -> rows(Map.of("fields.idd.kind", "random"), all, 1))
        .hasMessageContaining("for a column that the table does not have");
    assertThatThrownBy(() -> rows(Map.of("fields.id.kin", "random"), all, 1))
        .hasMessageContaining("has no option");
    assertThatThrownBy(() -> rows(Map.of("fields.i.max", "128"), all, 1))
        .hasMessageContaining("does not fit TINYINT");
  }

  @Test
  void printShowsInsertionsAndRetractions() throws IOException {
    TableRequest request = request("print", Map.of("print-identifier", "x"), List.of(), 1);
    Schema schema = Schema.of(Field.of("a", DataType.BIGINT), Field.of("b", DataType.STRING));
    TableRequest two =
        new TableRequest(
            "t", request.options(), schema, List.of(0, 1), true, 1, world, request.badRows());
    var a = VectorBuilder.of(DataType.BIGINT.lane());
    var b = VectorBuilder.of(DataType.STRING.lane());
    Values.append(a, 1L);
    Values.append(b, null);
    Values.append(a, 2L);
    Values.append(b, Slice.utf8("y"));
    try (BatchWriter writer = Connectors.load().get("print").openWriter(two)) {
      writer.write(new Batch(new Vector[] {a.build(), b.build()}, 2, null, new long[] {2, -1}));
      writer.endStep();
    }

    assertThat(output.toString(StandardCharsets.UTF_8))
        .isEqualTo("x> +I[1, NULL]\nx> +I[1, NULL]\nx> -D[2, y]\n");
  }

  @Test
  void connectorsAreFoundByNameWithAdvice() {
    assertThat(Connectors.load().names()).contains("blackhole", "datagen", "print");
    assertThatThrownBy(() -> Connectors.load().get("prnt"))
        .hasMessageContaining("there is no connector 'prnt'");
  }

  private record OutputOnly(ByteArrayOutputStream output) implements Files {
    @Override
    public InputStream read(String path) throws IOException {
      throw new IOException(path);
    }

    @Override
    public long length(String path) {
      return -1;
    }

    @Override
    public boolean exists(String path) {
      return false;
    }

    @Override
    public boolean isFolder(String path) {
      return false;
    }

    @Override
    public List<Entry> list(String folder) {
      return List.of();
    }

    @Override
    public AtomicFile create(String path) {
      assertThat(path).isEqualTo("-");
      return new AtomicFile() {
        @Override
        public OutputStream stream() {
          return output;
        }

        @Override
        public void commit() {}

        @Override
        public void close() {}
      };
    }
  }

  @Test
  void theFirstSequenceToEndEndsTheRows() throws IOException {
    Map<String, String> options =
        new HashMap<>(
            Map.of(
                "fields.id.kind", "sequence",
                "fields.id.start", "10",
                "fields.id.end", "1000",
                "fields.n.kind", "sequence",
                "fields.n.step", "0.25",
                "fields.n.end", "0.99"));

    assertThat(rows(options, List.of(0, 4), 3))
        .containsExactly("10 0.00", "11 0.25", "12 0.50", "13 0.75");
    // Also when nobody asks for the column that ends.
    assertThat(rows(options, List.of(0), 3)).hasSize(4);

    options.put("number-of-rows", "2");
    assertThat(rows(options, List.of(0, 4), 3)).hasSize(2);

    TableRequest withoutCount =
        request(
            "datagen",
            Map.of("fields.ts.kind", "sequence", "fields.ts.end", "2024-01-01 00:00:00.005"),
            List.of(10),
            100);
    try (BatchReader reader = new DatagenConnector().openReader(withoutCount)) {
      assertThat(reader.read()).isNotNull().extracting(Batch::rowCount).isEqualTo(6);
      assertThat(reader.read()).isNull();
    }
  }

  @Test
  void anEndThatIsNoneIsRefused() {
    assertThatThrownBy(() -> rows(Map.of("fields.id.end", "5"), List.of(0), 1))
        .hasMessageContaining("'fields.id.end' has no meaning for the kind 'random'");
    assertThatThrownBy(() ->
            rows(
                Map.of("fields.id.kind", "sequence", "fields.id.start", "3", "fields.id.end", "2"),
                List.of(0),
                1))
        .hasMessageContaining("never reached");
    assertThatThrownBy(() -> rows(Map.of("rows-per-second", "0"), List.of(0), 1))
        .hasMessageContaining("of at least 1");
  }

  @Test
  void rowsComeAtTheirPace() throws IOException {
    TableRequest request =
        request(
            "datagen", Map.of("number-of-rows", "1001", "rows-per-second", "250"), List.of(0), 64);
    int rows = 0;
    try (BatchReader reader = new DatagenConnector().openReader(request)) {
      for (Batch batch = reader.read(); batch != null; batch = reader.read()) {
        rows += batch.rowCount();
        // The first row comes at once, each of the others 4 ms after the one before.
        assertThat(clock.now).isGreaterThanOrEqualTo((rows - 1) * 4_000_000L);
        clock.now += 20_000_000L;
      }
    }
    assertThat(rows).isEqualTo(1001);
    assertThat(clock.now).isBetween(4_000_000_000L, 4_100_000_000L);
  }

  @Test
  void aSlowPaceGivesEmptyBatches() throws IOException {
    TableRequest request =
        request("datagen", Map.of("number-of-rows", "2", "rows-per-second", "1"), List.of(0), 64);
    List<Integer> counts = new ArrayList<>();
    try (BatchReader reader = new DatagenConnector().openReader(request)) {
      for (Batch batch = reader.read(); batch != null; batch = reader.read()) {
        counts.add(batch.rowCount());
      }
    }
    assertThat(counts).hasSize(11).startsWith(1, 0).endsWith(0, 1);
    assertThat(clock.now).isEqualTo(1_000_000_000L);
  }

  /// Time passes when somebody waits for it.
  private static final class Simulated implements Clock {
    private long now;

    @Override
    public long wallMicros() {
      return now / 1_000;
    }

    @Override
    public long monotonicNanos() {
      return now;
    }

    @Override
    public void waitUntil(long nanos) {
      now = Math.max(now, nanos);
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
