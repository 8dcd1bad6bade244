package io.velostream.conformance.simulation;

import io.velostream.conformance.crash.SimulatedFiles;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Files to read: out of order, with late rows, bad rows, and newlines in quotes.
final class Input {
  private Input() {}

  static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /// A disk on which they have been for long.
  ///
  /// @param number which of many inputs
  static SimulatedFiles disk(long number) {
    RandomGenerator random = random(number * 7_919 + 17);
    SimulatedFiles disk = new SimulatedFiles();
    disk.put("t.jsonl", lines(random).getBytes(StandardCharsets.UTF_8));
    int files = 1 + random.nextInt(3);
    for (int i = 0; i < files; i++) {
      disk.put("u/" + i + ".csv", table(random, i).getBytes(StandardCharsets.UTF_8));
    }
    return disk;
  }

  private static String time(RandomGenerator random, int row, int rows) {
    int second = row * 58 / rows + (random.nextInt(6) == 0 ? -random.nextInt(9) : 0);
    return "2026-01-01 00:00:%02d".formatted(Math.clamp(second, 0, 59));
  }

  private static String symbol(RandomGenerator random) {
    return String.valueOf((char) ('A' + Math.min(random.nextInt(9), random.nextInt(9))));
  }

  private static String lines(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    int rows = 30 + random.nextInt(60);
    for (int i = 0; i < rows; i++) {
      text.append(
          "{\"ts\":\"%s\",\"sym\":\"%s\",\"qty\":%d}\n"
              .formatted(time(random, i, rows), symbol(random), random.nextInt(11)));
      if (random.nextInt(15) == 0) {
        text.append("not a row\n");
      }
    }
    return text.toString();
  }

  private static String table(RandomGenerator random, int file) {
    StringBuilder text = new StringBuilder("ts,sym,qty,note\n");
    int rows = 15 + random.nextInt(40);
    boolean quotes = random.nextInt(3) > 0;
    for (int i = 0; i < rows; i++) {
      String note = quotes && random.nextInt(4) == 0 ? "\"a\nb,\"\"c\n\"" : "plain";
      String quantity = random.nextInt(20) == 0 ? "many" : String.valueOf(random.nextInt(7));
      text.append(time(random, file * 15 + i, rows + file * 15))
          .append(',')
          .append(symbol(random))
          .append(',')
          .append(quantity)
          .append(',')
          .append(note)
          .append('\n');
    }
    return text.toString();
  }
}
