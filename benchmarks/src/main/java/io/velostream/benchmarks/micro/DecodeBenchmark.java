package io.velostream.benchmarks.micro;

import io.velostream.benchmarks.bytes.FileFormat;
import io.velostream.benchmarks.bytes.TradeFile;
import io.velostream.benchmarks.data.Tables;
import io.velostream.columnar.Batch;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.Connector;
import io.velostream.connector.spi.Connectors;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.TableRequest;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.stream.seam.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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

/// From the bytes of a file, held in memory, to batches.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecodeBenchmark {
  private static final int ROWS = 500_000;
  private static final int BATCH = 4096;
  private static final int QUANTITY = 3;
  private static final int TIME = 4;
  private static final Schema SCHEMA = Tables.timedTrades().schema();

  /// The format of the file.
  @Param public FileFormat format = FileFormat.JSON;

  private byte[] content = new byte[0];

  /// Makes the file, and checks the sums of two columns.
  ///
  /// @throws IOException when the file cannot be read
  @Setup
  public void prepare() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TradeFile.write(bytes, format, ROWS);
    content = bytes.toByteArray();
    long quantities = 0;
    long times = 0;
    for (long i = 0; i < ROWS; i++) {
      quantities += i % 1000;
      times += Tables.BASE_MICROS + i * 1000;
    }
    Gate.requireEqual(List.of((long) ROWS, quantities, times), sums(), "rows, quantities, times");
  }

  /// Decodes all five columns.
  ///
  /// @throws IOException when the file cannot be read
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long allColumns() throws IOException {
    return decode(List.of(0, 1, 2, 3, 4));
  }

  /// Decodes the two columns of strings only.
  ///
  /// @throws IOException when the file cannot be read
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long twoColumns() throws IOException {
    return decode(List.of(0, 1));
  }

  private long decode(List<Integer> columns) throws IOException {
    long rows = 0;
    try (BatchReader reader = open(columns)) {
      for (Batch batch = reader.read(); batch != null; batch = reader.read()) {
        rows += batch.rowCount();
      }
    }
    return rows;
  }

  private List<Long> sums() throws IOException {
    long rows = 0;
    long quantities = 0;
    long times = 0;
    try (BatchReader reader = open(List.of(QUANTITY, TIME))) {
      for (Batch batch = reader.read(); batch != null; batch = reader.read()) {
        rows += batch.rowCount();
        quantities += sum(batch, 0);
        times += sum(batch, 1);
      }
    }
    return List.of(rows, quantities, times);
  }

  private static long sum(Batch batch, int column) {
    long[] values = ((LongVector) batch.column(column)).values();
    long sum = 0;
    for (int k = 0; k < batch.rowCount(); k++) {
      sum += values[batch.rowAt(k)];
    }
    return sum;
  }

  private BatchReader open(List<Integer> columns) {
    String path = "trades." + format.extension();
    World system = SystemWorld.create();
    World world = new World(system.clock(), system.random(), new MemoryFile(path, content));
    Connector connector = Connectors.load().get("file");
    return connector.openReader(
        new TableRequest(
            "trades",
            OptionChecker.check(connector, Map.of("path", path, "format", format.option())),
            SCHEMA,
            columns,
            false,
            BATCH,
            world,
            (source, position, raw, reason) -> {
              throw new IllegalStateException(source + ":" + position + ": " + reason);
            }));
  }
}
