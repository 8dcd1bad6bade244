package io.velostream.operators.join;

import io.velostream.columnar.Lane;
import java.util.ArrayList;
import java.util.List;

/// What a [HashJoin] joins.
///
/// @param left lanes of the left input's columns
/// @param right lanes of the right input's columns
/// @param keys what must be equal; without keys each row may match each
/// @param leftRetracts whether the left input can hold retractions
/// @param rightRetracts whether the right input can hold retractions
public record JoinSpec(
    JoinKind kind,
    List<Lane> left,
    List<Lane> right,
    List<JoinKey> keys,
    boolean leftRetracts,
    boolean rightRetracts) {
  public JoinSpec {
    left = List.copyOf(left);
    right = List.copyOf(right);
    keys = List.copyOf(keys);
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
    return kind != JoinKind.INNER || leftRetracts || rightRetracts;
  }
}
