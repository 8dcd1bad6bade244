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

  /// A disk with as many rows as make many turns and many windows.
  ///
  /// @param number which of many inputs
  /// @param most rows of a table
  static SimulatedFiles longDisk(long number, int most) {
    RandomGenerator random = random(number * 104_729 + 71);
    boolean hot = random.nextInt(3) == 0;
    SimulatedFiles disk = new SimulatedFiles();
    // Now and then one of the two has next to nothing.
    int rows = random.nextInt(5) == 0 ? 3 : most / 4 + random.nextInt(most * 3 / 4);
    disk.put("t.jsonl", longLines(random, rows, hot).getBytes(StandardCharsets.UTF_8));
    int files = 1 + random.nextInt(3);
    for (int i = 0; i < files; i++) {
      int own = i == 0 ? most / 4 + random.nextInt(most * 3 / 4) : 1 + random.nextInt(9);
      disk.put("u/" + i + ".csv", longTable(random, own, hot).getBytes(StandardCharsets.UTF_8));
    }
    return disk;
  }

  private static String longLines(RandomGenerator random, int rows, boolean hot) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      text.append(
          "{\"ts\":\"%s\",\"sym\":\"%s\",\"qty\":%d}\n"
              .formatted(longTime(random, i), longSymbol(random, hot), random.nextInt(11)));
    }
    return text.toString();
  }

  private static String longTable(RandomGenerator random, int rows, boolean hot) {
    StringBuilder text = new StringBuilder("ts,sym,qty,note\n");
    for (int i = 0; i < rows; i++) {
      text.append(longTime(random, i))
          .append(',')
          .append(longSymbol(random, hot))
          .append(',')
          .append(random.nextInt(7))
          .append(",plain\n");
    }
    return text.toString();
  }

  /// A few rows a second, so that the windows are many, and some rows are late.
  private static String longTime(RandomGenerator random, int row) {
    int second = Math.max(0, row / 3 + (random.nextInt(12) == 0 ? -random.nextInt(9) : 0));
    return "2026-01-01 %02d:%02d:%02d".formatted(second / 3600, second / 60 % 60, second % 60);
  }

  /// @param hot whether nearly all rows have the same
  private static String longSymbol(RandomGenerator random, boolean hot) {
    return hot && random.nextInt(20) > 0 ? "A" : symbol(random);
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
