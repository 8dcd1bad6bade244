package io.velostream.runtime.exchange;

import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.Span;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which words of a column's dictionary the other side of a queue has heard of. A word travels once
/// and gets a number; from then on the number does. The sender's.
final class SentWords {
  /// So many words may be sent in all; a column with more is not worth it, and the other side keeps
  /// them all.
  private static final int MOST = 1 << 18;

  private @Nullable Dictionary dictionary;

  /// By id of the dictionary: the number, or -1.
  private int[] numbers = new int[0];

  private int next;
  private long sent;

  /// Whether rows over this dictionary are to travel as numbers.
  boolean suits(Dictionary other) {
    long unheard = other == dictionary ? 0 : other.size();
    return sent + unheard <= MOST;
  }

  /// Whether rows over the dictionary can go on with the numbers so far.
  boolean continues(Dictionary other) {
    return other == dictionary;
  }

  /// Numbers start anew, with words of this dictionary.
  void start(Dictionary other) {
    dictionary = other;
    Arrays.fill(numbers, -1);
    next = 0;
  }

  /// Writes the numbers of ids to `out` from `at` on, and adds words that are new to `words`.
  void number(
      int[] ids,
      boolean @Nullable [] nulls,
      int[] rows,
      int from,
      int count,
      int[] out,
      int at,
      BytesVectorBuilder words) {
    Dictionary current = dictionary;
    if (current == null) {
      throw new IllegalStateException("no dictionary");
    }
    if (numbers.length < current.size()) {
      int known = numbers.length;
      numbers = Arrays.copyOf(numbers, Math.max(current.size(), known * 2));
      Arrays.fill(numbers, known, numbers.length, -1);
    }
    for (int i = 0; i < count; i++) {
      int row = rows[from + i];
      if (nulls != null && nulls[row]) {
        out[at + i] = -1;
      } else {
        int number = numbers[ids[row]];
        out[at + i] = number >= 0 ? number : send(current, ids[row], words);
      }
    }
  }

  private int send(Dictionary current, int id, BytesVectorBuilder words) {
    long span = current.spans()[id];
    words.append(current.data(), Span.start(span), Span.length(span));
    numbers[id] = next;
    sent++;
    return next++;
  }
}
