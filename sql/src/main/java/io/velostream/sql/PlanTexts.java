package io.velostream.sql;

import io.velostream.plan.LeafNode;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.plan.explain.PlanJson;
import io.velostream.plan.explain.PlanText;
import io.velostream.plan.stage.Sharing;
import io.velostream.sql.CompiledStatement.Explain.Format;
import io.velostream.sql.CompiledStatement.Insert;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The plans of a statement as EXPLAIN shows them.
///
/// @param sharing in how many pipelines plans run
record PlanTexts(Format format, Sharing sharing) {
  String of(CompiledStatement statement) {
    return statement instanceof CompiledStatement.InsertSet set
        ? set.stages().stream().map(this::ofStage).collect(Collectors.joining())
        : statement.plans().stream().map(this::alone).collect(Collectors.joining());
  }

  private String ofStage(List<Insert> stage) {
    if (stage.size() == 1) {
      return alone(stage.getFirst().plan());
    }
    List<Plan> plans = stage.stream().map(Insert::plan).toList();
    return switch (format) {
      case TEXT, CODEGEN -> heading(stage) + PlanText.of(plans, sharing);
      case JSON ->
          PlanJson.of(plans, sharing).stream()
              .map(plan -> plan + "\n")
              .collect(Collectors.joining());
    };
  }

  private static String heading(List<Insert> stage) {
    Map<LeafNode.Scan, Integer> readers = new LinkedHashMap<>();
    stage.forEach(insert -> count(insert.plan().root(), readers));
    String once =
        readers.entrySet().stream()
            .filter(entry -> entry.getValue() > 1)
            .map(entry -> '"' + entry.getKey().table().name() + '"')
            .collect(Collectors.joining(", "));
    return "One job of %d inserts%s:%n"
        .formatted(stage.size(), once.isEmpty() ? "" : ", which reads " + once + " once");
  }

  private static void count(PlanNode node, Map<LeafNode.Scan, Integer> readers) {
    if (node instanceof LeafNode.Scan scan) {
      readers.merge(scan, 1, Integer::sum);
    }
    node.inputs().forEach(input -> count(input, readers));
  }

  private String alone(Plan plan) {
    return switch (format) {
      case TEXT, CODEGEN -> PlanText.of(plan, sharing);
      case JSON -> PlanJson.of(plan, sharing) + "\n";
    };
  }
}
