package io.velostream.connector.parquet;

/// Times of a file as microseconds.
final class Times {
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  /// The Julian day of 1970-01-01.
  private static final long EPOCH_DAY = 2_440_588;

  private Times() {}

  static long millisToMicros(long millis) {
    if (Math.abs(millis) > Long.MAX_VALUE / 1_000) {
      throw new DamagedException("the time " + millis + " ms is out of range");
    }
    return millis * 1_000;
  }

  static void millisToMicros(long[] values, int at, int count) {
    for (int i = at; i < at + count; i++) {
      values[i] = millisToMicros(values[i]);
    }
  }

  static void nanosToMicros(long[] values, int at, int count) {
    for (int i = at; i < at + count; i++) {
      values[i] = Math.floorDiv(values[i], 1_000L);
    }
  }

  static long int96(long nanosOfDay, int julianDay) {
    return (julianDay - EPOCH_DAY) * MICROS_PER_DAY + Math.floorDiv(nanosOfDay, 1_000L);
  }
}
