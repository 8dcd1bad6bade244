package io.velostream.sql.rewrite;

import io.velostream.sql.bind.CastRounding;
import io.velostream.sql.dialect.Calls;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// Rewrites forms that say in short what plainer ones say, too:
///
/// - `x > ALL (a, b)` and `x > ALL (ARRAY[a, b])` to a comparison with each, and SOME or ANY
///   likewise;
/// - `f(x) FILTER (WHERE c) OVER w` to `f(CASE WHEN c THEN x END) OVER w`;
/// - a RANGE without an order to no frame, since all rows are peers then;
/// - `UNNEST(a, b)` to one of values whose elements may be NULL, as the shorter one has to be
///   filled up;
/// - `CONVERT(x USING latin1)` to `DECODE(ENCODE(x, 'latin1'), 'latin1')`;
/// - `TIMESTAMP WITH TIME ZONE '…'` to an instant;
/// - `SIZE =>` of a SESSION to `GAP =>`;
/// - `UNNEST(a) AS t (x)` to one whose elements are one column each;
/// - `INTERVAL 1 MINUTE` to `INTERVAL '1' MINUTE`;
/// - a literal of a UUID to a cast, so that one reader decides what is one;
/// - a cast to an unsigned integer to the function that checks its range;
/// - a cast to a DECIMAL with a negative scale, such as whole hundreds, to a rounding.
public final class PlainForms extends SqlShuttle {
  private static final int MAX_PRECISION = 38;
  private static final int KEPT_SCALE = 6;

  private final CastRounding rounding;

  private PlainForms(CastRounding rounding) {
    this.rounding = rounding;
  }

  /// The query in plainer forms.
  ///
  /// @param rounding what casts do with digits that their type has not
  public static SqlNode rewrite(SqlNode query, CastRounding rounding) {
    SqlNode rewritten = query.accept(new PlainForms(rounding));
    if (rewritten == null) {
      throw new IllegalStateException("a query was rewritten to nothing");
    }
    return rewritten;
  }

  @Override
  public @Nullable SqlNode visit(SqlLiteral literal) {
    if (!(literal instanceof SqlUnknownLiteral unknown)) {
      return literal;
    }
    if (ZonedLiterals.isZoned(literal)) {
      return ZonedLiterals.instant(unknown);
    }
    if (!unknown.tag.equals("UUID")) {
      return literal;
    }
    SqlParserPos position = literal.getParserPosition();
    SqlDataTypeSpec type =
        new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.UUID, position), position);
    SqlNode text = SqlLiteral.createCharString(unknown.getValue(), position);
    return SqlStdOperatorTable.CAST.createCall(position, text, type);
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    SqlNode inner = super.visit(call);
    if (inner instanceof SqlWindow window) {
      return withoutIdleRange(window);
    }
    return inner instanceof SqlCall changed ? plain(changed) : inner;
  }

  private SqlNode plain(SqlCall call) {
    return switch (call.getKind()) {
      case SOME, ALL ->
          call.operand(1) instanceof SqlNodeList values && !values.isEmpty()
              ? quantified(call, elements(values))
              : call;
      case OVER -> over(call);
      case CAST -> cast(call);
      case UNNEST -> call.operandCount() > 1 ? unnest(call) : call;
      case AS -> WholeElements.of(call);
      case FLOOR, CEIL -> ofInterval(call);
      case INTERVAL -> interval(call);
      default -> {
        if (call.getOperator().getName().equalsIgnoreCase("SESSION")) {
          yield session(call);
        }
        yield isInCharset(call) ? inCharsets(call) : call;
      }
    };
  }

  /// `ANY (ARRAY[a, b])` asks the elements.
  private static SqlNodeList elements(SqlNodeList values) {
    return values.size() == 1
            && values.get(0) instanceof SqlCall array
            && array.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR
            && array.operandCount() > 0
        ? new SqlNodeList(array.getOperandList(), array.getParserPosition())
        : values;
  }

  private static SqlNode quantified(SqlCall call, SqlNodeList values) {
    SqlOperator comparison = comparison(((SqlQuantifyOperator) call.getOperator()).comparisonKind);
    SqlOperator both =
        call.getKind() == SqlKind.ALL ? SqlStdOperatorTable.AND : SqlStdOperatorTable.OR;
    SqlParserPos position = call.getParserPosition();
    SqlNode all = null;
    for (SqlNode value : values) {
      SqlNode one = comparison.createCall(position, call.operand(0), value);
      all = all == null ? one : both.createCall(position, all, one);
    }
    return all == null ? call : all;
  }

  private static SqlOperator comparison(SqlKind kind) {
    return switch (kind) {
      case EQUALS -> SqlStdOperatorTable.EQUALS;
      case NOT_EQUALS -> SqlStdOperatorTable.NOT_EQUALS;
      case LESS_THAN -> SqlStdOperatorTable.LESS_THAN;
      case LESS_THAN_OR_EQUAL -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
      case GREATER_THAN -> SqlStdOperatorTable.GREATER_THAN;
      case GREATER_THAN_OR_EQUAL -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
      default -> throw new IllegalArgumentException("no comparison: " + kind);
    };
  }

  /// Only of functions that pass over NULL and have one argument.
  private static SqlNode over(SqlCall call) {
    if (call.operand(0).getKind() != SqlKind.FILTER
        || !(((SqlCall) call.operand(0)).operand(0) instanceof SqlCall function)) {
      return call;
    }
    SqlNode condition = ((SqlCall) call.operand(0)).operand(1);
    List<SqlNode> arguments = function.getOperandList();
    boolean passes =
        switch (function.getOperator().getName().toUpperCase(Locale.ROOT)) {
          case "COUNT",
              "SUM",
              "AVG",
              "MIN",
              "MAX",
              "STDDEV",
              "STDDEV_POP",
              "STDDEV_SAMP",
              "VARIANCE",
              "VAR_POP",
              "VAR_SAMP" ->
              arguments.size() == 1;
          default -> false;
        };
    if (!passes) {
      return call;
    }
    SqlParserPos position = function.getParserPosition();
    boolean rows = arguments.getFirst().toString().equals("*");
    SqlNode value = rows ? SqlLiteral.createExactNumeric("1", position) : arguments.getFirst();
    SqlNode chosen =
        SqlCase.createSwitched(
            position,
            null,
            SqlNodeList.of(condition),
            SqlNodeList.of(value),
            SqlLiteral.createNull(position));
    SqlCall filtered =
        function
            .getOperator()
            .createCall(function.getFunctionQuantifier(), position, List.of(chosen));
    return call.getOperator().createCall(call.getParserPosition(), filtered, call.operand(1));
  }

  private static SqlNode withoutIdleRange(SqlWindow window) {
    boolean idle =
        !window.isRows()
            && window.getRefName() == null
            && window.getOrderList().isEmpty()
            && isOfPeers(window.getLowerBound())
            && isOfPeers(window.getUpperBound());
    if (idle) {
      window.setLowerBound(null);
      window.setUpperBound(null);
    }
    return window;
  }

  private static boolean isOfPeers(@Nullable SqlNode bound) {
    return bound == null
        || SqlWindow.isCurrentRow(bound)
        || SqlWindow.isUnboundedPreceding(bound)
        || SqlWindow.isUnboundedFollowing(bound);
  }

  private static SqlNode unnest(SqlCall call) {
    List<SqlNode> parts = new ArrayList<>();
    for (SqlNode value : call.getOperandList()) {
      parts.add(Calls.of("$UNNEST_PART", value.getParserPosition(), value));
    }
    return call.getOperator().createCall(call.getParserPosition(), parts);
  }

  /// `TRANSLATE(x USING utf8)`, `CONVERT(x USING utf8)` or `CONVERT(x, utf8, latin1)`.
  private static boolean isInCharset(SqlCall call) {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    return switch (name) {
      case "TRANSLATE" -> call.getOperator().equals(SqlStdOperatorTable.TRANSLATE);
      case "CONVERT" ->
          call.operandCount() > 1
              && call.getOperandList().stream().skip(1).allMatch(SqlIdentifier.class::isInstance);
      default -> false;
    };
  }

  /// The same characters, all of which the character sets must have.
  private static SqlNode inCharsets(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    SqlNode text = Calls.cast(call.operand(0), SqlTypeName.VARCHAR);
    for (int i = 1; i < call.operandCount(); i++) {
      SqlIdentifier charset = call.operand(i);
      SqlNode name = SqlLiteral.createCharString(charset.getSimple(), charset.getParserPosition());
      text = Calls.of("DECODE", position, Calls.of("ENCODE", position, text, name), name);
    }
    return text;
  }

  /// The gap of a session goes by the name of SIZE in Calcite.
  private static SqlNode session(SqlCall call) {
    for (int i = 0; i < call.operandCount(); i++) {
      if (call.operand(i) instanceof SqlCall argument
          && argument.getKind() == SqlKind.ARGUMENT_ASSIGNMENT
          && argument.operand(1).toString().equalsIgnoreCase("SIZE")) {
        SqlIdentifier gap = new SqlIdentifier("GAP", argument.operand(1).getParserPosition());
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        operands.set(
            i,
            argument
                .getOperator()
                .createCall(argument.getParserPosition(), argument.operand(0), gap));
        return call.getOperator().createCall(call.getParserPosition(), operands);
      }
    }
    return call;
  }

  private static SqlNode interval(SqlCall call) {
    return call.operand(0) instanceof SqlNumericLiteral number
            && number.isInteger()
            && call.operand(1) instanceof SqlIntervalQualifier unit
        ? SqlLiteral.createInterval(1, number.toValue(), unit, call.getParserPosition())
        : call;
  }

  /// Calcite takes FLOOR of a literal apart by itself, and fails.
  private static SqlNode ofInterval(SqlCall call) {
    return call.operandCount() == 1 && call.operand(0) instanceof SqlIntervalLiteral literal
        ? call.getOperator()
            .createCall(
                call.getParserPosition(),
                SqlStdOperatorTable.UNARY_PLUS.createCall(literal.getParserPosition(), literal))
        : call;
  }

  private SqlNode cast(SqlCall call) {
    String unsigned = unsigned(call.operand(1));
    if (unsigned != null) {
      return Calls.of(unsigned, call.getParserPosition(), call.<SqlNode>operand(0));
    }
    if (!(call.operand(1) instanceof SqlDataTypeSpec type)
        || !(type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic)
        || !basic.getTypeName().getSimple().equals("DECIMAL")
        || basic.getScale() >= 0
        || basic.getScale() == RelDataType.SCALE_NOT_SPECIFIED
        || basic.getPrecision() - basic.getScale() > MAX_PRECISION) {
      return call;
    }
    SqlParserPos position = call.getParserPosition();
    SqlNode exact = decimal(call.operand(0), MAX_PRECISION, KEPT_SCALE, type, position);
    SqlNode rounded =
        Calls.of(
            rounding.function(),
            position,
            exact,
            SqlLiteral.createExactNumeric(Integer.toString(basic.getScale()), position));
    return decimal(rounded, basic.getPrecision() - basic.getScale(), 0, type, position);
  }

  /// The function that casts to an unsigned integer.
  private static @Nullable String unsigned(SqlNode target) {
    if (!(target instanceof SqlDataTypeSpec type)
        || !(type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic)) {
      return null;
    }
    return switch (basic.getTypeName().getSimple()) {
      case "UTINYINT" -> "TO_TINYINT_UNSIGNED";
      case "USMALLINT" -> "TO_SMALLINT_UNSIGNED";
      case "UINTEGER" -> "TO_INTEGER_UNSIGNED";
      case "UBIGINT" -> "TO_BIGINT_UNSIGNED";
      default -> null;
    };
  }

  private static SqlNode decimal(
      SqlNode value, int precision, int scale, SqlDataTypeSpec like, SqlParserPos position) {
    SqlDataTypeSpec type =
        new SqlDataTypeSpec(
            new SqlBasicTypeNameSpec(
                SqlTypeName.DECIMAL, precision, scale, null, like.getParserPosition()),
            like.getParserPosition());
    return SqlStdOperatorTable.CAST.createCall(position, value, type);
  }
}
