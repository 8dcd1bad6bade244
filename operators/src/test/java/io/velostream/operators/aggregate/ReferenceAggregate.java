package io.velostream.operators.aggregate;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The plain reading of GROUP BY: everything kept, everything computed anew.
public final class ReferenceAggregate {
  private final Schema schema;
  private final Aggregation aggregation;

  public ReferenceAggregate(Aggregation aggregation) {
    this.schema = aggregation.input();
    this.aggregation = aggregation;
  }

  /// Key of an event: one NaN, no -0.0.
  public List<@Nullable Object> key(Event event) {
    List<@Nullable Object> key = new ArrayList<>();
    aggregation.keys().forEach(k -> key.add(canonical(event.get(k))));
    return key;
  }

  static @Nullable Object canonical(@Nullable Object value) {
    return value instanceof Double d ? (Object) (d.isNaN() ? Double.NaN : d + 0.0) : value;
  }

  /// Results by key, in order of first appearance.
  public Map<List<@Nullable Object>, List<@Nullable Object>> results(List<Event> events) {
    Map<List<@Nullable Object>, List<Event>> groups = new LinkedHashMap<>();
    if (aggregation.keys().isEmpty()) {
      groups.put(List.of(), new ArrayList<>());
    }
    for (Event event : events) {
      groups.computeIfAbsent(key(event), k -> new ArrayList<>()).add(event);
    }
    Map<List<@Nullable Object>, List<@Nullable Object>> results = new LinkedHashMap<>();
    groups.forEach((key, rows) -> {
      if (aggregation.keys().isEmpty() || count(rows) > 0) {
        results.put(key, results(rows, aggregation.calls()));
      }
    });
    return results;
  }

  private static long count(List<Event> rows) {
    return rows.stream().mapToLong(Event::weight).sum();
  }

  private List<@Nullable Object> results(List<Event> rows, List<AggregateSpec> calls) {
    List<@Nullable Object> results = new ArrayList<>();
    calls.forEach(call -> results.add(result(rows, call)));
    return results;
  }

  private @Nullable Object result(List<Event> rows, AggregateSpec call) {
    boolean keepNulls =
        call.function() == AggregateFunction.FIRST_VALUE
            || call.function() == AggregateFunction.LAST_VALUE
            || call.function() == AggregateFunction.ARRAY_AGG;
    List<Integer> required =
        call.function() == AggregateFunction.MAP_AGG
            ? call.arguments().subList(0, 1)
            : call.arguments();
    List<Event> picked = new ArrayList<>();
    for (Event row : rows) {
      boolean passes =
          call.filter().isEmpty() || Long.valueOf(1).equals(row.get(call.filter().getAsInt()));
      boolean hasNull = required.stream().anyMatch(a -> row.get(a) == null);
      if (passes && (keepNulls || !hasNull)) {
        picked.add(row);
      }
    }
    if (call.distinct()
        && !call.arguments().isEmpty()
        && call.function() != AggregateFunction.FIRST_VALUE
        && call.function() != AggregateFunction.LAST_VALUE
        && call.function() != AggregateFunction.MAP_AGG) {
      picked = distinct(picked, call.arguments());
    }
    long count = count(picked);
    if (call.function() == AggregateFunction.COUNT) {
      return count;
    }
    if (call.function() == AggregateFunction.APPROX_COUNT_DISTINCT && count == 0) {
      return 0L;
    }
    if (count == 0) {
      return null;
    }
    int argument = call.arguments().getFirst();
    DataType type = schema.type(argument);
    return switch (call.function()) {
      case USER -> throw new AssertionError();
      case COUNT -> throw new AssertionError();
      case SUM -> sum(picked, argument, type, call.type());
      case AVG -> average(picked, argument, type, call.type(), count);
      case MIN, ANY_VALUE -> extreme(picked, argument, -1);
      case MAX -> extreme(picked, argument, 1);
      case FIRST_VALUE -> first(picked, argument, false);
      case LAST_VALUE -> first(picked, argument, true);
      case VAR_POP -> variance(picked, argument, type, count, 0);
      case VAR_SAMP -> variance(picked, argument, type, count, 1);
      case STDDEV_POP -> root(variance(picked, argument, type, count, 0));
      case STDDEV_SAMP -> root(variance(picked, argument, type, count, 1));
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
          BIT_XOR,
          PRODUCT,
          STRING_AGG,
          ARRAY_AGG,
          MAP_AGG,
          QUANTILE_CONT,
          QUANTILE_DISC,
          MODE,
          ARG_MIN,
          ARG_MAX,
          APPROX_COUNT_DISTINCT,
          APPROX_QUANTILE ->
          new ReferenceValues(schema).result(picked, call);
    };
  }

  private static List<Event> distinct(List<Event> rows, List<Integer> arguments) {
    Map<List<@Nullable Object>, Long> counts = new LinkedHashMap<>();
    Map<List<@Nullable Object>, Event> samples = new HashMap<>();
    for (Event row : rows) {
      List<@Nullable Object> value = new ArrayList<>();
      arguments.forEach(a -> value.add(canonical(row.get(a))));
      counts.merge(value, row.weight(), Long::sum);
      samples.putIfAbsent(value, row);
    }
    List<Event> result = new ArrayList<>();
    counts.forEach((value, n) -> {
      if (n > 0) {
        result.add(new Event(samples.get(value).values(), 1));
      }
    });
    return result;
  }

  private static @Nullable Double root(@Nullable Double variance) {
    return variance == null ? null : (Double) Math.sqrt(variance);
  }

  static BigDecimal decimal(@Nullable Object value, DataType type) {
    int scale = type instanceof DataType.Decimal d ? d.scale() : 0;
    return switch (value) {
      case Long v -> BigDecimal.valueOf(v, scale);
      case BigInteger v -> new BigDecimal(v, scale);
      case Double v -> new BigDecimal(v);
      case null -> throw new AssertionError();
      default -> throw new AssertionError(value);
    };
  }

  private static @Nullable Double special(List<Event> rows, int argument) {
    long nan = 0;
    long plus = 0;
    long minus = 0;
    for (Event row : rows) {
      double value = row.get(argument) instanceof Double d ? d : 0;
      nan += Double.isNaN(value) ? row.weight() : 0;
      plus += value == Double.POSITIVE_INFINITY ? row.weight() : 0;
      minus += value == Double.NEGATIVE_INFINITY ? row.weight() : 0;
    }
    if (nan > 0 || (plus > 0 && minus > 0)) {
      return Double.NaN;
    }
    return plus > 0
        ? (Double) Double.POSITIVE_INFINITY
        : minus > 0 ? (Double) Double.NEGATIVE_INFINITY : null;
  }

  private static BigDecimal exactSum(List<Event> rows, int argument, DataType type) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Event row : rows) {
      if (row.get(argument) instanceof Double d && !Double.isFinite(d)) {
        continue;
      }
      sum = sum.add(decimal(row.get(argument), type).multiply(BigDecimal.valueOf(row.weight())));
    }
    return sum;
  }

  private double doubleSum(List<Event> rows, int argument, DataType type) {
    if (aggregation.retracts() || aggregation.anyOrder()) {
      Double special = special(rows, argument);
      return special != null ? special : exactSum(rows, argument, type).doubleValue();
    }
    double sum = 0;
    for (Event row : rows) {
      sum += (Double) row.get(argument) * row.weight();
    }
    return sum;
  }

  private Object sum(List<Event> rows, int argument, DataType type, DataType result) {
    return switch (type.lane()) {
      case DOUBLE -> doubleSum(rows, argument, type);
      case LONG, WIDE -> unscaled(exactSum(rows, argument, type), result);
      case BYTES -> throw new AssertionError();
    };
  }

  private static Object unscaled(BigDecimal value, DataType type) {
    int scale = type instanceof DataType.Decimal d ? d.scale() : 0;
    BigInteger unscaled = value.setScale(scale, RoundingMode.HALF_UP).unscaledValue();
    return switch (type.lane()) {
      case LONG -> (Object) unscaled.longValueExact();
      case WIDE -> unscaled;
      case DOUBLE, BYTES -> throw new AssertionError();
    };
  }

  private Object average(
      List<Event> rows, int argument, DataType type, DataType result, long count) {
    if (type.lane() == Lane.DOUBLE) {
      return doubleSum(rows, argument, type) / count;
    }
    BigDecimal sum = exactSum(rows, argument, type);
    BigDecimal quotient = sum.divide(BigDecimal.valueOf(count), new MathContext(120));
    return result.equals(DataType.DOUBLE)
        ? (Object) quotient.doubleValue()
        : unscaled(quotient, result);
  }

  static int compare(Object a, Object b) {
    return switch (a) {
      case Long v -> v.compareTo((Long) b);
      case Double v -> Double.compare(v + 0.0, (Double) b + 0.0);
      case BigInteger v -> v.compareTo((BigInteger) b);
      case Slice v -> v.compareTo((Slice) b);
      default -> throw new AssertionError(a);
    };
  }

  private static Object extreme(List<Event> rows, int argument, int sign) {
    Object best = null;
    for (Event row : distinct(rows, List.of(argument))) {
      Object value = row.get(argument);
      if (value != null && (best == null || compare(value, best) * sign > 0)) {
        best = value;
      }
    }
    Object canonical = canonical(best);
    if (canonical == null) {
      throw new AssertionError();
    }
    return canonical;
  }

  /// A retraction cancels the latest arrivals of its value first (for the last value: the
  /// earliest).
  private static @Nullable Object first(List<Event> rows, int argument, boolean last) {
    Map<List<@Nullable Object>, Long> counts = new HashMap<>();
    LinkedHashMap<List<@Nullable Object>, @Nullable Object> order = new LinkedHashMap<>();
    for (Event row : rows) {
      List<@Nullable Object> value = new ArrayList<>();
      value.add(canonical(row.get(argument)));
      long before = counts.getOrDefault(value, 0L);
      long after = before + row.weight();
      counts.put(value, after);
      if (after <= 0) {
        order.remove(value);
      } else if (before <= 0 || (last && row.weight() > 0)) {
        order.remove(value);
        order.put(value, row.get(argument));
      }
    }
    return last ? order.lastEntry().getKey().getFirst() : order.firstEntry().getKey().getFirst();
  }

  private static @Nullable Double variance(
      List<Event> rows, int argument, DataType type, long count, int fewer) {
    if (count - fewer <= 0) {
      return null;
    }
    if (special(rows, argument) != null) {
      return Double.NaN;
    }
    BigDecimal mean =
        exactSum(rows, argument, type).divide(BigDecimal.valueOf(count), new MathContext(80));
    BigDecimal sum = BigDecimal.ZERO;
    for (Event row : rows) {
      BigDecimal distance = decimal(row.get(argument), type).subtract(mean);
      sum = sum.add(distance.multiply(distance).multiply(BigDecimal.valueOf(row.weight())));
    }
    return sum.divide(BigDecimal.valueOf(count - fewer), new MathContext(60)).doubleValue();
  }
}
