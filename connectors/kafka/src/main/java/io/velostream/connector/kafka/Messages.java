package io.velostream.connector.kafka;

import io.velostream.connector.formats.MessageReader;
import io.velostream.connector.formats.RowDecoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/// Messages of one partition, by index, oldest first: a few arrays, copied from the objects that
/// the client makes of each message. Those are garbage before any of them is old, and whoever
/// decodes goes through memory from front to back. Belongs to one thread at a time.
final class Messages {
  private static final int NONE = -1;

  /// With so many bytes there is no room for more, so that memory is bounded.
  private static final int MOST_BYTES = 1 << 20;

  private static final int FIRST_BYTES = 1 << 12;
  private static final int FIRST_COUNT = 1 << 6;

  private final Wanted wanted;
  private TopicPartition partition;
  private int size;

  /// Bytes of all values, whether here or not.
  private long bytes;

  private boolean anyWithoutValue;

  private long[] offsets = new long[FIRST_COUNT];
  private long[] timestamps = new long[FIRST_COUNT];

  /// Lengths as they are there, [#NONE] where there is nothing.
  private int[] valueLengths = new int[FIRST_COUNT];

  private int[] keyLengths = new int[FIRST_COUNT];

  /// Where the value begins in `data`. A byte is left behind it, and then comes the key.
  private int[] starts = new int[FIRST_COUNT];

  private byte[] data = new byte[FIRST_BYTES];
  private int used;
  private ByteBuffer valueView = ByteBuffer.wrap(data);
  private ByteBuffer keyView = ByteBuffer.wrap(data);
  private final List<ConsumerRecord<ByteBuffer, ByteBuffer>> records = new ArrayList<>();

  /// What is looked at of messages, besides values.
  ///
  /// @param keys whether their bytes are
  /// @param records whether headers and other things are that few tables ask for
  record Wanted(boolean keys, boolean records) {}

  Messages(Wanted wanted, TopicPartition partition) {
    this.wanted = wanted;
    this.partition = partition;
  }

  /// Forgets all, for messages of another partition.
  void reset(TopicPartition ofThese) {
    partition = ofThese;
    size = 0;
    bytes = 0;
    anyWithoutValue = false;
    used = 0;
    records.clear();
  }

  boolean isFull() {
    return used >= MOST_BYTES;
  }

  /// Whether it is small enough to be kept for other messages.
  boolean isWorthKeeping() {
    return data.length <= 2 * MOST_BYTES;
  }

  void add(ConsumerRecord<ByteBuffer, ByteBuffer> message) {
    if (size == offsets.length) {
      grow(size * 2);
    }
    ByteBuffer value = message.value();
    ByteBuffer key = message.key();
    offsets[size] = message.offset();
    timestamps[size] = message.timestamp();
    starts[size] = used;
    valueLengths[size] = value == null ? NONE : value.remaining();
    keyLengths[size] = key == null ? NONE : key.remaining();
    if (value == null) {
      anyWithoutValue = true;
    } else {
      bytes += value.remaining();
      copy(value);
    }
    if (key != null && wanted.keys()) {
      copy(key);
    }
    if (wanted.records()) {
      records.add(message);
    }
    size++;
  }

  private void grow(int count) {
    offsets = Arrays.copyOf(offsets, count);
    timestamps = Arrays.copyOf(timestamps, count);
    valueLengths = Arrays.copyOf(valueLengths, count);
    keyLengths = Arrays.copyOf(keyLengths, count);
    starts = Arrays.copyOf(starts, count);
  }

  private void copy(ByteBuffer from) {
    int length = from.remaining();
    int room = Math.addExact(length, RowDecoder.PADDING + 1);
    if (data.length - used < room) {
      data = Arrays.copyOf(data, Math.max(2 * data.length, Math.addExact(used, room)));
      valueView = ByteBuffer.wrap(data);
      keyView = ByteBuffer.wrap(data);
    }
    from.get(from.position(), data, used, length);
    used += length + 1;
  }

  int size() {
    return size;
  }

  TopicPartition partition() {
    return partition;
  }

  /// Bytes of all values.
  long bytes() {
    return bytes;
  }

  long offset(int index) {
    return offsets[index];
  }

  /// In milliseconds since 1970.
  long timestamp(int index) {
    return timestamps[index];
  }

  /// Bytes of a value; 0 for none.
  int valueBytes(int index) {
    return Math.max(0, valueLengths[index]);
  }

  /// Bytes of the values of some messages.
  long valueBytes(int from, int to) {
    return sum(valueLengths, from, to);
  }

  /// Bytes of the values and keys of some messages.
  long bytes(int from, int to) {
    return sum(valueLengths, from, to) + sum(keyLengths, from, to);
  }

  private static long sum(int[] lengths, int from, int to) {
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += Math.max(0, lengths[i]);
    }
    return sum;
  }

  /// Where messages from an index on end that have so many bytes, of which the last one may go
  /// beyond.
  int fitting(int from, long room) {
    long left = room;
    int to = from;
    while (to < size && left > 0) {
      left -= (long) valueBytes(to) + keyBytes(to);
      to++;
    }
    return to;
  }

  /// Bytes of a key; 0 for none.
  int keyBytes(int index) {
    return Math.max(0, keyLengths[index]);
  }

  boolean hasValue(int index) {
    return valueLengths[index] != NONE;
  }

  /// Whether all have values.
  boolean haveValues() {
    return !anyWithoutValue;
  }

  boolean hasKey(int index) {
    return keyLengths[index] != NONE;
  }

  /// A value, which there is; valid until the next one is asked for.
  ByteBuffer value(int index) {
    return view(valueView, starts[index], valueLengths[index]);
  }

  /// Adds values, which there are, to a batch until it is full. Its rows may be made of the bytes
  /// here, which then must stay until the next one begins.
  ///
  /// @return the first message that was not taken
  int addValues(MessageReader reader, int from, int to) {
    return reader.addAll(data, starts, valueLengths, offsets, from, to);
  }

  /// A key, which there is and which is wanted; valid until the next one is asked for.
  ByteBuffer key(int index) {
    int behindValue = hasValue(index) ? valueLengths[index] + 1 : 0;
    return view(keyView, starts[index] + behindValue, keyLengths[index]);
  }

  private static ByteBuffer view(ByteBuffer all, int from, int length) {
    return all.limit(from + length).position(from);
  }

  /// The message as the client gave it, if that is wanted.
  ConsumerRecord<ByteBuffer, ByteBuffer> record(int index) {
    return records.get(index);
  }
}
