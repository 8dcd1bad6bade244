package io.velostream.sql.validate;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.jspecify.annotations.Nullable;

/// Says what Calcite's validator says in our own words.
///
/// Calcite's exceptions carry finished English text and no key, so they are recognised by pattern;
/// a text that no rule knows is passed on as it is, without the position that it begins with.
final class CalciteErrors {
  /// What is known when an error is explained.
  ///
  /// @param tables names of all tables
  /// @param aliases names that stand for tables in the statement
  /// @param columns names of columns of the tables that the statement reads
  /// @param fields names of fields of ROWs among these columns
  /// @param rows names, in upper case, that have a dot behind them and are none of tables
  /// @param functions names of all functions
  record Known(
      List<String> tables,
      List<String> aliases,
      List<String> columns,
      List<String> fields,
      Set<String> rows,
      List<String> functions) {}

  private interface Explanation {
    UserException explain(Matcher match, SourcePosition position, Known known);
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
        filled = filled.replace("$" + i, group == null ? "" : types(group));
      }
      return filled;
    }
  }

  private static final String CONDITION = "write a comparison, such as x > 0";

  private static final List<Rule> RULES =
      List.of(
          Rule.of("Object '(.*?)' not found.*", CalciteErrors::unknownTable),
          Rule.of("Table '(.*?)' not found.*", CalciteErrors::unknownAlias),
          Rule.of("Unknown identifier '(.*?)'.*", CalciteErrors::unknownColumn),
          Rule.of("Unknown field '(.*?)'", CalciteErrors::unknownField),
          Rule.of("ROW type does not have a field named '(.*?)': .*", CalciteErrors::unknownField),
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
          Rule.of("(?:Column|Field) '(.*?)' not found in .*", CalciteErrors::unknownColumn),
          Rule.of(
              "Column '(.*?)' is ambiguous",
              (match, position, _) ->
                  new UserException(
                      ErrorCode.AMBIGUOUS_NAME,
                      "the name '" + match.group(1) + "' stands for more than one column",
                      position,
                      "put the table's name and a dot before it, or rename one with AS")),
          Rule.of(
              "No match found for function signature (\\S+?)\\((.*)\\)", CalciteErrors::function),
          Rule.of("WITHIN GROUP not allowed with (\\S+) function", CalciteErrors::ordered),
          Rule.of(
              "Cannot apply '(.*?)' to arguments of type '(.*?)'\\. Supported form\\(s\\): (.*)",
              CalciteErrors::operands),
          Rule.of(
              "Invalid number of arguments to function '(.*?)'\\. Was expecting (\\d+) arguments",
              CalciteErrors::argumentCount),
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

  private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", ">", "<=", ">=");

  /// Calcite lists the forms for every combination of types.
  private static final int MOST_FORMS = 4;

  private CalciteErrors() {}

  /// Our error for one of Calcite's.
  static UserException explain(CalciteContextException error, Known known) {
    SourcePosition position =
        error.getPosLine() > 0
            ? new SourcePosition(
                error.getPosLine(),
                error.getPosColumn(),
                error.getEndPosLine(),
                error.getEndPosColumn())
            : SourcePosition.NONE;
    Throwable cause = error.getCause();
    // Our own errors pass through Calcite wrapped.
    if (cause instanceof UserException user) {
      return user.at(position);
    }
    return explain(cause == null ? error : cause, position, known);
  }

  /// Our error for one of Calcite's that knows no place.
  static UserException explain(CalciteException error, Known known) {
    return explain(error, SourcePosition.NONE, known);
  }

  /// Whether Calcite itself failed, not code of ours that it called.
  static boolean isUnforeseen(Throwable error) {
    if (error instanceof UserException) {
      return false;
    }
    for (Throwable at = error; at != null; at = at.getCause()) {
      if (at instanceof UserException) {
        return false;
      }
    }
    for (StackTraceElement frame : error.getStackTrace()) {
      if (frame.getClassName().startsWith("org.apache.calcite.")) {
        return true;
      }
      if (frame.getClassName().startsWith("io.velostream.")) {
        return false;
      }
    }
    return false;
  }

  /// For what Calcite's grammar reads and its planner was not made for: it says so with an
  /// exception of Java's that has no place.
  static UserException unforeseen(Throwable error, SourcePosition statement) {
    String message = String.valueOf(error.getMessage());
    if (message.contains("failed to preserve datatypes") && message.contains("RepeatUnion")) {
      UserException types =
          new UserException(
              ErrorCode.TYPE_MISMATCH,
              "the columns of a recursive query have other types in its rounds than at first",
              statement,
              "CAST those of its first query to the types that the rounds make");
      types.initCause(error);
      return types;
    }
    Matcher type =
        Pattern.compile("No enum constant .*SqlTypeName\\.(.*)")
            .matcher(String.valueOf(error.getMessage()));
    Matcher converting =
        Pattern.compile("(?s)while converting (.{1,200}).*")
            .matcher(String.valueOf(error.getMessage()));
    UserException explained =
        type.matches()
            ? new UserException(
                ErrorCode.UNKNOWN_NAME,
                "there is no type '" + type.group(1) + "'",
                statement,
                "the types are those of CREATE TABLE; a date with a time is a TIMESTAMP")
            : new UserException(
                ErrorCode.NOT_SUPPORTED,
                converting.matches()
                    ? "the expression " + converting.group(1) + " is not supported yet"
                    : "a part of this statement is not supported yet",
                statement,
                "leave parts out to find it");
    explained.initCause(error);
    return explained;
  }

  private static UserException explain(Throwable error, SourcePosition position, Known known) {
    String text = String.valueOf(error.getMessage());
    for (Rule rule : RULES) {
      Matcher match = rule.pattern.matcher(text);
      if (match.matches()) {
        return rule.explanation.explain(match, position, known);
      }
    }
    return new UserException(ErrorCode.INVALID_STATEMENT, sentence(text), position, null);
  }

  private static UserException unknownTable(Matcher match, SourcePosition position, Known known) {
    return FrontEndErrors.unknownTable(match.group(1), known.tables, position);
  }

  private static UserException unknownAlias(Matcher match, SourcePosition position, Known known) {
    return unknownAlias(match.group(1), position, known);
  }

  private static UserException unknownAlias(String name, SourcePosition position, Known known) {
    return new UserException(
        ErrorCode.UNKNOWN_NAME,
        "no table in this query goes by the name '" + name + "'",
        position,
        FrontEndErrors.didYouMean(
            name,
            known.aliases,
            known.aliases.isEmpty()
                ? "name the table in FROM"
                : "the names are " + String.join(", ", known.aliases)));
  }

  private static UserException unknownColumn(Matcher match, SourcePosition position, Known known) {
    String name = match.group(1);
    int dot = name.indexOf('.');
    if (known.rows.contains(name.toUpperCase(Locale.ROOT))) {
      return unknownAlias(name, position, known);
    }
    if (dot < 0
        && known.columns.isEmpty()
        && known.tables.stream().anyMatch(name::equalsIgnoreCase)) {
      return new UserException(
          ErrorCode.INVALID_STATEMENT,
          "'" + name + "' is a table, where a value is expected",
          position,
          "FROM names it; a function of tables is given TABLE " + name);
    }
    if (dot < 0) {
      return FrontEndErrors.unknownColumn(name, known.columns, position);
    }
    return unknownField(name.substring(name.lastIndexOf('.') + 1), position, known);
  }

  private static UserException unknownField(Matcher match, SourcePosition position, Known known) {
    return unknownField(match.group(1), position, known);
  }

  private static UserException unknownField(String name, SourcePosition position, Known known) {
    return new UserException(
        ErrorCode.UNKNOWN_NAME,
        "the ROW has no field '" + name + "'",
        position,
        FrontEndErrors.didYouMean(
            name,
            // Another ROW may have it.
            known.fields.stream().filter(field -> !field.equalsIgnoreCase(name)).toList(),
            "DESCRIBE shows the fields; members of a VARIANT are v['name']"));
  }

  private static UserException function(Matcher match, SourcePosition position, Known known) {
    String name = match.group(1).replace("`", "").replace("\"", "");
    String arguments = types(match.group(2));
    boolean exists = known.functions.stream().anyMatch(name::equalsIgnoreCase);
    if (exists) {
      return new UserException(
          ErrorCode.TYPE_MISMATCH,
          name.toUpperCase(Locale.ROOT) + " does not take (" + arguments + ")",
          position,
          name.equalsIgnoreCase("ARRAY") ? "an array is ARRAY[1, 2]" : "cast the arguments");
    }
    return unknownFunction(name, position, known);
  }

  private static UserException unknownFunction(
      String name, SourcePosition position, Known known) {
    return new UserException(
        ErrorCode.UNKNOWN_NAME,
        "there is no function '" + name + "'",
        position,
        ForeignFunctions.advice(name)
            .orElseGet(() ->
                FrontEndErrors.didYouMean(
                    name, known.functions, "SHOW FUNCTIONS lists the functions")));
  }

  /// The order is looked at before the function is.
  private static UserException ordered(Matcher match, SourcePosition position, Known known) {
    String name = match.group(1).replace("`", "").replace("\"", "");
    return known.functions.stream().noneMatch(name::equalsIgnoreCase)
        ? unknownFunction(name, position, known)
        : new UserException(
            ErrorCode.INVALID_STATEMENT,
            name.toUpperCase(Locale.ROOT) + " takes no ORDER BY",
            position,
            "leave it out; ARRAY_AGG and STRING_AGG put values in order");
  }

  private static UserException argumentCount(Matcher match, SourcePosition position, Known known) {
    String name = match.group(1);
    String count = match.group(2);
    return new UserException(
        ErrorCode.INVALID_STATEMENT,
        "%s takes %s argument%s".formatted(name, count, count.equals("1") ? "" : "s"),
        position,
        StreamOperators.windowFunctionForm(name).orElse(null));
  }

  private static UserException operands(Matcher match, SourcePosition position, Known known) {
    String operator = match.group(1);
    String given = match.group(2);
    int open = given.indexOf('(');
    // An operator's arguments are written around its sign: `<INTEGER> + <DATE>`.
    String arguments =
        open >= 0 && given.endsWith(")") && given.substring(0, open).indexOf('<') < 0
            ? "(" + types(given.substring(open + 1, given.length() - 1)) + ")"
            : types(given);
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
          "the forms are: " + forms(match.group(3)));
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
        "the forms are: " + forms(match.group(3)));
  }

  private static String types(String text) {
    return text.replace("NOT<", "NOT <")
        .replaceAll("<([^<>]*?)>", "$1")
        .replace(" NOT NULL", "")
        .replaceAll("RECORDTYPE\\((?:[^()]|\\([^()]*\\))*\\)", "TABLE")
        .replace("COLUMN_LIST", "DESCRIPTOR")
        .replace(" CHARACTER SET \"UTF-8\"", "")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String forms(String text) {
    List<String> forms =
        text.strip()
            .replace("'", "")
            .replace("NOT<", "NOT <")
            .replace("<NUMERIC>", "number")
            .replace("<APPROXIMATE_NUMERIC>", "number")
            .replace("<DATETIME_INTERVAL>", "interval")
            .replace("<DATETIME>", "time")
            .replace("<STRING>", "text")
            .replace("<CHARACTER>", "text")
            .replace("<EQUIVALENT_TYPE>", "value")
            .replace("<COMPARABLE_TYPE>", "value")
            .replaceAll("<([A-Z_]+)>", "$1")
            .lines()
            .toList();
    return forms.stream().limit(MOST_FORMS).map(String::strip).collect(Collectors.joining(", "));
  }

  /// Our messages begin in lower case and end without a full stop.
  private static String sentence(String text) {
    String flat = text.replaceAll("\\s+", " ").strip();
    if (flat.endsWith(".")) {
      flat = flat.substring(0, flat.length() - 1);
    }
    boolean acronym = flat.length() > 1 && Character.isUpperCase(flat.charAt(1));
    return flat.isEmpty() || acronym
        ? flat
        : flat.substring(0, 1).toLowerCase(Locale.ROOT) + flat.substring(1);
  }
}
