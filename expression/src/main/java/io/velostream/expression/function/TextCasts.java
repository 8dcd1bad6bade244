package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Char;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.columnar.DataType.Floating;
import io.velostream.columnar.DataType.Integral;
import io.velostream.columnar.DataType.Interval;
import io.velostream.columnar.DataType.Time;
import io.velostream.columnar.DataType.Timestamp;
import io.velostream.columnar.DataType.Varchar;
import io.velostream.columnar.Lane;
import io.velostream.expression.kernel.GeometryCastKernels;
import io.velostream.expression.kernel.IntervalTextKernels;
import io.velostream.expression.kernel.ParseKernels;
import io.velostream.expression.kernel.PrintKernels;
import org.jspecify.annotations.Nullable;

/// Casts from and to text.
final class TextCasts {
  private TextCasts() {}

  /// From CHAR or VARCHAR. CHAR keeps its trailing blanks when it becomes VARCHAR.
  static @Nullable Steps parse(DataType from, DataType to) {
    Steps steps = Steps.from(Lane.BYTES);
    return switch (to) {
      case DataType.Bool _ -> steps.then(ParseKernels.class, "toBoolean");
      case Integral integral ->
          steps.then(
              ParseKernels.class,
              "toInteger",
              Steps.number(integral.width().min()),
              Steps.number(integral.width().max()));
      case Floating floating ->
          steps.then(
              ParseKernels.class, floating.width() == Floating.Width.REAL ? "toReal" : "toDouble");
      case Decimal decimal ->
          steps.then(
              ParseKernels.class,
              decimal.lane() == Lane.LONG ? "toDecimal" : "toWideDecimal",
              Steps.number(decimal.precision()),
              Steps.number(decimal.scale()));
      case Char _, Varchar _ -> bound(steps, from, to);
      case DataType.Varbinary _ -> steps;
      case DataType.Geometry _ -> steps.then(GeometryCastKernels.class, "parse");
      case DataType.Date _ -> steps.then(ParseKernels.class, "toDate");
      case Time time ->
          steps.then(ParseKernels.class, "toTime", TemporalCasts.unit(time.precision()));
      case Timestamp timestamp ->
          steps.then(
              ParseKernels.class,
              timestamp.local() ? "toInstant" : "toTimestamp",
              TemporalCasts.unit(timestamp.precision()));
      case Interval interval ->
          steps.then(
              IntervalTextKernels.class,
              interval.family() == Interval.Family.YEAR_MONTH ? "toMonths" : "toMicros");
      case DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _,
          DataType.Null _ ->
          null;
    };
  }

  /// To CHAR or VARCHAR from anything else.
  static @Nullable Steps print(DataType from, DataType to) {
    Steps steps = Steps.from(from.lane());
    @Nullable Steps text =
        switch (from) {
          case DataType.Bool _ -> steps.then(PrintKernels.class, "fromBoolean");
          case Integral _ -> steps.then(PrintKernels.class, "fromInteger");
          case Floating floating ->
              steps.then(
                  PrintKernels.class,
                  floating.width() == Floating.Width.REAL ? "fromReal" : "fromDouble");
          case Decimal decimal ->
              steps.then(PrintKernels.class, "fromDecimal", Steps.number(decimal.scale()));
          case DataType.Varbinary _ -> steps.then(ParseKernels.class, "toText");
          case DataType.Geometry _ -> steps.then(GeometryCastKernels.class, "print");
          case DataType.Date _ -> steps.then(PrintKernels.class, "fromDate");
          case Time time ->
              steps.then(PrintKernels.class, "fromTime", Steps.number(time.precision()));
          case Timestamp timestamp ->
              steps.then(
                  PrintKernels.class,
                  timestamp.local() ? "fromInstant" : "fromTimestamp",
                  Steps.number(timestamp.precision()));
          case Interval interval ->
              steps.then(
                  IntervalTextKernels.class,
                  interval.family() == Interval.Family.YEAR_MONTH ? "fromMonths" : "fromMicros");
          case Char _, Varchar _ -> steps;
          case DataType.Array _,
              DataType.Multiset _,
              DataType.Map _,
              DataType.Row _,
              DataType.Variant _,
              DataType.Null _ ->
              null;
        };
    return text == null ? null : bound(text, DataType.STRING, to);
  }

  private static Steps bound(Steps steps, DataType from, DataType to) {
    if (to instanceof Char target) {
      return from.equals(to)
          ? steps
          : steps.then(PrintKernels.class, "pad", Steps.number(target.length()));
    }
    Varchar target = (Varchar) to;
    return maxLength(from) <= target.maxLength()
        ? steps
        : steps.then(PrintKernels.class, "truncate", Steps.number(target.maxLength()));
  }

  private static int maxLength(DataType type) {
    return type instanceof Char text ? text.length() : ((Varchar) type).maxLength();
  }
}
