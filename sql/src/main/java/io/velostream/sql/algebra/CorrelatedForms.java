package io.velostream.sql.algebra;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Writes correlated subqueries so that Calcite's decorrelation, which computes them for all outer
/// rows at once, keeps the outer rows apart.
///
/// - A window function there would see the rows of all outer rows: the outer columns become columns
///   of its input, and part of each PARTITION BY.
/// - An inner join of two inputs that look at the same outer column would join those of one outer
///   row with those of another: the column becomes part of both, and of the condition.
/// - A filter or projection that looks at outer columns of which some are looked at below it, and
///   others not, would make all of them anew and lose what the rows below were chosen by: they
///   become columns of its input, first those that are known there.
final class CorrelatedForms extends RelHomogeneousShuttle {
  private CorrelatedForms() {}

  static RelNode rewrite(RelNode algebra) {
    return algebra.accept(new CorrelatedForms());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visit(other);
    return switch (node) {
      case Project project when project.containsOver() -> project(project, outerColumns(project));
      case Project project when isMixed(project) -> project(project, own(project));
      case Filter filter when isMixed(filter) -> filter(filter);
      case Join join when join.getJoinType() == JoinRelType.INNER -> kept(join);
      default -> node;
    };
  }

  /// Whether a node looks at outer columns that its input does and at others.
  private static boolean isMixed(SingleRel node) {
    Set<RexNode> own = own(node);
    Set<RexNode> below = own.isEmpty() ? own : outerColumns(node.getInput());
    return own.stream().anyMatch(below::contains) && !below.containsAll(own);
  }

  private static RelNode project(Project project, Set<RexNode> outer) {
    if (outer.isEmpty()) {
      return project;
    }
    Widened wide = Widened.of(project.getInput(), outer);
    return LogicalProject.create(
        wide.input(),
        project.getHints(),
        wide.inColumns().visitList(project.getProjects()),
        project.getRowType().getFieldNames(),
        Set.of());
  }

  private static RelNode filter(Filter filter) {
    Widened wide = Widened.of(filter.getInput(), own(filter));
    RelNode kept =
        LogicalFilter.create(wide.input(), filter.getCondition().accept(wide.inColumns()));
    RexBuilder rex = filter.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < filter.getRowType().getFieldCount(); i++) {
      columns.add(rex.makeInputRef(kept, i));
    }
    return LogicalProject.create(
        kept, List.of(), columns, filter.getRowType().getFieldNames(), Set.of());
  }

  private static RelNode kept(Join join) {
    Set<RexNode> both = outerColumns(join.getLeft());
    both.retainAll(outerColumns(join.getRight()));
    if (both.isEmpty()) {
      return join;
    }
    RexBuilder rex = join.getCluster().getRexBuilder();
    List<RexNode> outer = List.copyOf(both);
    int left = join.getLeft().getRowType().getFieldCount();
    int right = join.getRight().getRowType().getFieldCount();
    RelNode wideLeft = withColumns(join.getLeft(), outer);
    RelNode wideRight = withColumns(join.getRight(), outer);
    int shift = outer.size();
    List<RexNode> conditions = new ArrayList<>();
    conditions.add(
        join.getCondition()
            .accept(
                new RexShuttle() {
                  @Override
                  public RexNode visitInputRef(RexInputRef column) {
                    return column.getIndex() < left
                        ? column
                        : new RexInputRef(column.getIndex() + shift, column.getType());
                  }
                }));
    for (int i = 0; i < shift; i++) {
      conditions.add(
          rex.makeCall(
              SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
              rex.makeInputRef(outer.get(i).getType(), left + i),
              rex.makeInputRef(outer.get(i).getType(), left + shift + right + i)));
    }
    RelNode joined =
        LogicalJoin.create(
            wideLeft,
            wideRight,
            join.getHints(),
            RexUtil.composeConjunction(rex, conditions),
            join.getVariablesSet(),
            JoinRelType.INNER);
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < left + right; i++) {
      columns.add(rex.makeInputRef(joined, i < left ? i : i + shift));
    }
    return LogicalProject.create(
        joined, List.of(), columns, join.getRowType().getFieldNames(), Set.of());
  }

  private static RelNode withColumns(RelNode input, List<RexNode> outer) {
    if (outer.isEmpty()) {
      return input;
    }
    RexBuilder rex = input.getCluster().getRexBuilder();
    List<RexNode> columns = new ArrayList<>();
    List<String> names = new ArrayList<>(input.getRowType().getFieldNames());
    for (int i = 0; i < input.getRowType().getFieldCount(); i++) {
      columns.add(rex.makeInputRef(input, i));
    }
    for (RexNode column : outer) {
      names.add("$outer" + columns.size());
      columns.add(column);
    }
    return LogicalProject.create(input, List.of(), columns, names, Set.of());
  }

  /// The columns of outer rows that a query looks at.
  private static Set<RexNode> outerColumns(RelNode query) {
    OuterColumns columns = new OuterColumns(RelOptUtil.getVariablesUsed(query));
    if (!columns.free.isEmpty()) {
      query.accept(
          new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(RelNode other) {
              other.accept(columns);
              return super.visit(other);
            }
          });
    }
    return columns.found;
  }

  /// The columns of outer rows that a node looks at, without its inputs.
  private static Set<RexNode> own(SingleRel node) {
    OuterColumns columns = new OuterColumns(RelOptUtil.getVariablesUsed(node));
    node.accept(columns);
    return columns.found;
  }

  private static final class OuterColumns extends RexShuttle {
    private final Set<CorrelationId> free;
    private final Set<RexNode> found = new LinkedHashSet<>();

    /// @param free the outer rows; others are of subqueries inside
    OuterColumns(Set<CorrelationId> free) {
      this.free = free;
    }

    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
      if (access.getReferenceExpr() instanceof RexCorrelVariable row && free.contains(row.id)) {
        found.add(access);
      }
      return super.visitFieldAccess(access);
    }
  }

  /// An input with outer columns behind its own.
  ///
  /// @param columns where they are
  private record Widened(RelNode input, Map<RexNode, RexNode> columns) {
    static Widened of(RelNode input, Set<RexNode> outer) {
      Set<RexNode> known = outerColumns(input);
      List<RexNode> ordered = new ArrayList<>(outer);
      ordered.removeIf(column -> !known.contains(column));
      int first = ordered.size();
      outer.stream().filter(column -> !known.contains(column)).forEach(ordered::add);
      RelNode wide =
          withColumns(
              withColumns(input, ordered.subList(0, first)),
              ordered.subList(first, ordered.size()));
      int width = input.getRowType().getFieldCount();
      Map<RexNode, RexNode> columns = new HashMap<>();
      for (int i = 0; i < ordered.size(); i++) {
        columns.put(
            ordered.get(i), input.getCluster().getRexBuilder().makeInputRef(wide, width + i));
      }
      return new Widened(wide, columns);
    }

    RexShuttle inColumns() {
      return new Apart(input.getCluster().getRexBuilder(), columns);
    }
  }

  /// Outer columns as columns of the input, and windows parted by all of them.
  private static final class Apart extends RexShuttle {
    private final RexBuilder rex;
    private final Map<RexNode, RexNode> columns;

    Apart(RexBuilder rex, Map<RexNode, RexNode> columns) {
      this.rex = rex;
      this.columns = columns;
    }

    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
      RexNode column = columns.get(access);
      return column == null ? super.visitFieldAccess(access) : column;
    }

    @Override
    public RexNode visitOver(RexOver written) {
      RexOver over = (RexOver) super.visitOver(written);
      RexWindow window = over.getWindow();
      Set<RexNode> keys = new LinkedHashSet<>(window.partitionKeys);
      keys.addAll(columns.values());
      return rex.makeOver(
          over.getType(),
          over.getAggOperator(),
          over.getOperands(),
          List.copyOf(keys),
          window.orderKeys,
          window.getLowerBound(),
          window.getUpperBound(),
          window.getExclude(),
          window.isRows(),
          true,
          false,
          over.isDistinct(),
          over.ignoreNulls());
    }
  }
}
