package io.velostream.engine.value;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// SQL constants for the values of parameters.
public final class ParameterText {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .toFormatter();

  private ParameterText() {}

  /// A constant as SQL text.
  ///
  /// @throws UserException TYPE_MISMATCH when no constant stands for objects of its class
  public static String sqlOf(@Nullable Object value) {
    return switch (value) {
      case null -> "NULL";
      case Boolean b -> b ? "TRUE" : "FALSE";
      case Byte n -> n.toString();
      case Short n -> n.toString();
      case Integer n -> n.toString();
      case Long n -> n.toString();
      case BigInteger n -> n.toString();
      case BigDecimal n -> n.toPlainString();
      case Float n -> floating(n.toString());
      case Double n -> floating(n.toString());
      case CharSequence s -> quoted(s.toString());
      case byte[] bytes -> "X'" + HexFormat.of().formatHex(bytes) + "'";
      case LocalDate date -> "DATE '" + date + "'";
      case LocalTime time -> "TIME '" + TIME.format(time) + "'";
      case LocalDateTime t -> "TIMESTAMP '" + t.toLocalDate() + " " + TIME.format(t) + "'";
      default ->
          throw new UserException(
                  ErrorCode.TYPE_MISMATCH,
                  "a parameter cannot be a " + value.getClass().getSimpleName())
              .hint("give a number, a text, a boolean, bytes or a local date or time");
    };
  }

  private static String floating(String text) {
    if (text.endsWith("NaN") || text.endsWith("Infinity")) {
      return "CAST('" + text + "' AS DOUBLE)";
    }
    return text.contains("E") ? text : text + "E0";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
