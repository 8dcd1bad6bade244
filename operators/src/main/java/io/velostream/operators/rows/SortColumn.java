package io.velostream.operators.rows;

/// One column to sort by.
///
/// @param nullsFirst where NULL goes in the output, whatever the direction
public record SortColumn(int column, boolean descending, boolean nullsFirst) {
  /// Ascending, NULL last.
  public static SortColumn ascending(int column) {
    return new SortColumn(column, false, false);
  }
}
