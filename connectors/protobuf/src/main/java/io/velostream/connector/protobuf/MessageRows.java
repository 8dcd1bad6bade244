package io.velostream.connector.protobuf;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Slice;
import io.velostream.connector.formats.MessageReader;
import io.velostream.connector.formats.rows.RowBatch;
import io.velostream.connector.spi.BadRows;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Reads messages, each by a plan that makes a row of it.
final class MessageRows implements MessageReader {
  private static final int SHOWN_BYTES = 65_536;

  private final RowBatch batch;
  private final BadRows badRows;
  private final Plans plans;
  private final WireInput in = new WireInput();
  private byte[] copy = {};

  /// What holds the message.
  private byte[] current = {};

  private String input = "";

  /// Says how a message is to be read.
  @FunctionalInterface
  interface Plans {
    /// @param in at the start; what does not belong to the message is to be read
    /// @param where the message, for errors
    /// @throws MalformedException when that makes no sense
    MessagePlan of(WireInput in, String where);
  }

  MessageRows(RowBatch batch, BadRows badRows, Plans plans) {
    this.batch = batch;
    this.badRows = badRows;
    this.plans = plans;
  }

  @Override
  public void begin(String name) {
    input = name;
    batch.reset();
  }

  @Override
  public boolean isFull() {
    return batch.isFull(1);
  }

  @Override
  public int add(ByteBuffer message, long position) {
    int length = message.remaining();
    int from = bytes(message);
    int first = batch.rows();
    String fault = read(from, length, position);
    if (fault == null) {
      batch.count(length);
      return 1;
    }
    batch.truncate(first);
    badRows.report(input, position, new Slice(current, from, Math.min(length, SHOWN_BYTES)), fault);
    return -1;
  }

  private @Nullable String read(int from, int length, long position) {
    in.reset(current, from, from + length);
    try {
      plans.of(in, input + " at " + position).readOne(in);
      return batch.faults().take();
    } catch (MalformedException e) {
      batch.faults().take();
      return e.reason();
    }
  }

  /// Where the bytes of a message begin in an array that holds them.
  private int bytes(ByteBuffer message) {
    if (message.hasArray()) {
      current = message.array();
      return message.arrayOffset() + message.position();
    }
    int length = message.remaining();
    copy = copy.length < length ? new byte[length] : copy;
    message.get(message.position(), copy, 0, length);
    current = copy;
    return 0;
  }

  @Override
  public void dropLast(int count) {
    batch.truncate(batch.rows() - count);
  }

  @Override
  public Batch batch() {
    return batch.batch();
  }
}
