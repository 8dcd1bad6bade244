package io.velostream.connector.jdbc;

import java.util.List;

/// Changes that wait to be sent.
sealed interface Changes permits AppendedRows, KeyedRows {
  /// Adds a change; a weight of -1 takes a row away.
  void add(SinkRow row, long weight);

  /// How many rows wait.
  int size();

  /// Whether what waits may be sent now, between two steps or within one; if not, only when all
  /// changes of an epoch are there.
  boolean isReadyAnyTime();

  /// Takes what waits.
  Pending take();

  /// What is to be sent, deletions first; no key is in it twice.
  ///
  /// @param deletions keys
  /// @param rows all columns
  record Pending(List<SinkRow> deletions, List<SinkRow> rows) {}
}
