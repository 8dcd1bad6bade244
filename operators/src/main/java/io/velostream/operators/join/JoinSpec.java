package io.velostream.operators.join;

import io.velostream.columnar.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a [HashJoin] joins.
///
/// @param left lanes of the left input's columns
/// @param right lanes of the right input's columns
/// @param keys what must be equal; without keys each row may match each
/// @param leftRetracts whether the left input can hold retractions
/// @param rightRetracts whether the right input can hold retractions
/// @param bounds how far apart times may lie, if that is known: then rows are let go by event time,
///   and those without a match are put out at that moment
/// @param rules when rows are forgotten besides
public record JoinSpec(
    JoinKind kind,
    List<Lane> left,
    List<Lane> right,
    List<JoinKey> keys,
    boolean leftRetracts,
    boolean rightRetracts,
    Optional<TimeBounds> bounds,
    StateRules rules) {
  public JoinSpec {
    left = List.copyOf(left);
    right = List.copyOf(right);
    keys = List.copyOf(keys);
    if (bounds.isPresent() && rules.lifetime().isPresent()) {
      throw new IllegalArgumentException("event time lets rows go already");
    }
  }

  /// A join whose rows are forgotten by bounds on their times only.
  public JoinSpec(
      JoinKind kind,
      List<Lane> left,
      List<Lane> right,
      List<JoinKey> keys,
      boolean leftRetracts,
      boolean rightRetracts,
      Optional<TimeBounds> bounds) {
    this(kind, left, right, keys, leftRetracts, rightRetracts, bounds, StateRules.NONE);
  }

  /// A join that keeps all rows.
  public JoinSpec(
      JoinKind kind,
      List<Lane> left,
      List<Lane> right,
      List<JoinKey> keys,
      boolean leftRetracts,
      boolean rightRetracts) {
    this(kind, left, right, keys, leftRetracts, rightRetracts, Optional.empty());
  }

  /// Lanes of a pair: the left row's columns, then the right row's.
  public List<Lane> pair() {
    List<Lane> lanes = new ArrayList<>(left);
    lanes.addAll(right);
    return lanes;
  }

  /// Lanes of what comes out.
  public List<Lane> output() {
    return kind.showsPairs() ? pair() : left;
  }

  /// Whether anything that came out can be taken back.
  boolean takesBack() {
    boolean alone = kind != JoinKind.INNER && bounds.isEmpty();
    return alone || leftRetracts || rightRetracts;
  }
}
