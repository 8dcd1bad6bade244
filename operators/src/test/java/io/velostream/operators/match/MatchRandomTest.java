package io.velostream.operators.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.DataType;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Evaluators;
import io.velostream.expression.Expression;
import io.velostream.expression.function.FunctionCatalogue;
import io.velostream.expression.match.MatchCondition;
import io.velostream.expression.match.MatchDescription;
import io.velostream.expression.match.MatchSlot;
import io.velostream.expression.match.Navigation;
import io.velostream.expression.match.RowPattern;
import io.velostream.expression.match.RowsPerMatch;
import io.velostream.expression.match.SkipRule;
import io.velostream.operators.aggregate.AggregateFunction;
import io.velostream.operators.aggregate.AggregateSpec;
import io.velostream.operators.rows.SortColumn;
import io.velostream.operators.testing.OperatorHarness;
import io.velostream.operators.testing.Row;
import io.velostream.operators.testing.Step;
import io.velostream.operators.testing.StepResult;
import io.velostream.stream.Watermarks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random patterns over random rows, against the definition.
class MatchRandomTest {
  private static final int TIME = 0;
  private static final int KEY = 1;
  static final int VALUE = 2;
  private static final List<DataType> INPUT =
      List.of(DataType.TIMESTAMP_MILLIS, DataType.STRING, DataType.BIGINT);
  private static final List<AggregateSpec> AGGREGATES =
      List.of(
          new AggregateSpec(
              AggregateFunction.COUNT, List.of(), false, OptionalInt.empty(), DataType.BIGINT),
          new AggregateSpec(
              AggregateFunction.SUM, List.of(VALUE), false, OptionalInt.empty(), DataType.BIGINT));

  private final List<NaiveMatch.Test> tests = new ArrayList<>();
  private SplittableRandom random = new SplittableRandom(0);
  private int variables;

  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("velostream.test.seeds", 150));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void agreesWithTheDefinition(long seed) {
    random = new SplittableRandom(seed);
    variables = 1 + random.nextInt(3);
    boolean timeOrdered = random.nextInt(4) > 0;
    List<SortColumn> order = new ArrayList<>();
    order.add(SortColumn.ascending(TIME));
    if (random.nextInt(4) == 0) {
      order.add(SortColumn.ascending(VALUE));
    }
    MatchDescription match = description();
    MatchSpec spec =
        new MatchSpec(
            INPUT,
            random.nextInt(4) == 0 ? List.of() : List.of(KEY),
            order,
            timeOrdered,
            match,
            AGGREGATES,
            List.of(KEY, TIME, VALUE));
    List<Row> punctual = new ArrayList<>();
    List<Step> steps = steps(timeOrdered, punctual);
    String what = "seed " + seed + ": " + spec;
    Optional<List<Row>> expected = expected(spec, punctual);
    Evaluators evaluators = random.nextBoolean() ? Evaluators.COMPILED : Evaluators.INTERPRETED;
    OperatorHarness harness =
        OperatorHarness.of(
            spec.inputLanes(),
            spec.outputLanes(),
            (late, context) -> new MatchOperator(spec, evaluators, context, late));
    try {
      List<StepResult> results = harness.verify(steps, seed);
      harness.verifyRescaled(steps, spec.partitionKeys(), seed);
      assertThat(expected).as(what).isPresent();
      List<Row> actual = new ArrayList<>(OperatorHarness.total(results).rows());
      List<Row> wanted = new ArrayList<>(expected.orElseThrow());
      Comparator<Row> byText = Comparator.comparing(row -> row.values().toString());
      actual.sort(byText);
      wanted.sort(byText);
      assertThat(actual).as(what).isEqualTo(wanted);
    } catch (AssertionError | RuntimeException e) {
      if (expected.isEmpty() && cannotSkip(e)) {
        return;
      }
      throw new AssertionError(what, e);
    }
  }

  private static boolean cannotSkip(Throwable error) {
    for (Throwable at = error; at != null; at = at.getCause()) {
      if (at instanceof UserException && at.getMessage().contains("AFTER MATCH SKIP TO")) {
        return true;
      }
    }
    return false;
  }

  /// Empty where a match cannot be skipped as is wanted.
  private Optional<List<Row>> expected(MatchSpec spec, List<Row> punctual) {
    Map<@Nullable Object, List<Row>> partitions = new LinkedHashMap<>();
    for (Row row : punctual) {
      Object key = spec.partitionKeys().isEmpty() ? "" : row.values().get(KEY);
      partitions.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
    }
    List<Row> rows = new ArrayList<>();
    for (List<Row> partition : partitions.values()) {
      Comparator<Row> order = Comparator.comparing(row -> (Long) number(row, TIME));
      if (spec.order().size() > 1) {
        order =
            order.thenComparing(
                row -> (Long) row.values().get(VALUE),
                Comparator.nullsLast(Comparator.naturalOrder()));
      }
      partition.sort(order);
      try {
        rows.addAll(new NaiveMatch(spec.match(), tests, partition, TIME, spec.passed()).run());
      } catch (IllegalStateException _) {
        return Optional.empty();
      }
    }
    return Optional.of(rows);
  }

  private static Object number(Row row, int column) {
    return Objects.requireNonNull(row.values().get(column));
  }

  private List<Step> steps(boolean timeOrdered, List<Row> punctual) {
    List<Step> steps = new ArrayList<>();
    long watermark = Watermarks.NONE;
    long time = 1000;
    for (int s = 0; s < 5; s++) {
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < random.nextInt(8); i++) {
        time += random.nextInt(3);
        long at = time - random.nextInt(4);
        Row row =
            Row.of(
                at,
                "k" + random.nextInt(2),
                random.nextInt(12) == 0 ? null : (Object) (long) random.nextInt(6));
        rows.add(row);
        if (!timeOrdered || at >= watermark) {
          punctual.add(row);
        }
      }
      Step step = Step.of(rows);
      if (random.nextInt(4) > 0) {
        watermark = Math.max(watermark, time - random.nextInt(5));
        step = step.watermark(watermark);
      }
      steps.add(step);
    }
    steps.add(Step.end());
    return steps;
  }

  private MatchDescription description() {
    List<Optional<MatchCondition>> conditions = new ArrayList<>();
    tests.clear();
    for (int i = 0; i < variables; i++) {
      conditions.add(condition(i));
    }
    RowPattern pattern = pattern(3);
    List<RowPattern> parts = new ArrayList<>(List.of(pattern));
    if (random.nextInt(10) == 0) {
      parts.addFirst(new RowPattern.PartitionStart());
    }
    if (random.nextInt(10) == 0) {
      parts.addLast(new RowPattern.PartitionEnd());
    }
    RowsPerMatch rows = List.of(RowsPerMatch.values()).get(random.nextInt(4));
    List<MatchSlot> slots = new ArrayList<>();
    slots.add(new MatchSlot.MatchNumber());
    slots.add(new MatchSlot.Classifier(navigation(0)));
    slots.add(new MatchSlot.Classifier(navigation(random.nextInt(3) - 1)));
    for (int i = 0; i < 3; i++) {
      slots.add(cell(navigation(random.nextInt(3) - 1)));
    }
    slots.add(new MatchSlot.Aggregate(0, DataType.BIGINT, some(), random.nextBoolean()));
    slots.add(new MatchSlot.Aggregate(1, DataType.BIGINT, some(), random.nextBoolean()));
    List<Expression> measures =
        IntStream.range(0, slots.size())
            .<Expression>mapToObj(i -> new Expression.Column(i, slots.get(i).type(), true))
            .toList();
    SkipRule skip =
        switch (random.nextInt(4)) {
          case 0 -> new SkipRule.ToNextRow();
          case 1 ->
              new SkipRule.ToRow(Set.of(random.nextInt(variables)), random.nextBoolean(), "X");
          default -> new SkipRule.PastLastRow();
        };
    return new MatchDescription(
        IntStream.range(0, variables).mapToObj(i -> "V" + i).toList(),
        parts.size() == 1 ? pattern : new RowPattern.Sequence(parts),
        conditions,
        slots,
        measures,
        rows,
        skip,
        random.nextInt(3) == 0 ? OptionalLong.of(1 + random.nextInt(8)) : OptionalLong.empty());
  }

  private Navigation navigation(int moved) {
    return new Navigation(
        some(), random.nextBoolean(), random.nextInt(2), moved, random.nextBoolean());
  }

  private Set<Integer> some() {
    Set<Integer> set = new TreeSet<>();
    for (int i = 0; i < random.nextInt(3); i++) {
      set.add(random.nextInt(variables));
    }
    return set;
  }

  private static MatchSlot.Cell cell(Navigation row) {
    return new MatchSlot.Cell(VALUE, DataType.BIGINT, row);
  }

  private Optional<MatchCondition> condition(int variable) {
    Navigation current =
        new Navigation(random.nextBoolean() ? Set.of() : Set.of(variable), false, 0, 0, false);
    long limit = random.nextInt(6);
    return switch (random.nextInt(8)) {
      case 0 -> any();
      case 1, 2 -> {
        Expression constant = new Expression.Literal(limit, DataType.BIGINT);
        tests.add(slots -> slots.getFirst() instanceof Long v && v >= limit);
        yield Optional.of(
            new MatchCondition(List.of(cell(current)), call(">=", column(0), constant)));
      }
      case 3 -> compared(current, cell(new Navigation(current.variables(), false, 0, -1, false)));
      case 4 -> compared(current, cell(new Navigation(current.variables(), false, 0, 1, false)));
      case 5 ->
          compared(
              current,
              cell(
                  new Navigation(
                      some(),
                      random.nextBoolean(),
                      random.nextInt(2),
                      random.nextInt(3) - 1,
                      false)));
      case 6 -> {
        Expression constant = new Expression.Literal(2 * limit, DataType.BIGINT);
        tests.add(slots -> slots.getFirst() instanceof Long v && 2 * limit >= v);
        yield Optional.of(
            new MatchCondition(
                List.of(
                    new MatchSlot.Aggregate(
                        random.nextInt(2), DataType.BIGINT, aggregated(), false)),
                call(">=", constant, column(0))));
      }
      default -> {
        Expression constant = new Expression.Literal(1 + limit, DataType.BIGINT);
        tests.add(slots -> slots.getFirst() instanceof Long v && 1 + limit >= v);
        yield Optional.of(
            new MatchCondition(
                List.of(new MatchSlot.MatchNumber()), call(">=", constant, column(0))));
      }
    };
  }

  /// One set for all conditions of a description, as each call of the plan has one.
  private Set<Integer> aggregated() {
    return Set.of();
  }

  private Optional<MatchCondition> any() {
    tests.add(_ -> true);
    return Optional.empty();
  }

  private Optional<MatchCondition> compared(Navigation current, MatchSlot other) {
    tests.add(slots -> slots.get(0) instanceof Long a && slots.get(1) instanceof Long b && a >= b);
    return Optional.of(
        new MatchCondition(List.of(cell(current), other), call(">=", column(0), column(1))));
  }

  private static Expression column(int index) {
    return new Expression.Column(index, DataType.BIGINT, true);
  }

  private static Expression call(String function, Expression... operands) {
    return FunctionCatalogue.call(
            function, List.of(operands), DataType.BOOLEAN, SourcePosition.NONE)
        .orElseThrow();
  }

  private RowPattern pattern(int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(9);
    return switch (kind) {
      case 0 ->
          random.nextInt(12) == 0
              ? new RowPattern.Empty()
              : new RowPattern.Variable(random.nextInt(variables));
      case 1, 2, 3 -> new RowPattern.Sequence(parts(depth));
      case 4 -> new RowPattern.Choice(parts(depth));
      case 5, 6, 7 -> {
        int least = random.nextInt(3);
        int most =
            random.nextInt(3) == 0
                ? Math.max(1, least + random.nextInt(2))
                : RowPattern.Repeat.UNLIMITED;
        yield new RowPattern.Repeat(pattern(depth - 1), least, most, random.nextInt(3) > 0);
      }
      default ->
          random.nextBoolean()
              ? new RowPattern.Permute(parts(depth))
              : new RowPattern.Exclude(pattern(depth - 1));
    };
  }

  private List<RowPattern> parts(int depth) {
    List<RowPattern> parts = new ArrayList<>();
    for (int i = 0; i <= 1 + random.nextInt(2); i++) {
      parts.add(pattern(depth - 1));
    }
    return parts;
  }
}
