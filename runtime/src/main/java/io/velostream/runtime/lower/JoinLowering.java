package io.velostream.runtime.lower;

import io.velostream.columnar.DataType;
import io.velostream.expression.Evaluator;
import io.velostream.expression.Expression;
import io.velostream.expression.Program;
import io.velostream.operators.Operator;
import io.velostream.operators.join.HashJoin;
import io.velostream.operators.join.JoinKey;
import io.velostream.operators.join.JoinKind;
import io.velostream.operators.join.JoinSpec;
import io.velostream.operators.join.StateRules;
import io.velostream.operators.join.TimeBounds;
import io.velostream.plan.CombineNode;
import io.velostream.plan.JoinState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Joins of two inputs.
final class JoinLowering {
  private JoinLowering() {}

  static Operator lower(CombineNode.Join join, LoweringContext context) {
    JoinSpec spec =
        new JoinSpec(
            kind(join.kind()),
            Lowering.lanes(join.left().schema()),
            Lowering.lanes(join.right().schema()),
            join.keys().stream()
                .map(key -> new JoinKey(key.left(), key.right(), key.nullsMatch()))
                .toList(),
            join.left().retracts(),
            join.right().retracts(),
            bounds(join),
            rules(join));
    return spec.bounds().isEmpty()
        ? new HashJoin(spec, condition(join, context), context.evaluation())
        : new HashJoin(
            spec,
            condition(join, context),
            context.evaluation(),
            context.lateRows(join.left().schema()),
            context.lateRows(join.right().schema()));
  }

  private static Optional<TimeBounds> bounds(CombineNode.Join join) {
    return Optional.ofNullable(join.interval())
        .map(interval ->
            new TimeBounds(
                interval.left(),
                interval.right(),
                interval.leftEnds(),
                interval.rightEnds(),
                interval.atLeast().orElse(TimeBounds.NO_LEAST),
                interval.atMost().orElse(TimeBounds.NO_MOST)));
  }

  private static StateRules rules(CombineNode.Join join) {
    JoinState state = join.state();
    Optional<StateRules.Lifetime> lifetime =
        state.expires()
            ? Optional.of(
                new StateRules.Lifetime(
                    state.left(), state.right(), state.leftTime(), state.rightTime()))
            : Optional.empty();
    Optional<StateRules.Limit> limit =
        state.limit().isPresent()
            ? Optional.of(
                new StateRules.Limit(
                    state.limit().getAsLong(),
                    state.onLimit() == JoinState.OnLimit.EVICT_OLDEST,
                    name(join)))
            : Optional.empty();
    return new StateRules(lifetime, limit);
  }

  /// By what it compares, for errors.
  private static String name(CombineNode.Join join) {
    return join.keys().isEmpty()
        ? "the join without equal keys"
        : join.keys().stream()
            .map(key ->
                join.left().schema().field(key.left()).name()
                    + " = "
                    + join.right().schema().field(key.right()).name())
            .collect(Collectors.joining(" AND ", "the join ON ", ""));
  }

  /// Keeps the pairs that match, with all columns as they are.
  private static Optional<Evaluator> condition(CombineNode.Join join, LoweringContext context) {
    Expression condition = join.condition();
    if (condition == null) {
      return Optional.empty();
    }
    List<DataType> types = join.pair().types();
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      columns.add(new Expression.Column(i, types.get(i), join.pair().field(i).nullable()));
    }
    return Optional.of(
        context.settings().evaluators().create(new Program(types, condition, columns)));
  }

  private static JoinKind kind(io.velostream.plan.JoinKind kind) {
    return switch (kind) {
      case INNER -> JoinKind.INNER;
      case LEFT -> JoinKind.LEFT;
      case RIGHT -> JoinKind.RIGHT;
      case FULL -> JoinKind.FULL;
      case SEMI -> JoinKind.SEMI;
      case ANTI -> JoinKind.ANTI;
    };
  }
}
