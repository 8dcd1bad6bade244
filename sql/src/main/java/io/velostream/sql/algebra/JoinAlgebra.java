package io.velostream.sql.algebra;

import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexUtil.SubQueryFinder;
import org.apache.calcite.sql2rel.CorrelateProjectExtractor;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.jspecify.annotations.Nullable;

/// Subqueries as joins, and each condition at the join that it is about.
///
/// Queries without joins and subqueries pass as they are. Nothing is simplified, since that may
/// change which rows raise an error.
public final class JoinAlgebra {
  private JoinAlgebra() {}

  /// The same query, with joins for its subqueries.
  ///
  /// @param orders whether joins may be put in another order, see [JoinOrder]
  public static RelNode prepare(RelNode query, boolean orders) {
    Content content = new Content();
    content.go(query);
    if (!content.joins && !content.subqueries) {
      return query;
    }
    RelNode algebra = query;
    if (content.subqueries) {
      algebra =
          Sealed.open(
              decorrelated(
                  outerValues(QueryCollections.rewrite(apply(query, JoinRules.SUBQUERIES)))));
    }
    RelNode settled = apply(algebra, JoinRules.CONDITIONS);
    return orders ? JoinOrder.rewrite(settled) : settled;
  }

  private static RelNode decorrelated(RelNode query) {
    RelNode forms =
        CorrelatedForms.rewrite(
            EmptyGroups.keep(OuterArrays.rewrite(query, JoinAlgebra::decorrelated)));
    return SubqueryAggregates.replace(
        RelDecorrelator.decorrelateQuery(
            ConstantKeys.keep(forms), JoinRules.BUILDERS.create(query.getCluster(), null)));
  }

  /// What subqueries compute of outer columns alone as columns of the outer rows. Decorrelation
  /// does so, too, but later: then it is not known which outer columns a part of a subquery looks
  /// at.
  private static RelNode outerValues(RelNode query) {
    return query.accept(new CorrelateProjectExtractor(JoinRules.BUILDERS));
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
        case Correlate correlate -> subqueries |= !JoinRules.isLateral(correlate.getRight());
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
