package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import io.velostream.expression.EvaluationContext;
import java.util.List;

/// Texts and bytes as ARRAYs of numbers and back.
public final class CodePointKernels {
  private static final int LAST_BYTE = 255;

  private CodePointKernels() {}

  /// The code points of a text.
  @Total
  public static Slice ofText(Slice text) {
    SlotWriter out = new SlotWriter();
    out.begin(Tag.ARRAY);
    text.toText().codePoints().forEach(out::putLong);
    out.end();
    return out.slice();
  }

  /// The bytes, from 0 to 255.
  @Total
  public static Slice ofBytes(Slice bytes) {
    SlotWriter out = new SlotWriter();
    out.begin(Tag.ARRAY);
    for (int i = 0; i < bytes.length(); i++) {
      out.putLong(bytes.array()[bytes.offset() + i] & LAST_BYTE);
    }
    out.end();
    return out.slice();
  }

  /// The text of code points; NULL if one of them is NULL.
  @ReturnsNull
  public static Slice toText(Slice points, EvaluationContext context) {
    StringBuilder text = new StringBuilder();
    for (Slice point : CollectionKernels.parts(points)) {
      if (isNull(point, context)) {
        return Slice.EMPTY;
      }
      long number = number(point);
      boolean surrogate = number >= Character.MIN_SURROGATE && number <= Character.MAX_SURROGATE;
      if (number < 0 || number > Character.MAX_CODE_POINT || surrogate) {
        throw Failures.invalidArgument("there is no code point " + number);
      }
      text.appendCodePoint((int) number);
    }
    return Slice.utf8(text.toString());
  }

  /// The bytes of numbers from 0 to 255; NULL if one of them is NULL.
  @ReturnsNull
  public static Slice toBytes(Slice numbers, EvaluationContext context) {
    List<Slice> parts = CollectionKernels.parts(numbers);
    byte[] bytes = new byte[parts.size()];
    for (int i = 0; i < bytes.length; i++) {
      if (isNull(parts.get(i), context)) {
        return Slice.EMPTY;
      }
      long number = number(parts.get(i));
      if (number < 0 || number > LAST_BYTE) {
        throw Failures.invalidArgument("a byte is from 0 to 255, not " + number);
      }
      bytes[i] = (byte) number;
    }
    return new Slice(bytes, 0, bytes.length);
  }

  private static boolean isNull(Slice slot, EvaluationContext context) {
    context.resultIsNull = SlotReader.isNull(slot.array(), slot.offset());
    return context.resultIsNull;
  }

  private static long number(Slice slot) {
    return SlotReader.longAt(slot.array(), slot.offset());
  }
}
