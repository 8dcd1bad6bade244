package io.velostream.expression.kernel;

import io.velostream.columnar.Slice;
import java.time.DateTimeException;
import java.time.ZoneId;

/// Times in a zone that the query names. What the wall clock skips is moved forward by the gap; of
/// what it shows twice the earlier is meant.
public final class ZoneKernels {
  private static final Recent<Slice, ZoneId> ZONES =
      new Recent<>(name -> zone(name.toText()), Slice::copy);

  private ZoneKernels() {}

  /// The instant at which the wall clock of a zone shows a time.
  public static long toInstant(long local, Slice zone) {
    return Zones.toInstant(local, ZONES.get(zone));
  }

  /// What the wall clock of a zone shows at an instant.
  public static long toLocal(long instant, Slice zone) {
    return Zones.toLocal(instant, ZONES.get(zone));
  }

  /// What the wall clock of one zone shows when that of the other shows a time.
  public static long convert(long local, Slice from, Slice to) {
    return toLocal(toInstant(local, from), to);
  }

  /// Start of the fixed unit that an instant lies in on the clock of a zone. Units below a day
  /// count from the offset of the instant, so that an hour that comes twice is two hours.
  public static long floor(long instant, long unit, Slice zone) {
    long local = toLocal(instant, zone);
    return unit < Calendar.MICROS_PER_DAY
        ? Math.subtractExact(instant, Math.floorMod(local, unit))
        : toInstant(TruncationKernels.floor(local, unit), zone);
  }

  /// Start of the week that an instant lies in.
  public static long floorToWeek(long instant, Slice zone) {
    return toInstant(TruncationKernels.floorToWeek(toLocal(instant, zone)), zone);
  }

  /// Start of the unit of so many months that an instant lies in.
  public static long floorToMonths(long instant, long months, Slice zone) {
    return toInstant(TruncationKernels.floorToMonths(toLocal(instant, zone), months), zone);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name.strip());
    } catch (DateTimeException e) {
      throw Failures.invalidArgument("there is no time zone '" + name + "'")
          .hint("zones are called as in 'Europe/Berlin', 'UTC' or '+02:00'");
    }
  }
}
