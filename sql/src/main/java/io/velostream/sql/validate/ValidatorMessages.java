package io.velostream.sql.validate;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The messages of Calcite's validator, each with what is said in place of it.
final class ValidatorMessages {
  private interface Explanation {
    UserException explain(Matcher match, SourcePosition position, KnownNames known);
  }

  private record Rule(Pattern pattern, Explanation explanation) {
    static Rule of(String pattern, Explanation explanation) {
      return new Rule(Pattern.compile(pattern, Pattern.DOTALL), explanation);
    }

    static Rule invalid(String pattern, String message, @Nullable String hint) {
      return of(
          pattern,
          (match, position, _) ->
              new UserException(
                  ErrorCode.INVALID_STATEMENT,
                  fill(message, match),
                  position,
                  hint == null ? null : fill(hint, match)));
    }

    static Rule mismatch(String pattern, String message, @Nullable String hint) {
      return of(
          pattern,
          (match, position, _) ->
              new UserException(
                  ErrorCode.TYPE_MISMATCH,
                  fill(message, match),
                  position,
                  hint == null ? null : fill(hint, match)));
    }

    /// Puts group n where the message says `$n`.
    private static String fill(String message, Matcher match) {
      String filled = message;
      for (int i = 1; i <= match.groupCount(); i++) {
        String group = match.group(i);
        filled = filled.replace("$" + i, group == null ? "" : TypeWords.of(group));
      }
      return filled;
    }
  }

  private static final String CONDITION = "write a comparison, such as x > 0";

  private static final List<Rule> RULES =
      List.of(
          Rule.of("Object '(.*?)' not found.*", NameErrors::unknownTable),
          Rule.of("Table '(.*?)' not found.*", NameErrors::unknownAlias),
          Rule.of("Unknown identifier '(.*?)'.*", NameErrors::unknownColumn),
          Rule.of("Unknown field '(.*?)'", NameErrors::unknownField),
          Rule.of("ROW type does not have a field named '(.*?)': .*", NameErrors::unknownField),
          Rule.mismatch(
              "Incompatible types",
              "only a ROW has fields, and a VARIANT members",
              "what stands before the dot is neither"),
          Rule.mismatch(
              "(.*) is not comparable to (.*)",
              "a $2 cannot be compared with a $1",
              "cast one of them"),
          Rule.mismatch(
              "Parameters must be of the same type",
              "the elements have types that do not fit",
              "cast them to one type"),
          Rule.of("(?:Column|Field) '(.*?)' not found in .*", NameErrors::unknownColumn),
          Rule.of(
              "Column '(.*?)' is ambiguous",
              (match, position, _) ->
                  new UserException(
                      ErrorCode.AMBIGUOUS_NAME,
                      "the name '" + match.group(1) + "' stands for more than one column",
                      position,
                      "put the table's name and a dot before it, or rename one with AS")),
          Rule.of("No match found for function signature (\\S+?)\\((.*)\\)", NameErrors::function),
          Rule.of("WITHIN GROUP not allowed with (\\S+) function", NameErrors::ordered),
          Rule.of(
              "Cannot apply '(.*?)' to arguments of type '(.*?)'\\. Supported form\\(s\\): (.*)",
              OperandErrors::operands),
          Rule.of(
              "Invalid number of arguments to function '(.*?)'\\. Was expecting (\\d+) arguments",
              OperandErrors::argumentCount),
          Rule.invalid(
              "Expression '(.*)' is not being grouped",
              "'$1' is neither in GROUP BY nor inside an aggregate",
              "add it to GROUP BY, or aggregate it, for instance with ANY_VALUE"),
          Rule.invalid(
              "Aggregate expressions cannot be nested",
              "an aggregate cannot contain another one",
              "compute the inner one in a subquery"),
          Rule.invalid(
              "Aggregate expression is illegal in GROUP BY clause",
              "there can be no aggregate in GROUP BY",
              "group by what is not aggregated"),
          Rule.invalid(
              "Aggregate expression is illegal in (.*) clause",
              "there can be no aggregate in $1",
              "conditions on aggregates belong into HAVING"),
          Rule.invalid(
              "Windowed aggregate expression is illegal in (.*) clause",
              "there can be no OVER in $1",
              "compute it in a subquery, and use its result outside"),
          Rule.mismatch(
              "Column count mismatch in (.*)",
              "the inputs of $1 differ in their number of columns",
              "select as many in each; NULL fills a gap"),
          Rule.mismatch(
              "Type mismatch in column (\\d+) of (.*)",
              "the inputs of $2 have different types in column $1",
              "cast one of them"),
          Rule.mismatch(
              "Values (?:passed to|in expression list of) (.*?) (?:operator )?must have compatible"
                  + " types",
              "the values of $1 have types that do not fit",
              "cast one of them"),
          Rule.mismatch(
              "Values in expression list must have compatible types",
              "the values of IN have types that do not fit",
              "cast some of them"),
          Rule.mismatch(
              "Cast function cannot convert value of type (.*) to type (.*)",
              "a $1 cannot be cast to $2",
              "cast it to VARCHAR first, if its text is meant"),
          Rule.mismatch(
              "Illegal mixing of types in CASE or COALESCE statement",
              "the results of CASE have types that do not fit",
              "cast them to one type"),
          Rule.mismatch(
              "Cannot infer return type for (\\S+); operand types: \\[(.*)\\]",
              "the values of $1 have types that do not fit: $2",
              "cast them to one type"),
          Rule.mismatch("Expected a boolean type", "WHEN needs a condition", CONDITION),
          Rule.mismatch("WHERE clause must be a condition", "WHERE needs a condition", CONDITION),
          Rule.mismatch("(.*) clause must be a condition", "$1 needs a condition", CONDITION),
          Rule.mismatch(
              "Number of INSERT target columns \\((\\d+)\\) does not equal number of source items"
                  + " \\((\\d+)\\)",
              "the table takes $1 columns, but the query has $2",
              "name those that are meant: INSERT INTO t (a, b) SELECT …"),
          Rule.invalid(
              "Duplicate relation name '(.*)' in FROM clause",
              "the name '$1' is used for" + " two tables",
              "give one of them an alias"),
          Rule.invalid(
              "Illegal interval literal format (.*?) for (.*)",
              "$1 is no $2",
              "write for example INTERVAL '1.5' SECOND; a second has up to six digits"),
          Rule.invalid(
              "Ordinal out of range",
              "there is no such column number in the SELECT list",
              "columns are numbered from 1; a name is safer"),
          Rule.invalid(
              "'(.*)' is not a valid time frame.*",
              "'$1' is no unit of time",
              "the units are MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR, DAY, WEEK, MONTH,"
                  + " QUARTER and YEAR, in the singular"),
          Rule.invalid(
              "Illegal (DATE|TIME|TIMESTAMP) literal (.*): not in format '(.*)'",
              "$2 is no $1",
              "write it like '2024-01-31', '12:34:56' or '2024-01-31 12:34:56.789', with a day and"
                  + " a time that there are"),
          Rule.invalid(
              "Numeric literal '(.*)' out of range",
              "the number $1 is out of range",
              "a DECIMAL has up to 38 digits, a DOUBLE goes up to 1.8E308; other text is a string"),
          Rule.invalid(
              "Binary literal string must contain an even number of hexits",
              "a binary literal needs an even number of hexadecimal digits",
              "write two for each byte: X'0A'"),
          Rule.invalid(
              "Binary literal string must contain only characters '0' - '9', 'A' - 'F'",
              "a binary literal consists of hexadecimal digits",
              "write two for each byte: X'0A'"),
          Rule.invalid(
              "OVER clause is necessary for window functions",
              "a window function needs OVER",
              "write for example ROW_NUMBER() OVER (PARTITION BY k ORDER BY ts)"),
          Rule.invalid(
              "RANK or DENSE_RANK functions require ORDER BY clause in window specification",
              "a ranking needs an order",
              "write ORDER BY inside of OVER (…)"),
          Rule.invalid(
              "OVER must be applied to aggregate function",
              "only aggregates and window functions take OVER",
              "remove it"),
          Rule.invalid(
              "(ROWS|RANGE) value must be a non-negative integral constant",
              "the bound of a frame is a whole number, 0 or more",
              "PRECEDING looks back, FOLLOWING ahead"),
          Rule.invalid(
              "Upper frame boundary cannot be (.*) when lower boundary is (.*)",
              "a frame that begins with $2 cannot end with $1",
              "the earlier bound comes first"),
          Rule.mismatch(
              "Data Type mismatch between ORDER BY and RANGE clause",
              "the bound of the RANGE does not fit the type of the ORDER BY",
              "a time needs an interval: RANGE BETWEEN INTERVAL '1' MINUTE PRECEDING AND CURRENT"
                  + " ROW"),
          Rule.invalid(
              "Expression '(.*)' is not in the select clause",
              "with DISTINCT, ORDER BY can only use what is selected, and '$1' is not",
              "select it too, or order a subquery"),
          Rule.invalid(
              "Window '(.*)' not found",
              "there is no window '$1'",
              "define it: WINDOW $1 AS (PARTITION BY … ORDER BY …)"));

  private ValidatorMessages() {}

  /// What is said in place of a message; nothing for one that is not known.
  static Optional<UserException> explain(String text, SourcePosition position, KnownNames known) {
    for (Rule rule : RULES) {
      Matcher match = rule.pattern.matcher(text);
      if (match.matches()) {
        return Optional.of(rule.explanation.explain(match, position, known));
      }
    }
    return Optional.empty();
  }
}
