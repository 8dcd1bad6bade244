package io.velostream.connector.formats.rows;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Slice;
import io.velostream.connector.formats.MessageReader;
import io.velostream.connector.spi.BadRows;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads messages whose values are bytes, and reports those that make no rows.
public final class MessageRows implements MessageReader {
  private static final int SHOWN_BYTES = 65_536;

  private final RowBatch batch;
  private final BadRows badRows;
  private final int atOnce;
  private final Body body;
  private final Supplier<String> where = this::place;
  private byte[] copy = {};

  /// What holds the message.
  private byte[] current = {};

  private String input = "";
  private long at;

  /// Reads one message.
  @FunctionalInterface
  public interface Body {
    /// Keeps the rows of a message, whose faults are those of the batch.
    ///
    /// @param data has it from `from` up to `to`
    /// @param where tells which message it is, for errors
    /// @throws MalformedException when the bytes are no such message
    void read(byte[] data, int from, int to, Supplier<String> where);
  }

  /// @param atOnce how many rows a message can be at most
  public MessageRows(RowBatch batch, BadRows badRows, int atOnce, Body body) {
    this.batch = batch;
    this.badRows = badRows;
    this.atOnce = atOnce;
    this.body = body;
  }

  private String place() {
    return input + " at " + at;
  }

  @Override
  public void begin(String name) {
    input = name;
    batch.reset();
  }

  @Override
  public boolean isFull() {
    return batch.isFull(atOnce);
  }

  @Override
  public int add(ByteBuffer message, long position) {
    at = position;
    int length = message.remaining();
    int from = bytes(message);
    int first = batch.rows();
    String fault = read(from, length);
    if (fault == null) {
      batch.count(length);
      return batch.rows() - first;
    }
    batch.truncate(first);
    badRows.report(input, position, new Slice(current, from, Math.min(length, SHOWN_BYTES)), fault);
    return -1;
  }

  private @Nullable String read(int from, int length) {
    try {
      body.read(current, from, from + length, where);
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
