package io.velostream.runtime.lower;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Schema;
import io.velostream.expression.Evaluator;
import io.velostream.expression.Expression;
import io.velostream.expression.Program;
import io.velostream.operators.join.LookupJoin;
import io.velostream.operators.join.LookupSource;
import io.velostream.operators.join.LookupSpec;
import io.velostream.plan.JoinKey;
import io.velostream.plan.LookupCache;
import io.velostream.plan.RowNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Joins with what a table has at the moment.
public final class LookupLowering {
  private LookupLowering() {}

  /// The operator of a node.
  ///
  /// @param source the table that it asks
  public static LookupJoin lower(
      RowNode.LookupJoin join, LookupSource source, LoweringContext context) {
    LookupSpec spec =
        new LookupSpec(
            Lowering.lanes(join.input().schema()),
            Lowering.lanes(join.found()),
            join.keys().stream().map(JoinKey::left).toList(),
            join.keys().stream().map(JoinKey::right).toList(),
            join.outer(),
            cache(join.cache()));
    return new LookupJoin(spec, source, condition(join, context), context.evaluation());
  }

  private static LookupSpec.Cache cache(LookupCache cache) {
    return switch (cache) {
      case LookupCache.None _ -> new LookupSpec.Cache.None();
      case LookupCache.Partial partial ->
          new LookupSpec.Cache.Partial(
              partial.maxRows(), partial.expireMicros(), partial.missing());
      case LookupCache.Full full -> new LookupSpec.Cache.Full(full.reloadMicros());
    };
  }

  private static Optional<Evaluator> condition(RowNode.LookupJoin join, LoweringContext context) {
    Expression condition = join.condition();
    if (condition == null) {
      return Optional.empty();
    }
    Schema pair = join.pair();
    List<DataType> types = pair.types();
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      columns.add(new Expression.Column(i, types.get(i), pair.field(i).nullable()));
    }
    return Optional.of(
        context.settings().evaluators().create(new Program(types, condition, columns)));
  }
}
