package io.velostream.sql.rewrite;

import io.velostream.sql.dialect.Calls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// Rewrites calls of functions that are others in short, or by the name that another system has for
/// them. No program can register a function of such a name.
public final class ShortForms extends SqlShuttle {
  /// The same function by our name.
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("ARBITRARY", "ANY_VALUE"),
          Map.entry("ARRAY_CAT", "ARRAY_CONCAT"),
          Map.entry("ARRAY_HAS", "ARRAY_CONTAINS"),
          Map.entry("ARRAY_HAS_ANY", "ARRAYS_OVERLAP"),
          Map.entry("LIST", "ARRAY_AGG"),
          Map.entry("LIST_APPEND", "ARRAY_APPEND"),
          Map.entry("LIST_CAT", "ARRAY_CONCAT"),
          Map.entry("LIST_CONCAT", "ARRAY_CONCAT"),
          Map.entry("LIST_CONTAINS", "ARRAY_CONTAINS"),
          Map.entry("LIST_DISTINCT", "ARRAY_DISTINCT"),
          Map.entry("LIST_HAS", "ARRAY_CONTAINS"),
          Map.entry("LIST_HAS_ANY", "ARRAYS_OVERLAP"),
          Map.entry("LIST_INTERSECT", "ARRAY_INTERSECT"),
          Map.entry("LIST_MAX", "ARRAY_MAX"),
          Map.entry("LIST_MIN", "ARRAY_MIN"),
          Map.entry("LIST_REVERSE", "ARRAY_REVERSE"),
          Map.entry("LIST_SUM", "ARRAY_SUM"),
          Map.entry("NFC_NORMALIZE", "NORMALIZE"),
          Map.entry("ORD", "ASCII"),
          Map.entry("PERCENTILE", "QUANTILE_CONT"),
          Map.entry("PREFIX", "STARTS_WITH"),
          Map.entry("SUFFIX", "ENDS_WITH"),
          Map.entry("TO_BIN", "BIN"),
          Map.entry("WEEKOFYEAR", "WEEK"));

  /// Those that are a field of a time.
  private static final Set<String> FIELDS =
      Set.of(
          "CENTURY",
          "DECADE",
          "EPOCH",
          "ISODOW",
          "ISOYEAR",
          "MICROSECOND",
          "MILLENNIUM",
          "MILLISECOND");

  /// Those that are NOW(): here, time stands still while a step is computed.
  private static final Set<String> NOWS =
      Set.of(
          "CLOCK_TIMESTAMP",
          "CURRENT_ROW_TIMESTAMP",
          "STATEMENT_TIMESTAMP",
          "TRANSACTION_TIMESTAMP");

  private static final Set<String> JSON = Set.of("JSON", "JSONB");

  /// Those that are tables behind FROM.
  private static final Set<String> SERIES = Set.of("GENERATE_SERIES", "SEQUENCE");

  private static final Set<String> NORMAL_FORMS = Set.of("NFC", "NFD", "NFKC", "NFKD");

  /// Makes something plainer of a call, or `null` when it is of another form.
  @FunctionalInterface
  private interface Form {
    @Nullable SqlNode of(SqlCall call);
  }

  private static final Map<String, Form> FORMS = forms();

  /// Whether it is at a MATCH_RECOGNIZE, whose FIRST and LAST are its own.
  private boolean inMatch;

  private ShortForms() {}

  /// The query with our names only.
  public static SqlNode rewrite(SqlNode query) {
    SqlNode rewritten = query.accept(new ShortForms());
    if (rewritten == null) {
      throw new IllegalStateException("a query was rewritten to nothing");
    }
    return rewritten;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    boolean outside = inMatch;
    inMatch =
        call.getKind() == SqlKind.MATCH_RECOGNIZE
            || (inMatch && !SqlKind.QUERY.contains(call.getKind()));
    SqlNode inner = super.visit(call);
    inMatch = outside;
    if (!(inner instanceof SqlCall whole)) {
      return inner;
    }
    boolean navigates = whole.getKind() == SqlKind.FIRST || whole.getKind() == SqlKind.LAST;
    SqlNode plainer = inMatch && navigates ? whole : ofKind(whole);
    return plainer == null ? named(whole) : plainer;
  }

  /// What has a syntax of its own, or `null`.
  private static @Nullable SqlNode ofKind(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    return switch (call.getKind()) {
      case COLLECTION_TABLE -> series(call);
      case FIRST -> Calls.of("FIRST_VALUE", position, call.<SqlNode>operand(0));
      case LAST -> Calls.of("LAST_VALUE", position, call.<SqlNode>operand(0));
      case CAST ->
          isJson(call.operand(1))
              ? Calls.of("PARSE_JSON", position, call.<SqlNode>operand(0))
              : null;
      case SAFE_CAST ->
          isJson(call.operand(1))
              ? Calls.of("TRY_PARSE_JSON", position, call.<SqlNode>operand(0))
              : null;
      default -> null;
    };
  }

  private static SqlNode named(SqlCall call) {
    if (!(call.getOperator() instanceof SqlUnresolvedFunction function)) {
      return call;
    }
    Form form = FORMS.get(function.getName().toUpperCase(Locale.ROOT));
    SqlNode plainer = form == null ? null : form.of(call);
    return plainer == null ? call : plainer;
  }

  /// Whether a type is what PostgreSQL and DuckDB call JSON: text that is parsed.
  static boolean isJson(SqlNode type) {
    return type instanceof SqlDataTypeSpec spec
        && spec.getTypeName() != null
        && spec.getTypeName().isSimple()
        && JSON.contains(spec.getTypeName().getSimple().toUpperCase(Locale.ROOT));
  }

  private static Map<String, Form> forms() {
    Map<String, Form> forms = new HashMap<>();
    NAMES.forEach((name, ours) -> forms.put(name, call -> renamed(call, ours)));
    FIELDS.forEach(field -> forms.put(field, call -> field(call, field)));
    NOWS.forEach(name -> forms.put(name, ShortForms::now));
    forms.put("ARRAY_LENGTH", ShortForms::arrayLength);
    forms.put("LIST_VALUE", ShortForms::array);
    forms.put("TO_TIMESTAMP", ShortForms::instant);
    forms.put("IS_ALPHA", call -> matches(call, "\\p{L}+"));
    forms.put("IS_DIGIT", call -> matches(call, "\\p{Nd}+"));
    forms.put("AGE", ShortForms::age);
    forms.put("ELT", ShortForms::choice);
    forms.put("GEOMEAN", ShortForms::geometricMean);
    forms.put("NORMALIZE", ShortForms::normalized);
    forms.put("TODAY", ShortForms::today);
    return Map.copyOf(forms);
  }

  private static SqlNode renamed(SqlCall call, String name) {
    SqlCall plain = Calls.of(name, call.getParserPosition(), call.getOperandList());
    SqlLiteral quantifier = call.getFunctionQuantifier();
    return quantifier == null
        ? plain
        : plain
            .getOperator()
            .createCall(quantifier, call.getParserPosition(), call.getOperandList());
  }

  private static @Nullable SqlNode field(SqlCall call, String field) {
    SqlParserPos position = call.getParserPosition();
    return call.operandCount() == 1
        ? Calls.of(
            "DATE_PART", position, SqlLiteral.createCharString(field, position), call.operand(0))
        : null;
  }

  /// FROM GENERATE_SERIES(1, 10) unnests an array; other table functions stay.
  private static SqlNode series(SqlCall table) {
    return table.operand(0) instanceof SqlCall call
            && call.getOperator() instanceof SqlUnresolvedFunction function
            && SERIES.contains(function.getName().toUpperCase(Locale.ROOT))
        ? SqlStdOperatorTable.UNNEST.createCall(
            table.getParserPosition(), renamed(call, "SEQUENCE"))
        : table;
  }

  private static @Nullable SqlNode now(SqlCall call) {
    return call.operandCount() == 0 ? Calls.of("NOW", call.getParserPosition()) : null;
  }

  /// The dimension that PostgreSQL asks for is the only one.
  private static @Nullable SqlNode arrayLength(SqlCall call) {
    return call.operandCount() == 2
            && call.operand(1) instanceof SqlNumericLiteral dimension
            && "1".equals(dimension.toValue())
        ? Calls.of("ARRAY_LENGTH", call.getParserPosition(), call.<SqlNode>operand(0))
        : null;
  }

  private static @Nullable SqlNode array(SqlCall call) {
    return call.operandCount() == 0
        ? null
        : SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(
            call.getParserPosition(), call.getOperandList());
  }

  /// TO_TIMESTAMP of a number that stands there counts seconds, as in PostgreSQL and DuckDB.
  private static @Nullable SqlNode instant(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    return call.operandCount() == 1 && call.operand(0) instanceof SqlNumericLiteral seconds
        ? Calls.of(
            "TO_TIMESTAMP_LTZ", position, seconds, SqlLiteral.createExactNumeric("0", position))
        : null;
  }

  /// Whether a text is all of one kind of characters; of NULL it is false.
  private static @Nullable SqlNode matches(SqlCall call, String pattern) {
    if (call.operandCount() != 1) {
      return null;
    }
    SqlParserPos position = call.getParserPosition();
    SqlNode all = SqlLiteral.createCharString("^" + pattern + "$", position);
    return SqlStdOperatorTable.IS_TRUE.createCall(
        position, Calls.of("REGEXP_LIKE", position, call.operand(0), all));
  }

  /// AGE(x) counts to the midnight with which today begins.
  private static @Nullable SqlNode age(SqlCall call) {
    if (call.operandCount() != 1) {
      return null;
    }
    SqlParserPos position = call.getParserPosition();
    SqlNode midnight = Calls.cast(currentDate(position), SqlTypeName.TIMESTAMP);
    return Calls.of("AGE", position, midnight, call.operand(0));
  }

  private static @Nullable SqlNode today(SqlCall call) {
    return call.operandCount() == 0 ? currentDate(call.getParserPosition()) : null;
  }

  private static SqlNode currentDate(SqlParserPos position) {
    return SqlStdOperatorTable.CURRENT_DATE.createCall(position);
  }

  /// ELT(i, a, b) is CASE i WHEN 1 THEN a WHEN 2 THEN b END.
  private static @Nullable SqlNode choice(SqlCall call) {
    if (call.operandCount() < 2) {
      return null;
    }
    SqlParserPos position = call.getParserPosition();
    List<SqlNode> whens = new ArrayList<>();
    List<SqlNode> thens = new ArrayList<>();
    for (int i = 1; i < call.operandCount(); i++) {
      whens.add(SqlLiteral.createExactNumeric(Integer.toString(i), position));
      thens.add(call.operand(i));
    }
    return SqlCase.createSwitched(
        position,
        call.operand(0),
        new SqlNodeList(whens, position),
        new SqlNodeList(thens, position),
        SqlLiteral.createNull(position));
  }

  private static @Nullable SqlNode geometricMean(SqlCall call) {
    if (call.operandCount() != 1) {
      return null;
    }
    SqlParserPos position = call.getParserPosition();
    SqlNode logarithm = SqlStdOperatorTable.LN.createCall(position, call.<SqlNode>operand(0));
    SqlNode mean =
        SqlStdOperatorTable.AVG.createCall(call.getFunctionQuantifier(), position, logarithm);
    return SqlStdOperatorTable.EXP.createCall(position, mean);
  }

  /// The form may be written without quotes, as in PostgreSQL.
  private static @Nullable SqlNode normalized(SqlCall call) {
    if (call.operandCount() != 2
        || !(call.operand(1) instanceof SqlIdentifier form)
        || !form.isSimple()
        || form.getParserPosition().isQuoted()
        || !NORMAL_FORMS.contains(form.getSimple().toUpperCase(Locale.ROOT))) {
      return null;
    }
    return Calls.of(
        "NORMALIZE",
        call.getParserPosition(),
        call.operand(0),
        SqlLiteral.createCharString(form.getSimple(), form.getParserPosition()));
  }
}
