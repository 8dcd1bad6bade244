package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.DATE;
import static io.velostream.columnar.DataType.DOUBLE;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType.Time;
import io.velostream.columnar.DataType.Timestamp;
import io.velostream.expression.Expression;
import io.velostream.expression.kernel.AgeKernels;
import io.velostream.expression.kernel.AssemblyKernels;
import io.velostream.expression.kernel.EpochKernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Dates and timestamps as numbers since 1970-01-01 and back; times from their parts; how long ago.
final class EpochFunctions {
  private static final Class<?> KERNELS = EpochKernels.class;
  private static final Timestamp LOCAL_MICROS = new Timestamp(6, false);

  private EpochFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Typed.of("TIMESTAMP_SECONDS", KERNELS, "ofSeconds", LOCAL_MICROS, BIGINT),
        Typed.of("TIMESTAMP_MILLIS", KERNELS, "ofMillis", LOCAL_MICROS, BIGINT),
        Typed.of("TIMESTAMP_MICROS", KERNELS, "ofMicros", LOCAL_MICROS, BIGINT),
        Definition.of("UNIX_SECONDS", call -> ZoneFunctions.sinceEpoch(call, 1_000_000)),
        Definition.of("UNIX_MILLIS", call -> ZoneFunctions.sinceEpoch(call, 1_000)),
        Definition.of("UNIX_MICROS", call -> ZoneFunctions.sinceEpoch(call, 1)),
        Typed.of("DATE_FROM_UNIX_DATE", KERNELS, "ofDays", DATE, BIGINT),
        Definition.of("UNIX_DATE", EpochFunctions::days),
        Typed.of("MAKE_TIME", AssemblyKernels.class, "time", new Time(6), BIGINT, BIGINT, DOUBLE),
        Typed.of("AGE", AgeKernels.class, "age", STRING, LOCAL_MICROS, LOCAL_MICROS));
  }

  private static @Nullable Expression days(Invocation call) {
    Expression date = call.count() == 1 ? Simple.as(call, call.argument(0), DATE) : null;
    return date == null ? null : call.asResult(call.call(KERNELS, "days", BIGINT, date));
  }
}
