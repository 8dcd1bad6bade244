package io.velostream.sql.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;

/// Puts plain aggregates in place of those that Calcite makes for subqueries: LITERAL_AGG, a
/// constant for each group, and SINGLE_VALUE, the value of the only row.
final class SubqueryAggregates extends RelHomogeneousShuttle {
  /// The value, unless the number of rows is more than 1: then an error. Its name is the
  /// catalogue's.
  private static final SqlFunction SINGLE_ROW =
      new SqlFunction(
          "$SINGLE_ROW",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.ARG0_FORCE_NULLABLE,
          null,
          OperandTypes.ANY_ANY,
          SqlFunctionCategory.SYSTEM);

  private SubqueryAggregates() {}

  static RelNode replace(RelNode algebra) {
    return algebra.accept(new SubqueryAggregates());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode node = super.visit(other);
    return node instanceof Aggregate aggregate
            && aggregate.getAggCallList().stream().anyMatch(SubqueryAggregates::isOfSubquery)
        ? plain(aggregate)
        : node;
  }

  private static boolean isOfSubquery(AggregateCall call) {
    SqlKind kind = call.getAggregation().getKind();
    return kind == SqlKind.LITERAL_AGG || kind == SqlKind.SINGLE_VALUE;
  }

  private static RelNode plain(Aggregate aggregate) {
    RexBuilder rex = aggregate.getCluster().getRexBuilder();
    int keys = aggregate.getGroupCount();
    List<AggregateCall> calls = new ArrayList<>();
    RelDataType number = rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT);
    for (AggregateCall call : aggregate.getAggCallList()) {
      switch (call.getAggregation().getKind()) {
        case SINGLE_VALUE ->
            calls.add(
                AggregateCalls.typed(
                    SqlStdOperatorTable.ANY_VALUE,
                    call.getArgList(),
                    call.filterArg,
                    call.getType()));
        case LITERAL_AGG -> {}
        default -> calls.add(call);
      }
    }
    int count = keys + calls.size();
    calls.add(AggregateCalls.typed(SqlStdOperatorTable.COUNT, List.of(), -1, number));
    LogicalAggregate counted =
        LogicalAggregate.create(
            aggregate.getInput(),
            List.of(),
            aggregate.getGroupSet(),
            aggregate.getGroupSets(),
            calls);
    List<RexNode> columns = new ArrayList<>();
    for (int key = 0; key < keys; key++) {
      columns.add(rex.makeInputRef(counted, key));
    }
    int next = keys;
    for (AggregateCall call : aggregate.getAggCallList()) {
      switch (call.getAggregation().getKind()) {
        case SINGLE_VALUE ->
            columns.add(
                rex.makeCall(
                    call.getType(),
                    SINGLE_ROW,
                    List.of(rex.makeInputRef(counted, next++), rex.makeInputRef(counted, count))));
        case LITERAL_AGG -> columns.add(call.rexList.getFirst());
        default -> columns.add(rex.makeInputRef(counted, next++));
      }
    }
    return LogicalProject.create(
        counted, List.of(), columns, aggregate.getRowType().getFieldNames(), Set.of());
  }
}
