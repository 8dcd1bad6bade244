package io.velostream.connector.protobuf;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Slice;
import io.velostream.connector.file.FileInput;
import io.velostream.connector.formats.rows.MalformedException;
import io.velostream.connector.formats.rows.RowBatch;
import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.ReadPosition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the rows of one file. A message that makes no sense is reported, and the next one begins
/// where its length says.
final class DelimitedReader implements BatchReader {
  private static final int SHOWN_BYTES = 65_536;

  private final DelimitedInput file;
  private final MessagePlan plan;
  private final RowBatch batch;
  private final BadRows badRows;
  private final WireInput in = new WireInput();

  /// Messages of the file that have been read.
  private long done;

  DelimitedReader(DelimitedInput file, MessagePlan plan, RowBatch batch, BadRows badRows) {
    this.file = file;
    this.plan = plan;
    this.batch = batch;
    this.badRows = badRows;
  }

  /// Goes on where a reader was.
  ///
  /// @throws IOException when the file cannot be read
  void startAt(ReadPosition from) throws IOException {
    ByteBuffer place = ByteBuffer.wrap(from.bytes());
    file.skipTo(place.getLong());
    done = place.getLong();
  }

  @Override
  public @Nullable Batch read() {
    batch.reset();
    try {
      while (!batch.isFull(1)) {
        if (!file.read(in)) {
          return batch.rows() > 0 ? batch.batch() : null;
        }
        row();
      }
      return batch.batch();
    } catch (IOException e) {
      throw FileInput.readError(file.path(), done, e);
    }
  }

  private void row() {
    int from = in.at();
    int to = in.end();
    int first = batch.rows();
    String fault;
    try {
      plan.readOne(in);
      fault = batch.faults().take();
    } catch (MalformedException e) {
      batch.faults().take();
      fault = e.reason();
    }
    done++;
    batch.count(to - from);
    if (fault != null) {
      batch.truncate(first);
      badRows.report(
          file.path(),
          done,
          new Slice(in.data(), from, Math.min(to - from, SHOWN_BYTES)),
          "%s (the message at byte %d)".formatted(fault, file.place()));
    }
  }

  @Override
  public Optional<ReadPosition> position() {
    ByteBuffer place = ByteBuffer.allocate(2 * Long.BYTES).putLong(file.next()).putLong(done);
    return Optional.of(new ReadPosition(place.array()));
  }

  @Override
  public long bytesRead() {
    return file.file().bytesRead();
  }

  @Override
  public long bytesTotal() {
    return file.file().length();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
