package io.velostream.benchmarks.checkpoint;

import io.velostream.columnar.Hashing;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// A CSV file of keys with values, of which the sum per key is known. Each key comes once, then
/// rows of keys at random.
///
/// @param rows of the file
/// @param groups different keys
/// @param checksum of the rows `key, number of rows, sum of the values`
record KeyedFile(Path path, long rows, int groups, String checksum) {
  private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

  /// Keys of 17 digits at most.
  private static final long MASK = (1L << 55) - 1;

  private static final int VALUES = 1_000_000_000;

  /// Writes a file.
  ///
  /// @param hot percent of the keys that come at random once each has come: those that came last
  static KeyedFile write(Path path, long rows, int groups, int hot) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    int among = (int) Math.max(1, (long) groups * hot / 100);
    int[] counts = new int[groups];
    long[] sums = new long[groups];
    try (BufferedWriter out = Files.newBufferedWriter(path)) {
      out.write("ts,k,v\n");
      for (long i = 0; i < rows; i++) {
        int key = i < groups ? (int) i : groups - 1 - random.nextInt(among);
        int value = random.nextInt(VALUES);
        counts[key]++;
        sums[key] += value;
        out.write("2026-01-01 00:00:00," + value(key) + "," + value + "\n");
      }
    }
    return new KeyedFile(path, rows, groups, checksum(counts, sums));
  }

  /// Another one for each key, all over their range.
  private static long value(int key) {
    return key * FACTOR & MASK;
  }

  /// As [io.velostream.benchmarks.check.Checksum] has it.
  private static String checksum(int[] counts, long[] sums) {
    long sum = 0;
    for (int key = 0; key < counts.length; key++) {
      if (counts[key] > 0) {
        long hash = Hashing.combine(0, Hashing.of(value(key)));
        hash = Hashing.combine(hash, Hashing.of(counts[key]));
        sum += Hashing.combine(hash, Hashing.of(sums[key]));
      }
    }
    return "%016x".formatted(sum);
  }
}
