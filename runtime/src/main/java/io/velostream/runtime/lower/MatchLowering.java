package io.velostream.runtime.lower;

import io.velostream.operators.Operator;
import io.velostream.operators.match.MatchOperator;
import io.velostream.operators.match.MatchSpec;
import io.velostream.plan.OrderNode;

/// MATCH_RECOGNIZE.
final class MatchLowering {
  private MatchLowering() {}

  static Operator lower(OrderNode.Match match, LoweringContext context) {
    MatchSpec spec =
        new MatchSpec(
            match.input().schema().types(),
            match.partitionKeys(),
            SortLowering.columns(match.order()),
            match.timeOrdered(),
            match.match(),
            match.aggregates().stream().map(Aggregations::spec).toList(),
            match.passed());
    return new MatchOperator(
        spec,
        context.settings().evaluators(),
        context.evaluation(),
        context.lateRows(match.input().schema()));
  }
}
