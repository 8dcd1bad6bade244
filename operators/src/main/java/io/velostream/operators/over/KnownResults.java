package io.velostream.operators.over;

import io.velostream.columnar.LongVector;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.operators.rows.Cells;
import io.velostream.state.ColumnBuffer;
import java.util.Arrays;
import java.util.List;

/// The results by slot that rows were put out with.
final class KnownResults implements MemorySized {
  private final ColumnBuffer[] columns;
  private final Vector[] vectors;
  private boolean[] isOut = new boolean[64];
  private boolean stale = true;

  KnownResults(List<OverFunction> functions) {
    columns =
        functions.stream()
            .map(function -> ColumnBuffer.of(function.type().lane(), 64))
            .toArray(ColumnBuffer[]::new);
    vectors = new Vector[columns.length];
  }

  /// Begins with a new slot, whose row has not been put out.
  void begin(int slot) {
    if (slot >= isOut.length) {
      isOut = Arrays.copyOf(isOut, Math.max(slot + 1, isOut.length * 2));
    }
    isOut[slot] = false;
    for (ColumnBuffer column : columns) {
      column.reserve(isOut.length);
      column.setNull(slot);
    }
    stale = true;
  }

  /// Whether a row is put out.
  boolean isOut(int slot) {
    return isOut[slot];
  }

  /// The row is taken back.
  void takeBack(int slot) {
    isOut[slot] = false;
  }

  /// The row is put out with results that stand at a place of some columns.
  void put(int slot, Vector[] results, int at) {
    isOut[slot] = true;
    for (int c = 0; c < columns.length; c++) {
      columns[c].set(slot, results[c], at);
    }
    stale = true;
  }

  /// Whether a row is put out with such results.
  boolean equal(int slot, Vector[] results, int at) {
    return isOut[slot] && Cells.equal(vectors(), slot, results, at);
  }

  /// A result of the LONG lane.
  long longAt(int call, int slot) {
    return ((LongVector) vectors()[call]).values()[slot];
  }

  /// The columns by slot, valid until the next change.
  Vector[] vectors() {
    if (stale) {
      for (int c = 0; c < columns.length; c++) {
        vectors[c] = columns[c].vector();
      }
      stale = false;
    }
    return vectors;
  }

  @Override
  public long memoryBytes() {
    long bytes = isOut.length;
    for (ColumnBuffer column : columns) {
      bytes += column.memoryBytes();
    }
    return bytes;
  }
}
