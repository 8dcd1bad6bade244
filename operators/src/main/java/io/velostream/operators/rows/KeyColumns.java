package io.velostream.operators.rows;

import io.velostream.columnar.Lane;
import io.velostream.columnar.Vector;
import java.util.Arrays;
import java.util.List;

/// Which columns of rows are their key.
public final class KeyColumns {
  private final int[] columns;
  private final Vector[] keys;

  /// @param columns by their places in the row, in the order of the key
  public KeyColumns(List<Integer> columns) {
    this.columns = columns.stream().mapToInt(Integer::intValue).toArray();
    keys = new Vector[this.columns.length];
  }

  /// How many there are.
  public int count() {
    return columns.length;
  }

  /// Their lanes among those of the rows.
  public List<Lane> lanes(List<Lane> rows) {
    return Arrays.stream(columns).mapToObj(rows::get).toList();
  }

  /// Whether the key of a row has a NULL in it.
  public boolean anyNull(Vector[] rows, int row) {
    for (int column : columns) {
      if (rows[column].isNull(row)) {
        return true;
      }
    }
    return false;
  }

  /// The key columns among those of rows; valid until it is called again.
  public Vector[] of(Vector[] rows) {
    for (int k = 0; k < keys.length; k++) {
      keys[k] = rows[columns[k]];
    }
    return keys;
  }
}
