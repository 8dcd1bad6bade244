package io.velostream.benchmarks.micro;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.Connector;
import io.velostream.connector.spi.Connectors;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.TableRequest;
import io.velostream.runtime.system.SystemWorld;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Rows made up by the connector `datagen`, one column of each kind.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GenerateBenchmark {
  private static final int ROWS = 500_000;
  private static final int BATCH = 4096;

  /// A column and its kind.
  public enum Column {
    SEQUENCE(DataType.BIGINT, "kind", "sequence"),
    UNIFORM(DataType.BIGINT, "max", "1000"),
    NORMAL(DataType.DOUBLE, "distribution", "normal"),
    ZIPF(DataType.BIGINT, "distribution", "zipf", "max", "1000"),
    ZIPF_OF_MANY(DataType.BIGINT, "distribution", "zipf", "max", "100000000"),
    WALK(DataType.DOUBLE, "kind", "walk"),
    ENUM(DataType.STRING, "values", "a, b, c, d, e", "skew", "1"),
    TIME(DataType.TIMESTAMP_MILLIS, "kind", "time", "jitter", "5 ms", "out-of-order", "2 s"),
    UUID(DataType.STRING, "kind", "uuid"),
    PATTERN(DataType.STRING, "pattern", "[A-Z]{2}-\\d{5}"),
    EMAIL_OF_A_THOUSAND(DataType.STRING, "kind", "email", "distinct", "1000");

    private final Schema schema;
    private final Map<String, String> options = new HashMap<>();

    Column(DataType type, String... properties) {
      schema = Schema.of(Field.of("c", type));
      options.put("number-of-rows", Integer.toString(ROWS));
      for (int i = 0; i < properties.length; i += 2) {
        options.put("fields.c." + properties[i], properties[i + 1]);
      }
    }
  }

  /// What is made.
  @Param public Column column = Column.SEQUENCE;

  /// Checks the sum of a sequence.
  ///
  /// @throws IOException never
  @Setup
  public void prepare() throws IOException {
    long sum = 0;
    try (BatchReader reader = open(Column.SEQUENCE)) {
      for (Batch batch = reader.read(); batch != null; batch = reader.read()) {
        long[] values = ((LongVector) batch.column(0)).values();
        for (int i = 0; i < batch.rowCount(); i++) {
          sum += values[i];
        }
      }
    }
    Gate.requireEqual(ROWS * (ROWS - 1L) / 2, sum, "the sum of a sequence");
  }

  /// Makes all rows.
  ///
  /// @throws IOException never
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long rows() throws IOException {
    long rows = 0;
    try (BatchReader reader = open(column)) {
      for (Batch batch = reader.read(); batch != null; batch = reader.read()) {
        rows += batch.rowCount();
      }
    }
    return rows;
  }

  private static BatchReader open(Column column) {
    Connector connector = Connectors.load().get("datagen");
    return connector.openReader(
        new TableRequest(
            "t",
            OptionChecker.check(connector, column.options),
            column.schema,
            List.of(0),
            false,
            BATCH,
            SystemWorld.create(),
            (source, position, raw, reason) -> {
              throw new IllegalStateException(reason);
            }));
  }
}
