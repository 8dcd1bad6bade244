package io.velostream.connector.spi;

import io.velostream.columnar.Slice;

/// Takes input rows that do not decode, for the table `<job>$errors`.
@FunctionalInterface
public interface BadRows {
  /// Reports one row, which the reader leaves out.
  ///
  /// @param source file or topic
  /// @param position line number counted from 1, or offset; 0 for rows that a sink refuses
  /// @param raw the bytes of the row; a view, valid during the call; long rows may be cut
  /// @param reason what is wrong with which column
  void report(String source, long position, Slice raw, String reason);
}
