package io.velostream.connector.spi;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds the name that a mistyped one was probably meant to be.
public final class Suggestions {
  private Suggestions() {}

  /// The candidate nearest to `wrong`, if one is near enough: at most a third of its letters
  /// differ. Letter case does not count; ties go to the first in the collection's order.
  public static Optional<String> nearest(String wrong, Collection<String> candidates) {
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    String lowered = wrong.toLowerCase(Locale.ROOT);
    for (String candidate : candidates) {
      int distance = distance(lowered, candidate.toLowerCase(Locale.ROOT));
      int allowed = Math.max(1, Math.max(wrong.length(), candidate.length()) / 3);
      if (distance <= allowed && distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /// The advice `did you mean 'x'?`, if there is a near name.
  public static Optional<String> didYouMean(String wrong, Collection<String> candidates) {
    return nearest(wrong, candidates).map(name -> "did you mean '" + name + "'?");
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b` (optimal
  /// string alignment).
  static int distance(String a, String b) {
    int[] twoBack = new int[b.length() + 1];
    int[] oneBack = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      oneBack[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int d = Math.min(Math.min(row[j - 1], oneBack[j]) + 1, oneBack[j - 1] + cost);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d = Math.min(d, twoBack[j - 2] + 1);
        }
        row[j] = d;
      }
      int[] spare = twoBack;
      twoBack = oneBack;
      oneBack = row;
      row = spare;
    }
    return oneBack[b.length()];
  }
}
