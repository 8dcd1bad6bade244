package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.columnar.WideInteger;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import io.velostream.expression.EvaluationContext;
import java.math.BigInteger;

/// How nested values are put together and taken apart: a value of any lane becomes a slot (see
/// [Tag]), slots are joined, and the joined slots become an ARRAY, a ROW or a MAP; a part of one is
/// read into the lane of its type.
public final class SlotKernels {
  private SlotKernels() {}

  /// The slot of a LONG.
  @Total
  public static Slice slot(long value) {
    SlotWriter out = new SlotWriter();
    out.putLong(value);
    return out.slice();
  }

  /// The slot of a DOUBLE.
  @Total
  public static Slice slot(double value) {
    SlotWriter out = new SlotWriter();
    out.putDouble(value);
    return out.slice();
  }

  /// The slot of a WIDE.
  @Total
  public static Slice slot(BigInteger value) {
    SlotWriter out = new SlotWriter();
    out.putWide(WideInteger.high(value), WideInteger.low(value));
    return out.slice();
  }

  /// The slot of bytes that are not nested.
  @Total
  public static Slice slot(Slice value) {
    SlotWriter out = new SlotWriter();
    out.putBytes(value);
    return out.slice();
  }

  /// Slots one behind the other.
  @Total
  public static Slice join(Slice a, Slice b) {
    byte[] both = new byte[a.length() + b.length()];
    System.arraycopy(a.array(), a.offset(), both, 0, a.length());
    System.arraycopy(b.array(), b.offset(), both, a.length(), b.length());
    return new Slice(both, 0, both.length);
  }

  /// An ARRAY of joined slots.
  @Total
  public static Slice array(Slice slots) {
    return container(Tag.ARRAY, slots);
  }

  /// A ROW of joined slots.
  @Total
  public static Slice row(Slice slots) {
    return container(Tag.ROW, slots);
  }

  /// The elements of an ARRAY or MULTISET, each as a ROW of one field.
  @Total
  public static Slice rows(Slice elements) {
    SlotWriter out = new SlotWriter();
    out.begin(Tag.ARRAY);
    byte[] d = elements.array();
    for (int p = elements.offset() + 1; d[p] != Tag.END; ) {
      int end = SlotReader.end(d, p);
      out.begin(Tag.ROW);
      out.putSlots(d, p, end);
      out.end();
      p = end;
    }
    out.end();
    return out.slice();
  }

  /// A MAP of joined slots: key, value, key, value. A key that is NULL or comes twice is an error.
  public static Slice map(Slice slots) {
    SlotWriter out = new SlotWriter();
    out.begin(Tag.MAP);
    int from = out.length();
    out.putSlot(slots);
    byte[] d = out.array();
    for (int p = from; p < out.length(); p = SlotReader.end(d, SlotReader.end(d, p))) {
      if (SlotReader.isNull(d, p)) {
        throw Failures.invalidArgument("a key of a MAP cannot be NULL");
      }
    }
    if (!out.endMap(from)) {
      throw Failures.invalidArgument("a key of a MAP is given twice");
    }
    return out.slice();
  }

  private static Slice container(byte tag, Slice slots) {
    byte[] bytes = new byte[slots.length() + 2];
    bytes[0] = tag;
    System.arraycopy(slots.array(), slots.offset(), bytes, 1, slots.length());
    bytes[bytes.length - 1] = Tag.END;
    return new Slice(bytes, 0, bytes.length);
  }

  /// Element `index` of an ARRAY, or field `index` of a ROW, counted from 1: NULL beyond the ends.
  @ReturnsNull
  public static long longAt(Slice container, long index, EvaluationContext context) {
    int at = part(container, index, context);
    return at < 0 ? 0 : SlotReader.longAt(container.array(), at);
  }

  /// The same for a DOUBLE.
  @ReturnsNull
  public static double doubleAt(Slice container, long index, EvaluationContext context) {
    int at = part(container, index, context);
    return at < 0 ? 0 : SlotReader.doubleAt(container.array(), at);
  }

  /// The same for a WIDE.
  @ReturnsNull
  public static BigInteger wideAt(Slice container, long index, EvaluationContext context) {
    int at = part(container, index, context);
    return at < 0 ? BigInteger.ZERO : SlotReader.wideAt(container.array(), at);
  }

  /// The same for bytes.
  @ReturnsNull
  public static Slice bytesAt(Slice container, long index, EvaluationContext context) {
    int at = part(container, index, context);
    return at < 0 ? Slice.EMPTY : SlotReader.bytesAt(container.array(), at);
  }

  /// The same for a nested value.
  @ReturnsNull
  public static Slice slotAt(Slice container, long index, EvaluationContext context) {
    int at = part(container, index, context);
    return at < 0 ? Slice.EMPTY : SlotReader.slotAt(container.array(), at);
  }

  /// The value that a MAP has for a key, given as a slot: NULL when it has none.
  @ReturnsNull
  public static long longOf(Slice map, Slice key, EvaluationContext context) {
    int at = value(map, key, context);
    return at < 0 ? 0 : SlotReader.longAt(map.array(), at);
  }

  /// The same for a DOUBLE.
  @ReturnsNull
  public static double doubleOf(Slice map, Slice key, EvaluationContext context) {
    int at = value(map, key, context);
    return at < 0 ? 0 : SlotReader.doubleAt(map.array(), at);
  }

  /// The same for a WIDE.
  @ReturnsNull
  public static BigInteger wideOf(Slice map, Slice key, EvaluationContext context) {
    int at = value(map, key, context);
    return at < 0 ? BigInteger.ZERO : SlotReader.wideAt(map.array(), at);
  }

  /// The same for bytes.
  @ReturnsNull
  public static Slice bytesOf(Slice map, Slice key, EvaluationContext context) {
    int at = value(map, key, context);
    return at < 0 ? Slice.EMPTY : SlotReader.bytesAt(map.array(), at);
  }

  /// The same for a nested value.
  @ReturnsNull
  public static Slice slotOf(Slice map, Slice key, EvaluationContext context) {
    int at = value(map, key, context);
    return at < 0 ? Slice.EMPTY : SlotReader.slotAt(map.array(), at);
  }

  /// 1 for an ARRAY of one element and 0 for an empty one, as an index of that element; more
  /// elements are an error.
  public static long onlyElement(Slice array) {
    int count = SlotReader.count(array.array(), array.offset());
    if (count > 1) {
      throw new UserException(
              ErrorCode.INVALID_ARGUMENT, "ELEMENT takes an array of one element, not of " + count)
          .hint("array[1] is the first element");
    }
    return count;
  }

  private static int part(Slice container, long index, EvaluationContext context) {
    byte[] d = container.array();
    int at = index < 1 ? -1 : SlotReader.part(d, container.offset(), index - 1);
    return present(d, at, context);
  }

  private static int value(Slice map, Slice key, EvaluationContext context) {
    int to = key.offset() + key.length();
    int at = SlotReader.find(map.array(), map.offset(), key.array(), key.offset(), to);
    return present(map.array(), at, context);
  }

  private static int present(byte[] d, int at, EvaluationContext context) {
    if (at < 0 || SlotReader.isNull(d, at)) {
      context.resultIsNull = true;
      return -1;
    }
    return at;
  }
}
