package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.state.CountedValues;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Picks the rows of an [AggregateInput] out of a batch. Holds buffers only; the sets of distinct
/// values are handed in.
final class InputRows {
  private final AggregateInput input;
  private final int[] columns;
  private final Vector[] arguments;
  private final GroupedRows picked = new GroupedRows();
  private int[] rows = new int[0];
  private int[] slots = new int[0];
  private int[] entries = new int[0];
  private byte[] transitions = new byte[0];
  private long[] weights = new long[0];
  private boolean[] active = new boolean[0];
  private boolean complete;

  InputRows(AggregateInput input) {
    this.input = input;
    this.columns = input.columns().stream().mapToInt(Integer::intValue).toArray();
    this.arguments = new Vector[input.columns().size()];
  }

  /// Whether the last pick took all rows as they were.
  boolean complete() {
    return complete;
  }

  /// The rows that count, valid until the next pick.
  GroupedRows pick(Batch batch, GroupedRows in, @Nullable CountedValues seen) {
    complete = seen == null && passesAll(batch);
    if (complete) {
      return in;
    }
    picked.set(in);
    compact(batch, in);
    if (seen != null) {
      pickDistinct(batch, seen);
    }
    return picked;
  }

  private boolean passesAll(Batch batch) {
    if (input.filter().isPresent()) {
      return false;
    }
    if (!input.keepNulls()) {
      for (int column : columns) {
        if (batch.column(column).nulls() != null) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean passes(Batch batch, int row) {
    if (input.filter().isPresent()) {
      LongVector filter = (LongVector) batch.column(input.filter().getAsInt());
      if (filter.isNull(row) || filter.values()[row] == 0) {
        return false;
      }
    }
    if (!input.keepNulls()) {
      for (int i = 0; i < arguments.length; i++) {
        if (batch.column(columns[i]).isNull(row)) {
          return false;
        }
      }
    }
    return true;
  }

  private void compact(Batch batch, GroupedRows in) {
    reserve(in.count);
    int n = 0;
    if (input.filter().isEmpty() && columns.length == 1) {
      n = compactNulls(batch.column(columns[0]).nulls(), in);
    } else {
      for (int k = 0; k < in.count; k++) {
        int row = in.row(k);
        if (passes(batch, row)) {
          rows[n] = row;
          slots[n++] = in.slots[k];
        }
      }
    }
    picked.rows = rows;
    picked.slots = slots;
    picked.count = n;
  }

  private int compactNulls(boolean @Nullable [] nulls, GroupedRows in) {
    int n = 0;
    for (int k = 0; k < in.count; k++) {
      int row = in.row(k);
      rows[n] = row;
      slots[n] = in.slots[k];
      n += nulls == null || input.keepNulls() || !nulls[row] ? 1 : 0;
    }
    return n;
  }

  private void pickDistinct(Batch batch, CountedValues seen) {
    int count = picked.count;
    countValues(batch, picked, seen);
    int n = 0;
    boolean retracted = false;
    for (int k = 0; k < count; k++) {
      if (transitions[k] != 0) {
        int row = rows[k];
        rows[n] = row;
        slots[n++] = slots[k];
        retracted |= transitions[k] < 0;
        setWeight(row, transitions[k]);
      }
    }
    picked.count = n;
    picked.weights = retracted ? weights : null;
  }

  private void countValues(Batch batch, GroupedRows in, CountedValues seen) {
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = batch.column(columns[i]);
    }
    seen.update(arguments, in.rows, in.count, in.slots, in.weights, entries, transitions);
    seen.sweep();
  }

  private void setWeight(int row, long weight) {
    if (row >= weights.length) {
      weights = Arrays.copyOf(weights, Math.max(row + 1, weights.length * 2));
    }
    weights[row] = weight;
  }

  /// As [#pick], but keeps all rows in place: [#active()] tells which count.
  GroupedRows pickInPlace(Batch batch, GroupedRows in, @Nullable CountedValues seen) {
    complete = seen == null && passesAll(batch);
    if (complete) {
      return in;
    }
    picked.set(in);
    reserve(in.count);
    for (int k = 0; k < in.count; k++) {
      active[k] = passes(batch, in.row(k));
    }
    if (seen != null) {
      picked.set(in);
      compact(batch, in);
      countValues(batch, picked, seen);
      int n = 0;
      for (int k = 0; k < in.count; k++) {
        if (active[k]) {
          setWeight(in.row(k), transitions[n]);
          active[k] = transitions[n++] != 0;
        }
      }
      picked.set(in);
      picked.weights = weights;
    }
    return picked;
  }

  /// By place: whether the row counts, after [#pickInPlace]; `null` when all do.
  boolean @Nullable [] active() {
    return complete ? null : active;
  }

  private void reserve(int count) {
    if (rows.length < count) {
      rows = new int[count];
      slots = new int[count];
      entries = new int[count];
      transitions = new byte[count];
      active = new boolean[count];
    }
  }
}
