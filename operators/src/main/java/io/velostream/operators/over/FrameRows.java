package io.velostream.operators.over;

import io.velostream.columnar.Vector;

/// Rows by slot, for calls to look at.
interface FrameRows {
  /// The columns by slot.
  Vector[] columns();

  /// One of the columns.
  default Vector column(int index) {
    return columns()[index];
  }

  /// Numbers by slot that say which row comes first.
  long[] numbers();

  /// Keeps a row for a call that refers to it although its frame has let go of it.
  void pin(int slot);

  /// Takes that back.
  void unpin(int slot);
}
