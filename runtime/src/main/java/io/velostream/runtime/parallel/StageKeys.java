package io.velostream.runtime.parallel;

import io.velostream.expression.Expression;
import io.velostream.plan.CombineNode;
import io.velostream.plan.GroupNode;
import io.velostream.plan.HoldNode;
import io.velostream.plan.LeafNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.plan.stage.Distribution;
import io.velostream.plan.stage.Meeting;
import io.velostream.plan.stage.Stage;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.stream.time.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Which state a pipeline has of each node of a stage: that of the keys whose rows it gets. Rows
/// are brought together by the columns of the stage, and the keys of its nodes have these columns
/// among theirs.
final class StageKeys {
  private StageKeys() {}

  /// The key groups of each node of a stage in one of its pipelines.
  ///
  /// @param range the groups of the pipeline
  static List<KeyRange> of(Stage stage, KeyRange range) {
    List<KeyRange> ranges = new ArrayList<>();
    List<Integer> columns =
        stage.distribution() instanceof Distribution.Hash(List<Integer> by) ? by : List.of();
    for (PlanNode node : stage.nodes()) {
      if (holdsRows(node)) {
        // Whole rows are told apart; where one is depends on these columns of it.
        ranges.add(columns.isEmpty() ? range : range.by(columns));
        continue;
      }
      List<Integer> keys = keys(node);
      List<Integer> places = columns.stream().map(keys::indexOf).toList();
      boolean all = places.equals(IntStream.range(0, keys.size()).boxed().toList());
      ranges.add(keys.isEmpty() || places.isEmpty() || all ? range : range.by(places));
      columns = behind(node, columns, places);
    }
    return ranges;
  }

  private static boolean holdsRows(PlanNode node) {
    return node instanceof HoldNode;
  }

  /// The columns by which a node tells what belongs together.
  private static List<Integer> keys(PlanNode node) {
    return switch (node) {
      case GroupNode group -> group.keys();
      case OrderNode.Over over -> over.partitionKeys();
      case OrderNode.Match match -> match.partitionKeys();
      case OrderNode.TopN top -> top.partitionKeys();
      case RowNode.WindowAssign assign ->
          assign.window() instanceof WindowSpec.Session ? assign.sessionKeys() : List.of();
      case LeafNode _,
          RowNode.Calc _,
          RowNode.Expand _,
          RowNode.TableFunctionCall _,
          RowNode.LookupJoin _,
          RowNode.Watermark _,
          OrderNode.Sort _,
          CombineNode _,
          HoldNode _ ->
          List.of();
    };
  }

  /// Where the columns are behind a node; none when they are not passed on.
  private static List<Integer> behind(PlanNode node, List<Integer> columns, List<Integer> places) {
    return switch (node) {
      case GroupNode _ -> places;
      case RowNode.Calc calc -> moved(columns, calc);
      case RowNode.TableFunctionCall call -> {
        List<Integer> moved = columns.stream().map(call.passed()::indexOf).toList();
        yield moved.contains(-1) ? List.of() : moved;
      }
      case CombineNode.Join _, CombineNode.AsofJoin _, CombineNode.SetOperation _ ->
          Meeting.of(node).map(Meeting::output).orElse(List.of());
      case LeafNode.RoundInput _, RowNode.Expand _, CombineNode.Recursion _ -> List.of();
      case LeafNode.Scan _,
          LeafNode.Values _,
          RowNode.WindowAssign _,
          RowNode.LookupJoin _,
          RowNode.Watermark _,
          OrderNode _,
          CombineNode.UnionAll _,
          HoldNode _ ->
          columns;
    };
  }

  private static List<Integer> moved(List<Integer> columns, RowNode.Calc calc) {
    List<Integer> moved = new ArrayList<>();
    for (int column : columns) {
      int at =
          IntStream.range(0, calc.outputs().size())
              .filter(
                  i -> calc.outputs().get(i) instanceof Expression.Column c && c.index() == column)
              .findFirst()
              .orElse(-1);
      if (at < 0) {
        return List.of();
      }
      moved.add(at);
    }
    return moved;
  }
}
