package io.velostream.connector.spi;

import io.velostream.columnar.Batch;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a table from its start to its end; belongs to one thread.
public interface BatchReader extends AutoCloseable {
  /// The next rows, or `null` at the end. A batch may be empty when only bad rows were met, or when
  /// a source without an end has nothing at present: it does not wait. A batch is valid until the
  /// next call: arrays are reused.
  ///
  /// @throws IOException when the source fails
  /// @throws io.velostream.columnar.error.UserException when the data cannot be read at all
  @Nullable Batch read() throws IOException;

  /// How many of the batches read last stay valid. More than one where arrays are not reused. One
  /// for a reader that tells its position, since it would be that behind rows nobody has worked on
  /// yet.
  default int batchesKept() {
    return 1;
  }

  /// Where another reader goes on after the rows read so far; nothing when the source cannot be
  /// read from any place.
  ///
  /// @throws IOException when the source fails
  default Optional<ReadPosition> position() throws IOException {
    return Optional.empty();
  }

  /// Which part of the table the batch read last is from, from 0, where a table has parts (the
  /// partitions of a topic): rows of a part come in an order that never changes, those of different
  /// parts come as they arrive.
  default int part() {
    return 0;
  }

  /// The parts that may bring more rows; `null` for a table that is not in parts. Event time is
  /// derived of each, and is that of the one furthest behind.
  default int @Nullable [] openParts() {
    return null;
  }

  /// Where in its part the first row of the batch read last stands, as the source numbers rows: the
  /// offset of a message. -1 where it does not.
  default long firstPlace() {
    return -1;
  }

  /// The same of the last row.
  default long lastPlace() {
    return -1;
  }

  /// Where places of a part lie, for people. Any thread may ask, after the reader was closed too.
  default InputRange rangeOf(int part, long first, long last) {
    return InputRange.rows(first, last);
  }

  /// Whether rows are still to come that were there when reading began, in a table whose rows
  /// replace each other: rows of other tables wait until it is loaded, so that none meets a row of
  /// it that was replaced long ago, or misses one.
  default boolean isLoading() {
    return false;
  }

  /// How far that is, while [#isLoading()].
  default LoadProgress loading() {
    return LoadProgress.NONE;
  }

  /// Says, before an epoch is run again, where it had come to. That place tells how parts were
  /// numbered that became known meanwhile.
  ///
  /// @param end what [#position()] of another reader of the table has given
  default void willReadTo(ReadPosition end) {}

  /// The next rows of one part, for a run that is done again in the order in which parts came
  /// before. Waits for rows that are known to be there.
  ///
  /// @param rows at most, bad ones counted
  /// @return rows of that part, or `null` at the end of the table
  /// @throws IOException when the source fails
  default @Nullable Batch readPart(int part, long rows) throws IOException {
    return read();
  }

  /// Notes what there is to read at present, to be read by [#read()] as everything is. Nothing of a
  /// reader whose empty batches say that it has given all that there was; one without an end that
  /// gives empty batches for other reasons has to tell.
  ///
  /// @throws IOException when the source fails
  default Optional<Backlog> backlog() throws IOException {
    return Optional.empty();
  }

  /// Has somebody told, from any thread, when there is something to read where [#read()] has found
  /// nothing. Of a reader that cannot tell it is seen by asking again after a while.
  default void onArrival(Runnable signal) {}

  /// Bytes consumed so far, before decompression, for a progress display.
  long bytesRead();

  /// Bytes in all, or -1 when unknown.
  long bytesTotal();

  @Override
  void close() throws IOException;
}
