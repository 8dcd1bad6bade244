package io.velostream.stream.seam;

import java.util.random.RandomGenerator;

/// The only source of randomness.
public interface RandomSource {
  /// A generator whose sequence depends on nothing but the seed.
  RandomGenerator seeded(long seed);

  /// A seed that differs from run to run (in a simulation: drawn from the simulation's seed).
  long freshSeed();
}
