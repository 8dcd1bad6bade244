package io.velostream.plan;

import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;

/// How long an operator remembers the groups, partitions or rows of an input that it has had no
/// news of.
///
/// @param micros how long; all of it is forgotten from then on, and what was put out of it stays
/// @param timeColumn the event time of the input, by which it is measured; empty when the clock is
///   looked at
public record StateLifetime(long micros, OptionalInt timeColumn) {
  public StateLifetime {
    if (micros <= 0) {
      throw new IllegalArgumentException("a lifetime of " + micros + " us");
    }
  }

  /// The same over other columns.
  public StateLifetime moved(IntUnaryOperator columns) {
    return timeColumn.isPresent()
        ? new StateLifetime(micros, OptionalInt.of(columns.applyAsInt(timeColumn.getAsInt())))
        : this;
  }
}
