package io.velostream.expression.kernel;

import io.velostream.expression.EvaluationContext;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/// Moves between instants and the wall clock of the session's zone. A wall-clock time that a shift
/// to summer time skips is moved forward by the gap; one that occurs twice is the earlier, as
/// `java.time` has it.
final class Zones {
  private Zones() {}

  /// What the wall clock shows at an instant.
  static long toLocal(long instantMicros, EvaluationContext context) {
    return toLocal(instantMicros, context.zone());
  }

  static long toLocal(long instantMicros, ZoneId zone) {
    ZoneRules rules = zone.getRules();
    long second = Math.floorDiv(instantMicros, Calendar.MICROS_PER_SECOND);
    int offset = rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
    return Math.addExact(instantMicros, offset * Calendar.MICROS_PER_SECOND);
  }

  /// The instant at which the wall clock shows a time.
  static long toInstant(long localMicros, EvaluationContext context) {
    return toInstant(localMicros, context.zone());
  }

  static long toInstant(long localMicros, ZoneId zone) {
    ZoneRules rules = zone.getRules();
    if (rules.isFixedOffset()) {
      int seconds = rules.getOffset(Instant.EPOCH).getTotalSeconds();
      return Math.subtractExact(localMicros, seconds * Calendar.MICROS_PER_SECOND);
    }
    long second = Math.floorDiv(localMicros, Calendar.MICROS_PER_SECOND);
    long fraction = Math.floorMod(localMicros, Calendar.MICROS_PER_SECOND);
    LocalDateTime local = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    long instant = local.atZone(zone).toEpochSecond();
    return instant * Calendar.MICROS_PER_SECOND + fraction;
  }
}
