package io.velostream.plan.stage;

/// Which settings hold inputs that meet in event time to each other, or to the clock. Only a
/// pipeline that runs alone has all of its inputs in view.
///
/// @param silence whether an input that has brought no rows for long does not hold event time back
/// @param alignment whether an input that is far ahead waits for the others
public record Pacing(boolean silence, boolean alignment) {
  /// Each input goes its own way.
  public static final Pacing NONE = new Pacing(false, false);
}
