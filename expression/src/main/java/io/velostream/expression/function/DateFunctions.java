package io.velostream.expression.function;

import io.velostream.columnar.DataType.Timestamp;
import io.velostream.expression.kernel.ClockKernels;
import java.util.List;
import java.util.stream.Stream;

/// Functions of dates and times.
final class DateFunctions {
  private static final Timestamp INSTANT = new Timestamp(6, true);

  private DateFunctions() {}

  static List<Definition> definitions() {
    return Stream.of(
            TimeParts.definitions(),
            TimeRounding.definitions(),
            TimeDifferences.definitions(),
            TimeTexts.definitions(),
            clock())
        .flatMap(List::stream)
        .toList();
  }

  /// All of them are the instant of the step, seen as the type of the result.
  private static List<Definition> clock() {
    return List.of(
        now("CURRENT_TIMESTAMP", "The instant of the current step."),
        now("NOW", "The instant of the current step."),
        now("LOCALTIMESTAMP", "The wall-clock time of the session's zone in the current step."),
        now("CURRENT_DATE", "The date of the session's zone in the current step."),
        now("CURRENT_TIME", "The time of day of the session's zone in the current step."),
        now("LOCALTIME", "The time of day of the session's zone in the current step."));
  }

  /// The precision that some take as an argument is that of the result already.
  private static Definition now(String name, String summary) {
    return Definition.of(
        name,
        name,
        summary,
        call ->
            call.count() <= 1
                ? call.asResult(call.call(ClockKernels.class, "now", INSTANT))
                : null);
  }
}
