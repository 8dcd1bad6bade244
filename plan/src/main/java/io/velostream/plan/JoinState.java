package io.velostream.plan;

import java.util.OptionalInt;
import java.util.OptionalLong;

/// When a join forgets rows that it keeps, besides what the times of its inputs say.
///
/// @param left how long rows of the left input are kept, in microseconds; empty for good
/// @param right likewise
/// @param leftTime the event time of the left input, by which that is measured; empty when the
///   clock is looked at
/// @param rightTime likewise; both or none
/// @param limit how many rows of each input are kept at most
public record JoinState(
    OptionalLong left,
    OptionalLong right,
    OptionalInt leftTime,
    OptionalInt rightTime,
    OptionalLong limit,
    OnLimit onLimit) {
  /// All rows are kept.
  public static final JoinState ALL =
      new JoinState(
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalLong.empty(),
          OnLimit.FAIL);

  /// What becomes of a join that keeps too many rows.
  public enum OnLimit {
    /// It fails.
    FAIL,
    /// It forgets the oldest ones: by their time where they have a lifetime or bounds on time,
    /// otherwise those that came first.
    EVICT_OLDEST
  }

  /// Whether rows have a lifetime.
  public boolean expires() {
    return left.isPresent() || right.isPresent();
  }

  /// Whether it depends on event time what is forgotten.
  public boolean needsEventTime() {
    return expires() && leftTime.isPresent();
  }
}
