package io.velostream.engine.execute;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.operators.rows.RowTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rows of a table, each of which goes once, and those that come in their places.
///
/// Rows that are equal cannot be told apart, so that any of them goes. A row that comes stands
/// where the other one went: event time in the order of rows stays in order.
final class ChangedRows {
  private static final int NONE = -1;

  private final List<Lane> lanes;
  private final RowTable going;

  /// By slot of `going`: the first and the last pair that waits; by pair: the next one.
  private int[] first = new int[16];

  private int[] last = new int[16];
  private int[] next = new int[16];
  private int[] successors = new int[16];
  private int pairs;
  private int met;

  ChangedRows(Schema schema) {
    lanes = schema.types().stream().map(type -> type.lane()).toList();
    going = new RowTable(lanes);
  }

  /// A row goes.
  ///
  /// @param successor the number of the row that comes in its place, or negative
  void add(Vector[] columns, int row, int successor) {
    int before = going.size();
    int slot = going.findOrAdd(columns, row);
    if (slot >= first.length) {
      first = Arrays.copyOf(first, slot * 2);
      last = Arrays.copyOf(last, slot * 2);
    }
    if (pairs == next.length) {
      next = Arrays.copyOf(next, pairs * 2);
      successors = Arrays.copyOf(successors, pairs * 2);
    }
    if (going.size() > before) {
      first[slot] = NONE;
    }
    if (first[slot] == NONE) {
      first[slot] = pairs;
    } else {
      next[last[slot]] = pairs;
    }
    last[slot] = pairs;
    next[pairs] = NONE;
    successors[pairs++] = successor;
  }

  /// The rows of a table after the change.
  ///
  /// @param successors the rows that come, by number
  List<Batch> applyTo(List<Batch> batches, Vector[] successors) {
    List<Batch> changed = new ArrayList<>();
    for (Batch batch : batches) {
      Batch after = applyTo(batch, successors);
      if (after.rowCount() > 0) {
        changed.add(after);
      }
    }
    return changed;
  }

  /// Whether a row was to go that was not there (any more).
  boolean hasMissed() {
    return met < pairs;
  }

  private Batch applyTo(Batch batch, Vector[] comers) {
    VectorBuilder[] builders = null;
    int rows = 0;
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      int slot = going.find(batch.columns(), row);
      int pair = slot < 0 ? NONE : first[slot];
      if (pair == NONE && builders == null) {
        continue;
      }
      if (builders == null) {
        builders = builders();
        for (int before = 0; before < k; before++) {
          append(builders, batch.columns(), batch.rowAt(before));
        }
        rows = k;
      }
      if (pair == NONE) {
        append(builders, batch.columns(), row);
        rows++;
        continue;
      }
      met++;
      first[slot] = next[pair];
      if (successors[pair] >= 0) {
        append(builders, comers, successors[pair]);
        rows++;
      }
    }
    if (builders == null) {
      return batch;
    }
    return new Batch(
        Arrays.stream(builders).map(VectorBuilder::build).toArray(Vector[]::new), rows, null, null);
  }

  private VectorBuilder[] builders() {
    return lanes.stream().map(VectorBuilder::of).toArray(VectorBuilder[]::new);
  }

  private static void append(VectorBuilder[] builders, Vector[] columns, int row) {
    for (int c = 0; c < builders.length; c++) {
      builders[c].append(columns[c], row);
    }
  }
}
