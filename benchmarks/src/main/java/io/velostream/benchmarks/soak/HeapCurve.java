package io.velostream.benchmarks.soak;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/// What is left on the heap after collections of garbage, over time.
public final class HeapCurve {
  private static final long MEGABYTE = 1_000_000;

  /// A curve is flat if the line through it gains less than this, or than a part of its height.
  private static final double LEAST_GAIN = 4.0 * MEGABYTE;

  private static final double GAIN_OF_HEIGHT = 0.05;

  /// The part of the time that is warm-up.
  private static final double WARM_UP = 0.25;

  /// A moment, in seconds from some origin, and bytes.
  private record Point(double seconds, double bytes) {}

  private final List<Point> points = new ArrayList<>();

  /// Collects garbage and notes what is left.
  void sample(double seconds) {
    for (int i = 0; i < 2; i++) {
      System.gc();
    }
    add(seconds, (double) ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
  }

  /// Notes a point.
  void add(double seconds, double bytes) {
    points.add(new Point(seconds, bytes));
  }

  private List<Point> warm() {
    double from = points.isEmpty() ? 0 : points.getLast().seconds() * WARM_UP;
    return points.stream().filter(point -> point.seconds() >= from).toList();
  }

  /// Bytes that the line through the points, without those of the warm-up, gains in a second.
  double slope() {
    List<Point> warm = warm();
    double meanSeconds = warm.stream().mapToDouble(Point::seconds).average().orElse(0);
    double meanBytes = warm.stream().mapToDouble(Point::bytes).average().orElse(0);
    double products = 0;
    double squares = 0;
    for (Point point : warm) {
      double seconds = point.seconds() - meanSeconds;
      products += seconds * (point.bytes() - meanBytes);
      squares += seconds * seconds;
    }
    return squares == 0 ? 0 : products / squares;
  }

  /// Whether nothing piles up.
  public boolean isFlat() {
    List<Point> warm = warm();
    if (warm.size() < 3) {
      return true;
    }
    double gain = slope() * (warm.getLast().seconds() - warm.getFirst().seconds());
    double height = warm.stream().mapToDouble(Point::bytes).average().orElse(0);
    return gain < Math.max(LEAST_GAIN, height * GAIN_OF_HEIGHT);
  }

  @Override
  public String toString() {
    List<Point> warm = warm();
    if (warm.isEmpty()) {
      return "the heap was never looked at";
    }
    return ("heap after GC %.1f MB at the start, %.1f MB at the end,"
            + " slope %+.3f MB a minute over %d samples: %s")
        .formatted(
            warm.getFirst().bytes() / MEGABYTE,
            warm.getLast().bytes() / MEGABYTE,
            slope() * 60 / MEGABYTE,
            warm.size(),
            isFlat() ? "flat" : "GROWS");
  }
}
