package io.velostream.connector.avro;

import io.velostream.connector.formats.rows.MalformedException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads the primitive values of Avro from bytes, and never beyond them.
final class AvroInput {
  /// How deep values may nest.
  static final int MAX_DEPTH = 500;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /// Items of a collection that may take no bytes.
  private static final int FREE_ITEMS = 1_000;

  private byte[] data = {};
  private int at;
  private int end;
  private int depth;

  /// Starts to read bytes.
  void reset(byte[] bytes, int from, int to) {
    data = bytes;
    at = from;
    end = to;
    depth = 0;
  }

  byte[] data() {
    return data;
  }

  /// Where the next byte is.
  int at() {
    return at;
  }

  /// Goes back to a place that was read before.
  void back(int place) {
    at = place;
  }

  int remaining() {
    return end - at;
  }

  /// Begins a value with others in it.
  void enter() {
    if (++depth > MAX_DEPTH) {
      throw new MalformedException("values nest deeper than " + MAX_DEPTH);
    }
  }

  /// Ends it.
  void leave() {
    depth--;
  }

  private void require(int count) {
    if (count > end - at) {
      throw new MalformedException("the record ends too early");
    }
  }

  long readLong() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      require(1);
      byte b = data[at++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value >>> 1 ^ -(value & 1);
      }
    }
    throw new MalformedException("a number of more than 64 bits");
  }

  int readInt() {
    long value = readLong();
    if (value != (int) value) {
      throw new MalformedException("a number of more than 32 bits");
    }
    return (int) value;
  }

  boolean readBoolean() {
    require(1);
    byte b = data[at++];
    if (b != 0 && b != 1) {
      throw new MalformedException("neither true nor false: " + b);
    }
    return b == 1;
  }

  float readFloat() {
    require(Float.BYTES);
    float value = Float.intBitsToFloat((int) INTS.get(data, at));
    at += Float.BYTES;
    return value;
  }

  double readDouble() {
    require(Double.BYTES);
    double value = Double.longBitsToDouble((long) LONGS.get(data, at));
    at += Double.BYTES;
    return value;
  }

  /// The length of bytes that follow, all of which are there.
  int readLength() {
    long length = readLong();
    if (length < 0 || length > end - at) {
      throw new MalformedException(
          "a length of %d, with %d bytes left".formatted(length, end - at));
    }
    return (int) length;
  }

  /// Steps over bytes; returns where they begin.
  int skip(int count) {
    require(count);
    int from = at;
    at += count;
    return from;
  }

  /// How many items of a collection follow; 0 at its end.
  ///
  /// @param soFar how many there were
  int readItems(int soFar) {
    long count = readLong();
    if (count < 0) {
      readLong(); // how many bytes they have
      count = -count;
    }
    if (count < 0 || count + soFar > (long) end - at + FREE_ITEMS) {
      throw new MalformedException(
          "a collection of %d items, with %d bytes left".formatted(count, end - at));
    }
    return (int) count;
  }

  /// The number of a branch or symbol.
  int readIndex(int count) {
    long index = readLong();
    if (index < 0 || index >= count) {
      throw new MalformedException("choice %d of %d".formatted(index, count));
    }
    return (int) index;
  }
}
