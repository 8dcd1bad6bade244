package io.velostream.connector.spi;

/// How far a table is loaded that rows of other tables wait for.
///
/// @param read of what was there when reading began, in a unit of the connector's own, such as
///   offsets
/// @param all that was there
public record LoadProgress(long read, long all) {
  /// Of a table that nobody waits for.
  public static final LoadProgress NONE = new LoadProgress(0, 0);

  /// Those of two tables together.
  public LoadProgress plus(LoadProgress other) {
    return new LoadProgress(read + other.read, all + other.all);
  }

  /// Whole per cent; 100 only when all is read.
  public int percent() {
    return all <= 0 ? 100 : (int) Math.floor(100.0 * read / all);
  }
}
