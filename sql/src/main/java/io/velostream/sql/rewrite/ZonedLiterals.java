package io.velostream.sql.rewrite;

import io.velostream.sql.validate.FrontEndErrors;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.TimeZone;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlTimestampLiteral;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.TimestampWithTimeZoneString;

/// `TIMESTAMP WITH TIME ZONE '2020-01-01 08:00:00 America/New_York'` as the instant that it means:
/// the zone is not kept, as in PostgreSQL and BigQuery.
final class ZonedLiterals {
  private ZonedLiterals() {}

  /// Whether it is such a literal.
  static boolean isZoned(SqlLiteral literal) {
    return literal instanceof SqlUnknownLiteral unknown
        && unknown.tag.equals("TIMESTAMP WITH TIME ZONE");
  }

  /// The instant.
  ///
  /// @throws io.velostream.columnar.error.UserException for another text than date, time and zone
  static SqlLiteral instant(SqlUnknownLiteral literal) {
    SqlParserPos position = literal.getParserPosition();
    String text = literal.getValue();
    int zone = text.lastIndexOf(' ');
    if (zone < 0) {
      throw invalid(literal);
    }
    try {
      SqlTimestampLiteral local =
          SqlParserUtil.parseTimestampLiteral(text.substring(0, zone), position);
      TimestampWithTimeZoneString zoned =
          new TimestampWithTimeZoneString(
              local.getTimestamp(), TimeZone.getTimeZone(ZoneId.of(text.substring(zone + 1))));
      return SqlLiteral.createTimestamp(
          SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE,
          zoned.withTimeZone(TimeZone.getTimeZone("UTC")).getLocalTimestampString(),
          local.getPrec(),
          position);
    } catch (DateTimeException | CalciteContextException _) {
      throw invalid(literal);
    }
  }

  private static RuntimeException invalid(SqlUnknownLiteral literal) {
    return FrontEndErrors.invalid(
        "'" + literal.getValue() + "' is no date, time and zone",
        FrontEndErrors.position(literal),
        "write TIMESTAMP WITH TIME ZONE '2020-01-31 08:30:00 America/New_York'");
  }
}
