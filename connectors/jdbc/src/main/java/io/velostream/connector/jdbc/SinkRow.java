package io.velostream.connector.jdbc;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values as a driver takes them; equal when all of them are.
@SuppressWarnings("ArrayRecordComponent") // compared and shown by content below
record SinkRow(@Nullable Object[] values) {
  /// The values of some of the columns.
  SinkRow project(int[] columns) {
    @Nullable Object[] some = new @Nullable Object[columns.length];
    for (int i = 0; i < columns.length; i++) {
      some[i] = values[columns[i]];
    }
    return new SinkRow(some);
  }

  /// For messages and dead letters: `(id = 7, name = Ann)`.
  String text(List<String> names) {
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : ", ").append(names.get(i)).append(" = ");
      Object value = values[i];
      text.append(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value);
    }
    return text.append(')').toString();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SinkRow row && Arrays.deepEquals(values, row.values);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.deepToString(values);
  }
}
