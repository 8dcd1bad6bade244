package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.expression.EvaluationContext;
import org.jspecify.annotations.Nullable;

/// UUIDs, which are kept as text: 32 small hexadecimal digits in groups of 8, 4, 4, 4 and 12. So
/// they are equal and ordered as their bytes are.
public final class UuidKernels {
  private static final int BYTES = 16;
  private static final int LENGTH = 36;

  private UuidKernels() {}

  /// The UUID that a text means: 32 digits in any letter case, with hyphens behind any four of
  /// them, or none, and braces around, or none.
  public static Slice ofText(Slice text) {
    Slice uuid = parse(text);
    if (uuid == null) {
      throw Failures.invalidCast(text.toText(), "UUID");
    }
    return uuid;
  }

  /// The same, or NULL.
  @ReturnsNull
  public static Slice ofTextOrNull(Slice text, EvaluationContext context) {
    Slice uuid = parse(text);
    context.resultIsNull = uuid == null;
    return uuid == null ? text : uuid;
  }

  /// The UUID of 16 bytes.
  public static Slice ofBytes(Slice bytes) {
    if (bytes.length() != BYTES) {
      throw Failures.invalidCast(bytes.length() + " bytes", "UUID");
    }
    return format(bytes.array(), bytes.offset());
  }

  /// The same, or NULL.
  @ReturnsNull
  public static Slice ofBytesOrNull(Slice bytes, EvaluationContext context) {
    context.resultIsNull = bytes.length() != BYTES;
    return context.resultIsNull ? bytes : format(bytes.array(), bytes.offset());
  }

  /// The 16 bytes of a UUID.
  @Total
  public static Slice toBytes(Slice uuid) {
    byte[] bytes = new byte[BYTES];
    int digits = 0;
    for (int i = 0; i < uuid.length(); i++) {
      int digit = Character.digit(uuid.array()[uuid.offset() + i], 16);
      if (digit >= 0) {
        bytes[digits / 2] |= (byte) (digit << (digits % 2 == 0 ? 4 : 0));
        digits++;
      }
    }
    return new Slice(bytes, 0, BYTES);
  }

  private static @Nullable Slice parse(Slice text) {
    byte[] d = text.array();
    int at = text.offset();
    int end = at + text.length();
    while (at < end && d[at] == ' ') {
      at++;
    }
    while (end > at && d[end - 1] == ' ') {
      end--;
    }
    if (end - at >= 2 && d[at] == '{' && d[end - 1] == '}') {
      at++;
      end--;
    }
    byte[] bytes = new byte[BYTES];
    int digits = 0;
    boolean hyphen = true;
    for (; at < end; at++) {
      if (d[at] == '-') {
        if (hyphen || digits % 4 != 0) {
          return null;
        }
        hyphen = true;
        continue;
      }
      int digit = Character.digit(d[at], 16);
      if (digit < 0 || digits == 2 * BYTES) {
        return null;
      }
      bytes[digits / 2] |= (byte) (digit << (digits % 2 == 0 ? 4 : 0));
      digits++;
      hyphen = false;
    }
    return digits == 2 * BYTES && !hyphen ? format(bytes, 0) : null;
  }

  private static Slice format(byte[] bytes, int from) {
    byte[] text = new byte[LENGTH];
    int at = 0;
    for (int i = 0; i < BYTES; i++) {
      if (i == 4 || i == 6 || i == 8 || i == 10) {
        text[at++] = '-';
      }
      text[at++] = (byte) Character.forDigit(bytes[from + i] >> 4 & 0xF, 16);
      text[at++] = (byte) Character.forDigit(bytes[from + i] & 0xF, 16);
    }
    return new Slice(text, 0, LENGTH);
  }
}
