package io.velostream.operators.window;

import io.velostream.stream.time.WindowSpec;

/// Overlapping windows: those of a row end at `lastEnd(time)`, and every `stride` before that as
/// long as the end is after the time.
sealed interface WindowSeries {
  /// Distance between the ends of two windows of a row.
  long stride();

  /// End of the last window of a time; not after the time when it lies between windows.
  long lastEnd(long time);

  /// Start of the window of an end.
  long start(long end);

  /// End of the first window of a time.
  default long firstEnd(long time) {
    long last = lastEnd(time);
    return last - (last - time - 1) / stride() * stride();
  }

  static WindowSeries of(WindowSpec.Hop hop) {
    return new Hopping(hop);
  }

  static WindowSeries of(WindowSpec.Cumulate cumulate) {
    return new Cumulating(cumulate);
  }

  /// The windows of HOP.
  record Hopping(WindowSpec.Hop hop) implements WindowSeries {
    @Override
    public long stride() {
      return hop.slide();
    }

    @Override
    public long lastEnd(long time) {
      return WindowSpec.start(time, hop.slide(), hop.offset()) + hop.size();
    }

    @Override
    public long start(long end) {
      return end - hop.size();
    }
  }

  /// The windows of CUMULATE.
  record Cumulating(WindowSpec.Cumulate cumulate) implements WindowSeries {
    @Override
    public long stride() {
      return cumulate.step();
    }

    @Override
    public long lastEnd(long time) {
      return WindowSpec.start(time, cumulate.size(), cumulate.offset()) + cumulate.size();
    }

    @Override
    public long start(long end) {
      return WindowSpec.start(end - 1, cumulate.size(), cumulate.offset());
    }
  }
}
