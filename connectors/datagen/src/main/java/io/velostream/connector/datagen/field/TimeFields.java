package io.velostream.connector.datagen.field;

import io.velostream.columnar.DataType;
import io.velostream.connector.datagen.column.ColumnGenerator;
import io.velostream.connector.datagen.column.Numbers;
import io.velostream.connector.datagen.draw.EventTimes;
import java.math.BigDecimal;
import java.math.BigInteger;

/// Event times: they advance at a pace, with jitter, disorder, late rows and bursts.
final class TimeFields {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int MOST_DIGITS = 3;
  private static final double FASTEST = 1e6;

  private TimeFields() {}

  static ColumnGenerator make(FieldOptions o, FieldContext context) {
    if (!(o.field().type() instanceof DataType.Timestamp type)) {
      throw o.unsupported("event times");
    }
    EventTimes.Pace.Even even = even(o, context);
    EventTimes times =
        new EventTimes(
            context.mixer(),
            start(o, context),
            o.has("burst-period") ? bursts(o, even) : even,
            o.duration("jitter", "0 s"),
            o.duration("out-of-order", "0 s"),
            share(o, "out-of-order-rate", "out-of-order", 1),
            o.duration("late-by", "0 s"),
            share(o, "late-rate", "late-by", 0.01));
    long unit = FieldValues.unit(type.precision());
    return new Numbers.Longs(unit == 1 ? times : times.floored(unit));
  }

  private static long start(FieldOptions o, FieldContext context) {
    if (o.find("start").filter("now"::equalsIgnoreCase).isPresent()) {
      return context.fields().nowMicros();
    }
    return FieldValues.unscaled(o, "start", RandomFields.DAY_2024 * RandomFields.MICROS_PER_DAY);
  }

  /// By `interval`, or by `rate` a second; as fast as the table is paced; a millisecond.
  private static EventTimes.Pace.Even even(FieldOptions o, FieldContext context) {
    if (o.has("interval") && o.has("rate")) {
      throw o.contradiction("rate", "interval");
    }
    if (o.has("interval")) {
      long interval = o.duration("interval", "1 ms");
      if (interval == 0) {
        throw o.invalid("interval", "must be above 0");
      }
      return new EventTimes.Pace.Even(interval, 1);
    }
    long tableRate = context.fields().rowsPerSecond().orElse(1_000);
    double rate = o.positive("rate", (double) tableRate);
    BigDecimal exact =
        o.find("rate")
            .map(text -> new BigDecimal(text.replace("_", "")))
            .orElse(BigDecimal.valueOf(tableRate));
    if (exact.scale() > MOST_DIGITS || rate > FASTEST) {
      throw o.invalid("rate", "must be at most a million a second, with 3 digits at most");
    }
    BigInteger rows = exact.movePointRight(MOST_DIGITS).toBigIntegerExact();
    BigInteger micros =
        BigInteger.valueOf(MICROS_PER_SECOND).multiply(BigInteger.TEN.pow(MOST_DIGITS));
    BigInteger common = rows.gcd(micros);
    return new EventTimes.Pace.Even(
        micros.divide(common).longValueExact(), rows.divide(common).longValueExact());
  }

  private static EventTimes.Pace bursts(FieldOptions o, EventTimes.Pace.Even even) {
    long period = o.duration("burst-period", "1 min");
    o.require("burst-length", "how long the burst at the start of each period is");
    long length = o.duration("burst-length", "1 s");
    double factor = o.number("burst-factor", 10);
    if (length <= 0 || length >= period) {
      throw o.invalid("burst-length", "must be above 0 and below the period");
    }
    if (!(factor > 1)) {
      throw o.invalid("burst-factor", "must be above 1: how much denser rows come");
    }
    double interval = (double) even.numerator() / even.denominator();
    return new EventTimes.Pace.Bursts(interval, period, length, factor);
  }

  private static double share(FieldOptions o, String property, String of, double otherwise) {
    if (o.has(property) && !o.has(of)) {
      throw o.invalid(property, "is a share of rows without '" + o.name(of) + "'");
    }
    return o.share(property, otherwise);
  }
}
