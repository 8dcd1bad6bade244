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
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Making nested values and reading their parts.
final class NestedRules {
  /// Functions whose text is JSON.
  private static final Set<String> JSON_MAKERS =
      Set.of("JSON_OBJECT", "JSON_ARRAY", "JSON_QUERY", "TO_JSON", "JSON_STRING");

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

  /// The null of JSON, which is a value.
  static Expression variantNull(RexCall call, ExpressionBinder binder) {
    return binder.call("PARSE_JSON", List.of(text("null")), type(call), binder.position(call));
  }

  /// One of several values that are unnested side by side: NULL has no elements.
  static Expression unnestPart(RexCall call, ExpressionBinder binder) {
    DataType type = type(call);
    Expression value = binder.bindAs(call.getOperands().get(0), type, binder.position(call));
    if (!value.nullable()) {
      return value;
    }
    String maker = type instanceof DataType.Map ? "MAP" : "ARRAY";
    DataType made =
        type instanceof DataType.Multiset(DataType element) ? new DataType.Array(element) : type;
    Expression empty =
        ExpressionBinder.castTo(
            binder.call(maker, List.of(), made, binder.position(call)),
            type,
            binder.position(call));
    return new Expression.Coalesce(List.of(value, empty), type);
  }

  private static Expression make(String name, RexCall call, ExpressionBinder binder) {
    return binder.call(name, binder.operands(call), type(call), binder.position(call));
  }

  /// JSON_EXISTS, of which the words for errors are left out: a document that is no JSON has no
  /// places.
  static Expression jsonExists(RexCall call, ExpressionBinder binder) {
    return function("JSON_EXISTS", call, binder, List.of());
  }

  /// JSON_QUERY: behind the path Calcite gives how to wrap, and what to do on empty and on error.
  static Expression jsonQuery(RexCall call, ExpressionBinder binder) {
    String wrapper = "WITHOUT_ARRAY";
    for (RexNode operand : call.getOperands().subList(2, call.getOperands().size())) {
      String word = word(operand);
      if (word.startsWith("WITH")) {
        wrapper = word;
      } else if (!word.equals("NULL")) {
        throw notSupported("JSON_QUERY", word);
      }
    }
    return function("JSON_QUERY", call, binder, List.of(text(wrapper)));
  }

  /// JSON_OBJECT: whether to leave out NULLs, then keys and values.
  static Expression jsonObject(RexCall call, ExpressionBinder binder) {
    List<Expression> members = new ArrayList<>();
    boolean absent = word(call.getOperands().get(0)).equals("ABSENT_ON_NULL");
    for (int i = 1; i + 1 < call.getOperands().size(); i += 2) {
      Expression key = json(call.getOperands().get(i), call, binder);
      Expression value = orNull(json(call.getOperands().get(i + 1), call, binder), absent);
      members.add(concat(List.of(key, text(":"), value), call, binder));
    }
    return enclosed("{", members, "}", call, binder);
  }

  /// JSON_ARRAY: whether to leave out NULLs, then elements.
  static Expression jsonArray(RexCall call, ExpressionBinder binder) {
    List<Expression> elements = new ArrayList<>();
    boolean absent = word(call.getOperands().get(0)).equals("ABSENT_ON_NULL");
    for (RexNode operand : call.getOperands().subList(1, call.getOperands().size())) {
      elements.add(orNull(json(operand, call, binder), absent));
    }
    return enclosed("[", elements, "]", call, binder);
  }

  /// What gives JSON itself is taken as it is.
  private static Expression json(RexNode node, RexCall call, ExpressionBinder binder) {
    if (node instanceof RexLiteral literal && literal.isNull()) {
      return new Literal(null, DataType.STRING);
    }
    if (node instanceof RexCall inner) {
      String name = inner.getOperator().getName();
      // So Calcite marks what is JSON already.
      if (name.equals("FORMAT JSON")
          || inner.getOperator().equals(SqlStdOperatorTable.JSON_TYPE_OPERATOR)) {
        return binder.bind(inner.getOperands().get(0));
      }
      if (JSON_MAKERS.contains(name)) {
        return binder.bind(node);
      }
    }
    Expression value = binder.bind(node);
    return binder.call("TO_JSON", List.of(value), DataType.STRING, binder.position(call));
  }

  private static Expression orNull(Expression json, boolean absent) {
    return json.nullable() && !absent
        ? new Expression.Coalesce(List.of(json, text("null")), DataType.STRING)
        : json;
  }

  private static Expression enclosed(
      String open, List<Expression> parts, String close, RexCall call, ExpressionBinder binder) {
    if (parts.isEmpty()) {
      return text(open + close);
    }
    List<Expression> separated = new ArrayList<>();
    separated.add(text(","));
    separated.addAll(parts);
    Expression inside = binder.call("CONCAT_WS", separated, DataType.STRING, binder.position(call));
    return concat(List.of(text(open), inside, text(close)), call, binder);
  }

  private static Expression concat(List<Expression> texts, RexCall call, ExpressionBinder binder) {
    return binder.call("CONCAT", texts, DataType.STRING, binder.position(call));
  }

  /// JSON_VALUE: behind the path Calcite gives what to do (NULL, ERROR, or DEFAULT and a value),
  /// and when (EMPTY or ERROR).
  static Expression jsonValue(RexCall call, ExpressionBinder binder) {
    List<RexNode> operands = call.getOperands();
    String onEmpty = "NULL";
    String onError = "NULL";
    Expression insteadOfEmpty = new Literal(null, DataType.STRING);
    Expression insteadOfError = insteadOfEmpty;
    for (int i = 2; i < operands.size(); i++) {
      String action = word(operands.get(i++));
      Expression value = null;
      if (action.equals("DEFAULT")) {
        value = binder.bind(operands.get(i++));
      }
      if (word(operands.get(i)).equals("EMPTY")) {
        onEmpty = action;
        insteadOfEmpty = value == null ? insteadOfEmpty : value;
      } else {
        onError = action;
        insteadOfError = value == null ? insteadOfError : value;
      }
    }
    return function(
        "JSON_VALUE",
        call,
        binder,
        List.of(text(onEmpty), text(onError), insteadOfEmpty, insteadOfError));
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
