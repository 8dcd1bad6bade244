package io.velostream.benchmarks.soak;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;

/// The rows that a soak reads: each a function of its number, all of the same length as text. A
/// millisecond of event time passes from one to the next; some are an hour late, some are no rows.
///
/// @param count how many there are
record SoakRows(long count) {
  static final int BYTES = 72;
  static final int WINDOW_SECONDS = 10;
  static final LocalDateTime START = LocalDateTime.of(2020, 1, 1, 0, 0);

  private static final int SYMBOLS = 100;
  private static final int BAD_EVERY = 1_009;
  private static final int LATE_EVERY = 503;
  private static final long HOUR_MILLIS = 3_600_000;

  /// The first rows cannot be late: nothing has made them so.
  private static final long NONE_LATE = HOUR_MILLIS * 2;

  static boolean isBad(long row) {
    return row % BAD_EVERY == 7;
  }

  static boolean isLate(long row) {
    return row > NONE_LATE && row % LATE_EVERY == 11 && !isBad(row);
  }

  /// Its line, of [#BYTES] bytes with the newline.
  static byte[] line(long row) {
    long millis = row - (isLate(row) ? HOUR_MILLIS : 0);
    String text =
        isBad(row)
            ? "this is not a row"
            : "{\"ts\":\"%s\",\"sym\":\"S%02d\",\"qty\":%d}"
                .formatted(START.plusNanos(millis * 1_000_000), row * 31 % SYMBOLS, row % 1_000);
    byte[] line = new byte[BYTES];
    Arrays.fill(line, (byte) ' ');
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, line, 0, bytes.length);
    line[BYTES - 1] = '\n';
    return line;
  }

  /// How many rows each window has, in order.
  long[] windows() {
    int perWindow = WINDOW_SECONDS * 1_000;
    long[] counts = new long[(int) ((count + perWindow - 1) / perWindow)];
    for (long row = 0; row < count; row++) {
      if (!isBad(row) && !isLate(row)) {
        counts[(int) (row / perWindow)]++;
      }
    }
    return counts;
  }
}
