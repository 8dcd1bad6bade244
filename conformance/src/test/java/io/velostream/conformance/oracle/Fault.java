package io.velostream.conformance.oracle;

import io.velostream.columnar.Batch;
import io.velostream.operators.Output;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.sql.optimize.PlanNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Ways in which an engine could be broken. The oracle must notice every one of them: a test that
/// is always green proves nothing.
///
/// Each fault changes the plan before it is run, the batches that come in, or the deltas that go
/// out, just as a fault in an operator would.
enum Fault {
  NONE,
  SUM_OFF_BY_ONE(PlanFaults::sumOffByOne),
  RETRACTION_DROPPED,
  WINDOW_BORDER(PlanFaults::windowBorder),
  NULL_GROUP_LOST(PlanFaults::nullGroupLost),
  NULL_AS_ZERO(PlanFaults::nullAsZero),
  ROW_TWICE,
  LAST_BATCH_LOST,
  MIN_AND_MAX_SWAPPED(PlanFaults::minAndMaxSwapped),
  FILTER_IGNORED(PlanFaults::filterIgnored),
  DISTINCT_IGNORED(PlanFaults::distinctIgnored),
  UNKNOWN_TAKEN_FOR_TRUE(PlanFaults::unknownTakenForTrue),
  FRAME_TOO_SHORT(PlanFaults::frameTooShort),
  LATE_ROWS_ACCEPTED(PlanFaults::lateRowsAccepted),
  UPDATE_NOT_PUBLISHED;

  private final UnaryOperator<PlanNode> change;

  Fault() {
    this(UnaryOperator.identity());
  }

  Fault(UnaryOperator<PlanNode> change) {
    this.change = change;
  }

  Plan plan(Plan plan) {
    return new Plan(
        PlanNodes.bottomUp(plan.root(), change),
        plan.sink(),
        plan.oneRecordPerStep(),
        plan.warnings());
  }

  List<Engine.Cut> input(List<Engine.Cut> cuts) {
    return switch (this) {
      case ROW_TWICE -> changedAt(cuts, firstWithRows(cuts), Fault::firstRowTwice);
      case LAST_BATCH_LOST -> changedAt(cuts, lastWithRows(cuts), b -> b.select(new int[0], 0));
      default -> cuts;
    };
  }

  Output output(Output output) {
    return switch (this) {
      case RETRACTION_DROPPED -> OutputFaults.dropFirstRetraction(output);
      case UPDATE_NOT_PUBLISHED -> OutputFaults.dropUpdates(output);
      default -> output;
    };
  }

  private static int firstWithRows(List<Engine.Cut> cuts) {
    for (int i = 0; i < cuts.size(); i++) {
      if (cuts.get(i).batch().rowCount() > 0) {
        return i;
      }
    }
    return -1;
  }

  private static int lastWithRows(List<Engine.Cut> cuts) {
    for (int i = cuts.size() - 1; i >= 0; i--) {
      if (cuts.get(i).batch().rowCount() > 0) {
        return i;
      }
    }
    return -1;
  }

  private static List<Engine.Cut> changedAt(
      List<Engine.Cut> cuts, int index, UnaryOperator<Batch> change) {
    List<Engine.Cut> changed = new ArrayList<>(cuts);
    if (index >= 0) {
      Engine.Cut cut = cuts.get(index);
      changed.set(index, new Engine.Cut(change.apply(cut.batch()), cut.schema()));
    }
    return changed;
  }

  private static Batch firstRowTwice(Batch batch) {
    int[] rows = new int[batch.rowCount() + 1];
    for (int k = 0; k < batch.rowCount(); k++) {
      rows[k + 1] = batch.rowAt(k);
    }
    rows[0] = batch.rowAt(0);
    return batch.select(rows, rows.length);
  }
}
