package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.Arrays;

/// How alike texts are, counted in characters.
public final class SimilarityKernels {
  /// The distance of two texts takes the product of their lengths.
  private static final long MAX_CELLS = 1L << 26;

  /// The digit of each letter from A on; those with 0 are left out.
  private static final String SOUNDEX = "01230120022455012623010202";

  private static final int SOUNDEX_LENGTH = 4;

  private SimilarityKernels() {}

  /// The least number of characters to insert, delete or replace that turns one into the other.
  public static long levenshtein(Slice a, Slice b) {
    int[] x = a.toText().codePoints().toArray();
    int[] y = b.toText().codePoints().toArray();
    if ((long) x.length * y.length > MAX_CELLS) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "the distance of texts of %d and %d characters".formatted(x.length, y.length));
    }
    int[] row = new int[y.length + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= x.length; i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= y.length; j++) {
        int replaced = diagonal + (x[i - 1] == y[j - 1] ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[y.length];
  }

  /// The number of places at which texts of one length differ.
  public static long hamming(Slice a, Slice b) {
    int[] x = a.toText().codePoints().toArray();
    int[] y = b.toText().codePoints().toArray();
    if (x.length != y.length) {
      throw Failures.invalidArgument(
          "HAMMING compares texts of one length, not of %d and %d characters"
              .formatted(x.length, y.length));
    }
    long different = 0;
    for (int i = 0; i < x.length; i++) {
      different += x[i] == y[i] ? 0 : 1;
    }
    return different;
  }

  /// The code of how an English word sounds: its first letter and three digits. Characters other
  /// than the letters A to Z are left out; empty when there are none.
  @Total
  public static Slice soundex(Slice text) {
    StringBuilder code = new StringBuilder();
    char last = 0;
    for (int i = 0; i < text.length() && code.length() < SOUNDEX_LENGTH; i++) {
      int letter = text.at(i) & ~0x20;
      if (letter < 'A' || letter > 'Z') {
        continue;
      }
      char digit = SOUNDEX.charAt(letter - 'A');
      boolean silent = letter == 'H' || letter == 'W';
      if (code.isEmpty()) {
        code.append((char) letter);
      } else if (digit != '0' && digit != last) {
        code.append(digit);
      }
      last = silent ? last : digit;
    }
    if (!code.isEmpty()) {
      code.repeat('0', SOUNDEX_LENGTH - code.length());
    }
    return Slice.utf8(code.toString());
  }
}
