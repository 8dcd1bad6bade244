package io.velostream.connector.formats;

import io.velostream.columnar.Batch;
import java.nio.ByteBuffer;

/// Turns messages into rows, which are collected in batches; belongs to one thread.
public interface MessageReader {
  /// Starts a batch; the one before is not valid any more.
  ///
  /// @param input where its messages are from, for reports
  void begin(String input);

  /// Whether the batch has room for no more.
  boolean isFull();

  /// Adds the rows of a message, or reports why it has none.
  ///
  /// @param message all that remains of it; it is not changed
  /// @param position where the message is in its input
  /// @return how many rows there are more; -1 when the message was reported
  int add(ByteBuffer message, long position);

  /// Adds the rows of messages one after another until the batch is full; those that have none are
  /// reported.
  ///
  /// @param data has all of them, with a byte behind each that may be written over, and
  ///   [RowDecoder#PADDING] bytes behind the last one. Rows may be made of these bytes, which may
  ///   be changed for that and must stay until the next batch begins
  /// @param starts by message, where it begins
  /// @param lengths by message, its bytes
  /// @param positions by message, where it is in its input
  /// @param from the first message
  /// @param to behind the last one
  /// @return the first message that was not taken; `to` when all were
  default int addAll(byte[] data, int[] starts, int[] lengths, long[] positions, int from, int to) {
    ByteBuffer message = ByteBuffer.wrap(data);
    int next = from;
    while (next < to && !isFull()) {
      message.limit(starts[next] + lengths[next]).position(starts[next]);
      add(message, positions[next++]);
    }
    return next;
  }

  /// Forgets the rows that were added last.
  void dropLast(int count);

  /// The rows added, valid until the next batch begins.
  Batch batch();
}
