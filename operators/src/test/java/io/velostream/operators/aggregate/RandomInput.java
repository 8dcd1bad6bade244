package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.Field;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.operators.rows.SortColumn;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Random rows of all lanes, and batches of them in every form that a batch can have.
public final class RandomInput {
  public static final int TIME = 9;
  public static final DataType WIDE = new DataType.Decimal(30, 2);
  public static final DataType NARROW = new DataType.Decimal(10, 2);
  public static final Schema SCHEMA =
      Schema.of(
          Field.of("k0", DataType.BIGINT),
          Field.of("k1", DataType.STRING),
          Field.of("k2", DataType.DOUBLE),
          Field.of("k3", WIDE),
          Field.of("i", DataType.INTEGER),
          Field.of("d", DataType.DOUBLE),
          Field.of("n", NARROW),
          Field.of("s", DataType.STRING),
          Field.of("f", DataType.BOOLEAN),
          Field.of("t", DataType.TIMESTAMP_MILLIS));

  private static final String[] STRINGS = {
    "",
    "a",
    "ab",
    "abcdefgh",
    "abcdefghijklmno",
    "abcdefghijklmnop",
    "abcdefghijklmnopq",
    "zé\0",
    "zé"
  };

  private final Random random;
  private final boolean exactDoubles;
  private final List<Dictionary> dictionaries =
      List.of(new Dictionary(), new Dictionary(), new Dictionary());

  public RandomInput(Random random, boolean exactDoubles) {
    this.random = random;
    this.exactDoubles = exactDoubles;
  }

  /// A row with an event time.
  public Event event(long time) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(orNull((long) random.nextInt(3)));
    values.add(orNull(Slice.utf8(STRINGS[random.nextInt(STRINGS.length)])));
    values.add(orNull(new double[] {0.0, -0.0, Double.NaN, 1.5}[random.nextInt(4)]));
    values.add(orNull(BigInteger.TEN.pow(20).multiply(BigInteger.valueOf(random.nextInt(5) - 2))));
    values.add(orNull((long) random.nextInt(20) - 10));
    values.add(orNull(aDouble()));
    values.add(orNull((long) random.nextInt(10_000) - 5_000));
    values.add(orNull(Slice.utf8(STRINGS[random.nextInt(STRINGS.length)])));
    values.add(orNull((long) random.nextInt(2)));
    values.add(time);
    return new Event(values, 1);
  }

  private double aDouble() {
    if (exactDoubles) {
      return (random.nextInt(4000) - 2000) / 8.0;
    }
    return switch (random.nextInt(40)) {
      case 0 -> Double.NaN;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> Double.NEGATIVE_INFINITY;
      case 3 -> -0.0;
      case 4 -> random.nextGaussian() * 1e-300;
      case 5 -> Double.MIN_VALUE * random.nextInt(5);
      case 6, 7 -> random.nextGaussian() * 1e17;
      case 8 -> random.nextGaussian() * 1e200;
      default -> random.nextGaussian() * 100;
    };
  }

  private @Nullable Object orNull(Object value) {
    return random.nextInt(10) == 0 ? null : value;
  }

  /// Events as a batch, with junk rows between them at random.
  public Batch batch(List<Event> events, boolean weighted) {
    boolean selected = random.nextInt(2) == 0;
    List<Event> rows = new ArrayList<>();
    int[] selection = new int[events.size()];
    for (int i = 0; i < events.size(); i++) {
      while (selected && random.nextInt(3) == 0) {
        rows.add(event(random.nextLong()));
      }
      selection[i] = rows.size();
      rows.add(events.get(i));
    }
    Vector[] columns = new Vector[SCHEMA.size()];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = column(rows, c);
    }
    long[] weights = weighted ? rows.stream().mapToLong(Event::weight).toArray() : null;
    return new Batch(columns, events.size(), selected ? selection : null, weights);
  }

  private Vector column(List<Event> rows, int column) {
    Lane lane = SCHEMA.type(column).lane();
    if (lane == Lane.BYTES && random.nextInt(3) > 0) {
      return coded(
          rows, column, dictionaries.get(random.nextInt(4) == 0 ? 2 : column == 1 ? 0 : 1));
    }
    VectorBuilder builder = VectorBuilder.of(lane);
    rows.forEach(row -> Values.append(builder, row.get(column)));
    return builder.build();
  }

  private static Vector coded(List<Event> rows, int column, Dictionary dictionary) {
    int[] ids = new int[rows.size()];
    boolean[] nulls = new boolean[rows.size()];
    boolean any = false;
    for (int i = 0; i < ids.length; i++) {
      if (rows.get(i).get(column) instanceof Slice slice) {
        ids[i] = dictionary.idOf(slice);
      } else {
        ids[i] = dictionary.idOf(Slice.EMPTY);
        nulls[i] = true;
        any = true;
      }
    }
    return new DictionaryVector(ids, dictionary, any ? nulls : null);
  }

  /// A random list of calls.
  public List<AggregateSpec> calls() {
    List<AggregateSpec> calls = new ArrayList<>();
    int count = random.nextInt(7);
    for (int i = 0; i < count; i++) {
      calls.add(call());
    }
    return calls;
  }

  private AggregateSpec call() {
    AggregateFunction[] functions = AggregateFunction.values();
    // The last is USER.
    AggregateFunction function = functions[random.nextInt(functions.length - 1)];
    OptionalInt filter = random.nextInt(4) == 0 ? OptionalInt.of(8) : OptionalInt.empty();
    boolean distinct = random.nextInt(4) == 0;
    return switch (function) {
      case USER -> throw new AssertionError();
      case COUNT -> {
        List<Integer> arguments =
            switch (random.nextInt(3)) {
              case 0 -> List.of();
              case 1 -> List.of(random.nextInt(9));
              default -> List.of(random.nextInt(9), random.nextInt(9));
            };
        yield new AggregateSpec(function, arguments, distinct, filter, DataType.BIGINT);
      }
      case SUM -> {
        int column = new int[] {4, 5, 6, 3}[random.nextInt(4)];
        DataType type =
            switch (column) {
              case 4 -> DataType.BIGINT;
              case 5 -> DataType.DOUBLE;
              default -> new DataType.Decimal(38, 2);
            };
        yield new AggregateSpec(function, List.of(column), distinct, filter, type);
      }
      case AVG -> {
        int column = new int[] {4, 5, 6, 3}[random.nextInt(4)];
        DataType type =
            switch (column) {
              case 4, 5 -> DataType.DOUBLE;
              case 6 ->
                  random.nextBoolean() ? new DataType.Decimal(16, 6) : new DataType.Decimal(10, 1);
              default -> new DataType.Decimal(38, 6);
            };
        yield new AggregateSpec(function, List.of(column), distinct, filter, type);
      }
      case MIN, MAX, ANY_VALUE, FIRST_VALUE, LAST_VALUE -> {
        int column = random.nextInt(9);
        yield new AggregateSpec(function, List.of(column), distinct, filter, SCHEMA.type(column));
      }
      case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP -> {
        int column = new int[] {4, 5, 6, 3}[random.nextInt(exactDoubles ? 4 : 1)];
        yield new AggregateSpec(function, List.of(column), distinct, filter, DataType.DOUBLE);
      }
      case SKEWNESS, KURTOSIS, PRODUCT -> {
        int column = new int[] {4, 5, 6, 3}[random.nextInt(exactDoubles ? 4 : 1)];
        yield new AggregateSpec(function, List.of(column), distinct, filter, DataType.DOUBLE);
      }
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
          REGR_SXY -> {
        int y = new int[] {4, 5, 6, 3}[random.nextInt(exactDoubles ? 4 : 1)];
        int x = new int[] {4, 6, 3, 5}[random.nextInt(exactDoubles ? 4 : 3)];
        yield new AggregateSpec(function, List.of(y, x), distinct, filter, DataType.DOUBLE);
      }
      case BIT_AND, BIT_OR, BIT_XOR ->
          new AggregateSpec(function, List.of(4), distinct, filter, DataType.INTEGER);
      case STRING_AGG ->
          new AggregateSpec(
              function,
              List.of(7),
              distinct,
              filter,
              order(distinct, 7),
              List.of(Slice.utf8(random.nextBoolean() ? ", " : "")),
              DataType.STRING);
      case ARRAY_AGG -> {
        int column = random.nextInt(9);
        DataType type = new DataType.Array(SCHEMA.type(column));
        yield new AggregateSpec(
            function, List.of(column), distinct, filter, order(distinct, column), List.of(), type);
      }
      case MAP_AGG -> {
        int key = random.nextInt(9);
        int value = random.nextInt(9);
        DataType type = new DataType.Map(SCHEMA.type(key), SCHEMA.type(value));
        yield new AggregateSpec(function, List.of(key, value), distinct, filter, type);
      }
      case QUANTILE_CONT -> quantile(function, 3 + random.nextInt(4), distinct, filter, true);
      case QUANTILE_DISC -> quantile(function, random.nextInt(9), distinct, filter, false);
      case APPROX_QUANTILE -> {
        int column = new int[] {3, 4, 6, 5}[random.nextInt(exactDoubles ? 4 : 3)];
        yield new AggregateSpec(
            function,
            List.of(column),
            distinct,
            filter,
            List.of(),
            List.of(random.nextInt(5) / 4.0),
            DataType.DOUBLE);
      }
      case MODE, APPROX_COUNT_DISTINCT -> {
        int column = random.nextInt(9);
        DataType type = function == AggregateFunction.MODE ? SCHEMA.type(column) : DataType.BIGINT;
        yield new AggregateSpec(function, List.of(column), distinct, filter, type);
      }
      case ARG_MIN, ARG_MAX -> {
        int value = random.nextInt(9);
        yield new AggregateSpec(
            function, List.of(value, random.nextInt(9)), distinct, filter, SCHEMA.type(value));
      }
    };
  }

  private List<SortColumn> order(boolean distinct, int argument) {
    List<SortColumn> order = new ArrayList<>();
    int count = random.nextInt(distinct ? 2 : 3);
    for (int i = 0; i < count; i++) {
      int column = distinct ? argument : random.nextInt(9);
      if (order.stream().noneMatch(sort -> sort.column() == column)) {
        order.add(new SortColumn(column, random.nextBoolean(), random.nextBoolean()));
      }
    }
    return order;
  }

  private AggregateSpec quantile(
      AggregateFunction function,
      int column,
      boolean distinct,
      OptionalInt filter,
      boolean continuous) {
    List<SortColumn> order =
        switch (random.nextInt(3)) {
          case 0 -> List.of();
          case 1 -> List.of(SortColumn.ascending(column));
          default -> List.of(new SortColumn(column, true, false));
        };
    double fraction = new double[] {0, 0.1, 0.25, 0.5, 0.9, 1}[random.nextInt(6)];
    DataType type = continuous ? DataType.DOUBLE : SCHEMA.type(column);
    return new AggregateSpec(
        function, List.of(column), distinct, filter, order, List.of(fraction), type);
  }

  /// A random list of distinct keys.
  public List<Integer> keys() {
    List<Integer> keys = new ArrayList<>();
    boolean stringsOnly = random.nextInt(3) == 0;
    for (int k : stringsOnly ? new int[] {1, 7} : new int[] {0, 1, 2, 3}) {
      if (random.nextInt(2) == 0) {
        keys.add(k);
      }
    }
    return keys;
  }
}
