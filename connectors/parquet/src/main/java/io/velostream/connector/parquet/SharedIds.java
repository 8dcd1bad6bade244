package io.velostream.connector.parquet;

import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Span;
import org.jspecify.annotations.Nullable;

/// The ids of a column's strings, the same in all row groups and files.
///
/// Each dictionary of a file is looked up once, its ids are then translated by an array. Columns
/// with very many or very long values do without, for good.
final class SharedIds {
  private static final int MAX_DISTINCT = 1 << 16;
  private static final int MAX_BYTES = 8 << 20;

  private final Dictionary dictionary = new Dictionary();
  private int[] translation = {};
  private @Nullable Page translated;
  private int size;
  private boolean givenUp;

  /// Whether the values of a page can be had as ids; translates its dictionary if need be.
  @SuppressWarnings("ReferenceEquality") // whether it is the page that was translated last
  boolean take(LeafReader reader) {
    if (givenUp || !reader.isCoded()) {
      return false;
    }
    if (reader.dictionaryPage() != translated) {
      translated = reader.dictionaryPage();
      translateAll(reader);
    }
    return !givenUp;
  }

  private void translateAll(LeafReader reader) {
    size = reader.dictionarySize();
    long[] spans = reader.dictionary().spans;
    byte[] data = reader.dictionaryData();
    translation = translation.length < size ? new int[size] : translation;
    for (int i = 0; i < size; i++) {
      translation[i] = dictionary.idOf(data, Span.start(spans[i]), Span.length(spans[i]));
      if (dictionary.size() > MAX_DISTINCT || dictionary.bytes() > MAX_BYTES) {
        givenUp = true;
        return;
      }
    }
  }

  /// Replaces ids of the file.
  void translate(int[] ids, int at, int count) {
    for (int i = at; i < at + count; i++) {
      if (Integer.compareUnsigned(ids[i], size) >= 0) {
        throw new DamagedException("the dictionary has no value " + ids[i]);
      }
      ids[i] = translation[ids[i]];
    }
  }

  Dictionary dictionary() {
    return dictionary;
  }

  DictionaryVector vector(int[] ids, boolean @Nullable [] nulls) {
    if (dictionary.size() == 0) {
      dictionary.idOf(new byte[0], 0, 0); // a NULL row needs a valid id
    }
    return new DictionaryVector(ids, dictionary, nulls);
  }

  /// Whether a column has such ids.
  static boolean fit(Leaf leaf) {
    return leaf.conversion().lane == Lane.BYTES;
  }
}
