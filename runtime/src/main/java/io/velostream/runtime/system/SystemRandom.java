package io.velostream.runtime.system;

import io.velostream.stream.seam.RandomSource;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Generators of the JDK, fresh seeds from the operating system.
final class SystemRandom implements RandomSource {
  /// Named, so that a seed gives the same sequence on every release of the JDK.
  private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private final SecureRandom entropy = new SecureRandom();

  @Override
  public RandomGenerator seeded(long seed) {
    return GENERATORS.create(seed);
  }

  @Override
  public long freshSeed() {
    return entropy.nextLong();
  }
}
