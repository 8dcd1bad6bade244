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
import java.util.ArrayList;
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

  /// JSON_EXISTS, of which the words for errors are left out: a document that is no JSON has no
  /// places.
  static Expression jsonExists(RexCall call, ExpressionBinder binder) {
    return function("JSON_EXISTS", call, binder, List.of());
  }

  /// JSON_QUERY without wrappers.
  static Expression jsonQuery(RexCall call, ExpressionBinder binder) {
    for (RexNode operand : call.getOperands().subList(2, call.getOperands().size())) {
      String word = word(operand);
      if (!word.equals("NULL") && !word.equals("WITHOUT_ARRAY")) {
        throw notSupported("JSON_QUERY", word);
      }
    }
    return function("JSON_QUERY", call, binder, List.of());
  }

  /// JSON_VALUE: behind the path Calcite gives what to do (NULL, ERROR, or DEFAULT and a value),
  /// and when (EMPTY or ERROR).
  static Expression jsonValue(RexCall call, ExpressionBinder binder) {
    List<RexNode> operands = call.getOperands();
    String onEmpty = "NULL";
    String onError = "NULL";
    Expression instead = new Literal(null, DataType.STRING);
    for (int i = 2; i < operands.size(); i++) {
      String action = word(operands.get(i++));
      Expression value = null;
      if (action.equals("DEFAULT")) {
        value = binder.bind(operands.get(i++));
      }
      if (word(operands.get(i)).equals("EMPTY")) {
        onEmpty = action;
        instead = value == null ? instead : value;
      } else {
        onError = action;
      }
    }
    if (onEmpty.equals("ERROR")) {
      throw notSupported("JSON_VALUE", "ERROR ON EMPTY");
    }
    if (onError.equals("DEFAULT")) {
      throw notSupported("JSON_VALUE", "DEFAULT ON ERROR");
    }
    return function("JSON_VALUE", call, binder, List.of(text(onEmpty), text(onError), instead));
  }

  private static Expression function(
      String name, RexCall call, ExpressionBinder binder, List<Expression> more) {
    List<Expression> arguments = new ArrayList<>();
    arguments.add(binder.bind(call.getOperands().get(0)));
    arguments.add(binder.bind(call.getOperands().get(1)));
    arguments.addAll(more);
    return binder.call(name, arguments, type(call), binder.position(call));
  }

  private static Literal text(String word) {
    return new Literal(Slice.utf8(word), DataType.STRING);
  }

  private static String word(RexNode symbol) {
    return symbol instanceof RexLiteral literal && literal.getValue() instanceof Enum<?> word
        ? word.name()
        : "";
  }

  private static UserException notSupported(String function, String word) {
    return new UserException(
            ErrorCode.NOT_SUPPORTED,
            function + " with " + word.replace('_', ' ') + " is not supported yet")
        .hint("what is not found is NULL: use COALESCE, or CAST(PARSE_JSON(x)['a'] AS type)");
  }
}
