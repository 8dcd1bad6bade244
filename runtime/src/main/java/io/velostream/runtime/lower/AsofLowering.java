package io.velostream.runtime.lower;

import io.velostream.operators.Operator;
import io.velostream.operators.join.AsofJoin;
import io.velostream.operators.join.AsofSpec;
import io.velostream.operators.join.JoinKey;
import io.velostream.operators.join.TimedAsofJoin;
import io.velostream.plan.CombineNode;

/// Joins with the one next row.
final class AsofLowering {
  private AsofLowering() {}

  static Operator lower(CombineNode.AsofJoin join, LoweringContext context) {
    AsofSpec spec =
        new AsofSpec(
            Lowering.lanes(join.left().schema()),
            Lowering.lanes(join.right().schema()),
            join.keys().stream()
                .map(key -> new JoinKey(key.left(), key.right(), key.nullsMatch()))
                .toList(),
            join.leftOrder(),
            join.rightOrder(),
            join.following(),
            join.strict(),
            join.outer(),
            join.latestWins(),
            join.left().retracts(),
            join.right().retracts());
    return join.timed()
        ? new TimedAsofJoin(
            spec, context.lateRows(join.left().schema()), context.lateRows(join.right().schema()))
        : new AsofJoin(spec);
  }
}
