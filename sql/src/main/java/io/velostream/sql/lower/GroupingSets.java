package io.velostream.sql.lower;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.plan.AggregateCall;
import io.velostream.plan.CombineNode;
import io.velostream.plan.LeafNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.sql.bind.ExpressionBinder;
import io.velostream.sql.validate.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/// GROUPING SETS, ROLLUP and CUBE: each row is repeated once per set, with NULL for the keys that
/// are not in the set and the number of the set as a further key; then it is an ordinary aggregate.
///
/// The set without keys has a row even over no input. For its sake one more row is put in, which
/// every call filters out.
final class GroupingSets {
  private static final String SET = "$set";
  private static final String REAL = "$real";

  private final Aggregate aggregate;
  private final UserArguments arguments;
  private final PlanNode input;
  private final Lowering lowering;
  private final Schema result;
  private final List<ImmutableBitSet> sets;

  /// Keys that some sets lack.
  private final List<Integer> masked;

  GroupingSets(Aggregate aggregate, UserArguments arguments, PlanNode input, Lowering lowering) {
    this.aggregate = aggregate;
    this.arguments = arguments;
    this.input = input;
    this.lowering = lowering;
    this.result = Types.schema(aggregate.getRowType());
    this.sets = aggregate.getGroupSets();
    this.masked =
        aggregate.getGroupSet().asList().stream()
            .filter(key -> !sets.stream().allMatch(set -> set.get(key)))
            .toList();
  }

  /// Whether it is GROUPING or one of its relatives.
  static boolean isGrouping(org.apache.calcite.rel.core.AggregateCall call) {
    return call.getAggregation().getKind() == SqlKind.GROUPING
        || call.getAggregation().getKind() == SqlKind.GROUP_ID;
  }

  PlanNode lower() {
    PlanNode repeated = repeated();
    List<Integer> keys = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    for (int key : aggregate.getGroupSet()) {
      int place = masked.indexOf(key);
      fields.add(result.field(keys.size()));
      keys.add(place < 0 ? key : input.schema().size() + place);
    }
    fields.add(new Field(SET, DataType.BIGINT, false));
    keys.add(setColumn());
    List<AggregateCall> calls = new ArrayList<>();
    for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
      org.apache.calcite.rel.core.AggregateCall call = aggregate.getAggCallList().get(i);
      if (!isGrouping(call)) {
        Field field = result.field(keys.size() - 1 + i);
        fields.add(field);
        calls.add(
            filtered(
                LowerAggregate.call(
                    aggregate, call, arguments.of(i), input.schema(), field, lowering)));
      }
    }
    PlanNode groups = LowerAggregate.group(repeated, keys, calls, new Schema(fields), lowering);
    return new RowNode.Calc(groups, null, outputs(groups.schema(), keys.size()), result);
  }

  private int setColumn() {
    return input.schema().size() + masked.size();
  }

  private boolean hasEmptySet() {
    return sets.stream().anyMatch(ImmutableBitSet::isEmpty);
  }

  private AggregateCall filtered(AggregateCall call) {
    return !hasEmptySet() || call.filter().isPresent()
        ? call
        : new AggregateCall(
            call.function(),
            call.arguments(),
            call.distinct(),
            OptionalInt.of(setColumn() + 1),
            call.order(),
            call.parameters(),
            call.type(),
            call.name(),
            call.user());
  }

  private PlanNode repeated() {
    List<Field> fields = new ArrayList<>();
    for (Field field : input.schema().fields()) {
      fields.add(new Field(field.name(), field.type(), field.nullable() || hasEmptySet()));
    }
    for (int key : masked) {
      Field field = input.schema().field(key);
      fields.add(new Field(field.name(), field.type(), true));
    }
    fields.add(new Field(SET, DataType.BIGINT, false));
    if (hasEmptySet()) {
      fields.add(new Field(REAL, DataType.BOOLEAN, false));
    }
    Schema schema = new Schema(fields);
    List<List<Expression>> rows =
        IntStream.range(0, sets.size()).mapToObj(set -> row(set)).toList();
    PlanNode expand = new RowNode.Expand(input, rows, schema);
    return hasEmptySet()
        ? new CombineNode.UnionAll(
            List.of(expand, new LeafNode.Values(List.of(seed(schema)), schema)), schema)
        : expand;
  }

  private List<Expression> row(int set) {
    List<Expression> row = new ArrayList<>(Columns.all(input.schema()));
    for (int key : masked) {
      row.add(
          sets.get(set).get(key)
              ? Columns.of(input.schema(), key)
              : new Literal(null, input.schema().type(key)));
    }
    row.add(new Literal((long) set, DataType.BIGINT));
    if (hasEmptySet()) {
      row.add(new Literal(1L, DataType.BOOLEAN));
    }
    return row;
  }

  /// A row of the set without keys that no call sees.
  private List<Literal> seed(Schema schema) {
    List<Literal> row = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      row.add(new Literal(null, schema.type(i)));
    }
    for (org.apache.calcite.rel.core.AggregateCall call : aggregate.getAggCallList()) {
      if (call.filterArg >= 0) {
        row.set(call.filterArg, new Literal(0L, DataType.BOOLEAN));
      }
    }
    int empty =
        IntStream.range(0, sets.size())
            .filter(i -> sets.get(i).isEmpty())
            .findFirst()
            .orElseThrow();
    row.set(setColumn(), new Literal((long) empty, DataType.BIGINT));
    row.set(setColumn() + 1, new Literal(0L, DataType.BOOLEAN));
    return row;
  }

  private List<Expression> outputs(Schema groups, int keys) {
    List<Expression> outputs = new ArrayList<>();
    for (int i = 0; i + 1 < keys; i++) {
      outputs.add(as(Columns.of(groups, i), i));
    }
    int next = keys;
    for (org.apache.calcite.rel.core.AggregateCall call : aggregate.getAggCallList()) {
      int place = outputs.size();
      outputs.add(
          isGrouping(call)
              ? grouping(call, groups, keys - 1, result.type(place))
              : as(Columns.of(groups, next++), place));
    }
    return outputs;
  }

  private Expression as(Expression value, int place) {
    return ExpressionBinder.castTo(value, result.type(place), SourcePosition.NONE);
  }

  /// One bit per argument, the first being the highest: whether its key is not in the set.
  private Expression grouping(
      org.apache.calcite.rel.core.AggregateCall call, Schema groups, int set, DataType type) {
    List<Expression.Case.Branch> branches = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      long bits = 0;
      for (int key : call.getArgList()) {
        bits = bits << 1 | (sets.get(i).get(key) ? 0 : 1);
      }
      Expression here =
          lowering
              .binder()
              .call(
                  "=",
                  List.of(Columns.of(groups, set), new Literal((long) i, DataType.BIGINT)),
                  DataType.BOOLEAN,
                  SourcePosition.NONE);
      branches.add(new Expression.Case.Branch(here, new Literal(bits, type)));
    }
    return new Expression.Case(branches, new Literal(null, type), type);
  }
}
