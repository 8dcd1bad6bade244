package io.velostream.runtime.system;

import io.velostream.stream.seam.World;

/// The seams of a program that really runs.
public final class SystemWorld {
  private SystemWorld() {}

  /// The system's clock, randomness, file system, threads and network; relative paths start at the
  /// working directory.
  public static World create() {
    return new World(
        new SystemClock(),
        new SystemRandom(),
        new SystemFiles(),
        new SystemThreads(),
        new SystemHttp());
  }
}
