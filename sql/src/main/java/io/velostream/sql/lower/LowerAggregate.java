package io.velostream.sql.lower;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.user.UserAggregate;
import io.velostream.plan.AggregateCall;
import io.velostream.plan.AggregateFunction;
import io.velostream.plan.GroupNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.plan.SortKey;
import io.velostream.sql.optimize.FuseWindowAggregate;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.Types;
import io.velostream.sql.validate.UserAggregateOperator;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/// GROUP BY, DISTINCT, and aggregates without groups.
final class LowerAggregate {
  private static final Set<AggregateFunction> IGNORE_DISTINCT =
      EnumSet.of(
          AggregateFunction.MIN,
          AggregateFunction.MAX,
          AggregateFunction.ARG_MIN,
          AggregateFunction.ARG_MAX,
          AggregateFunction.MAP_AGG,
          AggregateFunction.APPROX_COUNT_DISTINCT);

  private LowerAggregate() {}

  static PlanNode lower(Aggregate aggregate, Lowering lowering) {
    PlanNode rows = lowering.lower(aggregate.getInput());
    UserArguments arguments = new UserArguments(aggregate, rows.schema());
    PlanNode input = arguments.over(rows);
    if (aggregate.getGroupType() != Aggregate.Group.SIMPLE
        || aggregate.getAggCallList().stream().anyMatch(GroupingSets::isGrouping)) {
      return new GroupingSets(aggregate, arguments, input, lowering).lower();
    }
    Schema schema = Types.schema(aggregate.getRowType());
    List<Integer> keys = aggregate.getGroupSet().asList();
    List<AggregateCall> calls = new ArrayList<>();
    for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
      int column = keys.size() + i;
      calls.add(
          call(
              aggregate,
              aggregate.getAggCallList().get(i),
              arguments.of(i),
              input.schema(),
              schema.field(column),
              lowering));
    }
    return group(input, keys, calls, schema, lowering);
  }

  /// One row of each kind.
  static PlanNode distinct(PlanNode input, Lowering lowering) {
    List<Integer> keys = IntStream.range(0, input.schema().size()).boxed().toList();
    return group(input, keys, List.of(), input.schema(), lowering);
  }

  static PlanNode group(
      PlanNode input,
      List<Integer> keys,
      List<AggregateCall> calls,
      Schema schema,
      Lowering lowering) {
    OptionalInt closing = closingKey(input, keys);
    FuseWindowAggregate fusion = new FuseWindowAggregate(lowering.binder()::call);
    GroupNode.Aggregate closes =
        new GroupNode.Aggregate(
            input, keys, calls, closing, lowering.emission().of(true, input.retracts()), schema);
    Optional<SourcePosition> session = sessionOfGroup(input, lowering);
    if (session.isPresent()) {
      return groupOfSession(closes, fusion, session.get(), lowering);
    }
    if (closing.isPresent()) {
      return closes;
    }
    // Grouped by a window without its end: as one operator with its window it closes.
    return fusion
        .fuse(closes)
        .or(() -> ClosingKey.added(closes, lowering.binder()::call))
        .orElseGet(() ->
            new GroupNode.Aggregate(
                input,
                keys,
                calls,
                closing,
                lowering.emission().of(false, input.retracts()),
                schema));
  }

  private static PlanNode groupOfSession(
      GroupNode.Aggregate group,
      FuseWindowAggregate fusion,
      SourcePosition position,
      Lowering lowering) {
    Optional<PlanNode> fused = fusion.fuseGroupSession(group);
    if (fused.isPresent()) {
      return fused.get();
    }
    GroupNode.Aggregate held =
        fusion.holdGroupSession(group).orElseThrow(() -> needsWindow(position));
    return group(held.input(), held.keys(), held.calls(), held.schema(), lowering);
  }

  private static OptionalInt closingKey(PlanNode input, List<Integer> keys) {
    List<EventTimeColumns.Kind> kinds = EventTimeColumns.of(input);
    return IntStream.range(0, keys.size())
        .filter(i -> kinds.get(keys.get(i)) == EventTimeColumns.Kind.WINDOW_END)
        .findFirst();
  }

  /// Where the window stands, if the rows come from the short form of a session: only the aggregate
  /// above it knows the keys that part the sessions.
  private static Optional<SourcePosition> sessionOfGroup(PlanNode input, Lowering lowering) {
    PlanNode node = input;
    while (node instanceof RowNode.Calc calc) {
      node = calc.input();
    }
    return Optional.ofNullable(lowering.sessionsOfGroups().get(node));
  }

  private static UserException needsWindow(SourcePosition position) {
    return FrontEndErrors.notSupported(
        "a condition or an aggregate on window_start or window_end in the query of a session is",
        position,
        "use TABLE(SESSION(TABLE t PARTITION BY keys, DESCRIPTOR(ts), gap))");
  }

  static AggregateCall call(
      Aggregate aggregate,
      org.apache.calcite.rel.core.AggregateCall call,
      List<Integer> columns,
      Schema input,
      Field result,
      Lowering lowering) {
    SourcePosition position = FrontEndErrors.position(call.getParserPosition());
    if (call.distinctKeys != null) {
      throw FrontEndErrors.notSupported(
          "WITHIN DISTINCT is", position, "use DISTINCT, or group in a subquery first");
    }
    AggregateFunction function = AggregateFunctions.of(call.getAggregation(), position);
    if (call.ignoreNulls()) {
      throw FrontEndErrors.notSupported(
          "IGNORE NULLS is", position, "filter the rows: agg(x) FILTER (WHERE x IS NOT NULL)");
    }
    int values = columns.size() - AggregateParameters.count(function);
    List<Integer> arguments = columns.subList(0, values);
    AggregateFunctions.checkArguments(function, arguments, position);
    List<RexNode> constants =
        columns.subList(values, columns.size()).stream()
            .map(column -> projected(aggregate, column))
            .toList();
    List<SortKey> order = LowerSort.keys(call.getCollation().getFieldCollations());
    checkOrders(function, arguments, order, call.isDistinct(), input, position);
    // The least or largest of distinct values is that of all values.
    boolean distinct = call.isDistinct() && !IGNORE_DISTINCT.contains(function);
    OptionalInt filter = call.filterArg < 0 ? OptionalInt.empty() : OptionalInt.of(call.filterArg);
    return new AggregateCall(
        function,
        arguments,
        distinct,
        filter,
        order,
        AggregateParameters.of(function, constants, position, lowering),
        result.type(),
        result.name(),
        user(call, position));
  }

  private static Optional<UserAggregate.Call> user(
      org.apache.calcite.rel.core.AggregateCall call, SourcePosition position) {
    return call.getAggregation() instanceof UserAggregateOperator operator
        ? Optional.of(new UserAggregate.Call(operator.function(), position))
        : Optional.empty();
  }

  /// Constants stand in the projection below, as all arguments do.
  private static RexNode projected(Aggregate aggregate, int column) {
    return aggregate.getInput() instanceof Project project
        ? project.getProjects().get(column)
        : RexInputRef.of(column, aggregate.getInput().getRowType());
  }

  private static void checkOrders(
      AggregateFunction function,
      List<Integer> arguments,
      List<SortKey> order,
      boolean distinct,
      Schema input,
      SourcePosition position) {
    OrderedAggregates.check(
        function, arguments.stream().map(input::type).toList(), distinct, position);
    Orders.check(order, input);
    if (distinct && order.stream().anyMatch(key -> !arguments.contains(key.column()))) {
      throw FrontEndErrors.invalid(
          function + "(DISTINCT …) can only be ordered by its argument",
          position,
          "a value that occurs several times may have several places; order by it, or not at all");
    }
    boolean quantile =
        function == AggregateFunction.QUANTILE_CONT || function == AggregateFunction.QUANTILE_DISC;
    if (quantile && order.stream().anyMatch(key -> !arguments.contains(key.column()))) {
      throw FrontEndErrors.invalid(
          function + " is ordered by its own argument",
          position,
          "leave WITHIN GROUP out, or name the argument in it");
    }
  }
}
