package io.velostream.runtime.exchange;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A column of a [Parcel]: copied values, or numbers of words where they come as ids. Ids of a
/// frozen dictionary travel as they are, since both sides may read it.
final class ParcelColumn {
  private final VectorBuilder values;
  private final BytesVectorBuilder words = new BytesVectorBuilder();
  private boolean coded;
  private @Nullable Dictionary shared;
  private boolean restarts;
  private int[] numbers = new int[0];
  private boolean[] nulls = new boolean[0];
  private boolean anyNull;
  private int size;

  ParcelColumn(Lane lane) {
    values = VectorBuilder.of(lane);
  }

  /// Whether rows of a vector can join those that are here. The sender's.
  boolean takes(Vector vector, SentWords sent) {
    if (size == 0) {
      return true;
    }
    if (vector instanceof DictionaryVector d) {
      Dictionary dictionary = d.dictionary();
      if (dictionary.isFrozen()) {
        return shared == dictionary;
      }
      if (sent.suits(dictionary)) {
        return coded && shared == null && sent.continues(dictionary);
      }
    }
    return !coded;
  }

  /// Copies rows. The sender's.
  void append(Vector vector, int[] rows, int from, int count, SentWords sent) {
    if (vector instanceof DictionaryVector d && d.dictionary().isFrozen()) {
      shared = d.dictionary();
      reserveNumbers(count);
      copyIds(d.ids(), rows, from, count, numbers, size);
      appendNulls(d.nulls(), rows, from, count);
    } else if (vector instanceof DictionaryVector d && sent.suits(d.dictionary())) {
      appendCoded(d, rows, from, count, sent);
    } else {
      values.appendAll(vector, rows, from, count);
    }
    size += count;
  }

  private static void copyIds(int[] ids, int[] rows, int from, int count, int[] out, int at) {
    for (int i = 0; i < count; i++) {
      out[at + i] = ids[rows[from + i]];
    }
  }

  private void appendCoded(
      DictionaryVector vector, int[] rows, int from, int count, SentWords sent) {
    if (!sent.continues(vector.dictionary())) {
      sent.start(vector.dictionary());
      restarts = true;
    }
    reserveNumbers(count);
    boolean[] marks = vector.nulls();
    sent.number(vector.ids(), marks, rows, from, count, numbers, size, words);
    appendNulls(marks, rows, from, count);
  }

  private void reserveNumbers(int count) {
    coded = true;
    if (numbers.length < size + count) {
      int capacity = Math.max(size + count, numbers.length * 2);
      numbers = Arrays.copyOf(numbers, capacity);
      nulls = Arrays.copyOf(nulls, capacity);
    }
  }

  private void appendNulls(boolean @Nullable [] marks, int[] rows, int from, int count) {
    if (marks != null) {
      for (int i = 0; i < count; i++) {
        boolean marked = marks[rows[from + i]];
        nulls[size + i] = marked;
        anyNull |= marked;
      }
    }
  }

  /// The rows; called once. The receiver's.
  Vector build(HeardWords heard) {
    if (!coded) {
      return values.build();
    }
    boolean @Nullable [] marks = anyNull ? nulls : null;
    if (shared != null) {
      return new DictionaryVector(numbers, shared, marks);
    }
    if (restarts) {
      heard.restart();
    }
    heard.add((BytesVector) words.build(), words.size());
    heard.translate(numbers, size);
    return new DictionaryVector(numbers, heard.dictionary(), marks);
  }

  /// Forgets the rows. The sender's.
  void reset() {
    values.reset();
    words.reset();
    if (anyNull) {
      Arrays.fill(nulls, false);
    }
    anyNull = false;
    coded = false;
    shared = null;
    restarts = false;
    size = 0;
  }
}
