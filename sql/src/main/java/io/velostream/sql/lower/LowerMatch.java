package io.velostream.sql.lower;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.match.MatchCondition;
import io.velostream.expression.match.MatchDescription;
import io.velostream.plan.AggregateCall;
import io.velostream.plan.OrderNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.plan.SortKey;
import io.velostream.plan.explain.ExpressionText;
import io.velostream.sql.match.MatchQuery;
import io.velostream.sql.match.MatchRel;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/// MATCH_RECOGNIZE: first the expressions that slots and aggregates need, then the node.
final class LowerMatch {
  private final PlanNode input;
  private final Lowering lowering;
  private final List<Expression> prepared;
  private final List<Field> fields;
  private final List<RexNode> sources = new ArrayList<>();

  private LowerMatch(PlanNode input, Lowering lowering) {
    this.input = input;
    this.lowering = lowering;
    this.prepared = new ArrayList<>(Columns.all(input.schema()));
    this.fields = new ArrayList<>(input.schema().fields());
  }

  static PlanNode lower(MatchRel match, Lowering lowering) {
    // A row that is taken back would change what is found after it.
    PlanNode input = FinalRows.of(lowering.lower(match.getInput()));
    return new LowerMatch(input, lowering).lower(match.query());
  }

  private PlanNode lower(MatchQuery query) {
    int[] cells = query.cells().stream().mapToInt(this::column).toArray();
    List<AggregateCall> aggregates = query.aggregates().stream().map(this::aggregate).toList();
    List<SortKey> order = LowerSort.keys(query.order());
    PlanNode made =
        sources.isEmpty() ? input : new RowNode.Calc(input, null, prepared, new Schema(fields));
    Orders.check(order, made.schema());
    PlanNode rows = ClockTimes.inOrder(made, order);
    return new OrderNode.Match(
        rows,
        query.partition(),
        order,
        !order.isEmpty() && LowerSort.isTimeOrdered(rows, order),
        description(query).moved(cell -> cells[cell]),
        aggregates,
        query.passed(),
        Types.schema(query.rowType()));
  }

  private MatchDescription description(MatchQuery query) {
    List<Optional<MatchCondition>> conditions =
        query.conditions().stream()
            .map(condition ->
                condition.map(c -> new MatchCondition(c.slots(), lowering.binder().bind(c.test()))))
            .toList();
    return new MatchDescription(
        query.variables(),
        query.pattern(),
        conditions,
        query.slots(),
        query.measures().stream().map(lowering.binder()::bind).toList(),
        query.rows(),
        query.skip(),
        within(query.within()));
  }

  private OptionalLong within(Optional<MatchQuery.Within> within) {
    if (within.isEmpty()) {
      return OptionalLong.empty();
    }
    Expression bound = lowering.binder().bindConstant(within.get().interval());
    if (bound instanceof Literal literal
        && literal.type() instanceof DataType.Interval interval
        && interval.family() == DataType.Interval.Family.DAY_TIME
        && literal.value() instanceof Long micros
        && micros > 0) {
      return OptionalLong.of(micros);
    }
    throw FrontEndErrors.invalid(
        "WITHIN takes a time above 0, of days and less",
        within.get().position(),
        "WITHIN INTERVAL '10' MINUTE");
  }

  /// The input column that holds the expression, made if there is none yet.
  private int column(RexNode node) {
    if (node instanceof RexInputRef ref) {
      return ref.getIndex();
    }
    int known = sources.indexOf(node);
    if (known >= 0) {
      return input.schema().size() + known;
    }
    Expression expression = lowering.binder().bind(node);
    sources.add(node);
    prepared.add(expression);
    fields.add(
        new Field(
            ExpressionText.of(expression, input.schema()),
            expression.type(),
            expression.nullable()));
    return prepared.size() - 1;
  }

  /// An aggregate over the columns of its own projection, moved to ours.
  private AggregateCall aggregate(Aggregate aggregate) {
    Schema arguments = Types.schema(aggregate.getInput().getRowType());
    Schema result = Types.schema(aggregate.getRowType());
    org.apache.calcite.rel.core.AggregateCall call = aggregate.getAggCallList().getFirst();
    UserArguments casts = new UserArguments(aggregate, arguments);
    if (!casts.of(0).equals(call.getArgList())) {
      throw FrontEndErrors.notSupported(
          "arguments of other types than " + call.getAggregation().getName() + " takes are",
          FrontEndErrors.position(call.getParserPosition()),
          "cast them in a subquery");
    }
    AggregateCall lowered =
        LowerAggregate.call(
            aggregate, call, call.getArgList(), arguments, result.field(0), lowering);
    return lowered.moved(column ->
        aggregate.getInput() instanceof Project project
            ? column(project.getProjects().get(column))
            : column);
  }
}
