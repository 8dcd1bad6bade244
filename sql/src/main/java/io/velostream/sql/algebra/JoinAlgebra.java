package io.velostream.sql.algebra;

import java.util.List;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.FilterJoinRule.FilterIntoJoinRule.FilterIntoJoinRuleConfig;
import org.apache.calcite.rex.RexUtil.SubQueryFinder;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelBuilderFactory;
import org.jspecify.annotations.Nullable;

/// Subqueries as joins, and each condition at the join that it is about.
///
/// Queries without joins and subqueries pass as they are. Nothing is simplified, since that may
/// change which rows raise an error.
public final class JoinAlgebra {
  private static final RelBuilderFactory BUILDERS =
      RelBuilder.proto(
          Contexts.of(
              RelBuilder.Config.DEFAULT
                  .withSimplify(false)
                  .withSimplifyLimit(false)
                  .withSimplifyValues(false)
                  .withPruneInputOfAggregate(false)
                  .withBloat(-1)));

  private static final List<RelOptRule> SUBQUERIES =
      List.of(
          CoreRules.FILTER_SUB_QUERY_TO_CORRELATE.config.withRelBuilderFactory(BUILDERS).toRule(),
          CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE.config.withRelBuilderFactory(BUILDERS).toRule(),
          CoreRules.JOIN_SUB_QUERY_TO_CORRELATE.config.withRelBuilderFactory(BUILDERS).toRule());

  private static final List<RelOptRule> CONDITIONS =
      List.of(
          FilterIntoJoinRuleConfig.DEFAULT
              .withPredicate((join, type, condition) -> !isLateral(join.getRight()))
              .withRelBuilderFactory(BUILDERS)
              .toRule(),
          CoreRules.FILTER_MERGE.config.withRelBuilderFactory(BUILDERS).toRule());

  private JoinAlgebra() {}

  /// The same query, with joins for its subqueries.
  public static RelNode prepare(RelNode query) {
    Content content = new Content();
    content.go(query);
    if (!content.joins && !content.subqueries) {
      return query;
    }
    RelNode algebra = query;
    if (content.subqueries) {
      algebra =
          SubqueryAggregates.replace(
              RelDecorrelator.decorrelateQuery(
                  apply(query, SUBQUERIES), BUILDERS.create(query.getCluster(), null)));
    }
    return apply(algebra, CONDITIONS);
  }

  /// A table function for each row takes no condition.
  private static boolean isLateral(RelNode node) {
    RelNode plain = node.stripped();
    return plain instanceof Uncollect
        || plain instanceof TableFunctionScan
        || plain instanceof Project project && isLateral(project.getInput());
  }

  private static RelNode apply(RelNode algebra, List<RelOptRule> rules) {
    HepPlanner planner = new HepPlanner(HepProgram.builder().addRuleCollection(rules).build());
    planner.setRoot(algebra);
    return planner.findBestExp();
  }

  /// Whether a query has what is rewritten here.
  private static final class Content extends RelVisitor {
    private boolean joins;
    private boolean subqueries;

    @Override
    public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
      switch (node) {
        case Correlate correlate -> subqueries |= !isLateral(correlate.getRight());
        case Join join -> {
          joins = true;
          subqueries |= SubQueryFinder.containsSubQuery(join);
        }
        case Filter filter -> subqueries |= SubQueryFinder.containsSubQuery(filter);
        case Project project -> subqueries |= SubQueryFinder.containsSubQuery(project);
        default -> {}
      }
      super.visit(node, ordinal, parent);
    }
  }
}
