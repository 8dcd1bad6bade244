package io.velostream.runtime.lower;

import io.velostream.operators.Operator;
import io.velostream.operators.expiry.StateTime;
import io.velostream.operators.top.Ranking;
import io.velostream.operators.top.TopOperator;
import io.velostream.operators.top.TopSpec;
import io.velostream.plan.Emission;
import io.velostream.plan.OrderNode;
import io.velostream.plan.OverCall;
import io.velostream.plan.StateLifetime;
import java.util.OptionalInt;

/// The first rows of partitions.
final class TopLowering {
  private TopLowering() {}

  static Operator lower(OrderNode.TopN top, LoweringContext context) {
    TopSpec spec =
        new TopSpec(
            Lowering.lanes(top.input().schema()),
            top.partitionKeys(),
            SortLowering.columns(top.order()),
            ranking(top.ranking()),
            top.from(),
            top.to(),
            top.showsRank(),
            top.closingKey().isPresent()
                ? OptionalInt.of(top.partitionKeys().get(top.closingKey().getAsInt()))
                : OptionalInt.empty(),
            top.emission() != Emission.FINAL,
            top.input().retracts());
    StateLifetime lifetime = top.lifetime();
    if (lifetime != null) {
      return new TopOperator(
          spec,
          context.lateRows(top.input().schema()),
          lifetime.micros(),
          new StateTime(lifetime.timeColumn(), context.evaluation()));
    }
    return new TopOperator(spec, context.lateRows(top.input().schema()));
  }

  private static Ranking ranking(OverCall.Ranking.Kind kind) {
    return switch (kind) {
      case ROW_NUMBER -> Ranking.ROW_NUMBER;
      case RANK -> Ranking.RANK;
      case DENSE_RANK -> Ranking.DENSE_RANK;
    };
  }
}
