package io.velostream.connector.kafka;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Span;
import io.velostream.columnar.Vector;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/// A column of a batch that tells of each message; its arrays are used again for the next batch.
final class MetadataColumn {
  private static final int MICROS_PER_MILLI = 1_000;

  private final MetadataKey key;
  private final boolean bytes;
  private final long[] values;
  private final boolean[] nulls;
  private boolean anyNull;
  private final SlotWriter slots = new SlotWriter();
  private byte[] data = new byte[BytesVector.PADDING];
  private int used;

  MetadataColumn(MetadataKey key, int rows) {
    this.key = key;
    this.values = new long[rows];
    this.nulls = new boolean[rows];
    this.bytes =
        switch (key) {
          case TOPIC, TIMESTAMP_TYPE, KEY, HEADERS -> true;
          case PARTITION, OFFSET, TIMESTAMP, LEADER_EPOCH, DELETED -> false;
        };
  }

  boolean looksAtKeys() {
    return key == MetadataKey.KEY;
  }

  /// Whether it needs what [Messages] does not keep by itself.
  boolean looksAtRecords() {
    return switch (key) {
      case TIMESTAMP_TYPE, LEADER_EPOCH, HEADERS -> true;
      case TOPIC, PARTITION, OFFSET, TIMESTAMP, KEY, DELETED -> false;
    };
  }

  void reset() {
    anyNull = false;
    used = 0;
    slots.truncate(0);
  }

  void set(int row, Messages messages, int index) {
    nulls[row] = false;
    switch (key) {
      case TOPIC -> text(row, messages.partition().topic());
      case PARTITION -> values[row] = messages.partition().partition();
      case OFFSET -> values[row] = messages.offset(index);
      case TIMESTAMP -> values[row] = messages.timestamp(index) * MICROS_PER_MILLI;
      case TIMESTAMP_TYPE -> text(row, messages.record(index).timestampType().toString());
      case LEADER_EPOCH ->
          messages
              .record(index)
              .leaderEpoch()
              .ifPresentOrElse(epoch -> values[row] = epoch, () -> setNull(row));
      case DELETED -> values[row] = messages.hasValue(index) ? 0 : 1;
      case HEADERS -> headers(row, messages.record(index).headers());
      case KEY -> {
        if (messages.hasKey(index)) {
          ByteBuffer own = messages.key(index);
          values[row] = Span.of(room(own.remaining()), own.remaining());
          own.get(own.position(), data, used, own.remaining());
          used += own.remaining();
        } else {
          setNull(row);
        }
      }
    }
  }

  private void setNull(int row) {
    nulls[row] = true;
    anyNull = true;
    values[row] = 0;
  }

  private void text(int row, String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    values[row] = Span.of(room(encoded.length), encoded.length);
    System.arraycopy(encoded, 0, data, used, encoded.length);
    used += encoded.length;
  }

  private int room(int count) {
    if (data.length - used < count + BytesVector.PADDING) {
      data = Arrays.copyOf(data, Math.max(data.length * 2, used + count + BytesVector.PADDING));
    }
    return used;
  }

  private void headers(int row, Headers headers) {
    int from = slots.length();
    slots.begin(Tag.MAP);
    int entries = slots.length();
    for (Header header : headers) {
      byte[] name = header.key().getBytes(StandardCharsets.UTF_8);
      slots.putBytes(name, 0, name.length);
      byte[] value = header.value();
      if (value == null) {
        slots.putNull();
      } else {
        slots.putBytes(value, 0, value.length);
      }
    }
    slots.endMap(entries); // of headers with one name the last counts
    values[row] = Span.of(from, slots.length() - from);
  }

  Vector vector() {
    boolean[] marks = anyNull ? nulls : null;
    if (!bytes) {
      return new LongVector(values, marks);
    }
    if (key == MetadataKey.HEADERS) {
      slots.pad(BytesVector.PADDING);
      return new BytesVector(slots.array(), values, marks);
    }
    return new BytesVector(data, values, marks);
  }
}
