package io.velostream.operators.join;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What becomes of the rows that a join keeps besides what bounds on their times say.
///
/// @param lifetime how long rows of either input are kept, if they are not kept for good
/// @param limit how many rows of each input are kept, if there is a limit
public record StateRules(Optional<Lifetime> lifetime, Optional<Limit> limit) {
  /// Rows are kept.
  public static final StateRules NONE = new StateRules(Optional.empty(), Optional.empty());

  /// Rows are forgotten when they are older than the input's lifetime. Two rows meet if neither was
  /// older than that when the other one came.
  ///
  /// @param left how long rows of the left input are kept, in microseconds; empty for good
  /// @param right likewise
  /// @param leftTime the event time of the left input; empty when the clock counts
  /// @param rightTime likewise; both or none
  public record Lifetime(
      OptionalLong left, OptionalLong right, OptionalInt leftTime, OptionalInt rightTime) {
    public Lifetime {
      if (leftTime.isPresent() != rightTime.isPresent()) {
        throw new IllegalArgumentException("event time of one input says nothing of the other");
      }
    }
  }

  /// How many rows of each input are kept between steps, equal ones of an input that retracts
  /// counted once.
  ///
  /// @param evicts whether the oldest rows are forgotten beyond that; otherwise it is an error
  /// @param name the join, for the error
  public record Limit(long rows, boolean evicts, String name) {}
}
