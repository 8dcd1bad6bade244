package io.velostream.benchmarks.overhead;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.connector.spi.BatchReader;
import io.velostream.plan.LeafNode;
import io.velostream.runtime.exchange.Crossing;
import io.velostream.runtime.exchange.Exchange;
import io.velostream.runtime.exchange.Inbox;
import io.velostream.runtime.table.StoredBatchesReader;
import io.velostream.stream.Watermarks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The readers of one combination of parts.
final class PartReaders {
  private static final int QUEUE_BATCHES = 8;

  private PartReaders() {}

  static BatchReader open(Set<Part> parts, LeafNode.Scan scan, List<Batch> batches, int rows) {
    BatchReader reader =
        parts.contains(Part.READER)
            ? new StoredBatchesReader(batches.iterator(), scan.columns(), rows)
            : new Ready(projected(batches, scan.columns()).iterator());
    return parts.contains(Part.QUEUE) ? new Queued(reader, scan.schema()) : reader;
  }

  private static List<Batch> projected(List<Batch> batches, List<Integer> columns) {
    List<Batch> projected = new ArrayList<>();
    for (Batch batch : batches) {
      Vector[] wanted = columns.stream().map(batch::column).toArray(Vector[]::new);
      projected.add(batch.withColumns(wanted));
    }
    return projected;
  }

  /// Batches that lie ready.
  private record Ready(Iterator<Batch> batches) implements BatchReader {
    @Override
    public @Nullable Batch read() {
      return batches.hasNext() ? batches.next() : null;
    }

    @Override
    public long bytesRead() {
      return 0;
    }

    @Override
    public long bytesTotal() {
      return -1;
    }

    @Override
    public void close() {}
  }

  /// Hands each batch through a queue.
  private static final class Queued implements BatchReader {
    private final BatchReader reader;
    private final Exchange sender;
    private final Inbox receiver;
    private boolean held;

    Queued(BatchReader reader, Schema schema) {
      this.reader = reader;
      Crossing crossing = new Crossing(schema, 1, 1, QUEUE_BATCHES);
      sender = crossing.toOne(0);
      receiver = crossing.inbox(0, Inbox.Order.TURNS);
    }

    @Override
    public @Nullable Batch read() throws IOException {
      if (held) {
        receiver.release();
        held = false;
      }
      Batch batch = reader.read();
      if (batch == null) {
        return null;
      }
      sender.emit(batch);
      sender.endStep(Watermarks.NONE, true);
      if (!receiver.arrived()) {
        throw new IllegalStateException("a batch was lost in the queue");
      }
      held = true;
      return receiver.rows();
    }

    @Override
    public long bytesRead() {
      return reader.bytesRead();
    }

    @Override
    public long bytesTotal() {
      return reader.bytesTotal();
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
