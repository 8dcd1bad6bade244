package io.velostream.plan.explain;

import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Call;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.FieldKernels;
import io.velostream.expression.kernel.TruncationKernels;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Calls that name a unit of time: EXTRACT, FLOOR, CEIL, DATE_TRUNC, TIMESTAMPDIFF. A kernel has
/// the unit in its name, or takes its length.
final class TimeCallText {
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("year", "YEAR"),
          Map.entry("isoYear", "ISOYEAR"),
          Map.entry("quarter", "QUARTER"),
          Map.entry("month", "MONTH"),
          Map.entry("week", "WEEK"),
          Map.entry("day", "DAY"),
          Map.entry("dayOfWeek", "DOW"),
          Map.entry("isoDayOfWeek", "ISODOW"),
          Map.entry("dayOfYear", "DOY"),
          Map.entry("decade", "DECADE"),
          Map.entry("century", "CENTURY"),
          Map.entry("millennium", "MILLENNIUM"),
          Map.entry("hour", "HOUR"),
          Map.entry("minute", "MINUTE"),
          Map.entry("second", "SECOND"),
          Map.entry("millisecond", "MILLISECOND"),
          Map.entry("microsecond", "MICROSECOND"),
          Map.entry("nanosecond", "NANOSECOND"),
          Map.entry("epoch", "EPOCH"),
          Map.entry("intervalDays", "DAY"),
          Map.entry("intervalHours", "HOUR"),
          Map.entry("intervalMinutes", "MINUTE"),
          Map.entry("intervalSeconds", "SECOND"),
          Map.entry("intervalMilliseconds", "MILLISECOND"),
          Map.entry("intervalMicroseconds", "MICROSECOND"),
          Map.entry("intervalNanoseconds", "NANOSECOND"),
          Map.entry("intervalEpoch", "EPOCH"),
          Map.entry("intervalEpochOfMonths", "EPOCH"),
          Map.entry("intervalMillennia", "MILLENNIUM"),
          Map.entry("intervalCenturies", "CENTURY"),
          Map.entry("intervalDecades", "DECADE"),
          Map.entry("intervalYears", "YEAR"),
          Map.entry("intervalQuarter", "QUARTER"),
          Map.entry("intervalMonths", "MONTH"));

  private static final Map<Long, String> FIXED_UNITS =
      Map.of(
          1L, "MICROSECOND",
          1_000L, "MILLISECOND",
          1_000_000L, "SECOND",
          60_000_000L, "MINUTE",
          3_600_000_000L, "HOUR",
          86_400_000_000L, "DAY",
          604_800_000_000L, "WEEK");

  private static final Map<Long, String> CALENDAR_UNITS =
      Map.of(
          1L, "MONTH",
          3L, "QUARTER",
          12L, "YEAR",
          120L, "DECADE",
          1_200L, "CENTURY",
          12_000L, "MILLENNIUM");

  private TimeCallText() {}

  /// The text of such a call; `null` for any other.
  static @Nullable Term of(Call call, ExpressionText printer) {
    String name = call.function().name();
    String method = call.function().method();
    if (call.function().owner() == FieldKernels.class) {
      String field = FIELDS.get(method);
      boolean extract = name.equals("EXTRACT") || name.equals("DATE_PART");
      return extract && field != null
          ? Term.atom("EXTRACT(" + field + " FROM " + text(call, 0, printer) + ")")
          : null;
    }
    String unit = call.function().owner() == TruncationKernels.class ? unit(call, method) : null;
    if (unit == null) {
      return null;
    }
    String first = text(call, 0, printer);
    return switch (name) {
      case "FLOOR", "CEIL", "CEILING" -> Term.atom(name + "(" + first + " TO " + unit + ")");
      case "DATE_TRUNC" -> Term.atom("DATE_TRUNC('" + unit + "', " + first + ")");
      case "TIMESTAMPDIFF", "DATEDIFF" ->
          Term.atom(name + "(" + unit + ", " + first + ", " + text(call, 1, printer) + ")");
      default -> null;
    };
  }

  private static @Nullable String unit(Call call, String method) {
    if (method.endsWith("ToWeek")) {
      return "WEEK";
    }
    List<Expression> operands = call.operands();
    boolean calendar = method.endsWith("ToMonths") || method.equals("monthDifference");
    return operands.getLast() instanceof Literal(Long size, var _)
        ? (calendar ? CALENDAR_UNITS : FIXED_UNITS).get(size)
        : null;
  }

  private static String text(Call call, int operand, ExpressionText printer) {
    return printer.term(call.operands().get(operand)).text();
  }
}
