package io.velostream.sql.lower;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.columnar.nested.NestedOrder;
import io.velostream.plan.AggregateCall;
import io.velostream.plan.AggregateFunction;
import io.velostream.plan.PlanNode;
import io.velostream.sql.optimize.FuseWindowAggregate;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.calcite.rel.core.Aggregate;

/// GROUP BY, DISTINCT, and aggregates without groups.
final class LowerAggregate {
  private LowerAggregate() {}

  static PlanNode lower(Aggregate aggregate, Lowering lowering) {
    if (aggregate.getGroupType() != Aggregate.Group.SIMPLE) {
      throw FrontEndErrors.notSupported(
          "GROUPING SETS are", SourcePosition.NONE, "use one GROUP BY per set and UNION ALL");
    }
    PlanNode input = lowering.lower(aggregate.getInput());
    Schema schema = Types.schema(aggregate.getRowType());
    List<Integer> keys = aggregate.getGroupSet().asList();
    List<AggregateCall> calls = new ArrayList<>();
    for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
      int column = keys.size() + i;
      calls.add(
          call(
              aggregate.getAggCallList().get(i), schema.type(column), schema.field(column).name()));
    }
    return group(input, keys, calls, schema, lowering);
  }

  /// One row of each kind.
  static PlanNode distinct(PlanNode input, Lowering lowering) {
    List<Integer> keys = IntStream.range(0, input.schema().size()).boxed().toList();
    return group(input, keys, List.of(), input.schema(), lowering);
  }

  private static PlanNode group(
      PlanNode input,
      List<Integer> keys,
      List<AggregateCall> calls,
      Schema schema,
      Lowering lowering) {
    OptionalInt closing = closingKey(input, keys);
    FuseWindowAggregate fusion = new FuseWindowAggregate(lowering.binder()::call);
    PlanNode.Aggregate closes =
        new PlanNode.Aggregate(
            input, keys, calls, closing, lowering.emission().of(true, input.retracts()), schema);
    Optional<SourcePosition> session = sessionOfGroup(input, lowering);
    if (session.isPresent()) {
      return fusion.fuseGroupSession(closes).orElseThrow(() -> needsWindow(session.get()));
    }
    if (closing.isPresent()) {
      return closes;
    }
    // Grouped by a window without its end: as one operator with its window it closes.
    return fusion
        .fuse(closes)
        .or(() -> ClosingKey.added(closes, lowering.binder()::call))
        .orElseGet(() ->
            new PlanNode.Aggregate(
                input,
                keys,
                calls,
                closing,
                lowering.emission().of(false, input.retracts()),
                schema));
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
    while (node instanceof PlanNode.Calc calc) {
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

  private static AggregateCall call(
      org.apache.calcite.rel.core.AggregateCall call, DataType type, String name) {
    SourcePosition position = FrontEndErrors.position(call.getParserPosition());
    if (!call.getCollation().getFieldCollations().isEmpty() || call.distinctKeys != null) {
      throw FrontEndErrors.notSupported(
          "WITHIN GROUP is", position, "order the rows in a subquery with OVER");
    }
    AggregateFunction function = AggregateFunctions.of(call.getAggregation(), position);
    if (call.ignoreNulls()) {
      throw FrontEndErrors.notSupported(
          "IGNORE NULLS is", position, "filter the rows: agg(x) FILTER (WHERE x IS NOT NULL)");
    }
    boolean extreme = function == AggregateFunction.MIN || function == AggregateFunction.MAX;
    if (extreme && !NestedOrder.isOrdered(type)) {
      throw Orders.refuse(function.name(), type, position);
    }
    // The least or largest of distinct values is that of all values.
    boolean distinct =
        call.isDistinct() && function != AggregateFunction.MIN && function != AggregateFunction.MAX;
    OptionalInt filter = call.filterArg < 0 ? OptionalInt.empty() : OptionalInt.of(call.filterArg);
    return new AggregateCall(function, call.getArgList(), distinct, filter, type, name);
  }
}
