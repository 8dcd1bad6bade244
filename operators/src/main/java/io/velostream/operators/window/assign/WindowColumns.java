package io.velostream.operators.window.assign;

import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import java.util.Arrays;

/// The buffers of the three columns that a window function adds.
final class WindowColumns {
  /// `window_time` is the last instant of TIMESTAMP(3) inside the window: the event time of
  /// whatever is computed from it.
  static final long BEFORE_END = 1000;

  long[] starts = new long[0];
  long[] ends = new long[0];
  long[] times = new long[0];

  /// Makes room for row indexes below `capacity`; forgets what is there.
  void reserve(int capacity) {
    if (starts.length < capacity) {
      int length = Math.max(capacity, starts.length * 2);
      starts = new long[length];
      ends = new long[length];
      times = new long[length];
    }
  }

  void set(int row, long start, long end) {
    starts[row] = start;
    ends[row] = end;
    times[row] = end - BEFORE_END;
  }

  /// The columns followed by the three of the window.
  Vector[] append(Vector[] columns) {
    int n = columns.length;
    Vector[] all = Arrays.copyOf(columns, n + 3);
    all[n] = new LongVector(starts, null);
    all[n + 1] = new LongVector(ends, null);
    all[n + 2] = new LongVector(times, null);
    return all;
  }

  long memoryBytes() {
    return 24L * starts.length;
  }
}
