package io.velostream.sql.rewrite;

import io.velostream.sql.dialect.Calls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
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
          Map.entry("PREFIX", "STARTS_WITH"),
          Map.entry("SUFFIX", "ENDS_WITH"),
          Map.entry("TO_BIN", "BIN"),
          Map.entry("WEEKOFYEAR", "WEEK"));

  /// Those that are a field of a time.
  private static final Set<String> FIELDS =
      Set.of("CENTURY", "DECADE", "ISODOW", "ISOYEAR", "MICROSECOND", "MILLENNIUM", "MILLISECOND");

  private static final Set<String> NORMAL_FORMS = Set.of("NFC", "NFD", "NFKC", "NFKD");

  /// Makes something plainer of a call, or `null` when it is of another form.
  @FunctionalInterface
  private interface Form {
    @Nullable SqlNode of(SqlCall call);
  }

  private static final Map<String, Form> FORMS = forms();

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
    SqlNode inner = super.visit(call);
    if (!(inner instanceof SqlCall changed)
        || !(changed.getOperator() instanceof SqlUnresolvedFunction function)) {
      return inner;
    }
    Form form = FORMS.get(function.getName().toUpperCase(Locale.ROOT));
    SqlNode plainer = form == null ? null : form.of(changed);
    return plainer == null ? inner : plainer;
  }

  private static Map<String, Form> forms() {
    Map<String, Form> forms = new HashMap<>();
    NAMES.forEach((name, ours) -> forms.put(name, call -> renamed(call, ours)));
    FIELDS.forEach(field -> forms.put(field, call -> field(call, field)));
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
