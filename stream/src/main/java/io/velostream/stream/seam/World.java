package io.velostream.stream.seam;

/// The seams bundled, as a session hands them to whoever needs them.
public record World(Clock clock, RandomSource random, Files files, Threads threads) {
  /// A world in which everything happens on the thread that calls.
  public World(Clock clock, RandomSource random, Files files) {
    this(clock, random, files, Threads.NONE);
  }
}
