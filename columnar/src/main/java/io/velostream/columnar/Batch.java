package io.velostream.columnar;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run of rows in columns: the unit that moves between operators.
///
/// All columns share one index space `0 .. capacity - 1`. The **live** rows are, in order,
/// `selection[0 .. rowCount - 1]`, or `0 .. rowCount - 1` when there is no selection. So a filter
/// costs no copy, and a projection passes columns on as they are and writes computed values at the
/// row's own index.
///
/// A batch is a piece of a Z-set: each live row has an integer weight, +1 for an insertion, -1 for
/// a retraction. `weights` (indexed by row like a column) is `null` when all are +1, as for an
/// append-only stream, which thus pays nothing.
///
/// **Ownership.** The arrays belong to the producer. A consumer may read them until the call that
/// handed the batch over returns; what it keeps, it copies. It never writes to them.
public final class Batch {
  private final Vector[] columns;
  private final int rowCount;
  private final int @Nullable [] selection;
  private final long @Nullable [] weights;

  /// Wraps the arrays without copying them.
  public Batch(
      Vector[] columns, int rowCount, int @Nullable [] selection, long @Nullable [] weights) {
    this.columns = columns;
    this.rowCount = rowCount;
    this.selection = selection;
    this.weights = weights;
  }

  /// An append-only batch of the rows `0 .. rowCount - 1`.
  public static Batch of(int rowCount, List<? extends Vector> columns) {
    return new Batch(columns.toArray(Vector[]::new), rowCount, null, null);
  }

  /// Number of live rows.
  public int rowCount() {
    return rowCount;
  }

  /// Number of columns.
  public int columnCount() {
    return columns.length;
  }

  /// The column at `index`.
  public Vector column(int index) {
    return columns[index];
  }

  /// The columns; not to be changed.
  public Vector[] columns() {
    return columns;
  }

  /// Indexes of the live rows in order, or `null` when they are `0 .. rowCount - 1`.
  public int @Nullable [] selection() {
    return selection;
  }

  /// Weights by row index, or `null` when every live row has weight +1.
  public long @Nullable [] weights() {
    return weights;
  }

  /// The index of the `k`-th live row.
  public int rowAt(int k) {
    return selection == null ? k : selection[k];
  }

  /// The weight of the row at an index.
  public long weightAt(int row) {
    return weights == null ? 1 : weights[row];
  }

  /// Insertions and retractions of the live rows: the sum of their weights without the signs.
  public long changes() {
    long[] all = weights;
    if (all == null) {
      return rowCount;
    }
    long sum = 0;
    if (selection == null) {
      for (int row = 0; row < rowCount; row++) {
        sum += Math.abs(all[row]);
      }
    } else {
      for (int k = 0; k < rowCount; k++) {
        sum += Math.abs(all[selection[k]]);
      }
    }
    return sum;
  }

  /// The same rows and weights with other columns in the same index space.
  public Batch withColumns(Vector[] newColumns) {
    return new Batch(newColumns, rowCount, selection, weights);
  }

  /// The same columns with another choice of live rows.
  public Batch select(int[] newSelection, int count) {
    return new Batch(columns, count, newSelection, weights);
  }
}
