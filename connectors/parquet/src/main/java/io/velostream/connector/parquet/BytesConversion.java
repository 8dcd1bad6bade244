package io.velostream.connector.parquet;

import io.velostream.columnar.Slice;
import io.velostream.columnar.WideInteger;
import io.velostream.columnar.geometry.ShapeBytes;
import io.velostream.columnar.nested.JsonParser;
import io.velostream.columnar.nested.SlotWriter;
import java.math.BigInteger;

/// Makes values of what is stored as bytes.
final class BytesConversion {
  private static final byte[] HEX =
      "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private BytesConversion() {}

  /// Writes the value of `length` bytes to the place `at`.
  static void put(Leaf leaf, byte[] data, int from, int length, Lanes to, int at) {
    switch (leaf.conversion()) {
      case BYTES -> to.spans[at] = to.copy(data, from, length);
      case UUID -> to.spans[at] = uuid(data, from, length, to);
      case JSON -> to.spans[at] = json(data, from, length, to);
      case WKB -> to.spans[at] = geometry(data, from, length, to);
      case HALF ->
          to.doubles[at] = Float.float16ToFloat((short) (data[from] & 0xFF | data[from + 1] << 8));
      case DECIMAL -> to.longs[at] = decimal(data, from, length);
      case WIDE_DECIMAL -> {
        BigInteger value = length == 0 ? BigInteger.ZERO : new BigInteger(data, from, length);
        if (value.bitLength() > 127) {
          throw new DamagedException("a decimal number of " + length + " bytes");
        }
        to.highs[at] = WideInteger.high(value);
        to.longs[at] = WideInteger.low(value);
      }
      case BOOLEAN,
          INT,
          UNSIGNED_INT,
          INT_MILLIS,
          LONG,
          UNSIGNED_LONG,
          MILLIS,
          NANOS,
          INT96,
          FLOAT,
          DOUBLE ->
          throw new IllegalStateException("not stored as bytes: " + leaf);
    }
  }

  private static long decimal(byte[] data, int from, int length) {
    if (length == 0) {
      return 0;
    }
    long value = data[from];
    for (int i = 1; i < length; i++) {
      if (value != value << 8 >> 8) {
        throw new DamagedException("a decimal number does not fit its digits");
      }
      value = value << 8 | data[from + i] & 0xFF;
    }
    return value;
  }

  private static long uuid(byte[] data, int from, int length, Lanes to) {
    if (length != 16) {
      throw new DamagedException("a UUID of " + length + " bytes");
    }
    byte[] text = new byte[36];
    int count = 0;
    for (int i = 0; i < 16; i++) {
      if (i == 4 || i == 6 || i == 8 || i == 10) {
        text[count++] = '-';
      }
      text[count++] = HEX[data[from + i] >> 4 & 15];
      text[count++] = HEX[data[from + i] & 15];
    }
    return to.copy(text, 0, count);
  }

  private static long geometry(byte[] data, int from, int length, Lanes to) {
    Slice value = ShapeBytes.canonical(new Slice(data, from, length));
    if (value == null) {
      throw new DamagedException("bytes that are no WKB");
    }
    return to.copy(value.array(), value.offset(), value.length());
  }

  private static long json(byte[] data, int from, int length, Lanes to) {
    SlotWriter slot = new SlotWriter();
    String complaint = JsonParser.parse(data, from, from + length, slot);
    if (complaint != null) {
      throw new DamagedException("a text that is no JSON: " + complaint);
    }
    return to.copy(slot.array(), 0, slot.length());
  }
}
