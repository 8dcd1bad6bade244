package io.velostream.operators.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RadixSortTest {
  @Test
  void sortsSignedNumbersAndKeepsTheOrderOfEqualOnes() {
    RadixSort sort = new RadixSort();
    for (long seed = 1; seed <= 60; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int count = random.nextInt(1, 3_000);
      int zeros = random.nextInt(64);
      int lost = random.nextInt(64);
      long[] numbers = new long[count];
      for (int i = 0; i < count; i++) {
        numbers[i] = random.nextLong() >> lost << zeros;
      }
      int[] rows = IntStream.range(0, count).toArray();
      System.arraycopy(numbers, 0, sort.keys(count), 0, count);
      sort.sort(rows, count);
      int[] expected =
          IntStream.range(0, count)
              .boxed()
              .sorted(Comparator.comparingLong(i -> numbers[i]))
              .mapToInt(Integer::intValue)
              .toArray();
      assertThat(rows).as("seed %d", seed).containsExactly(expected);
      long[] ordered = numbers.clone();
      Arrays.sort(ordered);
      assertThat(Arrays.copyOf(sort.keys(count), count)).containsExactly(ordered);
    }
  }
}
