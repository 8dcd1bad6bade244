package io.velostream.connector.datagen.console;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.Connector;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.World;
import java.util.List;
import java.util.Map;

/// Drops all rows, `'connector' = 'blackhole'`: for measuring everything before the output.
public final class BlackholeConnector implements Connector {
  @Override
  public String name() {
    return "blackhole";
  }

  @Override
  public List<OptionSpec> options(Map<String, String> given) {
    return List.of();
  }

  @Override
  public Schema inferSchema(Options options, World world) {
    throw PrintConnector.writeOnly("blackhole");
  }

  @Override
  public BatchReader openReader(TableRequest request) {
    throw PrintConnector.writeOnly("blackhole");
  }

  @Override
  public BatchWriter openWriter(TableRequest request) {
    return new Counter();
  }

  /// Counts what it drops.
  public static final class Counter implements BatchWriter {
    private long rows;

    /// Rows dropped so far, retractions included.
    public long rows() {
      return rows;
    }

    @Override
    public void write(Batch batch) {
      rows += batch.rowCount();
    }

    @Override
    public void endStep() {}

    @Override
    public void commit() {}

    @Override
    public void close() {}
  }
}
