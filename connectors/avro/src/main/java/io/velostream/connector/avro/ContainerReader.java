package io.velostream.connector.avro;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Slice;
import io.velostream.connector.formats.rows.MalformedException;
import io.velostream.connector.formats.rows.RowBatch;
import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.ReadPosition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the rows of one file. A record that does not decode loses the rest of its block, since
/// nothing tells where the next one begins.
final class ContainerReader implements BatchReader {
  private static final int SHOWN_BYTES = 1_024;

  private final Container file;
  private final RowPlan plan;
  private final RowBatch batch;
  private final BadRows badRows;
  private final AvroInput in = new AvroInput();
  private Container.@Nullable Block block;

  /// Records of the block that have been read.
  private long done;

  /// Records of the file before the block.
  private long before;

  ContainerReader(Container file, RowPlan plan, RowBatch batch, BadRows badRows) {
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
    long skipped = place.getLong();
    before = place.getLong();
    if (skipped > 0 && nextBlock()) {
      batch.reset();
      while (done < skipped) {
        plan.read(in); // it was read before, and made sense
        batch.faults().take();
        done++;
      }
      batch.truncate(0);
    }
  }

  @Override
  public @Nullable Batch read() {
    batch.reset();
    try {
      while (!batch.isFull(1)) {
        Container.Block open = block;
        if (open == null || done == open.records()) {
          before += open == null ? 0 : open.records();
          if (batch.rows() > 0 && open != null) {
            block = null;
            done = 0;
            break; // a batch is of one block, so that its place is one in a block
          }
          if (!nextBlock()) {
            return null;
          }
        } else {
          row(open);
        }
      }
      return batch.batch();
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  private boolean nextBlock() throws IOException {
    block = null;
    done = 0;
    Container.Block next = file.read();
    block = next;
    if (next == null) {
      return false;
    }
    in.reset(next.data(), 0, next.data().length);
    return true;
  }

  private void row(Container.Block open) {
    int from = in.at();
    int first = batch.rows();
    try {
      plan.read(in);
    } catch (MalformedException e) {
      batch.truncate(first);
      long lost = open.records() - done - 1;
      report(
          from,
          open.data().length,
          e.reason() + (lost > 0 ? "; the %d records behind it are lost".formatted(lost) : ""));
      done = open.records();
      return;
    }
    String fault = batch.faults().take();
    batch.count(in.at() - from);
    if (fault == null) {
      batch.keep();
    } else {
      batch.truncate(first);
      report(from, in.at(), fault);
    }
    done++;
  }

  private void report(int from, int to, String reason) {
    batch.faults().take();
    Slice raw = new Slice(in.data(), from, Math.min(SHOWN_BYTES, to - from));
    badRows.report(file.path(), before + done + 1, raw, reason);
  }

  @Override
  public Optional<ReadPosition> position() {
    Container.Block open = block;
    long place = open == null ? file.bytesRead() : open.place();
    ByteBuffer bytes = ByteBuffer.allocate(3 * Long.BYTES);
    bytes.putLong(place).putLong(done).putLong(before);
    return Optional.of(new ReadPosition(bytes.array()));
  }

  @Override
  public long bytesRead() {
    return file.bytesRead();
  }

  @Override
  public long bytesTotal() {
    return file.length();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
