package io.velostream.plan.explain;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.expression.Expression;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/// Constants as SQL text.
final class LiteralText {
  private static final long NANOS_PER_MICRO = 1_000;

  private LiteralText() {}

  static String of(Expression.Literal literal) {
    Object value = literal.value();
    if (value == null) {
      return "NULL";
    }
    return switch (literal.type()) {
      case DataType.Bool _ -> value.equals(0L) ? "FALSE" : "TRUE";
      case DataType.Decimal t -> Values.decimal(value, t).toPlainString();
      case DataType.Char _, DataType.Varchar _ -> quote(((Slice) value).toText());
      case DataType.Date _ -> "DATE " + quote(LocalDate.ofEpochDay((Long) value).toString());
      case DataType.Time _ ->
          "TIME " + quote(LocalTime.ofNanoOfDay((Long) value * NANOS_PER_MICRO).toString());
      case DataType.Timestamp _ -> "TIMESTAMP " + quote(timestamp((Long) value));
      case DataType.Interval t ->
          t.family() == DataType.Interval.Family.YEAR_MONTH
              ? "INTERVAL '" + value + "' MONTH"
              : "INTERVAL '" + DurationText.of((Long) value) + "'";
      case DataType.Integral _, DataType.Floating _ -> value.toString();
      case DataType.Varbinary _ -> "X" + quote(hex((Slice) value));
      case DataType.Array _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _,
          DataType.Null _ ->
          value.toString();
    };
  }

  private static String hex(Slice bytes) {
    return HexFormat.of()
        .withUpperCase()
        .formatHex(bytes.array(), bytes.offset(), bytes.offset() + bytes.length());
  }

  private static String timestamp(long micros) {
    Instant instant = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString().replace('T', ' ');
  }

  private static String quote(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
