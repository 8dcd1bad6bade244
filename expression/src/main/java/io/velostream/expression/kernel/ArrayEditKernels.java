package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import io.velostream.expression.EvaluationContext;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// ARRAYs made from other ARRAYs and from numbers. Elements are given and returned as slots.
public final class ArrayEditKernels {
  private static final long MAX_ELEMENTS = 1 << 20;
  private static final BigInteger MAX_DECIMAL = BigInteger.TEN.pow(38);

  private ArrayEditKernels() {}

  /// With an element more at the end.
  @Total
  public static Slice append(Slice array, Slice element) {
    SlotWriter out = new SlotWriter();
    out.begin(Tag.ARRAY);
    putParts(out, array);
    out.putSlot(element);
    out.end();
    return out.slice();
  }

  /// With an element more at the start.
  @Total
  public static Slice prepend(Slice array, Slice element) {
    SlotWriter out = new SlotWriter();
    out.begin(Tag.ARRAY);
    out.putSlot(element);
    putParts(out, array);
    out.end();
    return out.slice();
  }

  /// Without the elements that equal a slot.
  @Total
  public static Slice remove(Slice array, Slice element) {
    return CollectionKernels.array(
        CollectionKernels.parts(array).stream().filter(part -> !part.equals(element)).toList());
  }

  /// The elements in opposite order.
  @Total
  public static Slice reverse(Slice array) {
    List<Slice> all = new ArrayList<>(CollectionKernels.parts(array));
    Collections.reverse(all);
    return CollectionKernels.array(all);
  }

  /// The elements of both, each once.
  @Total
  public static Slice union(Slice a, Slice b) {
    Set<Slice> all = new LinkedHashSet<>(CollectionKernels.parts(a));
    all.addAll(CollectionKernels.parts(b));
    return CollectionKernels.array(List.copyOf(all));
  }

  /// The elements of the first that are in the second too, each once.
  @Total
  public static Slice intersect(Slice a, Slice b) {
    Set<Slice> all = new LinkedHashSet<>(CollectionKernels.parts(a));
    all.retainAll(new HashSet<>(CollectionKernels.parts(b)));
    return CollectionKernels.array(List.copyOf(all));
  }

  /// The elements of the first that are not in the second, each once.
  @Total
  public static Slice except(Slice a, Slice b) {
    Set<Slice> all = new LinkedHashSet<>(CollectionKernels.parts(a));
    CollectionKernels.parts(b).forEach(all::remove);
    return CollectionKernels.array(List.copyOf(all));
  }

  /// Whether an element is in both.
  @Total
  public static long overlap(Slice a, Slice b) {
    return Collections.disjoint(
            new HashSet<>(CollectionKernels.parts(a)), CollectionKernels.parts(b))
        ? 0
        : 1;
  }

  /// An element so many times.
  public static Slice repeat(Slice element, long count) {
    checkCount(count);
    SlotWriter out = new SlotWriter();
    out.begin(Tag.ARRAY);
    for (long i = 0; i < count; i++) {
      out.putSlot(element);
    }
    out.end();
    return out.slice();
  }

  /// The numbers from one to another, both included.
  public static Slice sequence(long from, long to) {
    return sequence(from, to, from <= to ? 1 : -1);
  }

  /// The numbers from one to another, both included, in steps.
  public static Slice sequence(long from, long to, long step) {
    if (step == 0) {
      throw Failures.invalidArgument("the step of a sequence cannot be 0");
    }
    SlotWriter out = new SlotWriter();
    out.begin(Tag.ARRAY);
    if (step > 0 ? from <= to : from >= to) {
      // Unsigned, since the distance of two numbers need not fit.
      long distance = step > 0 ? to - from : from - to;
      long count = Long.divideUnsigned(distance, step > 0 ? step : -step);
      if (Long.compareUnsigned(count, MAX_ELEMENTS) >= 0) {
        throw tooMany();
      }
      for (long i = 0; i <= count; i++) {
        out.putLong(from + i * step);
      }
    }
    out.end();
    return out.slice();
  }

  /// The numbers from 0 to below one.
  public static Slice range(long to) {
    return range(0, to, 1);
  }

  /// The numbers from one to below another.
  public static Slice range(long from, long to) {
    return range(from, to, 1);
  }

  /// The numbers from one to before another, in steps.
  public static Slice range(long from, long to, long step) {
    boolean none = step > 0 ? from >= to : from <= to;
    if (step != 0 && none) {
      return CollectionKernels.array(List.of());
    }
    return sequence(from, step > 0 ? to - 1 : to + 1, step);
  }

  /// The sum of whole numbers; NULL if there is none.
  @ReturnsNull
  public static long sumOfLongs(Slice array, EvaluationContext context) {
    byte[] d = array.array();
    long sum = 0;
    boolean none = true;
    for (int p = array.offset() + 1; d[p] != Tag.END; p = SlotReader.end(d, p)) {
      if (!SlotReader.isNull(d, p)) {
        sum = IntegerKernels.add(sum, SlotReader.longAt(d, p));
        none = false;
      }
    }
    context.resultIsNull = none;
    return sum;
  }

  /// The sum of doubles; NULL if there is none.
  @ReturnsNull
  public static double sumOfDoubles(Slice array, EvaluationContext context) {
    byte[] d = array.array();
    double sum = 0;
    boolean none = true;
    for (int p = array.offset() + 1; d[p] != Tag.END; p = SlotReader.end(d, p)) {
      if (!SlotReader.isNull(d, p)) {
        sum += SlotReader.doubleAt(d, p);
        none = false;
      }
    }
    context.resultIsNull = none;
    return sum;
  }

  /// The sum of decimals of 38 digits; NULL if there is none.
  @ReturnsNull
  public static BigInteger sumOfWides(Slice array, EvaluationContext context) {
    byte[] d = array.array();
    BigInteger sum = BigInteger.ZERO;
    boolean none = true;
    for (int p = array.offset() + 1; d[p] != Tag.END; p = SlotReader.end(d, p)) {
      if (!SlotReader.isNull(d, p)) {
        sum = sum.add(SlotReader.wideAt(d, p));
        none = false;
      }
    }
    if (sum.abs().compareTo(MAX_DECIMAL) >= 0) {
      throw Failures.overflow("of the sum", "DECIMAL(38)");
    }
    context.resultIsNull = none;
    return sum;
  }

  /// An index that counts from the end, when negative, as one from the start; 0 when there is none.
  @Total
  public static long index(Slice array, long index) {
    if (index >= 0) {
      return index;
    }
    return Math.max(0, CollectionKernels.count(array) + 1 + Math.max(index, -MAX_ELEMENTS * 4096));
  }

  private static void putParts(SlotWriter out, Slice array) {
    out.putSlots(array.array(), array.offset() + 1, array.offset() + array.length() - 1);
  }

  private static void checkCount(long count) {
    if (count < 0) {
      throw Failures.invalidArgument("an ARRAY cannot have " + count + " elements");
    }
    if (count > MAX_ELEMENTS) {
      throw tooMany();
    }
  }

  private static UserException tooMany() {
    return new UserException(
        ErrorCode.LIMIT_EXCEEDED, "an ARRAY of more than " + MAX_ELEMENTS + " elements");
  }
}
