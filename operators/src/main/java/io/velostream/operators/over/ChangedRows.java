package io.velostream.operators.over;

import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.operators.Output;
import io.velostream.operators.rows.Consolidator;
import io.velostream.operators.rows.RowEmitter;
import java.util.Arrays;

/// Puts out what has changed in a step: first what is taken back. Copies of one row may change
/// places only, as when each has the number of the next one; so what they take back and put out is
/// summed up before.
final class ChangedRows implements MemorySized {
  private final int inputs;
  private final CopiedRows rows;
  private final KnownResults known;
  private final RowEmitter emitter;
  private final Consolidator copies;
  private final Vector[] columns;
  private int[] changed = new int[64];
  private int count;

  ChangedRows(OverSpec spec, CopiedRows rows, KnownResults known) {
    inputs = spec.input().size();
    this.rows = rows;
    this.known = known;
    emitter = new RowEmitter(spec.outputLanes());
    copies = new Consolidator(spec.outputLanes());
    columns = new Vector[spec.outputLanes().size()];
  }

  /// Takes back a row that is gone, if it was put out.
  ///
  /// @param isCopied whether the row was or is there several times
  void takeBack(int slot, boolean isCopied, Output output) {
    if (known.isOut(slot)) {
      put(slot, -1, isCopied, output);
      known.takeBack(slot);
    }
  }

  /// Takes back the rows whose results are not what they were, and remembers the new ones.
  void replace(int[] slots, int size, Vector[] results, CopyMarks marks, Output output) {
    for (int i = 0; i < size; i++) {
      int slot = slots[i];
      if (known.equal(slot, results, i)) {
        continue;
      }
      if (known.isOut(slot)) {
        put(slot, -1, marks.isCopied(slot), output);
      }
      note(slot);
    }
    // Not before all of what was put out has been read.
    int at = 0;
    for (int i = 0; i < size && at < count; i++) {
      if (slots[i] == changed[at]) {
        known.put(slots[i], results, i);
        at++;
      }
    }
    for (int i = 0; i < count; i++) {
      if (marks.isCopied(changed[i])) {
        copies.add(columns(), changed[i], 1);
      }
    }
    emitCopies(-1, output);
    for (int i = 0; i < count; i++) {
      if (!marks.isCopied(changed[i])) {
        emitter.emit(columns(), changed[i], 1, output);
      }
    }
    emitCopies(1, output);
    emitter.flush(output);
    count = 0;
  }

  /// Tells rows that are there several times.
  @FunctionalInterface
  interface CopyMarks {
    boolean isCopied(int slot);
  }

  private void put(int slot, long weight, boolean isCopied, Output output) {
    if (isCopied) {
      copies.add(columns(), slot, weight);
    } else {
      emitter.emit(columns(), slot, weight, output);
    }
  }

  private void emitCopies(int sign, Output output) {
    if (copies.size() == 0) {
      return;
    }
    for (int slot : copies.liveSlots()) {
      long weight = copies.weights()[slot];
      if (sign * weight > 0) {
        emitter.emit(copies.columns(), slot, weight, output);
        copies.remove(slot);
      }
    }
  }

  private void note(int slot) {
    if (count == changed.length) {
      changed = Arrays.copyOf(changed, count * 2);
    }
    changed[count++] = slot;
  }

  /// The columns of the output by slot of the input's rows.
  private Vector[] columns() {
    System.arraycopy(rows.columns(), 0, columns, 0, inputs);
    System.arraycopy(known.vectors(), 0, columns, inputs, columns.length - inputs);
    return columns;
  }

  @Override
  public long memoryBytes() {
    return emitter.memoryBytes() + copies.memoryBytes() + 4L * changed.length;
  }
}
