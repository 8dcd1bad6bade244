package io.velostream.sql.bind;

import static io.velostream.sql.bind.ExpressionBinder.type;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/// Making nested values and reading their parts.
final class NestedRules {
  private NestedRules() {}

  /// A field of a ROW, whose number Calcite has found.
  static Expression field(RexFieldAccess access, ExpressionBinder binder) {
    Expression row = binder.bind(access.getReferenceExpr());
    long index = access.getField().getIndex() + 1L;
    return binder.call(
        "FIELD",
        List.of(row, new Literal(index, DataType.BIGINT)),
        type(access),
        SourcePosition.NONE);
  }

  /// `a[i]`; the field of a ROW may be given by its name.
  static Expression item(RexCall call, ExpressionBinder binder) {
    Expression container = binder.bind(call.getOperands().get(0));
    Expression index = binder.bind(call.getOperands().get(1));
    if (container.type() instanceof DataType.Row row
        && index instanceof Literal(Slice name, DataType _)) {
      index = new Literal(1L + indexOf(name.toText(), row), DataType.BIGINT);
    }
    return binder.call("ITEM", List.of(container, index), type(call), binder.position(call));
  }

  private static int indexOf(String name, DataType.Row row) {
    for (int i = 0; i < row.fields().size(); i++) {
      if (row.fields().get(i).name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    List<String> names = row.fields().stream().map(Field::name).toList();
    throw new UserException(ErrorCode.UNKNOWN_NAME, "the ROW has no field '" + name + "'")
        .hint("the fields are " + String.join(", ", names));
  }

  static Expression array(RexCall call, ExpressionBinder binder) {
    return make("ARRAY", call, binder);
  }

  static Expression map(RexCall call, ExpressionBinder binder) {
    return make("MAP", call, binder);
  }

  static Expression row(RexCall call, ExpressionBinder binder) {
    return make("ROW", call, binder);
  }

  private static Expression make(String name, RexCall call, ExpressionBinder binder) {
    return binder.call(name, binder.operands(call), type(call), binder.position(call));
  }

  /// JSON_VALUE: Calcite gives the words after the path as symbols.
  static Expression jsonValue(RexCall call, ExpressionBinder binder) {
    throw new UserException(
        ErrorCode.NOT_SUPPORTED,
        call.getOperands().stream()
            .map(o -> o + ":" + o.getClass().getSimpleName() + ":" + o.getType())
            .toList()
            .toString());
  }

  private static boolean isSymbol(RexNode node) {
    return node instanceof RexLiteral literal && literal.getValue() instanceof Enum;
  }
}
