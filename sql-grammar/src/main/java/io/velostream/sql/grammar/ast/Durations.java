package io.velostream.sql.grammar.ast;

import io.velostream.sql.grammar.SqlSyntaxException;
import java.math.BigDecimal;
import java.util.Locale;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/// Reads durations such as `30s` as the interval literals they stand for.
public final class Durations {
  private Durations() {}

  /// The interval of `count` units, a short (`ms`) or long (`MILLISECONDS`) name, whatever its
  /// case.
  ///
  /// @throws SqlSyntaxException if the unit is unknown or the count is zero
  public static SqlLiteral of(String count, String unit, SqlParserPos pos) {
    BigDecimal n = new BigDecimal(count);
    SqlLiteral literal =
        switch (unit.toUpperCase(Locale.ROOT)) {
          case "NS", "NANOSECOND", "NANOSECONDS" -> seconds(n, 9, pos);
          case "US", "MICROSECOND", "MICROSECONDS" -> seconds(n, 6, pos);
          case "MS", "MILLISECOND", "MILLISECONDS" -> seconds(n, 3, pos);
          case "S", "SECOND", "SECONDS" -> seconds(n, 0, pos);
          case "M", "MINUTE", "MINUTES" -> whole(n, TimeUnit.MINUTE, pos);
          case "H", "HOUR", "HOURS" -> whole(n, TimeUnit.HOUR, pos);
          case "D", "DAY", "DAYS" -> whole(n, TimeUnit.DAY, pos);
          case "W", "WEEK", "WEEKS" -> whole(n.multiply(BigDecimal.valueOf(7)), TimeUnit.DAY, pos);
          default ->
              throw SqlSyntaxException.at(
                  pos,
                  SqlSyntaxException.Code.INVALID_DURATION,
                  "'" + unit + "' is not a unit of time",
                  "use ns, us, ms, s, m, h, d or w, as in 1m, or INTERVAL '1' MINUTE");
        };
    return (SqlLiteral) checked(literal);
  }

  /// The literal itself.
  ///
  /// @throws SqlSyntaxException if it is not longer than zero
  public static SqlNode checked(SqlNode literal) {
    SqlIntervalLiteral.IntervalValue value =
        ((SqlIntervalLiteral) literal).getValueAs(SqlIntervalLiteral.IntervalValue.class);
    boolean zero = value.getIntervalLiteral().chars().noneMatch(c -> c >= '1' && c <= '9');
    if (zero || value.getSign() < 0 || value.getIntervalLiteral().startsWith("-")) {
      throw SqlSyntaxException.at(
          literal.getParserPosition(),
          SqlSyntaxException.Code.INVALID_DURATION,
          "a duration must be longer than zero",
          "write for example 1m");
    }
    return literal;
  }

  private static SqlLiteral seconds(BigDecimal count, int scale, SqlParserPos pos) {
    return interval(1, count.movePointLeft(scale), TimeUnit.SECOND, pos);
  }

  private static SqlLiteral whole(BigDecimal count, TimeUnit unit, SqlParserPos pos) {
    return interval(1, count, unit, pos);
  }

  /// A number of units. Precisions are given only where the defaults (two digits, six of a
  /// fraction) are too small.
  static SqlLiteral interval(int sign, BigDecimal count, TimeUnit unit, SqlParserPos pos) {
    int scale = Math.max(0, count.scale());
    int digits = Math.max(1, count.precision() - count.scale());
    int precision = digits > 2 || scale > 6 ? digits : RelDataType.PRECISION_NOT_SPECIFIED;
    int fraction = scale > 6 ? scale : RelDataType.PRECISION_NOT_SPECIFIED;
    SqlIntervalQualifier qualifier = new SqlIntervalQualifier(unit, precision, null, fraction, pos);
    return SqlLiteral.createInterval(sign, count.toPlainString(), qualifier, pos);
  }
}
