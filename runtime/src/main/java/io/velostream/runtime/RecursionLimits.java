package io.velostream.runtime;

/// How far WITH RECURSIVE goes.
///
/// @param rounds the most rounds of one query
/// @param rows the most rows that one has
public record RecursionLimits(long rounds, long rows) {
  /// Enough for any that ends.
  public static final RecursionLimits USUAL = new RecursionLimits(100_000, 10_000_000);
}
