package io.velostream.plan.stage;

import io.velostream.plan.CombineNode;
import io.velostream.plan.JoinKey;
import io.velostream.plan.PlanNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// By which columns the rows of two inputs are brought together.
///
/// @param left columns of the left input
/// @param right columns of the right input, in the same order
/// @param output where the values of these columns are behind the node; none if they are not always
///   there
public record Meeting(List<Integer> left, List<Integer> right, List<Integer> output) {
  /// That of a node with two inputs; nothing if any row may have to meet any other.
  public static Optional<Meeting> of(PlanNode node) {
    return switch (node) {
      case CombineNode.Join join when !join.keys().isEmpty() -> Optional.of(of(join));
      case CombineNode.AsofJoin join when !join.keys().isEmpty() -> {
        List<Integer> left = join.keys().stream().map(JoinKey::left).toList();
        yield Optional.of(
            new Meeting(left, join.keys().stream().map(JoinKey::right).toList(), left));
      }
      case CombineNode.SetOperation operation -> {
        List<Integer> all = IntStream.range(0, operation.schema().size()).boxed().toList();
        yield Optional.of(new Meeting(all, all, all));
      }
      default -> Optional.empty();
    };
  }

  private static Meeting of(CombineNode.Join join) {
    List<Integer> left = join.keys().stream().map(JoinKey::left).toList();
    List<Integer> right = join.keys().stream().map(JoinKey::right).toList();
    int width = join.left().schema().size();
    List<Integer> output =
        switch (join.kind()) {
          case INNER, LEFT, SEMI, ANTI -> left;
          case RIGHT -> right.stream().map(column -> width + column).toList();
          // Either may be NULL for want of a match.
          case FULL -> List.of();
        };
    return new Meeting(left, right, output);
  }
}
