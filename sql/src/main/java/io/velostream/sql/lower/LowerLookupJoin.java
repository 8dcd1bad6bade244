package io.velostream.sql.lower;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import io.velostream.plan.JoinKey;
import io.velostream.plan.LeafNode;
import io.velostream.plan.LookupCache;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.sql.optimize.Expressions;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.LookupOperator;
import io.velostream.sql.validate.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/// Joins with what a table has when the other row is processed: equalities with its columns are the
/// keys by which it is asked, and what else ON says is for the pairs.
final class LowerLookupJoin {
  private final Lowering lowering;
  private final Join join;
  private final RexCall asOf;
  private final SourcePosition place;
  private final JoinInput left;
  private final LeafNode.Scan table;
  private final List<JoinKey> keys = new ArrayList<>();
  private final List<Expression> conditions = new ArrayList<>();

  private LowerLookupJoin(Join join, Lowering lowering) {
    this.lowering = lowering;
    this.join = join;
    this.asOf = asOf(join);
    this.place = FrontEndErrors.position(asOf.getParserPosition());
    PlanNode input = lowering.lower(join.getLeft());
    this.table = table(lowering.lower(join.getRight()));
    checkTime(input);
    this.left = new JoinInput(input);
  }

  static boolean applies(Join join) {
    return RelOptUtil.conjunctions(join.getCondition()).stream().anyMatch(LowerLookupJoin::isAsOf);
  }

  static PlanNode lower(Join join, Lowering lowering) {
    LowerLookupJoin lower = new LowerLookupJoin(join, lowering);
    for (RexNode conjunct : RelOptUtil.conjunctions(join.getCondition())) {
      if (!isAsOf(conjunct)) {
        lower.add(conjunct);
      }
    }
    return lower.finish(Types.schema(join.getRowType()));
  }

  private static boolean isAsOf(RexNode condition) {
    return condition instanceof RexCall call && LookupOperator.is(call.getOperator());
  }

  private static RexCall asOf(Join join) {
    for (RexNode conjunct : RelOptUtil.conjunctions(join.getCondition())) {
      if (conjunct instanceof RexCall call && LookupOperator.is(call.getOperator())) {
        return call;
      }
    }
    throw new IllegalStateException("no lookup join: " + join);
  }

  private LeafNode.Scan table(PlanNode right) {
    if (!(right instanceof LeafNode.Scan scan)) {
      throw FrontEndErrors.notSupported(
          "a lookup join with a table that has computed columns or replaces rows by key is",
          place,
          "declare it once more with the columns that it really has, and compute in SELECT");
    }
    if (!scan.table().bounded()) {
      throw FrontEndErrors.notSupported(
          "a lookup join with '" + scan.table().name() + "', which has no end, is",
          place,
          "look up in a table of a database or in a file; a plain join sees all rows of both");
    }
    return scan;
  }

  /// The time is that of processing, which goes on while rows come.
  private void checkTime(PlanNode input) {
    RexNode time = asOf.getOperands().getFirst();
    boolean clock =
        time instanceof RexInputRef column
            ? column.getIndex() < input.schema().size() && ClockTimes.is(input, column.getIndex())
            : time instanceof RexCall call
                && call.getOperator().getName().equals(RowNode.Watermark.CLOCK);
    if (!clock) {
      throw FrontEndErrors.invalid(
          "nothing says from when on a row of '%s' is valid: it has no watermark"
              .formatted(table.table().name()),
          place,
          "declare WATERMARK FOR ts AS ts for its time; to look rows up as they are when they are"
              + " asked for, AS OF a column p AS PROCTIME() of the left table; ASOF JOIN … ON l.k ="
              + " r.k AND l.ts >= r.ts takes any column, and changes what came out when a row comes"
              + " late");
    }
    if (input.retracts()) {
      throw FrontEndErrors.notSupported(
          "a lookup join of rows that can be taken back is",
          place,
          "what is looked up when a row is taken back may be something else by then; look up before"
              + " GROUP BY, or use a plain join");
    }
  }

  private void add(RexNode conjunct) {
    if (conjunct.getKind() != SqlKind.EQUALS || !addKey(lowering.binder().bind(conjunct))) {
      conditions.add(lowering.binder().bind(conjunct));
    }
  }

  private boolean addKey(Expression condition) {
    if (!(condition instanceof Expression.Call equality) || equality.operands().size() != 2) {
      return false;
    }
    Expression a = equality.operands().get(0);
    Expression b = equality.operands().get(1);
    return addKey(a, b) || addKey(b, a);
  }

  private boolean addKey(Expression ofLeft, Expression ofRight) {
    int column = plainColumn(ofRight);
    if (column < left.size() || !isOfLeft(ofLeft)) {
      return false;
    }
    keys.add(new JoinKey(left.column(ofLeft), column - left.size(), false));
    return true;
  }

  /// A column, as it is or as a type in which equal values are equal in the narrower one, too; or
  /// -1.
  private static int plainColumn(Expression value) {
    return switch (value) {
      case Expression.Column column -> column.index();
      case Expression.Cast cast when widens(cast.operand().type(), cast.type()) ->
          plainColumn(cast.operand());
      default -> -1;
    };
  }

  private static boolean widens(DataType from, DataType to) {
    return from instanceof DataType.Integral narrow
            && to instanceof DataType.Integral wide
            && narrow.width().compareTo(wide.width()) <= 0
        || from instanceof DataType.Varchar && to instanceof DataType.Varchar;
  }

  private boolean isOfLeft(Expression value) {
    List<Integer> columns = new ArrayList<>();
    Expressions.forEachColumn(value, columns::add);
    return !columns.isEmpty() && columns.stream().allMatch(c -> c < left.size());
  }

  private PlanNode finish(Schema schema) {
    if (keys.isEmpty()) {
      throw FrontEndErrors.notSupported(
          "a lookup join without an equality of a column of '%s' and a value of the other row is"
              .formatted(table.table().name()),
          place,
          "write ON l.k = r.k, with both of one type; other conditions may follow with AND");
    }
    int more = left.width() - left.size();
    Expression condition =
        conditions.isEmpty()
            ? null
            : Expressions.replaceColumns(
                conditions.size() == 1 ? conditions.getFirst() : new Expression.And(conditions),
                column ->
                    column.index() < left.size()
                        ? column
                        : new Expression.Column(
                            column.index() + more, column.type(), column.nullable()));
    boolean outer = join.getJoinType() == JoinRelType.LEFT;
    boolean byKey = asOf.getOperator().equals(LookupOperator.BY_KEY);
    LookupCache cache = LookupCaches.of(table.table().options(), byKey);
    List<Field> fields = new ArrayList<>(schema.fields().subList(0, left.size()));
    fields.addAll(left.computed());
    fields.addAll(schema.fields().subList(left.size(), schema.size()));
    Schema joined = new Schema(fields);
    PlanNode node =
        new RowNode.LookupJoin(
            left.node(),
            table.table(),
            table.columns(),
            keys,
            condition,
            outer,
            cache,
            LookupCaches.retries(table.table().options()),
            joined);
    if (joined.size() == schema.size()) {
      return node;
    }
    List<Integer> wanted = new ArrayList<>(IntStream.range(0, left.size()).boxed().toList());
    IntStream.range(left.width(), joined.size()).forEach(wanted::add);
    return new RowNode.Calc(
        node, null, wanted.stream().<Expression>map(i -> Columns.of(joined, i)).toList(), schema);
  }
}
