package io.velostream.columnar.nested;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Slice;
import io.velostream.columnar.WideInteger;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes slots one behind the other (see [Tag]) into an array that grows.
///
/// A container is its tag, its parts in order, and [#end()]; entries of a map are brought into
/// order by [#endMap].
public final class SlotWriter {
  private static final int MAX_CAPACITY = Integer.MAX_VALUE - 64;

  private byte[] bytes = new byte[128];
  private int length;
  private boolean repeated;

  /// Bytes written so far.
  public int length() {
    return length;
  }

  /// The array with the bytes; it is replaced when more room is needed.
  public byte[] array() {
    return bytes;
  }

  /// Forgets all bytes from `newLength` on.
  public void truncate(int newLength) {
    length = newLength;
  }

  /// A view of all bytes; valid until the next change.
  public Slice slice() {
    return new Slice(bytes, 0, length);
  }

  /// A copy of all bytes.
  public Slice copy() {
    return slice().copy();
  }

  /// Sees to it that so many bytes may be read behind the last one.
  public void pad(int count) {
    reserve(count);
  }

  void put(int b) {
    reserve(1);
    bytes[length++] = (byte) b;
  }

  /// NULL inside of a value.
  public void putNull() {
    put(Tag.NULL);
  }

  /// The `null` of JSON.
  public void putJsonNull() {
    put(Tag.JSON_NULL);
  }

  /// A JSON boolean.
  public void putTruth(boolean value) {
    put(value ? Tag.TRUE : Tag.FALSE);
  }

  /// A value of lane LONG.
  public void putLong(long value) {
    put(Tag.LONG);
    raw(value ^ Long.MIN_VALUE);
  }

  /// A value of lane DOUBLE.
  public void putDouble(double value) {
    put(Tag.DOUBLE);
    long bits = Double.doubleToLongBits(value + 0.0);
    raw(bits < 0 ? ~bits : bits ^ Long.MIN_VALUE);
  }

  /// A value of lane WIDE.
  public void putWide(long high, long low) {
    put(Tag.WIDE);
    raw(high ^ Long.MIN_VALUE);
    raw(low);
  }

  /// A value of lane BYTES that is not nested.
  public void putBytes(byte[] source, int from, int count) {
    reserve(2 * count + 2);
    bytes[length++] = Tag.BYTES;
    for (int i = from; i < from + count; i++) {
      byte b = source[i];
      if (b == 0 || b == 1) {
        bytes[length++] = 1;
        bytes[length++] = (byte) (b + 1);
      } else {
        bytes[length++] = b;
      }
    }
    bytes[length++] = 0;
  }

  /// A value of lane BYTES that is not nested.
  public void putBytes(Slice value) {
    putBytes(value.array(), value.offset(), value.length());
  }

  /// A number of a VARIANT, given in the syntax of JSON.
  ///
  /// @return whether its exponent is within bounds; otherwise nothing is written
  public boolean putNumber(byte[] text, int from, int to) {
    int start = length;
    put(Tag.NUMBER);
    if (!Decimals.write(text, from, to, this)) {
      length = start;
      return false;
    }
    return true;
  }

  /// A number of a VARIANT; one that a DECIMAL or DOUBLE can have.
  public void putNumber(BigDecimal value) {
    byte[] text = value.toString().getBytes(StandardCharsets.US_ASCII);
    if (!putNumber(text, 0, text.length)) {
      throw new IllegalArgumentException("exponent out of bounds: " + value);
    }
  }

  /// A copy of slots that are written already.
  public void putSlots(byte[] source, int from, int to) {
    reserve(to - from);
    System.arraycopy(source, from, bytes, length, to - from);
    length += to - from;
  }

  /// A copy of a slot.
  public void putSlot(Slice slot) {
    putSlots(slot.array(), slot.offset(), slot.offset() + slot.length());
  }

  /// A boxed value (see [io.velostream.columnar.Values]) that is not nested.
  public void putScalar(Object value) {
    switch (value) {
      case Long number -> putLong(number);
      case Double number -> putDouble(number);
      case BigInteger number -> putWide(WideInteger.high(number), WideInteger.low(number));
      case Slice text -> putBytes(text);
      default -> throw new IllegalArgumentException("not a boxed value: " + value.getClass());
    }
  }

  /// Starts a container; its parts follow.
  public void begin(byte tag) {
    put(tag);
  }

  /// Ends the innermost ARRAY or ROW.
  public void end() {
    put(Tag.END);
  }

  /// Ends the innermost MAP: its entries, written in any order from `from` on, are put in order. Of
  /// entries with one key the last stays.
  ///
  /// @return whether every key was there once
  public boolean endMap(int from) {
    repeated = false;
    if (!isAscending(from)) {
      sort(from);
    }
    put(Tag.END);
    return !repeated;
  }

  /// Ends the innermost container as a MULTISET: its elements, written in any order from `from` on,
  /// are put in order, each as often as it is there.
  public void endMultiset(int from) {
    if (!isOrdered(from)) {
      order(from);
    }
    put(Tag.END);
  }

  /// Ends the innermost container as one of that type, whose elements were written from `from` on.
  public void endCollection(DataType.Collection type, int from) {
    if (type instanceof DataType.Multiset) {
      endMultiset(from);
    } else {
      end();
    }
  }

  private boolean isOrdered(int from) {
    int last = from;
    int lastEnd = from;
    for (int at = from; at < length; ) {
      int end = SlotReader.end(bytes, at);
      if (Arrays.compareUnsigned(bytes, last, lastEnd, bytes, at, end) > 0) {
        return false;
      }
      last = at;
      lastEnd = end;
      at = end;
    }
    return true;
  }

  private void order(int from) {
    byte[] old = Arrays.copyOfRange(bytes, from, length);
    List<Entry> elements = new ArrayList<>();
    for (int at = 0; at < old.length; ) {
      int end = SlotReader.end(old, at);
      elements.add(new Entry(at, end, end));
      at = end;
    }
    elements.sort((a, b) -> Arrays.compareUnsigned(old, a.from, a.to, old, b.from, b.to));
    length = from;
    for (Entry element : elements) {
      putSlots(old, element.from, element.to);
    }
  }

  private boolean isAscending(int from) {
    int last = -1;
    int lastEnd = -1;
    for (int at = from; at < length; ) {
      int keyEnd = SlotReader.end(bytes, at);
      if (last >= 0 && Arrays.compareUnsigned(bytes, last, lastEnd, bytes, at, keyEnd) >= 0) {
        return false;
      }
      last = at;
      lastEnd = keyEnd;
      at = SlotReader.end(bytes, keyEnd);
    }
    return true;
  }

  private record Entry(int from, int keyEnd, int to) {}

  private void sort(int from) {
    byte[] old = Arrays.copyOfRange(bytes, from, length);
    List<Entry> entries = new ArrayList<>();
    for (int at = 0; at < old.length; ) {
      int keyEnd = SlotReader.end(old, at);
      int end = SlotReader.end(old, keyEnd);
      entries.add(new Entry(at, keyEnd, end));
      at = end;
    }
    // The sort is stable: of equal keys the last comes last.
    entries.sort((a, b) -> Arrays.compareUnsigned(old, a.from, a.keyEnd, old, b.from, b.keyEnd));
    length = from;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      boolean replaced = i + 1 < entries.size() && sameKey(old, entry, entries.get(i + 1));
      repeated |= replaced;
      if (!replaced) {
        putSlots(old, entry.from, entry.to);
      }
    }
  }

  private static boolean sameKey(byte[] d, Entry a, Entry b) {
    return Arrays.equals(d, a.from, a.keyEnd, d, b.from, b.keyEnd);
  }

  private void raw(long value) {
    reserve(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  private void reserve(int count) {
    if (count > bytes.length - length) {
      long wanted = Math.max(bytes.length * 2L, (long) length + count);
      if ((long) length + count > MAX_CAPACITY) {
        throw new UserException(
            ErrorCode.LIMIT_EXCEEDED, "nested values of one column of one batch exceed 2 GiB");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, MAX_CAPACITY));
    }
  }
}
