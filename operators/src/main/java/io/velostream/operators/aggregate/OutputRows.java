package io.velostream.operators.aggregate;

import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.Vector;
import io.velostream.state.ColumnBuffer;
import io.velostream.state.DirectIndex;
import io.velostream.state.GroupTable;
import io.velostream.state.LongBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The columns of one output batch: keys, `window_start` and `window_end` of a windowed operator,
/// results. Written by position, up to [#CAPACITY].
///
/// Keys that came as dictionary ids go out as ids; a batch has them in one form, see [#agreesWith].
final class OutputRows {
  /// Rows of a batch at most.
  static final int CAPACITY = 4096;

  private final AggregationLayout layout;
  private final ColumnBuffer[] keys;
  private final int[][] ids;
  private final boolean[][] idNulls;
  private final boolean[] anyIdNull;
  private final @Nullable Dictionary[] dictionaries;
  private int room;
  private boolean keysWritten;
  private boolean coded;
  private final LongBuffer[] window;
  private final ColumnBuffer[] results;

  OutputRows(AggregationLayout layout, boolean windowed) {
    this.layout = layout;
    int keyCount = layout.keyLanes().size();
    keys = new ColumnBuffer[keyCount];
    ids = new int[keyCount][];
    idNulls = new boolean[keyCount][];
    anyIdNull = new boolean[keyCount];
    dictionaries = new Dictionary[keyCount];
    for (int i = 0; i < keyCount; i++) {
      keys[i] = ColumnBuffer.of(layout.keyLanes().get(i), 0);
      ids[i] = new int[0];
      idNulls[i] = new boolean[0];
    }
    window = new LongBuffer[windowed ? 2 : 0];
    for (int i = 0; i < window.length; i++) {
      window[i] = new LongBuffer();
    }
    results = new ColumnBuffer[layout.finishers().size()];
    for (int i = 0; i < results.length; i++) {
      results[i] = ColumnBuffer.of(layout.resultLanes().get(i), 0);
    }
  }

  /// Makes room for the positions below `rows`, at most [#CAPACITY].
  void reserve(int rows) {
    if (rows <= room) {
      return;
    }
    room = Math.min(CAPACITY, Math.max(rows, 2 * room));
    for (ColumnBuffer key : keys) {
      key.reserve(room);
    }
    for (LongBuffer bound : window) {
      bound.reserve(room);
    }
    for (ColumnBuffer result : results) {
      result.reserve(room);
    }
    if (coded) {
      reserveIds();
    }
  }

  private void reserveIds() {
    for (int i = 0; i < ids.length; i++) {
      if (ids[i].length < room) {
        ids[i] = Arrays.copyOf(ids[i], room);
        idNulls[i] = Arrays.copyOf(idNulls[i], room);
      }
    }
  }

  /// Makes all positions unwritten.
  void reset() {
    for (ColumnBuffer key : keys) {
      if (keysWritten && !coded) {
        key.reset();
      }
    }
    if (keysWritten && coded) {
      for (int i = 0; i < ids.length; i++) {
        if (anyIdNull[i]) {
          Arrays.fill(idNulls[i], false);
          anyIdNull[i] = false;
        }
      }
    }
    keysWritten = false;
    for (ColumnBuffer result : results) {
      result.reset();
    }
  }

  /// Whether keys of a table can go out beside those written so far.
  boolean agreesWith(GroupTable table) {
    if (!keysWritten) {
      return true;
    }
    DirectIndex codes = table.codes();
    if (codes == null || !coded) {
      return (codes != null) == coded;
    }
    for (int i = 0; i < dictionaries.length; i++) {
      if (dictionaries[i] != codes.dictionary(i)) {
        return false;
      }
    }
    return true;
  }

  /// Writes the keys of `slots[from .. from + count - 1]` at the positions from `at` on.
  void writeKeys(GroupTable table, int[] slots, int from, int count, int at) {
    DirectIndex codes = table.codes();
    if (!keysWritten) {
      keysWritten = true;
      coded = codes != null;
      if (codes != null) {
        startCodes(codes);
      }
    }
    for (int i = 0; i < keys.length; i++) {
      if (coded && codes != null) {
        anyIdNull[i] |= codes.writeIds(i, slots, from, count, ids[i], idNulls[i], at);
      } else {
        table.write(i, slots, from, count, keys[i], at);
      }
    }
  }

  /// Gives the positions from `to` on the same keys as those from `from` on have.
  void repeatKeys(int from, int to, int count) {
    for (int i = 0; i < keys.length; i++) {
      if (coded) {
        System.arraycopy(ids[i], from, ids[i], to, count);
        System.arraycopy(idNulls[i], from, idNulls[i], to, count);
      } else {
        keys[i].repeat(from, to, count);
      }
    }
  }

  private void startCodes(DirectIndex codes) {
    reserveIds();
    for (int i = 0; i < ids.length; i++) {
      dictionaries[i] = codes.dictionary(i);
    }
  }

  /// Writes one window at `count` positions from `at` on; nothing without windows.
  void writeWindow(long start, long end, int at, int count) {
    if (window.length > 0) {
      Arrays.fill(window[0].values(), at, at + count, start);
      Arrays.fill(window[1].values(), at, at + count, end);
    }
  }

  /// Writes the results of `slots[from .. from + count - 1]` at the positions from `at` on.
  void writeResults(AccumulatorSet state, int[] slots, int from, int count, int at) {
    state.beginResults();
    for (int i = 0; i < results.length; i++) {
      layout.finishers().get(i).write(state, slots, from, count, results[i], at);
    }
  }

  /// Marks `changed[i]` where the results or the window at `a + i * stride` and `b + i * stride`
  /// differ in any bit.
  void markDifferent(int a, int b, int stride, int count, boolean[] changed) {
    for (ColumnBuffer result : results) {
      result.markDifferent(a, b, stride, count, changed);
    }
    for (LongBuffer bound : window) {
      bound.markDifferent(a, b, stride, count, changed);
    }
  }

  /// The columns as they are now.
  Vector[] vectors() {
    Vector[] columns = new Vector[keys.length + window.length + results.length];
    int n = 0;
    for (int i = 0; i < keys.length; i++) {
      Dictionary dictionary = dictionaries[i];
      columns[n++] =
          coded && keysWritten && dictionary != null
              ? new DictionaryVector(ids[i], dictionary, anyIdNull[i] ? idNulls[i] : null)
              : keys[i].vector();
    }
    for (LongBuffer bound : window) {
      columns[n++] = bound.vector();
    }
    for (ColumnBuffer result : results) {
      columns[n++] = result.vector();
    }
    return columns;
  }

  long memoryBytes() {
    long bytes = 0;
    for (int i = 0; i < keys.length; i++) {
      bytes += keys[i].memoryBytes() + 5L * ids[i].length;
    }
    for (ColumnBuffer result : results) {
      bytes += result.memoryBytes();
    }
    return bytes + 8L * room * window.length;
  }
}
