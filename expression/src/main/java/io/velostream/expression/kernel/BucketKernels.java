package io.velostream.expression.kernel;

/// Times rounded down to buckets of any width.
public final class BucketKernels {
  private BucketKernels() {}

  /// Start of the bucket of so many microseconds, counted from an origin.
  public static long bucket(long micros, long width, long origin) {
    long since = Math.floorMod(Math.subtractExact(micros, origin), positive(width));
    return Math.subtractExact(micros, since);
  }

  /// Start of the bucket of so many months, counted from an origin.
  public static long bucketOfMonths(long micros, long months, long origin) {
    long width = positive(months);
    long between = TemporalArithmeticKernels.monthsBetween(micros, origin);
    long start = TemporalArithmeticKernels.addMonths(origin, Math.floorDiv(between, width) * width);
    // Months between are rounded towards zero.
    return start <= micros
        ? start
        : TemporalArithmeticKernels.addMonths(origin, (Math.floorDiv(between, width) - 1) * width);
  }

  private static long positive(long width) {
    if (width <= 0) {
      throw Failures.invalidArgument("the width of a bucket must be positive");
    }
    return width;
  }
}
