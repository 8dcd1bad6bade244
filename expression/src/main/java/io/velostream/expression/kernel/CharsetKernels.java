package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Text in other character sets. What a set does not have is an error.
public final class CharsetKernels {
  private CharsetKernels() {}

  /// The bytes of a text.
  public static Slice encode(Slice text, Slice charset) {
    try {
      ByteBuffer bytes =
          charset(charset)
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .encode(CharBuffer.wrap(text.toText()));
      return new Slice(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    } catch (CharacterCodingException e) {
      throw Failures.invalidArgument("'" + text + "' cannot be written in " + charset);
    }
  }

  /// The text of bytes.
  public static Slice decode(Slice bytes, Slice charset) {
    try {
      return Slice.utf8(
          charset(charset)
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes.array(), bytes.offset(), bytes.length()))
              .toString());
    } catch (CharacterCodingException e) {
      throw Failures.invalidArgument("the bytes are no text in " + charset);
    }
  }

  private static Charset charset(Slice name) {
    return switch (name.toText().toUpperCase(Locale.ROOT)) {
      case "UTF-8", "UTF8" -> StandardCharsets.UTF_8;
      case "US-ASCII", "ASCII" -> StandardCharsets.US_ASCII;
      case "ISO-8859-1", "LATIN1" -> StandardCharsets.ISO_8859_1;
      case "UTF-16" -> StandardCharsets.UTF_16;
      case "UTF-16BE" -> StandardCharsets.UTF_16BE;
      case "UTF-16LE" -> StandardCharsets.UTF_16LE;
      default ->
          throw Failures.invalidArgument(
              "the character set '"
                  + name
                  + "' is none of UTF-8, US-ASCII, ISO-8859-1, UTF-16, UTF-16BE and UTF-16LE");
    };
  }
}
