package io.velostream.expression.kernel;

import io.velostream.columnar.FloatingText;
import io.velostream.columnar.Slice;
import io.velostream.expression.EvaluationContext;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/// Casts to text.
///
/// Doubles print as the shortest decimal that reads back as the same number: `100.0`, `0.001`,
/// `1.0E20`, `NaN`, `Infinity` (see [FloatingText]). Decimals print all digits of their scale,
/// timestamps all digits of their precision.
public final class PrintKernels {
  private static final Slice TRUE = Slice.utf8("true");
  private static final Slice FALSE = Slice.utf8("false");

  private PrintKernels() {}

  /// `true` or `false`.
  public static Slice fromBoolean(long value) {
    return value != 0 ? TRUE : FALSE;
  }

  /// An integer.
  public static Slice fromInteger(long value) {
    return Slice.utf8(Long.toString(value));
  }

  /// A double.
  public static Slice fromDouble(double value) {
    return Slice.utf8(FloatingText.of(value));
  }

  /// A REAL.
  public static Slice fromReal(double value) {
    return Slice.utf8(FloatingText.of((float) value));
  }

  /// A decimal with so many digits after the point.
  public static Slice fromDecimal(long value, long scale) {
    return Slice.utf8(DecimalKernels.text(value, scale));
  }

  /// A decimal with so many digits after the point.
  public static Slice fromDecimal(BigInteger value, long scale) {
    return Slice.utf8(new BigDecimal(value, (int) scale).toPlainString());
  }

  /// `2024-01-15`.
  public static Slice fromDate(long days) {
    TextWriter out = new TextWriter();
    out.date(days);
    return out.slice();
  }

  /// `12:34:56.123`.
  public static Slice fromTime(long micros, long precision) {
    TextWriter out = new TextWriter();
    out.time(micros, (int) precision);
    return out.slice();
  }

  /// `2024-01-15 12:34:56.123`.
  public static Slice fromTimestamp(long micros, long precision) {
    TextWriter out = new TextWriter();
    out.date(Calendar.dayOf(micros));
    out.put(' ');
    out.time(Calendar.timeOf(micros), (int) precision);
    return out.slice();
  }

  /// The wall-clock time of the session's zone at an instant.
  public static Slice fromInstant(long micros, long precision, EvaluationContext context) {
    return fromTimestamp(Zones.toLocal(micros, context), precision);
  }

  /// At most `length` characters, for VARCHAR(length).
  public static Slice truncate(Slice text, long length) {
    int end = text.offset() + text.length();
    int cut = Utf8.skip(text.array(), text.offset(), end, length);
    return cut == end ? text : new Slice(text.array(), text.offset(), cut - text.offset());
  }

  /// Exactly `length` characters, cut off or filled with blanks, for CHAR(length).
  public static Slice pad(Slice text, long length) {
    Slice cut = truncate(text, length);
    int missing = (int) length - Utf8.length(cut);
    if (missing <= 0) {
      return cut;
    }
    int start = cut.offset();
    byte[] padded = Arrays.copyOfRange(cut.array(), start, start + cut.length() + missing);
    Arrays.fill(padded, cut.length(), padded.length, (byte) ' ');
    return new Slice(padded, 0, padded.length);
  }
}
