package io.velostream.connector.jdbc;

import java.util.ArrayList;
import java.util.List;

/// Rows of a table without a key, each of which is one more.
final class AppendedRows implements Changes {
  private List<SinkRow> rows = new ArrayList<>();

  @Override
  public void add(SinkRow row, long weight) {
    if (weight < 0) {
      throw new IllegalStateException("a row was taken away from a table that only grows");
    }
    for (long n = weight; n > 0; n--) {
      rows.add(row);
    }
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public boolean isReadyAnyTime() {
    return true;
  }

  @Override
  public Pending take() {
    Pending taken = new Pending(List.of(), rows);
    rows = new ArrayList<>();
    return taken;
  }
}
