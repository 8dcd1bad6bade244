package io.velostream.connector.formats.rows;

import org.jspecify.annotations.Nullable;

/// What is wrong with the row being read, though its bytes make sense: of several faults the first.
public final class RowFaults {
  private @Nullable String first;

  /// Notes a fault.
  public void add(String fault) {
    first = first == null ? fault : first;
  }

  /// Whether there is one.
  public boolean any() {
    return first != null;
  }

  /// The first one, which is forgotten.
  public @Nullable String take() {
    String fault = first;
    first = null;
    return fault;
  }
}
