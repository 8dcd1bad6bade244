package io.velostream.engine.execute;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.sql.TableDefinition;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text by which a program gives a table event time.
public final class WatermarkClause {
  private static final Pattern FORM =
      Pattern.compile(
          "WATERMARK\\s+FOR\\s+(\\w+)\\s+AS\\s+(.+)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private WatermarkClause() {}

  /// Reads `WATERMARK FOR column AS expression`.
  ///
  /// @throws UserException SYNTAX when it is something else
  public static TableDefinition.Watermark parse(String clause) {
    Matcher matcher = FORM.matcher(clause.strip());
    if (!matcher.matches()) {
      throw new UserException(
          ErrorCode.SYNTAX, "not of the form WATERMARK FOR column AS expression: " + clause);
    }
    return new TableDefinition.Watermark(matcher.group(1), matcher.group(2));
  }
}
