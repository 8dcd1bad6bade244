package io.velostream.stream.seam;

/// The seams bundled, as a session hands them to whoever needs them.
public record World(Clock clock, RandomSource random, Files files, Threads threads, Http http) {
  /// A world without a network.
  public World(Clock clock, RandomSource random, Files files, Threads threads) {
    this(clock, random, files, threads, Http.NONE);
  }

  /// A world without a network in which everything happens on the thread that calls.
  public World(Clock clock, RandomSource random, Files files) {
    this(clock, random, files, Threads.NONE);
  }

  /// The same world with other files.
  public World withFiles(Files other) {
    return new World(clock, random, other, threads, http);
  }
}
