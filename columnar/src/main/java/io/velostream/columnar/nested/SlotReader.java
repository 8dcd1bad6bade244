package io.velostream.columnar.nested;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Slice;
import io.velostream.columnar.WideInteger;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads slots (see [Tag]). All methods take an array and the index of a tag.
public final class SlotReader {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private SlotReader() {}

  /// The index behind the slot at `at`.
  public static int end(byte[] d, int at) {
    return switch (d[at]) {
      case Tag.NULL, Tag.JSON_NULL, Tag.FALSE, Tag.TRUE -> at + 1;
      case Tag.LONG, Tag.DOUBLE -> at + 9;
      case Tag.WIDE -> at + 17;
      case Tag.BYTES -> bytesEnd(d, at + 1) + 1;
      case Tag.NUMBER -> Decimals.end(d, at + 1);
      case Tag.ARRAY, Tag.ROW, Tag.MAP -> {
        int p = at + 1;
        while (d[p] != Tag.END) {
          p = end(d, p);
        }
        yield p + 1;
      }
      default -> throw new IllegalStateException("no tag: " + d[at]);
    };
  }

  private static int bytesEnd(byte[] d, int from) {
    int p = from;
    while (d[p] != 0) {
      p++;
    }
    return p;
  }

  /// Whether the slot is NULL.
  public static boolean isNull(byte[] d, int at) {
    return d[at] == Tag.NULL;
  }

  /// The value of a LONG slot.
  public static long longAt(byte[] d, int at) {
    return (long) LONGS.get(d, at + 1) ^ Long.MIN_VALUE;
  }

  /// The value of a DOUBLE slot.
  public static double doubleAt(byte[] d, int at) {
    long bits = (long) LONGS.get(d, at + 1);
    return Double.longBitsToDouble(bits < 0 ? bits ^ Long.MIN_VALUE : ~bits);
  }

  /// The value of a WIDE slot.
  public static BigInteger wideAt(byte[] d, int at) {
    return WideInteger.toBigInteger(
        (long) LONGS.get(d, at + 1) ^ Long.MIN_VALUE, (long) LONGS.get(d, at + 9));
  }

  /// The value of a BYTES slot; a view unless it holds an escaped byte.
  public static Slice bytesAt(byte[] d, int at) {
    int from = at + 1;
    int to = bytesEnd(d, from);
    int p = from;
    while (p < to && d[p] != 1) {
      p++;
    }
    if (p == to) {
      return new Slice(d, from, to - from);
    }
    byte[] plain = new byte[to - from];
    int count = 0;
    for (int i = from; i < to; i++) {
      plain[count++] = d[i] == 1 ? (byte) (d[++i] - 1) : d[i];
    }
    return new Slice(plain, 0, count);
  }

  /// The value of a NUMBER slot.
  public static BigDecimal numberAt(byte[] d, int at) {
    return Decimals.read(d, at + 1);
  }

  /// The slot itself as a value, which is how nested values are carried.
  public static Slice slotAt(byte[] d, int at) {
    return new Slice(d, at, end(d, at) - at);
  }

  /// The boxed value (see [io.velostream.columnar.Values]) of a slot of a type, or `null` for NULL.
  /// Bytes are a view.
  public static @Nullable Object valueAt(DataType type, byte[] d, int at) {
    if (isNull(d, at) || type instanceof DataType.Null) {
      return null;
    }
    return switch (type.lane()) {
      case LONG -> longAt(d, at);
      case DOUBLE -> doubleAt(d, at);
      case WIDE -> wideAt(d, at);
      case BYTES -> isNested(type) ? slotAt(d, at) : bytesAt(d, at);
    };
  }

  /// Whether values of the type are slots.
  public static boolean isNested(DataType type) {
    return type instanceof DataType.Collection
        || type instanceof DataType.Map
        || type instanceof DataType.Row
        || type instanceof DataType.Variant;
  }

  /// Number of slots in a container; an entry of a map has two.
  public static int count(byte[] d, int at) {
    int count = 0;
    for (int p = at + 1; d[p] != Tag.END; p = end(d, p)) {
      count++;
    }
    return count;
  }

  /// The index of part `index` (from 0) of a container, or -1 when it has fewer.
  public static int part(byte[] d, int at, long index) {
    int p = at + 1;
    for (long i = 0; d[p] != Tag.END; i++) {
      if (i == index) {
        return p;
      }
      p = end(d, p);
    }
    return -1;
  }

  /// The index of the value that a MAP has for a key slot, or -1.
  public static int find(byte[] d, int at, byte[] key, int keyFrom, int keyTo) {
    int p = at + 1;
    while (d[p] != Tag.END) {
      int keyEnd = end(d, p);
      if (Arrays.equals(d, p, keyEnd, key, keyFrom, keyTo)) {
        return keyEnd;
      }
      p = end(d, keyEnd);
    }
    return -1;
  }
}
