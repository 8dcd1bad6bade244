package io.velostream.conformance.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/// Ways to change a text.
final class TextMutations {
  private TextMutations() {}

  /// Cuts, repeats, inserts, replaces, or crosses with another text.
  ///
  /// @param words texts worth inserting
  static String mutate(String input, String other, List<String> words, SplittableRandom random) {
    String text = input;
    for (int n = random.nextInt(1, 4); n > 0; n--) {
      int from = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), from + random.nextInt(12));
      String word = words.get(random.nextInt(words.size()));
      text =
          switch (random.nextInt(6)) {
            case 0 -> text.substring(0, from) + text.substring(to);
            case 1 -> text.substring(0, to) + text.substring(from);
            case 2 -> text.substring(0, from) + word + text.substring(from);
            case 3 -> text.substring(0, from) + word + text.substring(to);
            case 4 -> text.substring(0, from) + other.substring(random.nextInt(other.length() + 1));
            default -> text.substring(0, from) + (char) random.nextInt(256) + text.substring(to);
          };
    }
    return text.length() > 20_000 ? text.substring(0, 20_000) : text;
  }
}
