package io.velostream.runtime.lower;

import io.velostream.operators.LateRows;
import io.velostream.operators.Operator;
import io.velostream.operators.window.assign.SessionAssign;
import io.velostream.operators.window.assign.WindowAssign;
import io.velostream.plan.RowNode;
import io.velostream.stream.time.WindowSpec;

/// Window table functions.
final class WindowAssignLowering {
  private WindowAssignLowering() {}

  static Operator lower(RowNode.WindowAssign assign, LoweringContext context) {
    LateRows late = context.lateRows(assign.input().schema());
    return switch (assign.window()) {
      case WindowSpec.Tumble _, WindowSpec.Hop _, WindowSpec.Cumulate _ ->
          new WindowAssign(assign.window(), assign.timeColumn(), late);
      case WindowSpec.Session session ->
          new SessionAssign(
              Lowering.lanes(assign.input().schema()),
              session,
              assign.timeColumn(),
              assign.sessionKeys(),
              late);
    };
  }
}
