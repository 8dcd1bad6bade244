package io.velostream.connector.parquet;

import io.velostream.columnar.Span;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads values that lie one behind the other.
final class PlainValues {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final Leaf leaf;
  private byte[] data = {};
  private int next;
  private int end;

  /// Booleans taken of a page.
  private int bit;

  PlainValues(Leaf leaf) {
    this.leaf = leaf;
  }

  static int intAt(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at);
  }

  /// The values start at `from`, and end before `to`.
  void start(byte[] bytes, int from, int to) {
    data = bytes;
    next = from;
    end = to;
    bit = 0;
  }

  /// Reads `count` values to `at` and the places behind it.
  ///
  /// @return the array that spans are of
  byte[] read(Lanes to, int at, int count) {
    switch (leaf.conversion()) {
      case BOOLEAN -> booleans(to.longs, at, count);
      case INT -> ints(to.longs, at, count, 1);
      case UNSIGNED_INT -> unsignedInts(to.longs, at, count);
      case INT_MILLIS -> ints(to.longs, at, count, 1_000);
      case LONG -> longs(to.longs, at, count);
      case UNSIGNED_LONG -> {
        longs(to.longs, at, count);
        java.util.Arrays.fill(to.highs, at, at + count, 0);
      }
      case MILLIS -> {
        longs(to.longs, at, count);
        Times.millisToMicros(to.longs, at, count);
      }
      case NANOS -> {
        longs(to.longs, at, count);
        Times.nanosToMicros(to.longs, at, count);
      }
      case INT96 -> {
        int from = take(count, 12);
        for (int i = 0; i < count; i++, from += 12) {
          to.longs[at + i] = Times.int96((long) LONGS.get(data, from), intAt(data, from + 8));
        }
      }
      case FLOAT -> {
        int from = take(count, 4);
        for (int i = 0; i < count; i++) {
          to.doubles[at + i] = Float.intBitsToFloat((int) INTS.get(data, from + 4 * i));
        }
      }
      case DOUBLE -> {
        int from = take(count, 8);
        for (int i = 0; i < count; i++) {
          to.doubles[at + i] = Double.longBitsToDouble((long) LONGS.get(data, from + 8 * i));
        }
      }
      case HALF, DECIMAL, WIDE_DECIMAL, UUID, JSON, WKB -> {
        for (int i = 0; i < count; i++) {
          long span = span();
          BytesConversion.put(leaf, data, Span.start(span), Span.length(span), to, at + i);
        }
        return to.buffer;
      }
      case BYTES -> {
        for (int i = 0; i < count; i++) {
          to.spans[at + i] = span();
        }
      }
    }
    return data;
  }

  private long span() {
    int length = leaf.width();
    if (leaf.stored() == org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY) {
      length = intAt(data, take(1, 4));
      if (length < 0) {
        throw new DamagedException("a string of " + length + " bytes");
      }
    }
    return Span.of(take(1, length), length);
  }

  private int take(int count, int width) {
    long bytes = (long) count * width;
    if (bytes > end - next) {
      throw new DamagedException("a page has too few values");
    }
    int from = next;
    next += (int) bytes;
    return from;
  }

  private void booleans(long[] to, int at, int count) {
    if ((bit + count + 7L) / 8 > end - next) {
      throw new DamagedException("a page has too few values");
    }
    for (int i = 0; i < count; i++, bit++) {
      to[at + i] = data[next + (bit >> 3)] >> (bit & 7) & 1;
    }
  }

  private void ints(long[] to, int at, int count, long factor) {
    int from = take(count, 4);
    for (int i = 0; i < count; i++) {
      to[at + i] = (int) INTS.get(data, from + 4 * i) * factor;
    }
  }

  private void unsignedInts(long[] to, int at, int count) {
    int from = take(count, 4);
    for (int i = 0; i < count; i++) {
      to[at + i] = Integer.toUnsignedLong((int) INTS.get(data, from + 4 * i));
    }
  }

  private void longs(long[] to, int at, int count) {
    int from = take(count, 8);
    for (int i = 0; i < count; i++) {
      to[at + i] = (long) LONGS.get(data, from + 8 * i);
    }
  }
}
