package io.velostream.connector.file;

import io.velostream.columnar.Slice;
import io.velostream.connector.spi.BadRows;
import java.util.ArrayList;
import java.util.List;

/// Keeps bad rows until it is known on which lines of the file they are.
final class HeldRows implements BadRows {
  private final List<Row> rows = new ArrayList<>();

  @Override
  public void report(String source, long position, Slice raw, String reason) {
    rows.add(new Row(source, position, raw.copy(), reason));
  }

  /// Whether there are none.
  boolean isEmpty() {
    return rows.isEmpty();
  }

  /// Drops all.
  void clear() {
    rows.clear();
  }

  /// Passes all on, each with its position moved by `lines`.
  void release(BadRows target, long lines) {
    for (Row row : rows) {
      target.report(row.source(), row.position() + lines, row.raw(), row.reason());
    }
    rows.clear();
  }

  private record Row(String source, long position, Slice raw, String reason) {}
}
