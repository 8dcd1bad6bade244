package io.velostream.plan.explain;

import io.velostream.columnar.Lane;
import io.velostream.columnar.Schema;
import io.velostream.plan.AggregateCall;
import io.velostream.plan.AggregateFunction;
import io.velostream.plan.SortKey;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

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

  /// Children, size and greatest count of the tree below a value.
  private static final int RANKS = 24;

  /// Registers of a HyperLogLog sketch; fewer bytes for a few values.
  private static final int SKETCH_BYTES = 4_152;

  /// What keeps its values in a tree that knows their ranks.
  private static final Set<AggregateFunction> RANKED =
      EnumSet.of(
          AggregateFunction.PRODUCT,
          AggregateFunction.STRING_AGG,
          AggregateFunction.ARRAY_AGG,
          AggregateFunction.MAP_AGG,
          AggregateFunction.QUANTILE_CONT,
          AggregateFunction.QUANTILE_DISC,
          AggregateFunction.MODE,
          AggregateFunction.APPROX_QUANTILE);

  /// A state of a function of the program, whatever it may be.
  private static final int USER_STATE = 64;

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
    LAST,
    POWERS,
    PAIRS,
    BITS,
    BEST,
    VALUES,
    SKETCH
  }

  private final Schema schema;
  private final boolean retracts;
  private final Set<Input> inputs = new HashSet<>();
  private final Map<Part, Integer> parts = new LinkedHashMap<>();
  private long users;

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
      case MIN, MAX, FIRST_VALUE, LAST_VALUE, ANY_VALUE, ARG_MIN, ARG_MAX, APPROX_COUNT_DISTINCT ->
          retracts;
      case SKEWNESS,
          KURTOSIS,
          CORR,
          COVAR_POP,
          COVAR_SAMP,
          REGR_SLOPE,
          REGR_INTERCEPT,
          REGR_R2,
          REGR_AVGX,
          REGR_AVGY,
          REGR_SXX,
          REGR_SYY,
          REGR_SXY,
          BIT_AND,
          BIT_OR,
          BIT_XOR ->
          call.distinct();
      case PRODUCT,
          STRING_AGG,
          ARRAY_AGG,
          MAP_AGG,
          QUANTILE_CONT,
          QUANTILE_DISC,
          MODE,
          APPROX_QUANTILE ->
          true;
      case USER ->
          call.distinct() || retracts && !call.user().orElseThrow().function().body().canRetract();
    };
  }

  /// What a call that [#keepsValues] has one of for each value kept.
  static String unit(AggregateCall call, String arguments) {
    boolean collects =
        call.function() == AggregateFunction.STRING_AGG
            || call.function() == AggregateFunction.ARRAY_AGG;
    if (collects && call.order().isEmpty() && !call.distinct()) {
      return "row";
    }
    return call.function() == AggregateFunction.APPROX_QUANTILE
        ? "2 % of " + arguments
        : "distinct " + arguments;
  }

  /// Estimated bytes for each different value of a call that [#keepsValues].
  static long bytesPerValue(Schema input, AggregateCall call) {
    long words =
        Stream.concat(call.arguments().stream(), call.order().stream().map(SortKey::column))
            .distinct()
            .mapToLong(column -> width(input, column))
            .sum();
    return words + INDEX_ENTRY + VALUE_LINKS + (RANKED.contains(call.function()) ? RANKS : 0);
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
    return counts
        + users * USER_STATE
        + parts.values().stream().mapToLong(Integer::longValue).sum();
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
      case SKEWNESS, KURTOSIS -> part(Kind.POWERS, input(call, call.distinct(), false));
      case CORR,
          COVAR_POP,
          COVAR_SAMP,
          REGR_SLOPE,
          REGR_INTERCEPT,
          REGR_R2,
          REGR_AVGX,
          REGR_AVGY,
          REGR_SXX,
          REGR_SYY,
          REGR_SXY ->
          part(Kind.PAIRS, input(call, call.distinct(), false));
      case BIT_AND, BIT_OR, BIT_XOR -> part(Kind.BITS, input(call, call.distinct(), false));
      case ARG_MIN, ARG_MAX -> part(Kind.BEST, input(call, false, false));
      case PRODUCT, QUANTILE_CONT, QUANTILE_DISC, MODE, STRING_AGG, APPROX_QUANTILE ->
          part(Kind.VALUES, input(call, call.distinct(), false));
      case ARRAY_AGG, MAP_AGG -> part(Kind.VALUES, input(call, call.distinct(), true));
      case APPROX_COUNT_DISTINCT -> part(Kind.SKETCH, input(call, retracts, false));
      case MIN, ANY_VALUE -> part(Kind.LEAST, input(call, false, false));
      case MAX -> part(Kind.GREATEST, input(call, false, false));
      case FIRST_VALUE -> part(Kind.FIRST, input(call, false, true));
      case LAST_VALUE -> part(Kind.LAST, input(call, false, true));
      case USER -> {
        Input input = input(call, call.distinct(), false);
        inputs.add(input);
        users++;
      }
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
      case POWERS -> 9 * WORD;
      case PAIRS -> 11 * WORD;
      case BITS -> retracts ? 65 * WORD : WORD;
      case BEST -> retracts ? WORD : 2 * width(schema, column) + 1;
      case VALUES -> WORD;
      case SKETCH -> retracts ? 0 : SKETCH_BYTES;
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
