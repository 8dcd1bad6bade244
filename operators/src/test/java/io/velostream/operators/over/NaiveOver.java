package io.velostream.operators.over;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Slice;
import io.velostream.operators.aggregate.AggregateSpec;
import io.velostream.operators.rows.SortColumn;
import io.velostream.operators.testing.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// OVER by its definition: for every row look at every other row of the partition.
final class NaiveOver {
  private final OverSpec spec;

  NaiveOver(OverSpec spec) {
    this.spec = spec;
  }

  /// The rows in (order, arrival) with their results.
  List<Row> evaluate(List<Row> arrived) {
    List<Row> sorted = new ArrayList<>(arrived);
    sorted.sort(this::compare);
    Map<List<@Nullable Object>, List<Row>> partitions = new LinkedHashMap<>();
    for (Row row : sorted) {
      List<@Nullable Object> key = new ArrayList<>();
      spec.partitionKeys().forEach(k -> key.add(row.values().get(k)));
      partitions.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
    }
    IdentityHashMap<Row, Row> results = new IdentityHashMap<>();
    for (List<Row> rows : partitions.values()) {
      for (int i = 0; i < rows.size(); i++) {
        List<@Nullable Object> values = new ArrayList<>(rows.get(i).values());
        for (OverFunction function : spec.functions()) {
          values.add(value(function, rows, i));
        }
        results.put(rows.get(i), new Row(1, values));
      }
    }
    return sorted.stream().map(results::get).map(Objects::requireNonNull).toList();
  }

  private @Nullable Object value(OverFunction function, List<Row> rows, int i) {
    return switch (function) {
      case OverFunction.Aggregate call -> aggregate(call, frame(call.frame(), rows, i));
      case OverFunction.NthValue call -> {
        List<Row> frame =
            counted(frame(call.frame(), rows, i), call.argument(), call.ignoreNulls());
        yield frame.size() < call.n() ? null : cell(frame.get((int) call.n() - 1), call.argument());
      }
      case OverFunction.Lag call -> {
        if (call.offset() == 0) {
          yield cell(rows.get(i), call.argument());
        }
        List<Row> before = counted(rows.subList(0, i), call.argument(), call.ignoreNulls());
        yield before.size() < call.offset()
            ? call.otherwise()
            : cell(before.get((int) (before.size() - call.offset())), call.argument());
      }
      case OverFunction.Lead call -> {
        if (call.offset() == 0) {
          yield cell(rows.get(i), call.argument());
        }
        List<Row> after =
            counted(rows.subList(i + 1, rows.size()), call.argument(), call.ignoreNulls());
        yield after.size() < call.offset()
            ? call.otherwise()
            : cell(after.get((int) call.offset() - 1), call.argument());
      }
      case OverFunction.Ranking call -> rank(call.kind(), rows, i);
      case OverFunction.Accumulated call -> accumulated(call.call(), frame(call.frame(), rows, i));
      case OverFunction.Distribution call -> distribution(call, rows, i);
    };
  }

  private Object distribution(OverFunction.Distribution call, List<Row> rows, int i) {
    long before = rows.stream().filter(row -> compare(row, rows.get(i)) < 0).count();
    long peers = rows.stream().filter(row -> compare(row, rows.get(i)) == 0).count();
    int n = rows.size();
    return switch (call.kind()) {
      case PERCENT_RANK -> n == 1 ? 0.0 : (double) before / (n - 1);
      case CUME_DIST -> (double) (before + peers) / n;
      case NTILE -> {
        // Deal the rows out one by one: the first parts get one more.
        long at = 0;
        for (long part = 1; ; part++) {
          at += n / call.buckets() + (part <= n % call.buckets() ? 1 : 0);
          if (i < at) {
            yield part;
          }
        }
      }
    };
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object accumulated(AggregateSpec call, List<Row> frame) {
    int argument = call.arguments().getFirst();
    List<Comparable<Object>> values = new ArrayList<>();
    for (Row row : frame) {
      boolean counts =
          call.filter().isEmpty() || Long.valueOf(1).equals(cell(row, call.filter().getAsInt()));
      if (counts && cell(row, argument) instanceof Comparable<?> value) {
        values.add((Comparable<Object>) value);
      }
    }
    if (values.isEmpty()) {
      return null;
    }
    List<Comparable<Object>> sorted = values.stream().sorted().toList();
    return switch (call.function()) {
      case STRING_AGG -> values.stream().map(Object::toString).collect(Collectors.joining(";"));
      case QUANTILE_DISC -> {
        double fraction = (Double) call.parameters().getFirst();
        yield sorted.get(Math.max(0, (int) Math.ceil(fraction * sorted.size()) - 1));
      }
      case MODE ->
          sorted.stream()
              .max(
                  Comparator.comparingInt(
                          (Comparable<Object> v) -> Collections.frequency(sorted, v))
                      .thenComparing(Comparator.reverseOrder()))
              .orElseThrow();
      default -> throw new AssertionError(call);
    };
  }

  private static List<Row> counted(List<Row> rows, int argument, boolean ignoreNulls) {
    return ignoreNulls ? rows.stream().filter(row -> cell(row, argument) != null).toList() : rows;
  }

  private long rank(OverFunction.Ranking.Kind kind, List<Row> rows, int i) {
    if (kind == OverFunction.Ranking.Kind.ROW_NUMBER) {
      return i + 1L;
    }
    long before = 0;
    long groups = 0;
    for (int j = 0; j < i; j++) {
      if (compare(rows.get(j), rows.get(i)) < 0) {
        before++;
        groups += compare(rows.get(j), rows.get(j + 1)) < 0 ? 1 : 0;
      }
    }
    return 1 + (kind == OverFunction.Ranking.Kind.RANK ? before : groups);
  }

  private List<Row> frame(OverFrame frame, List<Row> rows, int i) {
    List<Row> in = new ArrayList<>();
    for (int j = 0; j < rows.size(); j++) {
      boolean from = frame.fromStart() || distance(frame, rows, j, i, frame.start()) >= 0;
      boolean to = frame.toEnd() || distance(frame, rows, j, i, frame.end()) <= 0;
      if (from && to) {
        in.add(rows.get(j));
      }
    }
    return in;
  }

  /// Sign of where row j stands relative to the point `bound` away from row i.
  private int distance(OverFrame frame, List<Row> rows, int j, int i, long bound) {
    if (!frame.range()) {
      return Long.compare(j - i, bound);
    }
    if (bound == 0) {
      return compare(rows.get(j), rows.get(i));
    }
    SortColumn key = spec.order().getFirst();
    Object other = cell(rows.get(j), key.column());
    Object current = cell(rows.get(i), key.column());
    if (other == null && current == null) {
      return 0;
    }
    if (other == null || current == null) {
      return (other == null) == key.nullsFirst() ? -1 : 1;
    }
    BigDecimal gap = new BigDecimal(other.toString()).subtract(new BigDecimal(current.toString()));
    return (key.descending() ? gap.negate() : gap).compareTo(BigDecimal.valueOf(bound));
  }

  private @Nullable Object aggregate(OverFunction.Aggregate call, List<Row> frame) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Row row : frame) {
      if (call.filter() < 0 || Long.valueOf(1).equals(cell(row, call.filter()))) {
        values.add(call.argument() < 0 ? Long.valueOf(0) : cell(row, call.argument()));
      }
    }
    boolean keepNulls =
        !call.ignoreNulls()
            && (call.function() == FrameFunction.FIRST_VALUE
                || call.function() == FrameFunction.LAST_VALUE);
    if (!keepNulls) {
      values.removeIf(Objects::isNull);
    }
    if (call.distinct()) {
      values = new ArrayList<>(new LinkedHashSet<>(values));
    }
    if (call.function() == FrameFunction.COUNT) {
      return (long) values.size();
    }
    if (values.isEmpty()) {
      return null;
    }
    return switch (call.function()) {
      case COUNT -> throw new IllegalStateException();
      case FIRST_VALUE, ANY_VALUE -> values.getFirst();
      case LAST_VALUE -> values.getLast();
      case MIN -> values.stream().min(NaiveOver::compareValues).orElseThrow();
      case MAX -> values.stream().max(NaiveOver::compareValues).orElseThrow();
      case SUM, AVG -> sum(call, values);
      case VAR_POP -> variance(values, 0);
      case VAR_SAMP -> variance(values, 1);
      case STDDEV_POP -> root(variance(values, 0));
      case STDDEV_SAMP -> root(variance(values, 1));
    };
  }

  private Object sum(OverFunction.Aggregate call, List<@Nullable Object> values) {
    boolean average = call.function() == FrameFunction.AVG;
    DataType argument = spec.input().get(call.argument());
    if (values.getFirst() instanceof Double) {
      double sum = values.stream().mapToDouble(v -> (Double) Objects.requireNonNull(v)).sum();
      return average ? sum / values.size() : sum;
    }
    BigDecimal sum =
        values.stream()
            .map(v -> new BigDecimal(String.valueOf(v)))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    if (average && !(call.type() instanceof DataType.Decimal)) {
      return sum.doubleValue() / values.size();
    }
    if (average && call.type() instanceof DataType.Decimal result) {
      int scale = argument instanceof DataType.Decimal decimal ? decimal.scale() : 0;
      sum =
          sum.movePointLeft(scale)
              .divide(BigDecimal.valueOf(values.size()), result.scale(), RoundingMode.HALF_UP)
              .movePointRight(result.scale());
    }
    BigInteger whole = sum.toBigIntegerExact();
    return switch (call.type().lane()) {
      case LONG -> (Object) whole.longValueExact();
      case WIDE -> whole;
      case DOUBLE, BYTES -> throw new IllegalStateException(call.toString());
    };
  }

  private static @Nullable Double variance(List<@Nullable Object> values, int less) {
    if (values.size() <= less) {
      return null;
    }
    double mean = values.stream().mapToDouble(NaiveOver::number).average().orElseThrow();
    double squares = values.stream().mapToDouble(v -> Math.pow(number(v) - mean, 2)).sum();
    return squares / (values.size() - less);
  }

  private static double number(@Nullable Object value) {
    return ((Number) Objects.requireNonNull(value)).doubleValue();
  }

  private static @Nullable Double root(@Nullable Double value) {
    return value == null ? null : Math.sqrt(value);
  }

  private int compare(Row a, Row b) {
    for (SortColumn key : spec.order()) {
      Object x = cell(a, key.column());
      Object y = cell(b, key.column());
      if (x == null && y == null) {
        continue;
      }
      if (x == null || y == null) {
        return (x == null) == key.nullsFirst() ? -1 : 1;
      }
      int order = key.descending() ? -compareValues(x, y) : compareValues(x, y);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static @Nullable Object cell(Row row, int column) {
    return row.values().get(column);
  }

  private static int compareValues(@Nullable Object a, @Nullable Object b) {
    return switch (a) {
      case Long x -> Long.compare(x, (Long) Objects.requireNonNull(b));
      case Double x -> Comparator.<Double>naturalOrder().compare(x, (Double) b);
      case BigInteger x -> x.compareTo((BigInteger) b);
      case Slice x -> x.compareTo((Slice) b);
      case null, default -> throw new IllegalArgumentException(String.valueOf(a));
    };
  }
}
