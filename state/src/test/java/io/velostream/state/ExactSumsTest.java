package io.velostream.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumsTest {
  private static final int ROUNDS = 2_000;

  @Test
  void theSumIsTheExactOneRoundedOnce() {
    for (int round = 0; round < ROUNDS; round++) {
      long seed = System.nanoTime() * 31 + round;
      Random random = new Random(seed);
      ExactSums sums = new ExactSums();
      sums.reserve(2);
      BigDecimal exact = BigDecimal.ZERO;
      int range = random.nextInt(5);
      int count = random.nextInt(60);
      for (int i = 0; i < count; i++) {
        double value = value(random, range);
        long weight =
            random.nextInt(8) == 0
                ? random.nextLong() >> random.nextInt(60)
                : 1 - 2 * random.nextInt(2);
        weight = weight == 0 ? 1 : weight;
        sums.add(1, value, weight);
        exact = exact.add(new BigDecimal(value).multiply(BigDecimal.valueOf(weight)));
        assertThat(sums.value(1)).as("seed %s", seed).isEqualTo(exact.doubleValue() + 0.0);
      }
    }
  }

  private static double value(Random random, int range) {
    return switch (range) {
      case 0 -> random.nextInt(1000) / 100.0;
      case 1 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
      case 2 -> {
        double any = Double.longBitsToDouble(random.nextLong());
        yield Double.isFinite(any) ? any / 1e30 : 1;
      }
      case 3 -> Double.longBitsToDouble(random.nextLong() & 0x801F_FFFF_FFFF_FFFFL);
      default -> (random.nextBoolean() ? 1 : -1) * Math.scalb(1.0, random.nextInt(140) - 70);
    };
  }

  @Test
  void aRetractionRestoresTheSumBitByBitInAnyOrder() {
    for (int round = 0; round < ROUNDS; round++) {
      long seed = System.nanoTime() * 31 + round;
      Random random = new Random(seed);
      ExactSums sums = new ExactSums();
      sums.reserve(1);
      sums.add(0, 0.1, 1);
      List<Double> values = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        values.add(Double.longBitsToDouble(random.nextLong()));
      }
      values.add(Double.NaN);
      values.add(Double.NEGATIVE_INFINITY);
      values.forEach(v -> sums.add(0, v, 1));
      assertThat(sums.value(0)).isNaN();
      Collections.shuffle(values, random);
      values.forEach(v -> sums.add(0, v, -1));
      assertThat(sums.value(0)).as("seed %s", seed).isEqualTo(0.1);
    }
  }

  @Test
  void mergedSumsAreThoseOfAllValues() {
    Random random = new Random(7);
    ExactSums parts = new ExactSums();
    ExactSums whole = new ExactSums();
    parts.reserve(3);
    whole.reserve(1);
    for (int i = 0; i < 1000; i++) {
      double value = value(random, random.nextInt(5));
      parts.add(random.nextInt(3), value, 1);
      whole.add(0, value, 1);
    }
    parts.merge(parts, 1, 0);
    parts.merge(parts, 2, 0);
    assertThat(parts.value(0)).isEqualTo(whole.value(0));
    parts.clear(0);
    assertThat(parts.value(0)).isZero();
  }
}
