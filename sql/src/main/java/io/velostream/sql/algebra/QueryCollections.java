package io.velostream.sql.algebra;

import io.velostream.sql.validate.StreamAggregates;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Collect;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/// `ARRAY(SELECT …)` and `MAP(SELECT …)` as aggregates over all rows of the query, which without
/// rows give an empty collection, not NULL.
final class QueryCollections extends RelHomogeneousShuttle {
  private QueryCollections() {}

  static RelNode rewrite(RelNode algebra) {
    return algebra.accept(new QueryCollections());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visit(other);
    if (!(node instanceof Collect collect)) {
      return node;
    }
    return switch (collect.getCollectionType()) {
      case ARRAY ->
          aggregated(
              collect, StreamAggregates.ARRAY_AGG, SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR);
      case MAP ->
          aggregated(collect, StreamAggregates.MAP_AGG, SqlStdOperatorTable.MAP_VALUE_CONSTRUCTOR);
      default -> collect;
    };
  }

  private static RelNode aggregated(Collect collect, SqlAggFunction function, SqlOperator empty) {
    RexBuilder rex = collect.getCluster().getRexBuilder();
    RelNode input = collect.getInput();
    RelDataType type = collect.getRowType().getFieldList().getFirst().getType();
    boolean array = function.equals(StreamAggregates.ARRAY_AGG);
    RelDataTypeFactory types = rex.getTypeFactory();
    // A key is never NULL in what the aggregate gives.
    RelDataType result =
        types.createTypeWithNullability(
            array
                ? type
                : types.createMapType(
                    types.createTypeWithNullability(
                        Objects.requireNonNull(type.getKeyType()), false),
                    Objects.requireNonNull(type.getValueType())),
            true);
    RelCollation order =
        array && input instanceof Sort sort ? sort.getCollation() : RelCollations.EMPTY;
    boolean onlyOrders = input instanceof Sort sort && sort.offset == null && sort.fetch == null;
    RelNode rows = onlyOrders ? input.getInput(0) : input;
    int columns = rows.getRowType().getFieldCount();
    boolean ofRows = array && columns > 1;
    AggregateCall call =
        AggregateCalls.ordered(
            function,
            ofRows ? List.of(columns) : IntStream.range(0, columns).boxed().toList(),
            -1,
            order,
            result);
    RelNode collected =
        LogicalAggregate.create(
            ofRows ? withRow(rows, Objects.requireNonNull(type.getComponentType()), rex) : rows,
            List.of(),
            ImmutableBitSet.of(),
            null,
            List.of(call));
    RexNode value = rex.makeInputRef(collected, 0);
    RexNode present = rex.makeCall(SqlStdOperatorTable.IS_NOT_NULL, value);
    RexNode none = rex.makeCall(type, empty, List.of());
    return LogicalProject.create(
        collected,
        List.of(),
        List.of(
            rex.makeCall(
                type,
                SqlStdOperatorTable.CASE,
                List.of(present, rex.makeAbstractCast(type, value, false), none))),
        collect.getRowType().getFieldNames(),
        Set.of());
  }

  /// The columns and one more, behind them: a ROW of them all.
  private static RelNode withRow(RelNode rows, RelDataType row, RexBuilder rex) {
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < rows.getRowType().getFieldCount(); i++) {
      columns.add(rex.makeInputRef(rows, i));
    }
    List<String> names = new ArrayList<>(rows.getRowType().getFieldNames());
    columns.add(rex.makeCall(row, SqlStdOperatorTable.ROW, List.copyOf(columns)));
    names.add("$ROW");
    return LogicalProject.create(rows, List.of(), columns, names, Set.of());
  }
}
