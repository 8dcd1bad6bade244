package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/// Bytes as text and back. Text counts as its UTF-8 bytes.
public final class EncodingKernels {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private EncodingKernels() {}

  /// Two hexadecimal digits per byte.
  @Total
  public static Slice hex(Slice bytes) {
    return Slice.utf8(
        HEX.formatHex(bytes.array(), bytes.offset(), bytes.offset() + bytes.length()));
  }

  /// A number in hexadecimal digits, a negative one as its two's complement of 64 bits.
  @Total
  public static Slice hex(long number) {
    return Slice.utf8(Long.toHexString(number).toUpperCase(Locale.ROOT));
  }

  /// The bytes of hexadecimal digits.
  public static Slice unhex(Slice digits) {
    try {
      return whole(HEX.parseHex(digits.toText()));
    } catch (IllegalArgumentException e) {
      throw Failures.invalidArgument("'" + digits + "' is not pairs of hexadecimal digits");
    }
  }

  /// A number in binary digits, a negative one as its two's complement of 64 bits.
  @Total
  public static Slice bin(long number) {
    return Slice.utf8(Long.toBinaryString(number));
  }

  /// Base64 of RFC 4648, with padding and without line breaks.
  @Total
  public static Slice toBase64(Slice bytes) {
    return whole(Base64.getEncoder().encode(copy(bytes)));
  }

  /// The bytes of Base64 text.
  public static Slice fromBase64(Slice text) {
    try {
      return whole(Base64.getDecoder().decode(copy(text)));
    } catch (IllegalArgumentException e) {
      throw Failures.invalidArgument("'" + text + "' is not Base64: " + e.getMessage());
    }
  }

  private static byte[] copy(Slice bytes) {
    return Arrays.copyOfRange(bytes.array(), bytes.offset(), bytes.offset() + bytes.length());
  }

  private static Slice whole(byte[] bytes) {
    return new Slice(bytes, 0, bytes.length);
  }
}
