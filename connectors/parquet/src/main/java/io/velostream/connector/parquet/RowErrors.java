package io.velostream.connector.parquet;

import io.velostream.columnar.Slice;
import io.velostream.connector.spi.BadRows;
import org.jspecify.annotations.Nullable;

/// The rows of a batch that do not fit the declared columns.
final class RowErrors {
  private final String source;
  private final BadRows target;
  private final @Nullable String[] reasons;
  private final @Nullable String[] values;
  private int count;

  RowErrors(String source, BadRows target, int batchRows) {
    this.source = source;
    this.target = target;
    this.reasons = new @Nullable String[batchRows];
    this.values = new @Nullable String[batchRows];
  }

  /// A row has a value that does not fit; of several the first is told.
  void add(int row, String value, String reason) {
    if (reasons[row] == null) {
      reasons[row] = reason;
      values[row] = value;
      count++;
    }
  }

  /// Reports the rows and forgets them.
  ///
  /// @param firstRow number of the batch's first row in the file, from 1
  /// @return the rows that are good, or `null` when all are
  int @Nullable [] finish(long firstRow, int rows) {
    if (count == 0) {
      return null;
    }
    int[] good = new int[rows - count];
    int next = 0;
    for (int row = 0; row < rows; row++) {
      String reason = reasons[row];
      if (reason == null) {
        good[next++] = row;
      } else {
        String value = values[row];
        target.report(source, firstRow + row, Slice.utf8(value == null ? "" : value), reason);
        reasons[row] = null;
        values[row] = null;
      }
    }
    count = 0;
    return good;
  }
}
