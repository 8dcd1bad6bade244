package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Interval;
import io.velostream.columnar.DataType.Time;
import io.velostream.columnar.DataType.Timestamp;
import io.velostream.columnar.Lane;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.TemporalCastKernels;
import org.jspecify.annotations.Nullable;

/// Casts between dates, times, timestamps and intervals.
final class TemporalCasts {
  private TemporalCasts() {}

  static @Nullable Steps fromDate(DataType to) {
    Steps steps = Steps.from(Lane.LONG);
    return switch (to) {
      case DataType.Date _ -> steps;
      case Timestamp timestamp -> {
        steps.then(TemporalCastKernels.class, "toTimestamp");
        yield timestamp.local() ? steps.then(TemporalCastKernels.class, "toInstant") : steps;
      }
      default -> null;
    };
  }

  static @Nullable Steps fromTime(Time from, DataType to) {
    return to instanceof Time target
        ? precision(Steps.from(Lane.LONG), from.precision(), target.precision())
        : null;
  }

  static @Nullable Steps fromTimestamp(Timestamp from, DataType to) {
    Steps steps = Steps.from(Lane.LONG);
    if (to instanceof Timestamp target) {
      if (from.local() != target.local()) {
        steps.then(TemporalCastKernels.class, from.local() ? "toLocal" : "toInstant");
      }
      return precision(steps, from.precision(), target.precision());
    }
    if (!(to instanceof DataType.Date || to instanceof Time)) {
      return null;
    }
    if (from.local()) {
      steps.then(TemporalCastKernels.class, "toLocal");
    }
    if (to instanceof Time time) {
      steps.then(TemporalCastKernels.class, "toTime");
      return precision(steps, from.precision(), time.precision());
    }
    return steps.then(TemporalCastKernels.class, "toDate");
  }

  static @Nullable Steps fromInterval(Interval from, DataType to) {
    return from.equals(to) ? Steps.from(Lane.LONG) : null;
  }

  /// Microseconds in the last digit of a precision.
  static Literal unit(int precision) {
    return Steps.number(DecimalSteps.power(6 - Math.min(precision, 6)).longValueExact());
  }

  private static Steps precision(Steps steps, int from, int to) {
    return to >= from ? steps : steps.then(TemporalCastKernels.class, "floorTo", unit(to));
  }
}
