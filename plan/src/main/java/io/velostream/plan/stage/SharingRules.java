package io.velostream.plan.stage;

import io.velostream.plan.LeafNode;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether a plan runs in several pipelines, by all that is known: the plan, its tables, the
/// settings. Whoever runs a plan and whoever explains it ask here.
public final class SharingRules {
  private SharingRules() {}

  /// What becomes of a plan that is to run in several pipelines.
  public static Staging decide(Plan plan, Sharing sharing) {
    Optional<String> parts = timedInParts(plan.root(), sharing.reading());
    if (parts.isPresent()) {
      return new Staging.Whole(
          "each part of %s has an event time of its own".formatted(parts.get()));
    }
    Optional<String> loaded = LoadedTables.first(plan.root(), sharing.reading());
    if (loaded.isPresent()) {
      return new Staging.Whole(
          "rows of other tables wait until %s is loaded".formatted(loaded.get()));
    }
    Staging staging = StagePlanner.stage(plan, sharing.partitioning());
    if (!(staging instanceof Staging.Joined)) {
      return staging;
    }
    return paced(plan.root(), sharing.pacing()).<Staging>map(Staging.Whole::new).orElse(staging);
  }

  /// The table in parts that event time comes from, if there is one.
  private static Optional<String> timedInParts(PlanNode node, TableReading reading) {
    return nodes(node)
        .filter(each -> each instanceof RowNode.Watermark mark && !mark.followsClock())
        .flatMap(SharingRules::scans)
        .filter(scan -> reading.inParts(scan.table()))
        .map(scan -> scan.table().name())
        .findFirst();
  }

  /// Why inputs that meet in event time must be in the view of one pipeline, if they must.
  private static Optional<String> paced(PlanNode root, Pacing pacing) {
    Optional<PlanNode> timed =
        nodes(root)
            .filter(node -> node.inputs().size() > 1 && OrderRules.needsEventTime(node))
            .findFirst();
    if (timed.isEmpty()) {
      return Optional.empty();
    }
    if (pacing.alignment()) {
      return Optional.of("'watermark.alignment' holds tables back");
    }
    return pacing.silence() && !timed.get().isBounded()
        ? Optional.of("a table without an end may fall silent")
        : Optional.empty();
  }

  private static Stream<LeafNode.Scan> scans(PlanNode root) {
    return nodes(root).filter(LeafNode.Scan.class::isInstance).map(LeafNode.Scan.class::cast);
  }

  private static Stream<PlanNode> nodes(PlanNode root) {
    return Stream.concat(Stream.of(root), root.inputs().stream().flatMap(SharingRules::nodes));
  }
}
