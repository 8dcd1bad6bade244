package io.velostream.plan.explain;

import io.velostream.columnar.Schema;
import io.velostream.plan.AggregateCall;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The state of a GROUP BY.
///
/// @param input columns of the input
/// @param retracts whether the input can hold retractions
record GroupState(Schema input, List<Integer> keys, List<AggregateCall> calls, boolean retracts) {

  /// State whose groups the watermark ends.
  ///
  /// @param unit what there is a group of, beyond the keys: `" and slide"` or nothing
  StateSummary expiring(String unit, String bound) {
    return summary(unit, bound, List.of());
  }

  /// State that lasts to the end of the input.
  ///
  /// @param what the query's words for the operator, for instance `GROUP BY a`
  /// @param more names that part groups beyond the keys
  /// @param advice what bounds such state
  StateSummary lasting(String what, List<String> more, String advice) {
    List<String> names = new ArrayList<>(Quoted.columns(input, keys));
    names.addAll(more);
    if (!names.isEmpty()) {
      String list = String.join(", ", names);
      return summary(
          "",
          "grows with distinct " + list + "; no watermark frees it",
          List.of(
              "%s keeps a group for every distinct %s, and no watermark frees any: %s"
                  .formatted(what, list, advice)));
    }
    List<String> kept = keptValues().map(this::unit).distinct().toList();
    if (kept.isEmpty()) {
      return summary("", "one group", List.of());
    }
    String list = String.join(" and ", kept);
    return summary(
        "",
        "one group; grows with " + list + "; no watermark frees it",
        List.of("%s keeps every %s, and no watermark frees any: %s".formatted(what, list, advice)));
  }

  private StateSummary summary(String unit, String bound, List<String> warnings) {
    long bytes = StateEstimate.bytesPerGroup(input, keys, calls, retracts);
    StringBuilder text = new StringBuilder("about " + bytes + " B per group" + unit);
    keptValues()
        .map(call ->
            ", %d B per %s of a group"
                .formatted(StateEstimate.bytesPerValue(input, call), unit(call)))
        .distinct()
        .forEach(text::append);
    return new StateSummary(text.toString(), OptionalLong.of(bytes), bound, warnings);
  }

  private Stream<AggregateCall> keptValues() {
    return calls.stream().filter(call -> StateEstimate.keepsValues(call, retracts));
  }

  private String unit(AggregateCall call) {
    return StateEstimate.unit(call, String.join(", ", Quoted.columns(input, call.arguments())));
  }
}
