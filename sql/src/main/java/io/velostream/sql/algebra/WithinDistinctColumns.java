package io.velostream.sql.algebra;

import io.velostream.sql.validate.StreamAggregates;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/// What the two aggregates of [WithinDistinct] have between them: the lower one, and a projection
/// of it with the keys, and arguments and conditions of the calls above. Mutable; calls are given
/// first, then [#project()] is asked.
final class WithinDistinctColumns {
  /// The first value, unless the second is another one: then an error. Its name is the catalogue's.
  private static final SqlFunction UNIQUE_VALUE =
      new SqlFunction(
          "$UNIQUE_VALUE",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.ARG0_FORCE_NULLABLE,
          null,
          OperandTypes.ANY_ANY,
          SqlFunctionCategory.SYSTEM);

  private final Aggregate aggregate;
  private final List<ImmutableBitSet> sets;
  private final ImmutableBitSet all;
  private final RexBuilder rex;
  private final List<AggregateCall> below = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();
  private final Map<List<Object>, Integer> known = new HashMap<>();

  /// A column of the projection, made when the lower aggregate is there.
  private interface Column {
    RexNode over(RelNode lower);
  }

  /// A call of the upper aggregate.
  ///
  /// @param filter a column, or -1
  record Above(
      SqlParserPos position,
      SqlAggFunction function,
      boolean distinct,
      List<Integer> arguments,
      int filter) {
    AggregateCall over(RelNode input, boolean hasEmptyGroup) {
      return AggregateCalls.inferred(
          position, function, distinct, arguments, filter, hasEmptyGroup, input);
    }
  }

  /// @param sets of columns by which is grouped below
  /// @param all the columns of all sets
  WithinDistinctColumns(Aggregate aggregate, List<ImmutableBitSet> sets, ImmutableBitSet all) {
    this.aggregate = aggregate;
    this.sets = sets;
    this.all = all;
    this.rex = aggregate.getCluster().getRexBuilder();
    for (int key : aggregate.getGroupSet()) {
      int place = all.indexOf(key);
      columns.add(lower -> rex.makeInputRef(lower, place));
    }
  }

  /// What a call is above.
  Above of(AggregateCall call) {
    ImmutableBitSet set = WithinDistinct.set(aggregate, call);
    if (call.distinctKeys == null) {
      int value = below(call);
      return new Above(
          call.getParserPosition(),
          SqlStdOperatorTable.ANY_VALUE,
          false,
          List.of(column(lower -> rex.makeInputRef(lower, value))),
          condition(set, -1));
    }
    int counted = call.filterArg < 0 ? -1 : count(call.filterArg);
    return new Above(
        call.getParserPosition(),
        call.getAggregation(),
        call.isDistinct(),
        call.getArgList().stream().map(argument -> argument(argument, call, set)).toList(),
        condition(set, counted));
  }

  /// The lower aggregate with what was asked for.
  RelNode project() {
    if (sets.size() > 1) {
      RelDataType number = rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT);
      below.add(AggregateCalls.typed(StreamAggregates.grouping(), all.asList(), -1, number));
    }
    RelNode lower =
        LogicalAggregate.create(
            aggregate.getInput(), List.of(), all, sets.size() > 1 ? sets : null, below);
    return LogicalProject.create(
        lower,
        List.of(),
        columns.stream().map(column -> column.over(lower)).toList(),
        IntStream.range(0, columns.size()).mapToObj(i -> "$" + i).toList(),
        Set.of());
  }

  /// The column for a key, made when it is asked for first.
  private int once(List<Object> key, IntSupplier made) {
    Integer found = known.get(key);
    if (found != null) {
      return found;
    }
    int column = made.getAsInt();
    known.put(key, column);
    return column;
  }

  private int column(Column column) {
    columns.add(column);
    return columns.size() - 1;
  }

  private int below(AggregateCall call) {
    below.add(call);
    return all.cardinality() + below.size() - 1;
  }

  /// The value that a group has, as a column: a key as it is, a constant anew.
  private int argument(int argument, AggregateCall call, ImmutableBitSet set) {
    return once(
        List.of("argument", argument, call.filterArg, set),
        () -> {
          if (aggregate.getInput() instanceof Project project
              && project.getProjects().get(argument) instanceof RexLiteral constant) {
            return column(_ -> constant);
          }
          if (set.get(argument)) {
            int place = all.indexOf(argument);
            return column(lower -> rex.makeInputRef(lower, place));
          }
          int least = extreme(SqlStdOperatorTable.MIN, argument, call.filterArg);
          int greatest = extreme(SqlStdOperatorTable.MAX, argument, call.filterArg);
          return column(lower ->
              within(
                  set,
                  lower,
                  rex.makeCall(
                      UNIQUE_VALUE,
                      rex.makeInputRef(lower, least),
                      rex.makeInputRef(lower, greatest))));
        });
  }

  /// Only the groups of a call have to have one value.
  private RexNode within(ImmutableBitSet set, RelNode lower, RexNode value) {
    return sets.size() == 1
        ? value
        : rex.makeCall(
            SqlStdOperatorTable.CASE,
            isOf(set, lower),
            value,
            rex.makeNullLiteral(value.getType()));
  }

  private int extreme(SqlAggFunction function, int argument, int filter) {
    return once(
        List.of(function, argument, filter), () -> below(inferred(function, argument, filter)));
  }

  /// A call whose type is that of its argument; a group may be without rows where one is of all.
  private AggregateCall inferred(SqlAggFunction function, int argument, int filter) {
    return AggregateCalls.inferred(
        SqlParserPos.ZERO,
        function,
        false,
        List.of(argument),
        filter,
        sets.stream().anyMatch(ImmutableBitSet::isEmpty),
        aggregate.getInput());
  }

  private int count(int filter) {
    RelDataType number = rex.getTypeFactory().createSqlType(SqlTypeName.BIGINT);
    return once(
        List.of("count", filter),
        () -> below(AggregateCalls.typed(SqlStdOperatorTable.COUNT, List.of(), filter, number)));
  }

  /// Whether a row is of a set, and has rows that the filter of the call lets pass; -1 if all do.
  private int condition(ImmutableBitSet set, int counted) {
    if (sets.size() == 1 && counted < 0) {
      return -1;
    }
    return once(
        List.of("condition", set, counted),
        () ->
            column(lower -> {
              List<RexNode> both = new ArrayList<>();
              if (sets.size() > 1) {
                both.add(isOf(set, lower));
              }
              if (counted >= 0) {
                both.add(
                    rex.makeCall(
                        SqlStdOperatorTable.GREATER_THAN,
                        rex.makeInputRef(lower, counted),
                        rex.makeBigintLiteral(BigDecimal.ZERO)));
              }
              return both.size() == 1
                  ? both.getFirst()
                  : rex.makeCall(SqlStdOperatorTable.AND, both);
            }));
  }

  private RexNode isOf(ImmutableBitSet set, RelNode lower) {
    long number = 0;
    for (int column : all) {
      number = 2 * number + (set.get(column) ? 0 : 1);
    }
    int grouping = all.cardinality() + below.size() - 1;
    return rex.makeCall(
        SqlStdOperatorTable.EQUALS,
        rex.makeInputRef(lower, grouping),
        rex.makeBigintLiteral(BigDecimal.valueOf(number)));
  }
}
