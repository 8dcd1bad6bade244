package io.velostream.plan.explain;

import io.velostream.plan.Plan;
import io.velostream.plan.stage.Distribution;
import io.velostream.plan.stage.Sharing;
import io.velostream.plan.stage.Stage;
import io.velostream.plan.stage.StagePlanner;
import io.velostream.plan.stage.StagedPlan;
import io.velostream.plan.stage.Staging;
import java.util.ArrayList;
import java.util.List;

/// Where the rows of a plan change cores, in words.
final class ExchangeText {
  private ExchangeText() {}

  /// One text for each change of cores on the way of the rows, or one that says why there is none.
  static List<String> of(Plan plan, Sharing sharing) {
    if (sharing.pipelines() == 1) {
      return List.of("none (one pipeline)");
    }
    return switch (StagePlanner.stage(plan, sharing.partitioning())) {
      case Staging.Whole(String reason) -> List.of("none (one pipeline: " + reason + ")");
      case Staging.Refused(String reason) -> List.of("refused: " + reason);
      case Staging.Staged(StagedPlan staged) -> {
        List<String> lines = new ArrayList<>();
        for (Stage stage : staged.stages().subList(1, staged.stages().size())) {
          lines.add(line(stage, sharing.pipelines()));
        }
        yield lines;
      }
    };
  }

  private static String line(Stage stage, int pipelines) {
    String before =
        stage.nodes().isEmpty()
            ? " of the result"
            : " before " + NodeExplainers.explain(stage.nodes().getFirst()).operator();
    String what =
        switch (stage.distribution()) {
          case Distribution.Hash(List<Integer> columns) ->
              "hash("
                  + String.join(", ", Quoted.columns(stage.input(), columns))
                  + ")"
                  + before
                  + ", "
                  + pipelines
                  + " pipelines";
          case Distribution.One _ -> "gather" + before + ", " + pipelines + " pipelines to one";
          case Distribution.Turns _ -> throw new IllegalStateException("turns are the first stage");
        };
    return what + (stage.preAggregated() ? ", pre-aggregated" : "");
  }
}
