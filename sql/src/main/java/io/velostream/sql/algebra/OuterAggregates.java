package io.velostream.sql.algebra;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/// Aggregates in a subquery whose arguments are columns of the outer query alone: by the standard
/// they are aggregates of that query, as in `SELECT (SELECT SUM(a) FROM u LIMIT 1) FROM t`.
///
/// Moved out where the outer query is a SELECT of nothing else; refused elsewhere, for they would
/// be computed over the rows of the subquery.
public final class OuterAggregates extends RelHomogeneousShuttle {
  private final RexShuttle inner =
      new RexShuttle() {
        @Override
        public RexNode visitSubQuery(RexSubQuery query) {
          return query.clone(query.rel.accept(OuterAggregates.this));
        }
      };

  private OuterAggregates() {}

  /// The same query with each aggregate where it belongs.
  ///
  /// @throws UserException where it cannot be moved there
  public static RelNode move(RelNode query) {
    return query.accept(new OuterAggregates());
  }

  @Override
  public RelNode visit(RelNode other) {
    boolean nested =
        other instanceof Aggregate aggregate
            && !aggregate.getAggCallList().isEmpty()
            && hasAny(aggregate.getInput());
    if (nested) {
      throw refused();
    }
    RelNode node = super.visit(other).accept(inner);
    if (!hasAny(node)) {
      return node;
    }
    if (!(node instanceof LogicalProject project) || isGrouped(project.getInput())) {
      throw refused();
    }
    return new Move(project).result();
  }

  /// Whether a subquery of a node has such an aggregate.
  private static boolean hasAny(RelNode node) {
    Subqueries subqueries = new Subqueries();
    node.accept(subqueries);
    return subqueries.found.stream().anyMatch(query -> new Outer().in(query.rel));
  }

  private static boolean isGrouped(RelNode input) {
    return input instanceof Aggregate
        || (input instanceof Filter filter && isGrouped(filter.getInput()));
  }

  private static UserException refused() {
    return new UserException(
            ErrorCode.NOT_SUPPORTED,
            "an aggregate of outer columns in a subquery is an aggregate of the outer query, which is"
                + " not supported here yet")
        .hint("compute it in a subquery of its own: (SELECT SUM(a) FROM t)");
  }

  /// Whether all arguments of a call, of which there are some, are outer columns.
  private static boolean isOuter(AggregateCall call, Aggregate aggregate) {
    if (!(aggregate.getInput() instanceof Project project)) {
      return false;
    }
    if (call.getArgList().isEmpty()) {
      return countsOuter(call, aggregate, project);
    }
    boolean outer = false;
    for (int argument : call.getArgList()) {
      RexNode value = project.getProjects().get(argument);
      if (!RelOptUtil.InputFinder.bits(value).isEmpty()) {
        return false;
      }
      outer |= RexUtil.containsCorrelation(value);
    }
    return outer;
  }

  /// Of `COUNT(a)`, where `a` is never NULL, Calcite makes `COUNT(*)`; that `a` was there is to be
  /// seen below.
  private static boolean countsOuter(AggregateCall call, Aggregate aggregate, Project project) {
    Set<Integer> used = new HashSet<>(aggregate.getGroupSet().asList());
    aggregate.getAggCallList().forEach(other -> used.addAll(other.getArgList()));
    for (int i = 0; i < project.getProjects().size(); i++) {
      RexNode value = project.getProjects().get(i);
      if (!used.contains(i)
          && call.getAggregation().getKind() == SqlKind.COUNT
          && RelOptUtil.InputFinder.bits(value).isEmpty()
          && RexUtil.containsCorrelation(value)) {
        return true;
      }
    }
    return false;
  }

  /// The subqueries of expressions.
  private static final class Subqueries extends RexShuttle {
    private final List<RexSubQuery> found = new ArrayList<>();

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
      found.add(query);
      return query;
    }
  }

  /// Looks for aggregates of outer columns in the rows of a subquery.
  private static final class Outer extends RelHomogeneousShuttle {
    private boolean found;

    boolean in(RelNode rows) {
      rows.accept(this);
      return found;
    }

    @Override
    public RelNode visit(RelNode other) {
      found |=
          other instanceof Aggregate aggregate
              && aggregate.getAggCallList().stream().anyMatch(call -> isOuter(call, aggregate));
      return super.visit(other);
    }
  }

  /// Moves the aggregates of all subqueries of a SELECT list below it.
  private static final class Move extends RelHomogeneousShuttle {
    private final LogicalProject project;
    private final RexBuilder builder;
    private final List<RexNode> arguments = new ArrayList<>();
    private final List<AggregateCall> calls = new ArrayList<>();
    private final CorrelationId id;

    Move(LogicalProject project) {
      this.project = project;
      this.builder = project.getCluster().getRexBuilder();
      this.id = project.getCluster().createCorrel();
    }

    RelNode result() {
      collect();
      List<String> names =
          IntStream.range(0, arguments.size()).mapToObj(i -> "$argument" + i).toList();
      RelNode values =
          LogicalProject.create(project.getInput(), List.of(), arguments, names, Set.of());
      RelNode aggregate =
          LogicalAggregate.create(values, List.of(), ImmutableBitSet.of(), null, calls);
      RexNode row = builder.makeCorrel(aggregate.getRowType(), id);
      int[] next = {0};
      RexShuttle expressions =
          new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery query) {
              return query.clone(query.rel.accept(replacing(row, next)));
            }

            @Override
            public RexNode visitInputRef(RexInputRef column) {
              throw refused();
            }
          };
      List<RexNode> items = new ArrayList<>();
      for (RexNode item : project.getProjects()) {
        items.add(item.accept(expressions));
      }
      RelNode moved =
          LogicalProject.create(
              aggregate, project.getHints(), items, project.getRowType().getFieldNames(), Set.of(id));
      Set<CorrelationId> used = new HashSet<>(RelOptUtil.getVariablesUsed(moved));
      used.retainAll(project.getVariablesSet());
      if (!used.isEmpty()) {
        throw refused();
      }
      return moved;
    }

    private void collect() {
      Subqueries subqueries = new Subqueries();
      project.accept(subqueries);
      for (RexSubQuery query : subqueries.found) {
        query.rel.accept(
            new RelHomogeneousShuttle() {
              @Override
              public RelNode visit(RelNode other) {
                if (!isReplaced(other)) {
                  return super.visit(other);
                }
                add((Aggregate) other);
                return other;
              }
            });
      }
    }

    /// Whether its calls are all about outer columns; some of them must not be.
    private static boolean isReplaced(RelNode node) {
      if (!(node instanceof Aggregate aggregate)
          || aggregate.getAggCallList().stream().noneMatch(call -> isOuter(call, aggregate))) {
        return false;
      }
      boolean all =
          aggregate.getGroupCount() == 0
              && aggregate.getAggCallList().stream()
                  .allMatch(call ->
                      isOuter(call, aggregate)
                          && call.filterArg < 0
                          && call.collation.getFieldCollations().isEmpty());
      if (!all) {
        throw refused();
      }
      return true;
    }

    private void add(Aggregate aggregate) {
      Project values = (Project) aggregate.getInput();
      for (AggregateCall call : aggregate.getAggCallList()) {
        List<Integer> places = new ArrayList<>();
        for (int argument : call.getArgList()) {
          places.add(arguments.size());
          arguments.add(values.getProjects().get(argument).accept(new Column()));
        }
        calls.add(call.withArgList(places).withName("$outer" + calls.size()));
      }
    }

    /// In the order in which they were collected.
    private RelHomogeneousShuttle replacing(RexNode row, int[] next) {
      return new RelHomogeneousShuttle() {
        @Override
        public RelNode visit(RelNode other) {
          if (!isReplaced(other)) {
            return super.visit(other);
          }
          List<RexNode> values = new ArrayList<>();
          for (int i = 0; i < other.getRowType().getFieldCount(); i++) {
            values.add(builder.makeFieldAccess(row, next[0]++));
          }
          return LogicalProject.create(
              other.getInput(0).getInput(0),
              List.of(),
              values,
              other.getRowType().getFieldNames(),
              Set.of());
        }
      };
    }

    /// An outer column, as one of the outer query's input.
    private final class Column extends RexShuttle {
      @Override
      public RexNode visitFieldAccess(RexFieldAccess access) {
        if (access.getReferenceExpr() instanceof RexCorrelVariable variable) {
          if (!project.getVariablesSet().contains(variable.id)) {
            throw refused();
          }
          return builder.makeInputRef(project.getInput(), access.getField().getIndex());
        }
        return super.visitFieldAccess(access);
      }

      @Override
      public RexNode visitSubQuery(RexSubQuery query) {
        throw refused();
      }
    }
  }
}
