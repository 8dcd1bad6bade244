package io.velostream.connector.datagen;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Vector;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.TableRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Hands out generated rows in order.
final class DatagenReader implements BatchReader {
  private final ColumnGenerator[] generators;
  private final long rows;
  private final int batchRows;
  private final @Nullable Pace pace;
  private long next;

  private DatagenReader(
      ColumnGenerator[] generators, long rows, int batchRows, @Nullable Pace pace) {
    this.pace = pace;
    this.generators = generators;
    this.rows = rows;
    this.batchRows = batchRows;
  }

  static DatagenReader open(TableRequest request) {
    Options options = request.options();
    FieldOptions.check(options, request.schema());
    long rows =
        Math.min(
            options.find(DatagenConnector.ROWS).isPresent()
                ? options.getLong(DatagenConnector.ROWS)
                : Long.MAX_VALUE,
            Sequences.rows(
                    request.schema().fields().stream()
                        .map(field -> new FieldOptions(field, options))
                        .toList())
                .orElse(Long.MAX_VALUE));
    if (rows < 0) {
      throw new UserException(
          ErrorCode.INVALID_OPTION,
          "the option '" + DatagenConnector.ROWS + "' cannot be negative");
    }
    long seed = options.getLong(DatagenConnector.SEED);
    List<Integer> columns = request.columns();
    ColumnGenerator[] generators = new ColumnGenerator[columns.size()];
    for (int i = 0; i < generators.length; i++) {
      int column = columns.get(i);
      FieldOptions field = new FieldOptions(request.schema().field(column), options);
      generators[i] = Generators.of(field, new Mixer(seed, column), request.batchRows());
    }
    return new DatagenReader(generators, rows, request.batchRows(), pace(request));
  }

  private static @Nullable Pace pace(TableRequest request) {
    Options options = request.options();
    if (options.find(DatagenConnector.RATE).isEmpty()) {
      return null;
    }
    long rate = options.getLong(DatagenConnector.RATE);
    if (rate <= 0) {
      throw new UserException(
          ErrorCode.INVALID_OPTION, "the option '" + DatagenConnector.RATE + "' must be positive");
    }
    return new Pace(request.world().clock(), rate);
  }

  @Override
  public @Nullable Batch read() {
    int count = (int) Math.min(batchRows, rows - next);
    if (count == 0) {
      return null;
    }
    if (pace != null) {
      count = pace.due(next, count);
    }
    Vector[] columns = new Vector[generators.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = generators[i].fill(next, count);
    }
    next += count;
    return new Batch(columns, count, null, null);
  }

  /// Rows take the place of bytes here: progress is all that matters.
  @Override
  public long bytesRead() {
    return next;
  }

  @Override
  public long bytesTotal() {
    return rows;
  }

  @Override
  public void close() {}
}
