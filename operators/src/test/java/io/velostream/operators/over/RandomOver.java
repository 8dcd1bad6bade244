package io.velostream.operators.over;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Slice;
import io.velostream.operators.aggregate.AggregateFunction;
import io.velostream.operators.aggregate.AggregateSpec;
import io.velostream.operators.rows.SortColumn;
import io.velostream.operators.testing.Row;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Random calls, orders and rows.
final class RandomOver {
  static final int TIME = 0;
  static final int KEY = 1;
  static final int PRICE = 2;
  static final int COUNT = 3;
  static final int FLAG = 4;
  static final int WIDE = 5;
  static final int MONEY = 6;
  static final List<DataType> INPUT =
      List.of(
          DataType.TIMESTAMP_MILLIS,
          DataType.STRING,
          DataType.DOUBLE,
          DataType.BIGINT,
          DataType.BOOLEAN,
          new DataType.Decimal(30, 2),
          new DataType.Decimal(9, 2));

  private final SplittableRandom random;

  RandomOver(SplittableRandom random) {
    this.random = random;
  }

  <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  Row row(long time, boolean nulls) {
    return Row.of(
        time,
        orNull("k" + random.nextInt(3), nulls),
        orNull(random.nextInt(40) * 0.25 - 2, nulls),
        orNull((long) random.nextInt(10), nulls),
        orNull((long) random.nextInt(2), nulls),
        orNull(
            BigInteger.valueOf(random.nextLong()).multiply(BigInteger.valueOf(random.nextInt())),
            nulls),
        orNull(random.nextLong(2_000_000) - 1_000_000, nulls));
  }

  private @Nullable Object orNull(Object value, boolean nulls) {
    return nulls && random.nextInt(5) == 0 ? null : value;
  }

  List<SortColumn> order(boolean timeOrdered) {
    List<SortColumn> order = new ArrayList<>();
    if (timeOrdered) {
      order.add(SortColumn.ascending(TIME));
    } else if (random.nextInt(8) > 0) {
      int column = new int[] {PRICE, COUNT, MONEY}[random.nextInt(3)];
      order.add(new SortColumn(column, random.nextBoolean(), random.nextBoolean()));
    }
    if (!order.isEmpty() && random.nextInt(3) == 0) {
      order.add(new SortColumn(COUNT, random.nextBoolean(), random.nextBoolean()));
    }
    return order;
  }

  /// A call that is computed by columns.
  OverFunction simple(boolean onlyTime) {
    int argument = new int[] {PRICE, COUNT, MONEY}[random.nextInt(3)];
    DataType type = INPUT.get(argument);
    return switch (random.nextInt(5)) {
      case 0 ->
          new OverFunction.Lag(
              argument, 1 + random.nextInt(4), random.nextBoolean(), otherwise(type), type);
      case 1 ->
          new OverFunction.Ranking(
              onlyTime
                  ? any(List.of(OverFunction.Ranking.Kind.values()))
                  : OverFunction.Ranking.Kind.ROW_NUMBER,
              DataType.BIGINT);
      default -> simpleAggregate(argument);
    };
  }

  private OverFunction simpleAggregate(int argument) {
    boolean fromStart = random.nextInt(3) > 0;
    OverFrame frame =
        new OverFrame(
            fromStart && random.nextBoolean(),
            fromStart ? OverFrame.UNBOUNDED_PRECEDING : -random.nextInt(12),
            0);
    List<FrameFunction> anyFrame =
        List.of(
            FrameFunction.COUNT,
            FrameFunction.SUM,
            FrameFunction.AVG,
            FrameFunction.MIN,
            FrameFunction.MAX);
    List<FrameFunction> fromTheStart =
        List.of(FrameFunction.FIRST_VALUE, FrameFunction.LAST_VALUE, FrameFunction.ANY_VALUE);
    FrameFunction function = any(fromStart && random.nextInt(3) == 0 ? fromTheStart : anyFrame);
    return new OverFunction.Aggregate(
        function,
        argument,
        false,
        random.nextInt(4) == 0 ? FLAG : OverFunction.NONE,
        frame,
        random.nextBoolean(),
        type(function, argument));
  }

  private OverFunction distribution() {
    OverFunction.Distribution.Kind kind = any(List.of(OverFunction.Distribution.Kind.values()));
    boolean tiles = kind == OverFunction.Distribution.Kind.NTILE;
    return new OverFunction.Distribution(
        kind, tiles ? 1 + random.nextInt(5) : 0, tiles ? DataType.BIGINT : DataType.DOUBLE);
  }

  private OverFunction accumulated(List<SortColumn> order, int argument) {
    AggregateFunction function =
        argument == KEY
            ? AggregateFunction.STRING_AGG
            : any(List.of(AggregateFunction.QUANTILE_DISC, AggregateFunction.MODE));
    List<Object> parameters =
        switch (function) {
          case STRING_AGG -> List.of(Slice.utf8(";"));
          case QUANTILE_DISC -> List.of(random.nextInt(5) / 4.0);
          default -> List.of();
        };
    AggregateSpec call =
        new AggregateSpec(
            function,
            List.of(argument),
            false,
            random.nextInt(4) == 0 ? OptionalInt.of(FLAG) : OptionalInt.empty(),
            List.of(),
            parameters,
            INPUT.get(argument));
    return new OverFunction.Accumulated(call, frame(order));
  }

  OverFunction function(List<SortColumn> order) {
    int argument = new int[] {KEY, PRICE, COUNT, WIDE, MONEY}[random.nextInt(5)];
    DataType type = INPUT.get(argument);
    return switch (random.nextInt(11)) {
      case 8 -> distribution();
      case 9, 10 -> accumulated(order, argument);
      case 0 ->
          new OverFunction.Lag(
              argument, random.nextInt(4), random.nextBoolean(), otherwise(type), type);
      case 1 ->
          new OverFunction.Lead(
              argument, random.nextInt(4), random.nextBoolean(), otherwise(type), type);
      case 2 ->
          new OverFunction.Ranking(
              any(List.of(OverFunction.Ranking.Kind.values())), DataType.BIGINT);
      case 3 ->
          new OverFunction.NthValue(
              argument, 1 + random.nextInt(3), frame(order), random.nextBoolean(), type);
      default -> {
        FrameFunction function = any(List.of(FrameFunction.values()));
        boolean number = type.lane() != Lane.BYTES;
        boolean needsNumber =
            switch (function) {
              case SUM, AVG, VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP -> true;
              case COUNT, MIN, MAX, FIRST_VALUE, LAST_VALUE, ANY_VALUE -> false;
            };
        if (needsNumber && (!number || (argument >= WIDE && function.name().contains("_")))) {
          argument = COUNT;
        }
        boolean distinct =
            random.nextInt(4) == 0
                && function != FrameFunction.FIRST_VALUE
                && function != FrameFunction.LAST_VALUE;
        yield new OverFunction.Aggregate(
            function,
            function == FrameFunction.COUNT && !distinct && random.nextBoolean()
                ? OverFunction.NONE
                : argument,
            distinct,
            random.nextInt(4) == 0 ? FLAG : OverFunction.NONE,
            frame(order),
            random.nextBoolean(),
            type(function, argument));
      }
    };
  }

  private static DataType type(FrameFunction function, int argument) {
    return switch (function) {
      case COUNT -> DataType.BIGINT;
      case SUM ->
          argument == WIDE || argument == MONEY ? new DataType.Decimal(38, 2) : INPUT.get(argument);
      case AVG ->
          argument == WIDE
              ? new DataType.Decimal(38, 6)
              : argument == MONEY ? new DataType.Decimal(16, 6) : DataType.DOUBLE;
      case MIN, MAX, FIRST_VALUE, LAST_VALUE, ANY_VALUE -> INPUT.get(argument);
      case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP -> DataType.DOUBLE;
    };
  }

  private @Nullable Object otherwise(DataType type) {
    if (random.nextBoolean()) {
      return null;
    }
    return switch (type.lane()) {
      case LONG -> (Object) Long.valueOf(-7);
      case DOUBLE -> -7.5;
      case WIDE -> BigInteger.TEN.pow(25);
      case BYTES -> Slice.utf8("none");
    };
  }

  private OverFrame frame(List<SortColumn> order) {
    List<Long> bounds = new ArrayList<>();
    boolean range = random.nextBoolean();
    boolean distances = !range || order.size() == 1;
    for (int i = 0; i < 2; i++) {
      bounds.add(random.nextInt(3) == 0 || !distances ? 0L : (long) random.nextInt(13) - 6);
    }
    Collections.sort(bounds);
    long start = random.nextInt(4) == 0 ? OverFrame.UNBOUNDED_PRECEDING : bounds.getFirst();
    long end = random.nextInt(6) == 0 ? OverFrame.UNBOUNDED_FOLLOWING : bounds.getLast();
    return new OverFrame(range, start, end);
  }
}
