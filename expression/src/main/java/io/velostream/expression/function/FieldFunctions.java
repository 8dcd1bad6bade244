package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Interval;
import io.velostream.columnar.DataType.Time;
import io.velostream.columnar.DataType.Timestamp;
import io.velostream.expression.Expression;
import io.velostream.expression.kernel.FieldKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// EXTRACT and its short forms. DOW counts from 0 (Sunday), as in PostgreSQL; DAYOFWEEK() from 1
/// (Sunday), as in Flink; weeks are those of ISO 8601.
final class FieldFunctions {
  private static final Timestamp LOCAL_MICROS = new Timestamp(6, false);

  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("YEAR", "year"),
          Map.entry("ISOYEAR", "isoYear"),
          Map.entry("QUARTER", "quarter"),
          Map.entry("MONTH", "month"),
          Map.entry("WEEK", "week"),
          Map.entry("DAY", "day"),
          Map.entry("DOW", "dayOfWeek"),
          Map.entry("DAYOFWEEK", "dayOfWeekFromOne"),
          Map.entry("ISODOW", "isoDayOfWeek"),
          Map.entry("DOY", "dayOfYear"),
          Map.entry("DECADE", "decade"),
          Map.entry("CENTURY", "century"),
          Map.entry("MILLENNIUM", "millennium"),
          Map.entry("HOUR", "hour"),
          Map.entry("MINUTE", "minute"),
          Map.entry("SECOND", "second"),
          Map.entry("MILLISECOND", "millisecond"),
          Map.entry("MICROSECOND", "microsecond"),
          Map.entry("NANOSECOND", "nanosecond"),
          Map.entry("EPOCH", "epoch"));

  private static final Map<String, String> DAY_TIME_FIELDS =
      Map.of(
          "DAY", "intervalDays",
          "HOUR", "intervalHours",
          "MINUTE", "intervalMinutes",
          "SECOND", "intervalSeconds",
          "MILLISECOND", "intervalMilliseconds",
          "MICROSECOND", "intervalMicroseconds",
          "NANOSECOND", "intervalNanoseconds",
          "EPOCH", "intervalEpoch");

  private static final Map<String, String> YEAR_MONTH_FIELDS =
      Map.of(
          "MILLENNIUM", "intervalMillennia",
          "CENTURY", "intervalCenturies",
          "DECADE", "intervalDecades",
          "YEAR", "intervalYears",
          "QUARTER", "intervalQuarter",
          "MONTH", "intervalMonths",
          "EPOCH", "intervalEpochOfMonths");

  private static final Set<String> TIME_FIELDS =
      Set.of("HOUR", "MINUTE", "SECOND", "MILLISECOND", "MICROSECOND", "NANOSECOND", "EPOCH");

  private FieldFunctions() {}

  static List<Definition> definitions() {
    List<Definition> all = new ArrayList<>();
    Definition extract =
        Definition.of(
            "EXTRACT",
            call -> {
              String field = call.count() == 2 ? call.literalText(0) : null;
              return field == null
                  ? null
                  : field(call, singular(field.toUpperCase(Locale.ROOT)), call.argument(1));
            });
    all.add(extract);
    all.add(Definition.of("DATE_PART", extract.binder()));
    all.add(shortForm("YEAR", "YEAR"));
    all.add(shortForm("QUARTER", "QUARTER"));
    all.add(shortForm("MONTH", "MONTH"));
    all.add(shortForm("WEEK", "WEEK"));
    all.add(shortForm("DAYOFMONTH", "DAY"));
    all.add(shortForm("DAY", "DAY"));
    all.add(shortForm("DAYOFWEEK", "DAYOFWEEK"));
    all.add(shortForm("DAYOFYEAR", "DOY"));
    all.add(shortForm("HOUR", "HOUR"));
    all.add(shortForm("MINUTE", "MINUTE"));
    all.add(shortForm("SECOND", "SECOND"));
    return all;
  }

  /// `HOURS` is `HOUR`, as in PostgreSQL.
  private static String singular(String field) {
    boolean plural = !FIELDS.containsKey(field) && field.endsWith("S");
    return plural ? field.substring(0, field.length() - 1) : field;
  }

  private static Definition shortForm(String name, String field) {
    return Definition.of(
        name, call -> call.count() == 1 ? field(call, field, call.argument(0)) : null);
  }

  private static @Nullable Expression field(Invocation call, String field, Expression value) {
    return switch (value.type()) {
      case DataType.Date _ -> of(call, FIELDS.get(field), call.cast(value, LOCAL_MICROS));
      case Timestamp timestamp ->
          // The epoch is about the instant, everything else about the clock on the wall.
          timestamp.local() && !field.equals("EPOCH")
              ? of(call, FIELDS.get(field), call.cast(value, LOCAL_MICROS))
              : of(call, FIELDS.get(field), value);
      case Time _ -> TIME_FIELDS.contains(field) ? of(call, FIELDS.get(field), value) : null;
      case Interval interval ->
          interval.family() == Interval.Family.DAY_TIME
              ? of(call, fieldOf(field, DAY_TIME_FIELDS, YEAR_MONTH_FIELDS), value)
              : of(call, fieldOf(field, YEAR_MONTH_FIELDS, DAY_TIME_FIELDS), value);
      default -> null;
    };
  }

  /// As in PostgreSQL, an interval of months has no days, and one of days no months: it has 0.
  private static @Nullable String fieldOf(
      String field, Map<String, String> own, Map<String, String> others) {
    return own.getOrDefault(field, others.containsKey(field) ? "none" : null);
  }

  private static @Nullable Expression of(
      Invocation call, @Nullable String kernel, Expression value) {
    return kernel == null
        ? null
        : call.asResult(call.call(FieldKernels.class, kernel, BIGINT, value));
  }
}
