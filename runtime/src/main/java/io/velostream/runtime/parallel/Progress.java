package io.velostream.runtime.parallel;

import java.util.concurrent.atomic.AtomicLongArray;

/// How far one pipeline is, and how it stands. It is written by the pipeline's thread, the one once
/// a batch, the other now and then, and read by any.
final class Progress {
  private static final int ROWS = 16;
  private static final int BYTES = 17;
  private static final int STATE = 18;

  private final AtomicLongArray figures = new AtomicLongArray(32);
  private volatile WorkerFigures standing = WorkerFigures.NONE;

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

  /// It stands so.
  void stands(WorkerFigures now) {
    standing = now;
  }

  WorkerFigures standing() {
    return standing;
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
