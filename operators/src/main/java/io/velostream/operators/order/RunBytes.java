package io.velostream.operators.order;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Span;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A buffered column of bytes. As long as all rows held come from one dictionary it keeps their
/// ids; otherwise it copies the bytes.
final class RunBytes extends RunColumn {
  private @Nullable Dictionary dictionary;
  private int[] ids = new int[0];
  private long[] spans = new long[INITIAL_CAPACITY];

  /// Room for [#permuteValues], kept.
  private int[] movedIds = new int[0];

  private long[] movedSpans = new long[0];
  private byte[] data = new byte[INITIAL_CAPACITY];
  private int used;

  @Override
  int capacity() {
    return spans.length;
  }

  @Override
  void grow(int capacity) {
    spans = Arrays.copyOf(spans, capacity);
    if (dictionary != null) {
      ids = Arrays.copyOf(ids, capacity);
    }
  }

  @Override
  void appendValues(Vector from, int @Nullable [] rows, int count, int size) {
    Dictionary source = dictionary(from);
    if (size == 0) {
      dictionary = source;
      used = 0;
    } else if (dictionary != null && dictionary != source) {
      spellOut(dictionary, size);
    }
    if (dictionary != null) {
      if (ids.length < spans.length) {
        ids = Arrays.copyOf(ids, spans.length);
      }
      copyIds(((DictionaryVector) from).ids(), rows, count, size);
    } else {
      copyBytes(from, rows, count, size);
    }
  }

  private void copyIds(int[] from, int @Nullable [] rows, int count, int size) {
    if (rows == null) {
      System.arraycopy(from, 0, ids, size, count);
    } else {
      for (int k = 0; k < count; k++) {
        ids[size + k] = from[rows[k]];
      }
    }
  }

  private void copyBytes(Vector from, int @Nullable [] rows, int count, int size) {
    for (int k = 0; k < count; k++) {
      int row = rows == null ? k : rows[k];
      if (from.isNull(row)) {
        spans[size + k] = 0;
        continue;
      }
      switch (from) {
        case BytesVector v -> copyValue(v.data(), v.spans()[row], size + k);
        case DictionaryVector v ->
            copyValue(v.dictionary().data(), v.dictionary().spans()[v.ids()[row]], size + k);
        case LongVector _, DoubleVector _, WideVector _ ->
            throw new IllegalArgumentException("not a vector of bytes: lane " + from.lane());
      }
    }
  }

  private void copyValue(byte[] from, long span, int row) {
    int length = Span.length(span);
    if (length > data.length - BytesVector.PADDING - used) {
      long wanted = Math.max(2L * data.length, (long) used + length + BytesVector.PADDING);
      data = Arrays.copyOf(data, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
    }
    System.arraycopy(from, Span.start(span), data, used, length);
    spans[row] = Span.of(used, length);
    used += length;
  }

  /// Leaves the dictionary for plain bytes.
  private void spellOut(Dictionary words, int size) {
    used = 0;
    for (int row = 0; row < size; row++) {
      copyValue(words.data(), words.spans()[ids[row]], row);
    }
    dictionary = null;
  }

  @Override
  void dropValues(int from, int size) {
    int count = size - from;
    if (dictionary != null) {
      System.arraycopy(ids, from, ids, 0, count);
      return;
    }
    if (count == 0) {
      used = 0;
      return;
    }
    System.arraycopy(spans, from, spans, 0, count);
    byte[] old = data;
    int live = 0;
    for (int row = 0; row < count; row++) {
      live += Span.length(spans[row]);
    }
    if (live <= used / 2) {
      data = new byte[Math.max(INITIAL_CAPACITY, live * 2) + BytesVector.PADDING];
      used = 0;
      for (int row = 0; row < count; row++) {
        copyValue(old, spans[row], row);
      }
    }
  }

  @Override
  void permuteValues(int[] order, int at, int count) {
    if (dictionary == null) {
      movedSpans = permute(spans, order, at, count, movedSpans);
      return;
    }
    if (movedIds.length < count) {
      movedIds = new int[ids.length];
    }
    for (int i = 0; i < count; i++) {
      movedIds[i] = ids[order[i]];
    }
    System.arraycopy(movedIds, 0, ids, at, count);
  }

  @Override
  Vector view(boolean @Nullable [] marks) {
    Dictionary words = dictionary;
    return words != null
        ? new DictionaryVector(ids, words, marks)
        : new BytesVector(data, spans, marks);
  }

  @Override
  long valueBytes() {
    return 4L * (ids.length + movedIds.length)
        + 8L * (spans.length + movedSpans.length)
        + data.length;
  }
}
