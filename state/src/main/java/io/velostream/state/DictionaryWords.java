package io.velostream.state;

import io.velostream.columnar.Dictionary;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Span;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The key words of the ids of the dictionaries that one key column has come through. A few
/// dictionaries are remembered (a union of sources alternates between them), the oldest is dropped.
final class DictionaryWords implements MemorySized {
  private static final int REMEMBERED = 8;

  private final KeyEncoder encoder;
  private final @Nullable Dictionary[] dictionaries = new Dictionary[REMEMBERED];
  private final long[][] words = new long[REMEMBERED][];
  private final int[] known = new int[REMEMBERED];
  private int oldest;

  DictionaryWords(KeyEncoder encoder) {
    this.encoder = encoder;
    Arrays.fill(words, new long[0]);
  }

  /// Two words per id of the dictionary, all present ids included.
  long[] of(Dictionary dictionary) {
    for (int i = 0; i < REMEMBERED; i++) {
      if (dictionaries[i] == dictionary) {
        return known[i] == dictionary.size() ? words[i] : translate(dictionary, i);
      }
    }
    int place = oldest;
    oldest = (oldest + 1) % REMEMBERED;
    dictionaries[place] = dictionary;
    known[place] = 0;
    return translate(dictionary, place);
  }

  private long[] translate(Dictionary dictionary, int place) {
    int size = dictionary.size();
    long[] target = words[place];
    if (target.length < 2 * size) {
      target = Arrays.copyOf(target, Math.max(2 * size, 2 * target.length));
      words[place] = target;
    }
    for (int id = known[place]; id < size; id++) {
      long span = dictionary.spans()[id];
      encoder.putBytes(dictionary.data(), Span.start(span), Span.length(span), target, 2 * id);
      // The ids of a dictionary live as long as their source, and so do its long strings here.
      encoder.retainString(target[2 * id], target[2 * id + 1]);
    }
    known[place] = size;
    return target;
  }

  @Override
  public long memoryBytes() {
    long bytes = 0;
    for (long[] array : words) {
      bytes += 8L * array.length;
    }
    return bytes;
  }
}
