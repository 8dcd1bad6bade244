package io.velostream.operators.rows;

import io.velostream.columnar.Vector;
import java.util.List;
import java.util.OptionalInt;

/// Compares rows by sort columns.
public final class RowOrder {
  private final int[] columns;
  private final boolean[] descending;
  private final boolean[] nullsFirst;

  /// The order by these columns, the most significant first.
  public RowOrder(List<SortColumn> keys) {
    int n = keys.size();
    columns = new int[n];
    descending = new boolean[n];
    nullsFirst = new boolean[n];
    for (int i = 0; i < n; i++) {
      columns[i] = keys.get(i).column();
      descending[i] = keys.get(i).descending();
      nullsFirst[i] = keys.get(i).nullsFirst();
    }
  }

  /// The column that is compared first, if there is any.
  public OptionalInt firstColumn() {
    return columns.length == 0 ? OptionalInt.empty() : OptionalInt.of(columns[0]);
  }

  /// Whether greater values of the first column come first.
  public boolean descends() {
    return columns.length > 0 && descending[0];
  }

  /// Negative when row `rowA` of `a` comes before row `rowB` of `b`, 0 when neither does.
  public int compare(Vector[] a, int rowA, Vector[] b, int rowB) {
    for (int i = 0; i < columns.length; i++) {
      Vector x = a[columns[i]];
      Vector y = b[columns[i]];
      boolean nullX = x.isNull(rowA);
      boolean nullY = y.isNull(rowB);
      if (nullX || nullY) {
        if (nullX != nullY) {
          return nullX == nullsFirst[i] ? -1 : 1;
        }
        continue;
      }
      int order = Cells.compare(x, rowA, y, rowB);
      if (order != 0) {
        return descending[i] ? -order : order;
      }
    }
    return 0;
  }
}
