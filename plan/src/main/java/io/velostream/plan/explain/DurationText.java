package io.velostream.plan.explain;

/// Durations in their largest whole unit: `1 min`, `90 s`, `1500 ms`.
final class DurationText {
  private enum Unit {
    D(86_400_000_000L, "d"),
    H(3_600_000_000L, "h"),
    MIN(60_000_000L, "min"),
    S(1_000_000L, "s"),
    MS(1_000L, "ms"),
    US(1L, "us");

    private final long micros;
    private final String text;

    Unit(long micros, String text) {
      this.micros = micros;
      this.text = text;
    }
  }

  private DurationText() {}

  static String of(long micros) {
    if (micros == 0) {
      return "0 s";
    }
    for (Unit unit : Unit.values()) {
      if (micros % unit.micros == 0) {
        return micros / unit.micros + " " + unit.text;
      }
    }
    throw new AssertionError("every duration is whole in microseconds");
  }
}
