package io.velostream.sql.validate;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Arguments that functions and operators do not take, by what Calcite's validator says of them.
final class OperandErrors {
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", ">", "<=", ">=");

  private OperandErrors() {}

  static UserException argumentCount(Matcher match, SourcePosition position, KnownNames known) {
    String name = match.group(1);
    String count = match.group(2);
    return new UserException(
        ErrorCode.INVALID_STATEMENT,
        "%s takes %s argument%s".formatted(name, count, count.equals("1") ? "" : "s"),
        position,
        StreamOperators.windowFunctionForm(name).orElse(null));
  }

  static UserException operands(Matcher match, SourcePosition position, KnownNames known) {
    String operator = match.group(1);
    String given = match.group(2);
    int open = given.indexOf('(');
    // An operator's arguments are written around its sign: `<INTEGER> + <DATE>`.
    String arguments =
        open >= 0 && given.endsWith(")") && given.substring(0, open).indexOf('<') < 0
            ? "(" + TypeWords.of(given.substring(open + 1, given.length() - 1)) + ")"
            : TypeWords.of(given);
    if (operator.equals("$SCALAR_QUERY")) {
      return new UserException(
          ErrorCode.INVALID_STATEMENT,
          "a table stands where a value belongs",
          position,
          "the functions that take a table are TUMBLE, HOP, CUMULATE and SESSION");
    }
    if (operator.equals("ITEM")) {
      return new UserException(
          ErrorCode.TYPE_MISMATCH,
          "there is no a[b] for a and b of types " + arguments,
          position,
          "the forms are: " + TypeWords.forms(match.group(3)));
    }
    if (arguments.contains("VARIANT")) {
      return new UserException(
          ErrorCode.TYPE_MISMATCH,
          operator + " does not take " + arguments,
          position,
          "say what the VARIANT is: CAST(v AS type)");
    }
    if (COMPARISONS.contains(operator)) {
      String[] sides = arguments.split(" " + Pattern.quote(operator) + " ", 2);
      return new UserException(
          ErrorCode.TYPE_MISMATCH,
          sides.length < 2
              ? "there is no " + arguments
              : "%s and %s cannot be compared".formatted(sides[0], sides[1]),
          position,
          "cast one of them: CAST(… AS …)");
    }
    boolean call = arguments.startsWith("(");
    return new UserException(
        ErrorCode.TYPE_MISMATCH,
        call ? operator + " does not take " + arguments : "there is no " + arguments,
        position,
        "the forms are: " + TypeWords.forms(match.group(3)));
  }
}
