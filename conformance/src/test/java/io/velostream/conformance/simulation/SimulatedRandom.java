package io.velostream.conformance.simulation;

import io.velostream.stream.seam.RandomSource;
import java.util.random.RandomGenerator;

/// Randomness that is drawn from the dice of a simulation.
record SimulatedRandom(RandomGenerator random) implements RandomSource {
  @Override
  public RandomGenerator seeded(long seed) {
    return Input.random(seed);
  }

  @Override
  public long freshSeed() {
    return random.nextLong();
  }
}
