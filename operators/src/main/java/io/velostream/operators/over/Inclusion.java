package io.velostream.operators.over;

import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import org.jspecify.annotations.Nullable;

/// Which rows an aggregate takes: those whose argument is not NULL and whose filter is TRUE.
final class Inclusion {
  private final int argument;
  private final int filter;
  private boolean[] buffer = new boolean[0];
  private boolean @Nullable [] excluded;

  /// @param argument a column, or -1 when rows are taken whatever their values
  /// @param filter a BOOLEAN column, or -1
  Inclusion(int argument, int filter) {
    this.argument = argument;
    this.filter = filter;
  }

  /// Looks at the next batch.
  void begin(Vector[] columns, int count) {
    boolean[] nulls = argument < 0 ? null : columns[argument].nulls();
    if (filter < 0) {
      excluded = nulls;
      return;
    }
    if (buffer.length < count) {
      buffer = new boolean[Math.max(count, buffer.length * 2)];
    }
    LongVector flags = (LongVector) columns[filter];
    for (int row = 0; row < count; row++) {
      buffer[row] = flags.isNull(row) || flags.values()[row] == 0 || (nulls != null && nulls[row]);
    }
    excluded = buffer;
  }

  /// Marks the rows that are left out; `null` when none is.
  boolean @Nullable [] excluded() {
    return excluded;
  }
}
