package io.velostream.sql.grammar.ast;

import java.math.BigInteger;

/// Spellings of whole numbers.
public final class Numbers {
  private static final int HEXADECIMAL = 16;

  private Numbers() {}

  /// The digits of `1_000_000`.
  public static String plain(String image) {
    return image.indexOf('_') < 0 ? image : image.replace("_", "");
  }

  /// The decimal digits of `0xFF`.
  public static String ofHexadecimal(String image) {
    return new BigInteger(plain(image).substring(2), HEXADECIMAL).toString();
  }
}
