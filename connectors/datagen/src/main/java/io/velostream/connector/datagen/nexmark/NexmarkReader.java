package io.velostream.connector.datagen.nexmark;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Vector;
import io.velostream.connector.datagen.column.ColumnGenerator;
import io.velostream.connector.datagen.column.Positions;
import io.velostream.connector.spi.Backlog;
import io.velostream.connector.spi.InputRange;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.TurnReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the rows of one table. A batch has those of so many events, whichever table it is of, so
/// that tables that are read together keep in step.
///
/// Several readers share nothing: reader number `i` of `n` makes every n-th batch.
final class NexmarkReader implements TurnReader {
  private final NexmarkTable table;
  private final ColumnGenerator[] generators;
  private final long events;
  private final int batchEvents;
  private final int readers;
  private final long from;
  private final long[] numbers;
  private long next;
  private long made;

  /// @param events in all
  /// @param from the first event of the first batch of all readers
  NexmarkReader(
      NexmarkTable table,
      ColumnGenerator[] generators,
      long events,
      int batchEvents,
      long from,
      int reader,
      int readers) {
    this.table = table;
    this.generators = generators;
    this.events = events;
    this.batchEvents = batchEvents;
    this.readers = readers;
    this.from = from;
    numbers = new long[batchEvents];
    next = from + (long) reader * batchEvents;
  }

  @Override
  public @Nullable Batch read() {
    if (next >= events) {
      return null;
    }
    long end = Math.min(events, next + batchEvents);
    long row = table.rowsBefore(next);
    int count = (int) (table.rowsBefore(end) - row);
    for (int i = 0; i < count; i++) {
      numbers[i] = table.event(row + i);
    }
    Positions at = new Positions(numbers, count);
    Vector[] columns = new Vector[generators.length];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = generators[c].fill(at);
    }
    made += end - next;
    next += (long) readers * batchEvents;
    return new Batch(columns, count, null, null);
  }

  @Override
  public boolean hadTurn() {
    return true;
  }

  @Override
  public List<InputRange> placesOf(long first, long last) {
    long begin = from + first * batchEvents;
    long end = Math.min(events, from + (last + 1) * batchEvents);
    return begin < end
        ? List.of(new InputRange(InputRange.Unit.EVENTS, "", begin + 1, end))
        : List.of();
  }

  @Override
  public Optional<ReadPosition> position() {
    return Optional.of(at(Math.min(next, events)));
  }

  @Override
  public Optional<Place> placeBehindRound() {
    long behind = Math.min(next, events);
    return Optional.of(() -> at(behind));
  }

  private static ReadPosition at(long event) {
    return new ReadPosition(ByteBuffer.allocate(Long.BYTES).putLong(event).array());
  }

  /// There always is more of events without an end: a batch at a time.
  @Override
  public Optional<Backlog> backlog() {
    long before = made;
    return events == Long.MAX_VALUE ? Optional.of(() -> made > before) : Optional.empty();
  }

  /// Events take the place of bytes: progress is all that matters.
  @Override
  public long bytesRead() {
    return made;
  }

  @Override
  public long bytesTotal() {
    return events == Long.MAX_VALUE ? -1 : events;
  }

  @Override
  public void close() {}
}
