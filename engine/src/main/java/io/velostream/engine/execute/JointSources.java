package io.velostream.engine.execute;

import io.velostream.columnar.Slice;
import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.plan.LeafNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.runtime.checkpoint.PlaceOpener;
import io.velostream.runtime.job.JobBranch;
import io.velostream.runtime.pipeline.LookupTable;
import io.velostream.runtime.pipeline.SourceOpener;
import java.util.List;
import java.util.function.UnaryOperator;

/// Opens the readers of plans that run side by side. A row that cannot be read is missing from the
/// answer of each plan that reads its table, so that each of them shows it.
record JointSources(Environment environment, List<JobBranch> branches, DeadLetters letters)
    implements SourceOpener, PlaceOpener {
  @Override
  public BatchReader open(LeafNode.Scan scan) {
    return open(scan, ReadPosition.START, UnaryOperator.identity());
  }

  @Override
  public BatchReader open(LeafNode.Scan scan, ReadPosition from, UnaryOperator<BadRows> gate) {
    return sources(scan).open(scan, from, gate);
  }

  @Override
  public LookupTable lookUp(RowNode.LookupJoin join) {
    return sources(join).lookUp(join);
  }

  private Sources sources(PlanNode reading) {
    List<BadRows> errors =
        branches.stream()
            .filter(branch -> isIn(branch.plan().root(), reading))
            .map(branch -> branch.errors().badRows())
            .toList();
    return new Sources(
        environment,
        (source, position, raw, reason) -> report(errors, source, position, raw, reason),
        letters::whenReadByJob);
  }

  private static void report(
      List<BadRows> errors, String source, long position, Slice raw, String reason) {
    errors.forEach(table -> table.report(source, position, raw, reason));
  }

  private static boolean isIn(PlanNode root, PlanNode wanted) {
    return root.equals(wanted) || root.inputs().stream().anyMatch(input -> isIn(input, wanted));
  }
}
