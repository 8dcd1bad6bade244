package io.velostream.connector.protobuf;

import io.velostream.connector.formats.rows.MalformedException;

/// Reads the primitive values of Protocol Buffers from an array. Whatever the bytes are, it reads
/// no further than they go.
final class WireInput {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  private static final int GROUP = 3;
  private static final int END_GROUP = 4;
  static final int FIXED32 = 5;

  private static final int MOST_DEPTH = 100;

  private byte[] data = {};
  private int at;
  private int end;

  void reset(byte[] array, int from, int to) {
    data = array;
    at = from;
    end = to;
  }

  byte[] data() {
    return data;
  }

  int at() {
    return at;
  }

  int end() {
    return end;
  }

  boolean hasMore() {
    return at < end;
  }

  /// Goes to a place, and lets reading end at another one.
  void window(int from, int to) {
    at = from;
    end = to;
  }

  long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= end) {
        throw tooShort();
      }
      byte b = data[at++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new MalformedException("a number of more than ten bytes");
  }

  int fixed32() {
    require(4);
    int value =
        data[at] & 0xFF
            | (data[at + 1] & 0xFF) << 8
            | (data[at + 2] & 0xFF) << 16
            | (data[at + 3] & 0xFF) << 24;
    at += 4;
    return value;
  }

  long fixed64() {
    long low = fixed32() & 0xFFFF_FFFFL;
    return low | (long) fixed32() << 32;
  }

  /// The length of what follows, which is there.
  int length() {
    long length = varint();
    if (length < 0 || length > end - at) {
      throw tooShort();
    }
    return (int) length;
  }

  private void require(int bytes) {
    if (end - at < bytes) {
      throw tooShort();
    }
  }

  private static MalformedException tooShort() {
    return new MalformedException("the message ends too early");
  }

  /// Steps over bytes; returns where they begin.
  int skip(int bytes) {
    require(bytes);
    int from = at;
    at += bytes;
    return from;
  }

  /// Steps over a value.
  void skipValue(long tag) {
    skipValue(tag, 0);
  }

  private void skipValue(long tag, int depth) {
    switch ((int) (tag & 7)) {
      case VARINT -> varint();
      case FIXED64 -> skip(8);
      case BYTES -> skip(length());
      case FIXED32 -> skip(4);
      case GROUP -> {
        if (depth > MOST_DEPTH) {
          throw new MalformedException("groups are nested too deeply");
        }
        for (long inner = varint(); (inner & 7) != END_GROUP; inner = varint()) {
          skipValue(inner, depth + 1);
        }
      }
      default -> throw new MalformedException("a field has the unknown form " + (tag & 7));
    }
  }
}
