package io.velostream.connector.spi;

/// A part of a table as people find it again in what the table is read from: `bytes 1 to 4096 of
/// 'trades.csv'`.
///
/// @param unit what is counted
/// @param of what it is counted in, such as a file with its quotes, or a partition; empty where it
///   is the table as a whole
/// @param from the first one
/// @param to the last one
public record InputRange(Unit unit, String of, long from, long to) {
  /// What a place in a table is counted in.
  public enum Unit {
    /// Bytes of a file, from 1.
    BYTES("bytes"),
    /// Rows of a table, from 1.
    ROWS("rows"),
    /// Events that rows of several tables are made from, from 1.
    EVENTS("events"),
    /// Records of a partition, as the topic numbers them.
    OFFSETS("offsets");

    private final String word;

    Unit(String word) {
      this.word = word;
    }
  }

  /// So many rows of a table, the first one being number 1.
  public static InputRange rows(long from, long to) {
    return new InputRange(Unit.ROWS, "", from, to);
  }

  /// Whether something lies in both.
  public boolean overlaps(InputRange other) {
    return unit == other.unit && of.equals(other.of) && from <= other.to && other.from <= to;
  }

  @Override
  public String toString() {
    String range = "%s %d to %d".formatted(unit.word, from, to);
    return of.isEmpty() ? range : range + " of " + of;
  }
}
