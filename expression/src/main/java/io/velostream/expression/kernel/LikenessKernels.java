package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// How alike texts are, between 0 and 1, and the distance that counts swapped neighbours as one.
public final class LikenessKernels {
  private static final long MAX_CELLS = 1L << 22;
  private static final int MOST_PREFIX = 4;
  private static final double PREFIX_WEIGHT = 0.1;

  /// From here on, a common start counts.
  private static final double ALIKE = 0.7;

  private LikenessKernels() {}

  /// The likeness of Jaro: 1 for equal texts, 0 when no character of one is near the same character
  /// of the other.
  @Total
  public static double jaro(Slice a, Slice b) {
    return jaro(characters(a), characters(b));
  }

  /// The same, increased where the first characters, at most four, are the same.
  @Total
  public static double jaroWinkler(Slice a, Slice b) {
    int[] x = characters(a);
    int[] y = characters(b);
    double jaro = jaro(x, y);
    if (jaro <= ALIKE) {
      return jaro;
    }
    int most = Math.min(MOST_PREFIX, Math.min(x.length, y.length));
    int prefix = 0;
    while (prefix < most && x[prefix] == y[prefix]) {
      prefix++;
    }
    return jaro + prefix * PREFIX_WEIGHT * (1 - jaro);
  }

  private static double jaro(int[] x, int[] y) {
    if (x.length == 0 || y.length == 0) {
      return x.length == y.length ? 1 : 0;
    }
    int reach = Math.max(0, Math.max(x.length, y.length) / 2 - 1);
    boolean[] taken = new boolean[y.length];
    int[] matched = new int[Math.min(x.length, y.length)];
    int matches = 0;
    for (int i = 0; i < x.length; i++) {
      int last = Math.min(y.length - 1, i + reach);
      for (int j = Math.max(0, i - reach); j <= last; j++) {
        if (!taken[j] && x[i] == y[j]) {
          taken[j] = true;
          matched[matches++] = x[i];
          break;
        }
      }
    }
    if (matches == 0) {
      return 0;
    }
    int moved = 0;
    for (int j = 0, k = 0; j < y.length; j++) {
      if (taken[j]) {
        moved += y[j] == matched[k++] ? 0 : 1;
      }
    }
    int swapped = moved / 2;
    double m = matches;
    return (m / x.length + m / y.length + (m - swapped) / m) / 3;
  }

  /// The characters that are in both by those that are in either; two empty texts are alike.
  @Total
  public static double jaccard(Slice a, Slice b) {
    Set<Integer> x = new HashSet<>();
    a.toText().codePoints().forEach(x::add);
    Set<Integer> y = new HashSet<>();
    b.toText().codePoints().forEach(y::add);
    int sum = x.size() + y.size();
    x.retainAll(y);
    return sum == 0 ? 1 : (double) x.size() / (sum - x.size());
  }

  /// The least number of characters to insert, delete, replace, or swap with their neighbour that
  /// turns one into the other; between swapped ones, others may be inserted or deleted (Damerau and
  /// Levenshtein, without the restriction of the optimal alignment).
  public static long damerauLevenshtein(Slice a, Slice b) {
    int[] x = characters(a);
    int[] y = characters(b);
    if ((x.length + 2L) * (y.length + 2L) > MAX_CELLS) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "the distance of texts of %d and %d characters".formatted(x.length, y.length));
    }
    // One row and one column more than usual, of what is further away than anything.
    int far = x.length + y.length;
    int[][] cost = new int[x.length + 2][y.length + 2];
    cost[0][0] = far;
    for (int i = 0; i <= x.length; i++) {
      cost[i + 1][0] = far;
      cost[i + 1][1] = i;
    }
    for (int j = 0; j <= y.length; j++) {
      cost[0][j + 1] = far;
      cost[1][j + 1] = j;
    }
    Map<Integer, Integer> lastRow = new HashMap<>();
    for (int i = 1; i <= x.length; i++) {
      int lastColumn = 0;
      for (int j = 1; j <= y.length; j++) {
        int k = lastRow.getOrDefault(y[j - 1], 0);
        int l = lastColumn;
        boolean same = x[i - 1] == y[j - 1];
        lastColumn = same ? j : lastColumn;
        int replaced = cost[i][j] + (same ? 0 : 1);
        int edited = Math.min(cost[i + 1][j], cost[i][j + 1]) + 1;
        int swapped = cost[k][l] + (i - k - 1) + 1 + (j - l - 1);
        cost[i + 1][j + 1] = Math.min(replaced, Math.min(edited, swapped));
      }
      lastRow.put(x[i - 1], i);
    }
    return cost[x.length + 1][y.length + 1];
  }

  private static int[] characters(Slice text) {
    return text.toText().codePoints().toArray();
  }
}
