package io.velostream.connector.formats;

import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/// How the characters of a text are written. Decoders take UTF-8; any other is converted before.
public enum Encoding {
  UTF_8("utf-8"),
  LATIN_1("iso-8859-1"),
  WINDOWS_1252("windows-1252"),
  UTF_16("utf-16"),
  UTF_16LE("utf-16le"),
  UTF_16BE("utf-16be");

  static final String OPTION = "encoding";

  private final String name;

  Encoding(String name) {
    this.name = name;
  }

  static OptionSpec option() {
    return OptionSpec.withDefault(OPTION, UTF_8.name, "how the characters of the text are written")
        .oneOf(Arrays.stream(values()).map(encoding -> encoding.name).toArray(String[]::new));
  }

  /// The one that checked options name.
  public static Encoding of(Options options) {
    String wanted = options.get(OPTION).toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(encoding -> encoding.name.equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no encoding " + wanted));
  }

  /// Whether options name it, or none.
  ///
  /// @param given as written, not checked
  public static boolean isUtf8(Map<String, String> given) {
    return given.getOrDefault(OPTION, UTF_8.name).equalsIgnoreCase(UTF_8.name);
  }

  /// Whether nothing is to be converted.
  public boolean isUtf8() {
    return this == UTF_8;
  }

  /// The text of a stream as UTF-8. Reading it fails where the stream is not in this encoding.
  public InputStream utf8(InputStream in) {
    return isUtf8() ? in : new Converted(in, Charset.forName(name));
  }

  /// Converts what is read.
  private static final class Converted extends InputStream {
    private final InputStream in;
    private final Reader reader;
    private final char[] characters = new char[8_192];

    /// The first half of a pair whose second half is still to be read, or 0.
    private char half;

    private byte[] converted = {};
    private int at;

    Converted(InputStream in, Charset charset) {
      this.in = in;
      this.reader =
          new InputStreamReader(
              in,
              charset
                  .newDecoder()
                  .onMalformedInput(CodingErrorAction.REPORT)
                  .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    @Override
    public int read() throws IOException {
      return hasMore() ? converted[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!hasMore()) {
        return -1;
      }
      int count = Math.min(length, converted.length - at);
      System.arraycopy(converted, at, buffer, offset, count);
      at += count;
      return count;
    }

    @Override
    public int available() throws IOException {
      return converted.length - at + (in.available() > 0 ? 1 : 0);
    }

    private boolean hasMore() throws IOException {
      while (at == converted.length) {
        int start = half == 0 ? 0 : 1;
        characters[0] = half;
        int count = reader.read(characters, start, characters.length - start);
        if (count < 0) {
          return false;
        }
        int end = start + count;
        half = Character.isHighSurrogate(characters[end - 1]) ? characters[--end] : 0;
        converted = new String(characters, 0, end).getBytes(StandardCharsets.UTF_8);
        at = 0;
      }
      return true;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
