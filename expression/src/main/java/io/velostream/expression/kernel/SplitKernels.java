package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import io.velostream.expression.EvaluationContext;
import org.jspecify.annotations.Nullable;

/// Texts taken apart at separators.
public final class SplitKernels {
  private SplitKernels() {}

  /// The parts between separators as an ARRAY of texts; the characters for an empty separator.
  @Total
  public static Slice split(Slice text, Slice separator) {
    return split(text, separator, null);
  }

  /// The parts between separators, where one text stands for NULL.
  @Total
  public static Slice splitMarked(Slice text, Slice separator, Slice marker) {
    return split(text, separator, marker);
  }

  private static Slice split(Slice text, Slice separator, @Nullable Slice marker) {
    SlotWriter out = new SlotWriter();
    out.begin(Tag.ARRAY);
    int from = text.offset();
    int end = from + text.length();
    if (separator.length() == 0) {
      while (from < end) {
        int next = Utf8.skip(text.array(), from, end, 1);
        put(out, new Slice(text.array(), from, next - from), marker);
        from = next;
      }
    } else {
      int at = Search.indexOf(text, separator, from);
      for (; at >= 0; at = Search.indexOf(text, separator, from)) {
        put(out, new Slice(text.array(), from, at - from), marker);
        from = at + separator.length();
      }
      put(out, new Slice(text.array(), from, end - from), marker);
    }
    out.end();
    return out.slice();
  }

  private static void put(SlotWriter out, Slice part, @Nullable Slice marker) {
    if (marker != null && part.equals(marker)) {
      out.putNull();
    } else {
      out.putBytes(part.array(), part.offset(), part.length());
    }
  }

  /// What is before the `count`-th separator, or, when `count` is negative, behind the one that is
  /// so many from the end; the whole text when there are fewer.
  @Total
  public static Slice substringIndex(Slice text, Slice separator, long count) {
    if (count == 0 || separator.length() == 0) {
      return Slice.EMPTY;
    }
    long parts = 1;
    for (int at = Search.indexOf(text, separator, text.offset()); at >= 0; parts++) {
      at = Search.indexOf(text, separator, at + separator.length());
    }
    // Compared before it is negated, which the least number cannot be.
    long wanted = count > 0 ? count : count <= -parts ? 0 : parts + count;
    if (wanted == 0 || wanted >= parts) {
      return text;
    }
    int at = text.offset() - separator.length();
    for (long i = 0; i < wanted; i++) {
      at = Search.indexOf(text, separator, at + separator.length());
    }
    if (count > 0) {
      return new Slice(text.array(), text.offset(), at - text.offset());
    }
    int from = at + separator.length();
    return new Slice(text.array(), from, text.offset() + text.length() - from);
  }

  /// The `index`-th of the parts, counted from 0; NULL when there is none.
  @ReturnsNull
  public static Slice splitIndex(
      Slice text, Slice separator, long index, EvaluationContext context) {
    int from = text.offset();
    int end = from + text.length();
    if (index < 0 || separator.length() == 0) {
      context.resultIsNull = true;
      return Slice.EMPTY;
    }
    for (long part = 0; ; part++) {
      int at = Search.indexOf(text, separator, from);
      if (part == index) {
        return new Slice(text.array(), from, (at < 0 ? end : at) - from);
      }
      if (at < 0) {
        context.resultIsNull = true;
        return Slice.EMPTY;
      }
      from = at + separator.length();
    }
  }
}
