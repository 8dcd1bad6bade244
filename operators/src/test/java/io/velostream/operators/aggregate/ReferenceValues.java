package io.velostream.operators.aggregate;

import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import io.velostream.operators.rows.SortColumn;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The plain reading of the functions that look at all values of a group.
final class ReferenceValues {
  private static final MathContext DIGITS = new MathContext(200);

  private final Schema schema;

  ReferenceValues(Schema schema) {
    this.schema = schema;
  }

  /// The result over the rows that count, of which there is at least one.
  @Nullable Object result(List<Event> rows, AggregateSpec call) {
    int first = call.arguments().getFirst();
    return switch (call.function()) {
      case SKEWNESS -> skewness(numbers(rows, first));
      case KURTOSIS -> kurtosis(numbers(rows, first));
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
          pair(
              call.function(),
              numbers(rows, call.arguments().getFirst(), call.arguments().getLast()));
      case BIT_AND -> longs(rows, first).stream().reduce(-1L, (a, b) -> a & b);
      case BIT_OR -> longs(rows, first).stream().reduce(0L, (a, b) -> a | b);
      case BIT_XOR -> longs(rows, first).stream().reduce(0L, (a, b) -> a ^ b);
      case PRODUCT ->
          numbers(rows, first).stream()
              .map(List::getFirst)
              .reduce(BigDecimal.ONE, BigDecimal::multiply)
              .doubleValue();
      case STRING_AGG -> joined(collected(rows, call), (Slice) call.parameters().getFirst());
      case ARRAY_AGG -> array(collected(rows, call));
      case MAP_AGG -> map(rows, call);
      case QUANTILE_CONT -> between(rows, call);
      case QUANTILE_DISC -> {
        List<@Nullable Object> sorted = sorted(rows, call);
        double fraction = (Double) call.parameters().getFirst();
        yield sorted.get(Math.max(0, (int) Math.ceil(fraction * sorted.size()) - 1));
      }
      case MODE -> mode(rows, first);
      case ARG_MIN -> best(rows, call, 1);
      case ARG_MAX -> best(rows, call, -1);
      case APPROX_COUNT_DISTINCT -> (long) new HashSet<>(tuples(rows, List.of(first))).size();
      case APPROX_QUANTILE -> {
        List<@Nullable Object> sorted = sorted(rows, call);
        double fraction = (Double) call.parameters().getFirst();
        yield decimal(sorted.get((int) (fraction * (sorted.size() - 1))), first).doubleValue();
      }
      case COUNT,
          SUM,
          AVG,
          MIN,
          MAX,
          FIRST_VALUE,
          LAST_VALUE,
          ANY_VALUE,
          VAR_POP,
          VAR_SAMP,
          STDDEV_POP,
          STDDEV_SAMP,
          USER ->
          throw new AssertionError(call);
    };
  }

  /// The values of some columns, each as often as it is there.
  private static List<List<@Nullable Object>> tuples(List<Event> rows, List<Integer> columns) {
    Map<List<@Nullable Object>, Long> counts = new LinkedHashMap<>();
    for (Event row : rows) {
      List<@Nullable Object> tuple = new ArrayList<>();
      columns.forEach(c -> tuple.add(ReferenceAggregate.canonical(row.get(c))));
      counts.merge(tuple, row.weight(), Long::sum);
    }
    List<List<@Nullable Object>> all = new ArrayList<>();
    counts.forEach((tuple, count) -> {
      for (long i = 0; i < count; i++) {
        all.add(tuple);
      }
    });
    return all;
  }

  private BigDecimal decimal(@Nullable Object value, int column) {
    return ReferenceAggregate.decimal(value, schema.type(column));
  }

  private List<List<BigDecimal>> numbers(List<Event> rows, int... columns) {
    List<Integer> list = Arrays.stream(columns).boxed().toList();
    List<List<BigDecimal>> all = new ArrayList<>();
    for (List<@Nullable Object> tuple : tuples(rows, list)) {
      List<BigDecimal> numbers = new ArrayList<>();
      for (int i = 0; i < columns.length; i++) {
        numbers.add(decimal(tuple.get(i), columns[i]));
      }
      all.add(numbers);
    }
    return all;
  }

  private static List<Long> longs(List<Event> rows, int column) {
    return tuples(rows, List.of(column)).stream().map(t -> (Long) t.getFirst()).toList();
  }

  private static BigDecimal mean(List<List<BigDecimal>> numbers, int at) {
    return numbers.stream()
        .map(n -> n.get(at))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(numbers.size()), DIGITS);
  }

  private static BigDecimal spread(List<List<BigDecimal>> numbers, int a, int b) {
    BigDecimal meanA = mean(numbers, a);
    BigDecimal meanB = mean(numbers, b);
    return numbers.stream()
        .map(n -> n.get(a).subtract(meanA).multiply(n.get(b).subtract(meanB)))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .round(new MathContext(100));
  }

  private static double power(List<List<BigDecimal>> numbers, int power) {
    BigDecimal mean = mean(numbers, 0);
    return numbers.stream()
            .map(n -> n.getFirst().subtract(mean).pow(power))
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .doubleValue()
        / numbers.size();
  }

  private static boolean allEqual(List<List<BigDecimal>> numbers, int at) {
    return numbers.stream().allMatch(n -> n.get(at).compareTo(numbers.getFirst().get(at)) == 0);
  }

  private static @Nullable Double skewness(List<List<BigDecimal>> numbers) {
    double n = numbers.size();
    return n < 3 || allEqual(numbers, 0)
        ? null
        : (Double)
            (power(numbers, 3)
                / Math.pow(power(numbers, 2), 1.5)
                * Math.sqrt(n * (n - 1))
                / (n - 2));
  }

  private static @Nullable Double kurtosis(List<List<BigDecimal>> numbers) {
    double n = numbers.size();
    if (n < 4 || allEqual(numbers, 0)) {
      return null;
    }
    double m2 = power(numbers, 2);
    double excess = power(numbers, 4) / (m2 * m2) - 3;
    return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * excess + 6);
  }

  private static @Nullable Double pair(AggregateFunction function, List<List<BigDecimal>> numbers) {
    int n = numbers.size();
    double sxx = allEqual(numbers, 1) ? 0 : spread(numbers, 1, 1).doubleValue();
    double syy = allEqual(numbers, 0) ? 0 : spread(numbers, 0, 0).doubleValue();
    double sxy = sxx == 0 || syy == 0 ? 0 : spread(numbers, 0, 1).doubleValue();
    double correlation = sxy / Math.sqrt(sxx) / Math.sqrt(syy);
    double meanX = mean(numbers, 1).doubleValue();
    double meanY = mean(numbers, 0).doubleValue();
    return switch (function) {
      case CORR -> sxx == 0 || syy == 0 ? null : (Double) correlation;
      case COVAR_POP -> sxy / n;
      case COVAR_SAMP -> n < 2 ? null : (Double) (sxy / (n - 1));
      case REGR_SLOPE -> sxx == 0 ? null : (Double) (sxy / sxx);
      case REGR_INTERCEPT -> sxx == 0 ? null : (Double) (meanY - sxy / sxx * meanX);
      case REGR_R2 ->
          sxx == 0 ? null : syy == 0 ? (Double) 1.0 : (Double) (correlation * correlation);
      case REGR_AVGX -> meanX;
      case REGR_AVGY -> meanY;
      case REGR_SXX -> sxx;
      case REGR_SYY -> syy;
      case REGR_SXY -> sxy;
      default -> throw new AssertionError(function);
    };
  }

  private static int compare(@Nullable Object a, @Nullable Object b, SortColumn sort) {
    if (a == null || b == null) {
      return a == b ? 0 : (a == null) == sort.nullsFirst() ? -1 : 1;
    }
    int order = ReferenceAggregate.compare(a, b);
    return sort.descending() ? -order : order;
  }

  private static Comparator<List<@Nullable Object>> by(List<SortColumn> order) {
    return (a, b) -> {
      for (int i = 0; i < order.size(); i++) {
        int result = compare(a.get(i), b.get(i), order.get(i));
        if (result != 0) {
          return result;
        }
      }
      return 0;
    };
  }

  /// The values of the first argument in the order of the call, ascending if it has none.
  private static List<@Nullable Object> sorted(List<Event> rows, AggregateSpec call) {
    List<SortColumn> order = new ArrayList<>(call.order());
    order.add(SortColumn.ascending(call.arguments().getFirst()));
    List<List<@Nullable Object>> all =
        new ArrayList<>(tuples(rows, order.stream().map(SortColumn::column).toList()));
    all.sort(by(order));
    List<@Nullable Object> values = new ArrayList<>();
    all.forEach(tuple -> values.add(tuple.getLast()));
    return values;
  }

  private static List<@Nullable Object> collected(List<Event> rows, AggregateSpec call) {
    return call.order().isEmpty() && !call.distinct()
        ? arrived(rows, call.arguments().getFirst())
        : sorted(rows, call);
  }

  private static List<@Nullable Object> arrived(List<Event> rows, int column) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Event row : rows) {
      Object value = ReferenceAggregate.canonical(row.get(column));
      for (long i = 0; i < row.weight(); i++) {
        values.add(value);
      }
      if (row.weight() < 0) {
        values.remove(values.lastIndexOf(value));
      }
    }
    return values;
  }

  private static Slice joined(List<@Nullable Object> values, Slice separator) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.write(separator.array(), separator.offset(), separator.length());
      }
      if (values.get(i) instanceof Slice slice) {
        out.write(slice.array(), slice.offset(), slice.length());
      }
    }
    return new Slice(out.toByteArray(), 0, out.size());
  }

  private static void put(SlotWriter writer, @Nullable Object value) {
    if (value == null) {
      writer.putNull();
    } else {
      writer.putScalar(value);
    }
  }

  private static Slice array(List<@Nullable Object> values) {
    SlotWriter writer = new SlotWriter();
    writer.begin(Tag.ARRAY);
    values.forEach(value -> put(writer, value));
    writer.end();
    return writer.copy();
  }

  private static Slice map(List<Event> rows, AggregateSpec call) {
    List<SortColumn> order = call.arguments().stream().map(SortColumn::ascending).toList();
    List<List<@Nullable Object>> all = new ArrayList<>(tuples(rows, call.arguments()));
    all.sort(by(order));
    Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
    all.forEach(tuple -> {
      if (!entries.containsKey(tuple.getFirst())) {
        entries.put(tuple.getFirst(), tuple.getLast());
      }
    });
    SlotWriter writer = new SlotWriter();
    writer.begin(Tag.MAP);
    entries.forEach((key, value) -> {
      put(writer, key);
      put(writer, value);
    });
    writer.endMap(1);
    return writer.copy();
  }

  private double between(List<Event> rows, AggregateSpec call) {
    List<@Nullable Object> sorted = sorted(rows, call);
    double place = (Double) call.parameters().getFirst() * (sorted.size() - 1);
    int column = call.arguments().getFirst();
    double low = number(sorted.get((int) Math.floor(place)), column);
    double high = number(sorted.get((int) Math.ceil(place)), column);
    return low == high || Double.compare(low, high) == 0
        ? low
        : low + (high - low) * (place - Math.floor(place));
  }

  private double number(@Nullable Object value, int column) {
    return value instanceof Double d ? d : decimal(value, column).doubleValue();
  }

  private static @Nullable Object mode(List<Event> rows, int column) {
    Map<@Nullable Object, Long> counts = new LinkedHashMap<>();
    tuples(rows, List.of(column)).forEach(t -> counts.merge(t.getFirst(), 1L, Long::sum));
    Object best = null;
    long most = 0;
    for (Map.Entry<@Nullable Object, Long> entry : counts.entrySet()) {
      Object value = entry.getKey();
      if (entry.getValue() > most
          || (entry.getValue() == most
              && value != null
              && best != null
              && ReferenceAggregate.compare(value, best) < 0)) {
        best = value;
        most = entry.getValue();
      }
    }
    return best;
  }

  private static @Nullable Object best(List<Event> rows, AggregateSpec call, int sign) {
    List<SortColumn> order =
        List.of(
            new SortColumn(call.arguments().getLast(), sign < 0, false),
            SortColumn.ascending(call.arguments().getFirst()));
    return tuples(rows, order.stream().map(SortColumn::column).toList()).stream()
        .min(by(order))
        .orElseThrow()
        .getLast();
  }
}
