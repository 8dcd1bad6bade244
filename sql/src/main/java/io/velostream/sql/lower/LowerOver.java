package io.velostream.sql.lower;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import io.velostream.plan.Emission;
import io.velostream.plan.OrderNode;
import io.velostream.plan.OverCall;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.plan.SortKey;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexVisitorImpl;

/// A SELECT list with OVER: first the expressions that partitions, orders and arguments need, then
/// one node per partition and order, then the rest of the list.
final class LowerOver {
  /// What calls of one node have in common.
  private record Specification(List<Integer> partitionKeys, List<SortKey> order) {}

  private final PlanNode input;
  private final Lowering lowering;
  private final List<Expression> prepared;
  private final List<Field> preparedFields;
  private final List<RexNode> preparedSources = new ArrayList<>();

  private LowerOver(PlanNode input, Lowering lowering) {
    this.input = input;
    this.lowering = lowering;
    this.prepared = new ArrayList<>(Columns.all(input.schema()));
    this.preparedFields = new ArrayList<>(input.schema().fields());
  }

  static PlanNode lower(Project project, PlanNode input, Lowering lowering) {
    return new LowerOver(input, lowering).lower(project, overCalls(project));
  }

  private PlanNode lower(Project project, Set<RexOver> calls) {
    Map<Specification, List<RexOver>> groups = new LinkedHashMap<>();
    for (RexOver call : calls) {
      groups.computeIfAbsent(specification(call), _ -> new ArrayList<>()).add(call);
    }
    // Arguments too, so that the columns are complete before the first node is built.
    Map<RexOver, List<Integer>> arguments = new LinkedHashMap<>();
    RexBuilder builder = project.getCluster().getRexBuilder();
    for (RexOver call : calls) {
      arguments.put(
          call, OverCalls.columnArguments(call, builder).stream().map(this::column).toList());
    }
    PlanNode node = prepare(groups.keySet());
    for (Specification specification : groups.keySet()) {
      node = ClockTimes.inOrder(node, specification.order);
    }
    Map<RexOver, Integer> columns = new LinkedHashMap<>();
    // Orders by event time first: behind one that waits for the end of the input there is none
    // left.
    for (boolean timeOrdered : List.of(true, false)) {
      PlanNode rows = node;
      for (Map.Entry<Specification, List<RexOver>> group : groups.entrySet()) {
        if (isReleased(rows, group.getKey()) == timeOrdered) {
          node = over(node, group.getKey(), group.getValue(), arguments, columns);
        }
      }
      groups.keySet().removeIf(specification -> isReleased(rows, specification) == timeOrdered);
    }
    return finish(project, node, columns);
  }

  private PlanNode over(
      PlanNode node,
      Specification specification,
      List<RexOver> group,
      Map<RexOver, List<Integer>> arguments,
      Map<RexOver, Integer> columns) {
    boolean released = isReleased(node, specification);
    Emission emission = !released && changes(node) ? Emission.CHANGES : Emission.FINAL;
    List<Field> fields = new ArrayList<>(node.schema().fields());
    List<OverCall> calls = new ArrayList<>();
    for (RexOver call : group) {
      columns.put(call, fields.size());
      OverCall lowered =
          OverCalls.lower(
              call, arguments.getOrDefault(call, List.of()), "over" + columns.size(), lowering);
      if (lowered instanceof OverCall.Distribution
          && emission == Emission.FINAL
          && !node.isBounded()) {
        throw FrontEndErrors.notSupported(
            call.getOperator().getName() + " over an input that goes on for ever is",
            FrontEndErrors.position(call.getParserPosition()),
            "it needs all rows of a partition; RANK and DENSE_RANK look back only");
      }
      calls.add(lowered);
      fields.add(new Field(lowered.name(), lowered.type(), call.getType().isNullable()));
    }
    Orders.check(specification.order, node.schema());
    return new OrderNode.Over(
        node,
        specification.partitionKeys,
        specification.order,
        released,
        calls,
        emission,
        new Schema(fields));
  }

  /// Whether rows come out once, as the watermark passes them.
  private static boolean isReleased(PlanNode node, Specification specification) {
    return !node.retracts()
        && !specification.order.isEmpty()
        && LowerSort.isTimeOrdered(node, specification.order);
  }

  /// Whether results that no watermark releases are kept up to date: where changes are asked for,
  /// or the end of the input would be waited for in vain.
  private boolean changes(PlanNode node) {
    return switch (lowering.emission()) {
      case DEFAULT -> !node.isBounded();
      case CHANGES -> true;
      case FINAL -> false;
    };
  }

  private Specification specification(RexOver call) {
    List<Integer> partition = call.getWindow().partitionKeys.stream().map(this::column).toList();
    List<SortKey> order = new ArrayList<>();
    for (RexFieldCollation key : call.getWindow().orderKeys) {
      RelFieldCollation collation =
          new RelFieldCollation(column(key.left), key.getDirection(), key.getNullDirection());
      order.addAll(LowerSort.keys(List.of(collation)));
    }
    return new Specification(partition, order);
  }

  /// The input column that holds the expression, made if there is none yet.
  private int column(RexNode node) {
    if (node instanceof RexInputRef ref) {
      return ref.getIndex();
    }
    int known = preparedSources.indexOf(node);
    if (known >= 0) {
      return input.schema().size() + known;
    }
    Expression expression = lowering.binder().bind(node);
    preparedSources.add(node);
    prepared.add(expression);
    preparedFields.add(
        new Field("expr" + preparedSources.size(), expression.type(), expression.nullable()));
    return prepared.size() - 1;
  }

  /// The rows: each once and final, unless results are to change with them.
  private PlanNode prepare(Set<Specification> specifications) {
    PlanNode rows = prepared(FinalRows.of(input));
    boolean released = specifications.stream().anyMatch(s -> isReleased(rows, s));
    boolean changing =
        lowering.emission() == EmissionPolicy.CHANGES || (changes(input) && !released);
    return changing ? prepared(input) : rows;
  }

  private PlanNode prepared(PlanNode node) {
    return preparedSources.isEmpty()
        ? node
        : new RowNode.Calc(node, null, prepared, new Schema(preparedFields));
  }

  private PlanNode finish(Project project, PlanNode node, Map<RexOver, Integer> columns) {
    RexBuilder builder = project.getCluster().getRexBuilder();
    RexShuttle toColumns =
        new RexShuttle() {
          @Override
          public RexNode visitOver(RexOver over) {
            RelDataType type = over.getType();
            return builder.makeInputRef(type, columns.getOrDefault(over, -1));
          }
        };
    List<Expression> outputs =
        project.getProjects().stream()
            .map(e -> lowering.binder().bind(e.accept(toColumns)))
            .toList();
    return new RowNode.Calc(node, null, outputs, Types.schema(project.getRowType()));
  }

  private static Set<RexOver> overCalls(Project project) {
    Set<RexOver> calls = new LinkedHashSet<>();
    RexVisitorImpl<Void> finder =
        new RexVisitorImpl<>(true) {
          @Override
          public Void visitOver(RexOver over) {
            calls.add(over);
            return super.visitOver(over);
          }
        };
    finder.visitEach(project.getProjects());
    for (RexOver call : calls) {
      if (RexOver.containsOver(call.getOperands(), null)) {
        throw FrontEndErrors.invalid(
            "an OVER cannot contain another one",
            SourcePosition.NONE,
            "compute the inner one in a subquery");
      }
    }
    return calls;
  }
}
