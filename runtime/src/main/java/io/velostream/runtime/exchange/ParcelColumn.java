package io.velostream.runtime.exchange;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A column of a [Parcel]: copied values, or numbers of words where they come as ids.
final class ParcelColumn {
  private final VectorBuilder values;
  private final BytesVectorBuilder words = new BytesVectorBuilder();
  private boolean coded;
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
    return vector instanceof DictionaryVector d && sent.suits(d.dictionary())
        ? coded && sent.continues(d.dictionary())
        : !coded;
  }

  /// Copies rows. The sender's.
  void append(Vector vector, int[] rows, int from, int count, SentWords sent) {
    if (vector instanceof DictionaryVector d && sent.suits(d.dictionary())) {
      appendCoded(d, rows, from, count, sent);
    } else {
      values.appendAll(vector, rows, from, count);
    }
    size += count;
  }

  private void appendCoded(
      DictionaryVector vector, int[] rows, int from, int count, SentWords sent) {
    if (!sent.continues(vector.dictionary())) {
      sent.start(vector.dictionary());
      restarts = true;
    }
    coded = true;
    if (numbers.length < size + count) {
      int capacity = Math.max(size + count, numbers.length * 2);
      numbers = Arrays.copyOf(numbers, capacity);
      nulls = Arrays.copyOf(nulls, capacity);
    }
    boolean[] marks = vector.nulls();
    sent.number(vector.ids(), marks, rows, from, count, numbers, size, words);
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
    if (restarts) {
      heard.restart();
    }
    heard.add((BytesVector) words.build(), words.size());
    heard.translate(numbers, size);
    boolean @Nullable [] marks = anyNull ? nulls : null;
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
    restarts = false;
    size = 0;
  }
}
