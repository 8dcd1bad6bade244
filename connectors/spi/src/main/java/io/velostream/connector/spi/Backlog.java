package io.velostream.connector.spi;

/// What there was to read when somebody asked for it: see [BatchReader#backlog()]. Belongs to the
/// thread of the reader.
@FunctionalInterface
public interface Backlog {
  /// Whether all of it has been read. What came later may have been read, too.
  boolean isRead();
}
