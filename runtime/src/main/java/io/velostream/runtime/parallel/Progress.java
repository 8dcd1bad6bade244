package io.velostream.runtime.parallel;

import java.util.concurrent.atomic.AtomicLongArray;

/// How far one pipeline is. It is written by the pipeline's thread, once a batch, and read by any.
final class Progress {
  private static final int ROWS = 16;
  private static final int BYTES = 17;
  private static final int STATE = 18;

  private final AtomicLongArray figures = new AtomicLongArray(32);

  /// A batch has been read.
  ///
  /// @param bytes read so far
  void read(long rows, long bytes) {
    figures.setOpaque(ROWS, figures.getPlain(ROWS) + rows);
    figures.setOpaque(BYTES, bytes);
  }

  /// So many rows of state are held.
  void holds(long stateRows) {
    figures.setOpaque(STATE, stateRows);
  }

  long rows() {
    return figures.getOpaque(ROWS);
  }

  long bytes() {
    return figures.getOpaque(BYTES);
  }

  long stateRows() {
    return figures.getOpaque(STATE);
  }
}
