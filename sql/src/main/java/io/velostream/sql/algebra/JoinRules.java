package io.velostream.sql.algebra;

import com.google.common.collect.ImmutableSet;
import io.velostream.sql.validate.LookupOperator;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AsofJoin;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RelFactories.FilterFactory;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.FilterJoinRule.FilterIntoJoinRule.FilterIntoJoinRuleConfig;
import org.apache.calcite.rel.rules.PruneEmptyRules;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelBuilderFactory;

/// The rules that rewrite joins. Apart from [JoinAlgebra], as they bring hundreds of classes along
/// that a query without joins must not wait for.
final class JoinRules {
  static final RelBuilderFactory BUILDERS =
      RelBuilder.proto(
          Contexts.of(
              (FilterFactory) JoinRules::filter,
              RelBuilder.Config.DEFAULT
                  .withSimplify(false)
                  .withSimplifyLimit(false)
                  .withSimplifyValues(false)
                  .withPruneInputOfAggregate(false)
                  .withBloat(-1)));

  static final List<RelOptRule> SUBQUERIES =
      List.of(
          CoreRules.FILTER_SUB_QUERY_TO_CORRELATE.config.withRelBuilderFactory(BUILDERS).toRule(),
          CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE.config.withRelBuilderFactory(BUILDERS).toRule(),
          CoreRules.JOIN_SUB_QUERY_TO_CORRELATE.config.withRelBuilderFactory(BUILDERS).toRule(),
          // A subquery with LIMIT 0 looks at no outer row.
          PruneEmptyRules.SORT_FETCH_ZERO_INSTANCE,
          PruneEmptyRules.CORRELATE_RIGHT_INSTANCE);

  static final List<RelOptRule> CONDITIONS =
      List.of(
          FilterIntoJoinRuleConfig.DEFAULT
              .withPredicate((join, type, condition) -> !isLateral(join.getRight()))
              .withOperandSupplier(filter ->
                  filter
                      .operand(Filter.class)
                      .oneInput(input ->
                          input.operand(Join.class).predicate(JoinRules::takesIn).anyInputs()))
              .withRelBuilderFactory(BUILDERS)
              .as(FilterIntoJoinRuleConfig.class)
              .toRule(),
          CoreRules.FILTER_MERGE.config.withRelBuilderFactory(BUILDERS).toRule());

  private JoinRules() {}

  /// Without a cast that only says that a condition cannot be NULL, which Calcite's own assertion
  /// refuses.
  private static RelNode filter(RelNode input, RexNode condition, Set<CorrelationId> variables) {
    RexNode plain = RexUtil.removeNullabilityCast(input.getCluster().getTypeFactory(), condition);
    return LogicalFilter.create(input, plain, ImmutableSet.copyOf(variables));
  }

  /// What holds of the chosen row does not choose it, and what is looked up is all rows of a key.
  private static boolean takesIn(Join join) {
    return !(join instanceof AsofJoin)
        && RelOptUtil.conjunctions(join.getCondition()).stream()
            .noneMatch(
                part -> part instanceof RexCall call && LookupOperator.is(call.getOperator()));
  }

  /// A table function for each row takes no condition.
  static boolean isLateral(RelNode node) {
    RelNode plain = node.stripped();
    return plain instanceof Uncollect
        || plain instanceof TableFunctionScan
        || plain instanceof Project project
            && RexUtil.isIdentity(project.getProjects(), project.getInput().getRowType())
            && isLateral(project.getInput());
  }
}
