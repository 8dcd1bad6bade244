package io.velostream.operators.over;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Slice;
import io.velostream.operators.aggregate.AggregateFunction;
import io.velostream.operators.aggregate.AggregateSpec;
import io.velostream.operators.rows.SortColumn;
import io.velostream.operators.testing.OperatorHarness;
import io.velostream.operators.testing.Row;
import io.velostream.operators.testing.Step;
import io.velostream.operators.testing.StepResult;
import io.velostream.stream.Watermarks;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random calls over random rows, against the definition.
class OverRandomTest {
  private static final int TIME = 0;
  private static final int KEY = 1;
  private static final int PRICE = 2;
  private static final int COUNT = 3;
  private static final int FLAG = 4;
  private static final int WIDE = 5;
  private static final int MONEY = 6;
  private static final List<DataType> INPUT =
      List.of(
          DataType.TIMESTAMP_MILLIS,
          DataType.STRING,
          DataType.DOUBLE,
          DataType.BIGINT,
          DataType.BOOLEAN,
          new DataType.Decimal(30, 2),
          new DataType.Decimal(9, 2));

  private SplittableRandom random = new SplittableRandom(0);

  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("velostream.test.seeds", 60));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void agreesWithTheDefinition(long seed) {
    random = new SplittableRandom(seed);
    boolean timeOrdered = random.nextInt(3) > 0;
    boolean simple = random.nextInt(3) == 0;
    List<SortColumn> order = order(timeOrdered);
    List<OverFunction> functions = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(4); i++) {
      functions.add(simple ? simple(timeOrdered && order.size() == 1) : function(order));
    }
    OverSpec spec =
        new OverSpec(
            INPUT,
            random.nextInt(4) == 0 ? List.of() : List.of(KEY),
            order,
            timeOrdered,
            functions);
    if (simple) {
      assertThat(ColumnPlan.supports(spec)).as("by columns: %s", spec).isTrue();
    }
    boolean inOrder = random.nextInt(3) == 0;
    boolean nulls = random.nextBoolean();
    List<Step> steps = new ArrayList<>();
    List<Row> punctual = new ArrayList<>();
    long watermark = Watermarks.NONE;
    long time = 1000;
    for (int s = 0; s < 6; s++) {
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < random.nextInt(25); i++) {
        time += random.nextInt(3);
        long at = inOrder ? time : time - random.nextInt(12);
        Row row = row(at, nulls);
        rows.add(row);
        if (!timeOrdered || at >= watermark) {
          punctual.add(row);
        }
      }
      Step step = Step.of(rows);
      if (random.nextInt(4) > 0) {
        watermark = Math.max(watermark, time - (inOrder ? 0 : random.nextInt(15)));
        step = step.watermark(watermark);
      }
      steps.add(step);
    }
    steps.add(Step.end());
    String what = "seed " + seed + ": " + spec;
    boolean ordered = functions.stream().allMatch(f -> !timeOrdered || looksBack(f));
    List<StepResult> results;
    try {
      results = OverTest.harness(spec).verify(steps, ordered, seed);
      OverTest.harness(spec).verifyRescaled(steps, spec.partitionKeys(), seed);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(what, e);
    }
    List<Row> actual = new ArrayList<>(OperatorHarness.total(results).rows());
    List<Row> expected = new ArrayList<>(new NaiveOver(spec).evaluate(punctual));
    assertThat(actual).as(what).hasSameSizeAs(expected);
    if (!ordered) {
      actual.sort(OverRandomTest::byText);
      expected.sort(OverRandomTest::byText);
    }
    for (int i = 0; i < expected.size(); i++) {
      assertThat(same(actual.get(i), expected.get(i)))
          .as("%s%nrow %d is%n%s, not%n%s", what, i, actual.get(i), expected.get(i))
          .isTrue();
    }
  }

  private static boolean looksBack(OverFunction function) {
    return switch (function) {
      case OverFunction.Aggregate call -> !call.frame().range() && call.frame().end() <= 0;
      case OverFunction.NthValue call -> !call.frame().range() && call.frame().end() <= 0;
      case OverFunction.Accumulated call -> !call.frame().range() && call.frame().end() <= 0;
      case OverFunction.Distribution _ -> false;
      case OverFunction.Lag _, OverFunction.Ranking _ -> true;
      case OverFunction.Lead _ -> false;
    };
  }

  private static int byText(Row a, Row b) {
    int n = INPUT.size();
    return a.values().subList(0, n).toString().compareTo(b.values().subList(0, n).toString());
  }

  private static boolean same(Row a, Row b) {
    for (int c = 0; c < b.values().size(); c++) {
      Object x = a.values().get(c);
      Object y = b.values().get(c);
      boolean same =
          (x instanceof Double p && y instanceof Double q) ? close(p, q) : Objects.equals(x, y);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static boolean close(Double p, Double q) {
    return p.equals(q) || Math.abs(p - q) <= 1e-9 * Math.max(1, Math.abs(q));
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private Row row(long time, boolean nulls) {
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

  private List<SortColumn> order(boolean timeOrdered) {
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
  private OverFunction simple(boolean onlyTime) {
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

  private OverFunction function(List<SortColumn> order) {
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
