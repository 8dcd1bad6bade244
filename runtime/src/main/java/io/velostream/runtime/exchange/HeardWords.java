package io.velostream.runtime.exchange;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.Span;
import java.util.Arrays;

/// What the numbers mean that come for a column through one queue: ids of a dictionary that all
/// queues of the receiver share. The receiver's.
final class HeardWords {
  private final Dictionary dictionary;
  private int[] ids = new int[16];
  private int size;

  HeardWords(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /// Numbers start anew.
  void restart() {
    size = 0;
  }

  /// Takes words, whose numbers follow those so far.
  void add(BytesVector words, int count) {
    if (size + count > ids.length) {
      ids = Arrays.copyOf(ids, Math.max(size + count, ids.length * 2));
    }
    for (int i = 0; i < count; i++) {
      long span = words.spans()[i];
      ids[size++] = dictionary.idOf(words.data(), Span.start(span), Span.length(span));
    }
  }

  /// Replaces numbers by ids. A NULL has the number -1 and gets some id.
  void translate(int[] numbers, int count) {
    for (int i = 0; i < count; i++) {
      numbers[i] = numbers[i] < 0 ? 0 : ids[numbers[i]];
    }
  }

  Dictionary dictionary() {
    return dictionary;
  }
}
