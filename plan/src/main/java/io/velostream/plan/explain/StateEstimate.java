package io.velostream.plan.explain;

import io.velostream.columnar.Lane;
import io.velostream.columnar.Schema;
import io.velostream.plan.AggregateCall;
import io.velostream.plan.AggregateFunction;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// How many bytes of state a group takes: an estimate from the lanes of keys and accumulators.
///
/// It counts the words of the keys, the index entry, the number of rows, and each accumulator once,
/// however many calls read it. It leaves out strings of more than 15 bytes (held apart from the
/// words), spare room in arrays that grow by doubling, and numbers beyond the usual range of an
/// exact sum of doubles.
final class StateEstimate {
  private static final int WORD = 8;
  private static final int INDEX_ENTRY = 16;

  /// Count and links of a value in a multiset, and the number of its group.
  private static final int VALUE_LINKS = 32;

  /// What an accumulator takes its values from.
  private record Input(
      List<Integer> arguments, OptionalInt filter, boolean distinct, boolean keepsNulls) {}

  private record Part(Kind kind, Input input) {}

  private enum Kind {
    SUM,
    MOMENTS,
    LEAST,
    GREATEST,
    FIRST,
    LAST
  }

  private final Schema schema;
  private final boolean retracts;
  private final Set<Input> inputs = new HashSet<>();
  private final Map<Part, Integer> parts = new LinkedHashMap<>();

  private StateEstimate(Schema schema, boolean retracts) {
    this.schema = schema;
    this.retracts = retracts;
  }

  /// Estimated bytes per group.
  ///
  /// @param retracts whether the input can hold retractions: sums of doubles are then exact, and
  ///   values that [#keepsValues] are not counted here
  static long bytesPerGroup(
      Schema input, List<Integer> keys, List<AggregateCall> calls, boolean retracts) {
    StateEstimate estimate = new StateEstimate(input, retracts);
    calls.forEach(estimate::add);
    return estimate.keyBytes(keys) + WORD + estimate.accumulatorBytes();
  }

  /// Whether a call keeps each of its different values: DISTINCT does, and what picks one value
  /// when that value can be retracted.
  static boolean keepsValues(AggregateCall call, boolean retracts) {
    return switch (call.function()) {
      case COUNT, SUM, AVG, VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP ->
          call.distinct() && !call.arguments().isEmpty();
      case MIN, MAX, FIRST_VALUE, LAST_VALUE, ANY_VALUE -> retracts;
    };
  }

  /// Estimated bytes for each different value of a call that [#keepsValues].
  static long bytesPerValue(Schema input, AggregateCall call) {
    return call.arguments().stream().mapToLong(column -> width(input, column)).sum()
        + INDEX_ENTRY
        + VALUE_LINKS;
  }

  private long keyBytes(List<Integer> keys) {
    if (keys.isEmpty()) {
      return 0;
    }
    boolean nullBits =
        keys.stream()
            .anyMatch(key -> schema.field(key).nullable() && lane(schema, key) != Lane.BYTES);
    long words = keys.stream().mapToLong(key -> width(schema, key)).sum();
    return words + (nullBits ? WORD : 0) + INDEX_ENTRY;
  }

  private long accumulatorBytes() {
    long counts = inputs.stream().filter(this::countsApart).count() * WORD;
    return counts + parts.values().stream().mapToLong(Integer::longValue).sum();
  }

  /// An input that takes every row shares the number of rows of the group.
  private boolean countsApart(Input input) {
    return input.distinct()
        || input.filter().isPresent()
        || (!input.keepsNulls()
            && input.arguments().stream().anyMatch(column -> schema.field(column).nullable()));
  }

  private void add(AggregateCall call) {
    AggregateFunction function = call.function();
    switch (function) {
      case COUNT -> inputs.add(input(call, call.distinct(), call.arguments().isEmpty()));
      case SUM, AVG -> part(Kind.SUM, input(call, call.distinct(), false));
      case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP ->
          part(Kind.MOMENTS, input(call, call.distinct(), false));
      case MIN, ANY_VALUE -> part(Kind.LEAST, input(call, false, false));
      case MAX -> part(Kind.GREATEST, input(call, false, false));
      case FIRST_VALUE -> part(Kind.FIRST, input(call, false, true));
      case LAST_VALUE -> part(Kind.LAST, input(call, false, true));
    }
  }

  private static Input input(AggregateCall call, boolean distinct, boolean keepsNulls) {
    boolean several = distinct && !call.arguments().isEmpty();
    return new Input(call.arguments(), call.filter(), several, keepsNulls);
  }

  private void part(Kind kind, Input input) {
    inputs.add(input);
    parts.put(new Part(kind, input), bytes(kind, input.arguments().getFirst()));
  }

  private int bytes(Kind kind, int column) {
    Lane lane = lane(schema, column);
    return switch (kind) {
      case SUM ->
          switch (lane) {
            case LONG -> 2 * WORD;
            case WIDE -> 3 * WORD;
            case DOUBLE, BYTES -> retracts ? 2 * WORD : WORD;
          };
      case MOMENTS -> retracts ? 5 * WORD : 3 * WORD;
      case LEAST, GREATEST -> retracts ? WORD : extreme(lane, column);
      case FIRST, LAST -> retracts ? WORD : width(schema, column) + WORD;
    };
  }

  private int extreme(Lane lane, int column) {
    return switch (lane) {
      case LONG, DOUBLE -> WORD;
      case WIDE, BYTES -> width(schema, column) + WORD;
    };
  }

  private static int width(Schema schema, int column) {
    return switch (lane(schema, column)) {
      case LONG, DOUBLE -> WORD;
      case WIDE, BYTES -> 2 * WORD;
    };
  }

  private static Lane lane(Schema schema, int column) {
    return schema.type(column).lane();
  }
}
