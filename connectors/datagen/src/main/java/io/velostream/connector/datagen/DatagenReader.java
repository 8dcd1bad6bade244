package io.velostream.connector.datagen;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Vector;
import io.velostream.connector.datagen.column.ColumnGenerator;
import io.velostream.connector.datagen.column.Positions;
import io.velostream.connector.datagen.field.TableFields;
import io.velostream.connector.spi.Backlog;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.TableRequest;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Hands out generated rows in order.
final class DatagenReader implements BatchReader {
  private final ColumnGenerator[] generators;
  private final long first;
  private final long rows;
  private final boolean endless;
  private final @Nullable Pace pace;
  private final long[] numbers;
  private long next;

  private DatagenReader(
      ColumnGenerator[] generators,
      long first,
      OptionalLong rows,
      int batchRows,
      @Nullable Pace pace) {
    this.generators = generators;
    this.first = first;
    this.next = first;
    this.rows = rows.orElse(Long.MAX_VALUE);
    this.endless = rows.isEmpty();
    this.numbers = new long[batchRows];
    this.pace = pace;
  }

  static DatagenReader open(TableRequest request) {
    Map<String, String> options = request.options().values();
    TableFields fields =
        new TableFields(
            request.table(), request.schema(), options, request.tables(), request.world().clock());
    ColumnGenerator[] generators =
        request.columns().stream().map(fields::column).toArray(ColumnGenerator[]::new);
    OptionalLong rate = DatagenOptions.rowsPerSecond(options);
    return new DatagenReader(
        generators,
        DatagenOptions.firstRow(options),
        fields.rows(),
        request.batchRows(),
        rate.isPresent() ? new Pace(request.world().clock(), rate.getAsLong()) : null);
  }

  @Override
  public @Nullable Batch read() {
    int count = (int) Math.min(numbers.length, rows - next);
    if (count <= 0) {
      return null;
    }
    if (pace != null) {
      count = pace.due(next - first, count);
    }
    for (int i = 0; i < count; i++) {
      numbers[i] = next + i;
    }
    Positions at = new Positions(numbers, count);
    Vector[] columns = new Vector[generators.length];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = generators[i].fill(at);
    }
    next += count;
    return new Batch(columns, count, null, null);
  }

  /// There always is more of rows without an end and a pace: a batch at a time.
  @Override
  public Optional<Backlog> backlog() {
    long before = next;
    return endless && pace == null ? Optional.of(() -> next > before) : Optional.empty();
  }

  /// Rows take the place of bytes here: progress is all that matters.
  @Override
  public long bytesRead() {
    return next - first;
  }

  @Override
  public long bytesTotal() {
    return endless ? -1 : Math.max(0, rows - first);
  }

  @Override
  public void close() {}
}
