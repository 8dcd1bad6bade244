package io.velostream.sql.lower;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import io.velostream.plan.PlanNode;
import io.velostream.sql.TableDefinition;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.StreamTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/// What a join with versions needs, so that each left row comes out once, with the right row of its
/// key that was valid at its time: event time on both sides, rows that are never taken back, and
/// the whole key, but not more.
final class VersionRules {
  private final PlanNode left;
  private final PlanNode right;
  private final Optional<TableDefinition> table;
  private final RexCall asOf;

  /// @param relation where the versions come from
  /// @param asOf the times of both inputs, of columns of the left one and then of the right one
  VersionRules(PlanNode left, PlanNode right, RelNode relation, RexCall asOf) {
    this.left = left;
    this.right = right;
    this.table =
        relation.stripped() instanceof TableScan scan
            ? Optional.ofNullable(scan.getTable().unwrap(StreamTable.class))
                .map(StreamTable::definition)
            : Optional.empty();
    this.asOf = asOf;
  }

  /// The time of left rows.
  int leftTime() {
    return column(asOf.getOperands().get(0));
  }

  /// From when on right rows are valid.
  int rightTime() {
    return column(asOf.getOperands().get(1)) - left.schema().size();
  }

  private int column(RexNode value) {
    if (value instanceof RexInputRef column) {
      return column.getIndex();
    }
    throw FrontEndErrors.invalid(
        "AS OF takes the event time of the rows on the left, and a part of a value is not that",
        FrontEndErrors.position(asOf.getParserPosition()),
        "name the column that has the WATERMARK");
  }

  /// @param keys what must be equal, of the right input
  /// @throws io.velostream.columnar.error.UserException for what is missing, at what stands behind
  ///   AS OF
  void check(List<Expression> keys) {
    SourcePosition place = FrontEndErrors.position(asOf.getParserPosition());
    String versions = table.map(t -> "'" + t.name() + "'").orElse("the right table");
    checkTimes(versions, place);
    if (right.retracts()) {
      throw FrontEndErrors.notSupported(
          "FOR SYSTEM_TIME AS OF of %s, whose rows replace each other or can be taken back, is"
              .formatted(versions),
          place,
          "declare a table over the same data that is only added to, such as one of the connector"
              + " 'kafka' with a plain format: each of its rows is a version of its key");
    }
    if (left.retracts()) {
      throw FrontEndErrors.notSupported(
          "FOR SYSTEM_TIME AS OF for rows that can be taken back is",
          place,
          "ASOF JOIN … ON l.k = r.k AND l.ts >= r.ts joins them, and changes what came out");
    }
    checkKeys(keys, versions, place);
  }

  private void checkTimes(String versions, SourcePosition place) {
    int time = leftTime();
    if (!EventTimeColumns.of(left).get(time).ordersRows()) {
      throw FrontEndErrors.invalid(
          "AS OF takes the event time of the rows on the left, and '%s' is not that"
              .formatted(left.schema().field(time).name()),
          place,
          "declare WATERMARK FOR its column; ASOF JOIN … ON l.k = r.k AND l.ts >= r.ts takes any"
              + " column, and changes what came out when a row comes late");
    }
    DataType version = right.schema().field(rightTime()).type();
    if (!isSameTime(left.schema().field(time).type(), version)) {
      throw FrontEndErrors.invalid(
          "the time behind AS OF and that of the watermark of %s are of other types"
              .formatted(versions),
          place,
          "declare both TIMESTAMP, or both TIMESTAMP WITH LOCAL TIME ZONE");
    }
  }

  private static boolean isSameTime(DataType a, DataType b) {
    return a instanceof DataType.Timestamp(_, boolean localA)
        && b instanceof DataType.Timestamp(_, boolean localB)
        && localA == localB;
  }

  private void checkKeys(List<Expression> keys, String versions, SourcePosition place) {
    Schema columns = right.schema();
    Set<String> compared = keys.stream().map(key -> name(key, columns)).collect(Collectors.toSet());
    List<String> declared = table.map(TableDefinition::primaryKey).orElse(List.of());
    if (!declared.isEmpty() && !compared.equals(Set.copyOf(declared))) {
      throw FrontEndErrors.invalid(
          "rows of %s are versions by its PRIMARY KEY (%s), so that ON compares just these columns"
              .formatted(versions, String.join(", ", declared)),
          place,
          "put another condition into WHERE, or for LEFT JOIN into a CASE in SELECT: both come"
              + " after the version is chosen");
    }
  }

  /// The column that a key is, or is cast from for the sake of the other one's type; "" for another
  /// value.
  private static String name(Expression key, Schema columns) {
    return switch (key) {
      case Expression.Column column -> columns.field(column.index()).name();
      case Expression.Cast cast -> name(cast.operand(), columns);
      default -> "";
    };
  }
}
