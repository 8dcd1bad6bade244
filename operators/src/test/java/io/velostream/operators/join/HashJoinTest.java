package io.velostream.operators.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.Evaluator;
import io.velostream.operators.Output;
import io.velostream.operators.rows.SavedRows;
import io.velostream.operators.testing.OperatorHarness;
import io.velostream.operators.testing.Row;
import io.velostream.operators.testing.Step;
import io.velostream.operators.testing.StepResult;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.PartSize;
import io.velostream.state.snapshot.StateFile;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HashJoinTest {
  private static final List<Lane> LEFT = List.of(Lane.LONG, Lane.BYTES);
  private static final List<Lane> RIGHT = List.of(Lane.LONG, Lane.DOUBLE);
  private static final List<JoinKey> BY_FIRST = List.of(new JoinKey(0, 0, false));

  /// The least condition on a pair: that the right row's second column is less than 2.
  private static final Evaluator SMALL =
      (batch, _) -> {
        int[] kept = new int[batch.rowCount()];
        int count = 0;
        for (int k = 0; k < batch.rowCount(); k++) {
          int row = batch.rowAt(k);
          Vector value = batch.column(3);
          if (!value.isNull(row) && (double) Values.get(value, row) < 2) {
            kept[count++] = row;
          }
        }
        return batch.select(kept, count);
      };

  private static OperatorHarness harness(JoinSpec spec, Optional<Evaluator> condition) {
    return new OperatorHarness(
        List.of(LEFT, RIGHT),
        spec.output(),
        (_, context) -> new HashJoin(spec, condition, context));
  }

  private static JoinSpec spec(JoinKind kind, List<JoinKey> keys, boolean retracts) {
    return new JoinSpec(kind, LEFT, RIGHT, keys, retracts, retracts);
  }

  @Test
  void pairsOfInputsThatGrowComeOutAsTheyAreFound() {
    List<StepResult> results =
        harness(spec(JoinKind.INNER, BY_FIRST, false), Optional.empty())
            .verify(
                List.of(
                    Step.of(Row.of(1, "a"), Row.of(2, "b"), Row.of(null, "n")).and(),
                    Step.of().and(Row.of(1, 0.5), Row.of(1, 1.5), Row.of(null, 3.0)),
                    Step.of(Row.of(1, "c")).and(Row.of(2, 2.5))),
                1);
    assertThat(results.get(0).rows()).isEmpty();
    assertThat(results.get(1).rows())
        .containsExactlyInAnyOrder(Row.of(1, "a", 1, 0.5), Row.of(1, "a", 1, 1.5));
    assertThat(results.get(2).rows())
        .containsExactlyInAnyOrder(
            Row.of(1, "c", 1, 0.5), Row.of(1, "c", 1, 1.5), Row.of(2, "b", 2, 2.5));
  }

  @Test
  void rowsWithoutMatchAreTakenBackWhenThereIsOne() {
    List<StepResult> results =
        harness(spec(JoinKind.LEFT, BY_FIRST, true), Optional.empty())
            .verify(
                List.of(
                    Step.of(Row.of(1, "a"), Row.of(null, "n")).and(),
                    Step.of().and(Row.of(1, 0.5)),
                    Step.of().and(Row.retract(1, 0.5), Row.of(1, 1.5)),
                    Step.of().and(Row.retract(1, 1.5)),
                    Step.of(Row.retract(1, "a")).and()),
                2);
    assertThat(results.get(0).rows())
        .containsExactlyInAnyOrder(Row.of(1, "a", null, null), Row.of(null, "n", null, null));
    assertThat(results.get(1).rows())
        .containsExactlyInAnyOrder(Row.of(1, "a", 1, 0.5), Row.retract(1, "a", null, null));
    // It has a match all the time: no row without one in between.
    assertThat(results.get(2).rows())
        .containsExactlyInAnyOrder(Row.retract(1, "a", 1, 0.5), Row.of(1, "a", 1, 1.5));
    assertThat(results.get(3).rows())
        .containsExactlyInAnyOrder(Row.retract(1, "a", 1, 1.5), Row.of(1, "a", null, null));
    assertThat(results.get(4).rows()).containsExactly(Row.retract(1, "a", null, null));
  }

  @Test
  void aRowThatChangesInBothInputsMakesOneChange() {
    List<StepResult> results =
        harness(spec(JoinKind.INNER, BY_FIRST, true), Optional.empty())
            .verify(
                List.of(
                    Step.of(Row.of(1, "a")).and(Row.of(1, 0.5)),
                    Step.of(Row.retract(1, "a"), Row.of(1, "b"))
                        .and(Row.retract(1, 0.5), Row.of(1, 1.5))),
                3);
    assertThat(results.get(1).rows())
        .containsExactlyInAnyOrder(Row.retract(1, "a", 1, 0.5), Row.of(1, "b", 1, 1.5));
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithNestedLoopsOverRandomChanges(JoinKind kind) {
    for (int round = 0; round < 12; round++) {
      long seed = 31L * round + kind.name().length();
      boolean nullsMatch = round % 3 == 1;
      boolean retracts = round % 2 == 0;
      List<JoinKey> keys = round % 6 == 5 ? List.of() : List.of(new JoinKey(0, 0, nullsMatch));
      boolean conditional = round % 4 >= 2;
      List<Step> steps = new RandomSides(seed, retracts).steps(6);
      List<StepResult> results =
          harness(spec(kind, keys, retracts), conditional ? Optional.of(SMALL) : Optional.empty())
              .verify(steps, seed);
      BiPredicate<List<@Nullable Object>, List<@Nullable Object>> matches =
          (left, right) ->
              (keys.isEmpty() || same(left.get(0), right.get(0), nullsMatch))
                  && (!conditional || right.get(1) != null && (double) right.get(1) < 2);
      List<Row> sum = new ArrayList<>();
      List<Row> lefts = new ArrayList<>();
      List<Row> rights = new ArrayList<>();
      for (int i = 0; i < steps.size(); i++) {
        lefts.addAll(steps.get(i).rows().get(0));
        rights.addAll(steps.get(i).rows().get(1));
        sum.addAll(results.get(i).rows());
        assertThat(StepResult.net(sum))
            .as("%s, seed %s, step %s", kind, seed, i)
            .isEqualTo(nestedLoops(kind, StepResult.net(lefts), StepResult.net(rights), matches));
      }
    }
  }

  /// Rows are never late, so that at the end the answer is that of all rows.
  @ParameterizedTest
  @EnumSource
  void boundedByTimeItAgreesWithNestedLoopsAtTheEnd(JoinKind kind) {
    List<Lane> lanes = List.of(Lane.LONG, Lane.LONG);
    for (int round = 0; round < 12; round++) {
      SplittableRandom random = new SplittableRandom(97L * round + kind.name().hashCode());
      boolean retracts = round % 2 == 0;
      long least = random.nextLong(-15, 3);
      long most = least + random.nextLong(0, 15);
      TimeBounds bounds = new TimeBounds(1, 1, round % 3 == 0, round % 3 == 0, least, most);
      JoinSpec spec =
          new JoinSpec(kind, lanes, lanes, BY_FIRST, retracts, retracts, Optional.of(bounds));
      List<List<Row>> all = List.of(new ArrayList<>(), new ArrayList<>());
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        List<Row> lefts = timed(random, 10L * i + 1, all.get(0), retracts);
        List<Row> rights = timed(random, 10L * i + 1, all.get(1), retracts);
        steps.add(Step.of(lefts).and(rights.toArray(Row[]::new)).watermark(10L * (i + 1)));
      }
      steps.add(Step.of().and().watermark(Watermarks.END));
      List<Row> sum = new ArrayList<>();
      for (StepResult result :
          new OperatorHarness(
                  List.of(lanes, lanes),
                  spec.output(),
                  (_, context) -> new HashJoin(spec, Optional.empty(), context))
              .verify(steps, round)) {
        sum.addAll(result.rows());
      }
      BiPredicate<List<@Nullable Object>, List<@Nullable Object>> matches =
          (left, right) ->
              same(left.get(0), right.get(0), false)
                  && left.get(1) != null
                  && right.get(1) != null
                  && bounds.allow((long) left.get(1), (long) right.get(1));
      assertThat(StepResult.net(sum))
          .as("%s, round %s", kind, round)
          .isEqualTo(
              nestedLoops(kind, StepResult.net(all.get(0)), StepResult.net(all.get(1)), matches));
    }
  }

  /// Rows of a time or later, and retractions of such rows.
  private static List<Row> timed(
      SplittableRandom random, long from, List<Row> all, boolean retracts) {
    List<Row> rows = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      Long key = random.nextInt(8) == 0 ? null : random.nextLong(3);
      Long time = random.nextInt(12) == 0 ? null : from + random.nextLong(20);
      Row row = Row.of(key, time);
      rows.add(row);
      if (retracts && random.nextInt(4) == 0) {
        rows.add(row.times(-1));
      }
    }
    all.addAll(rows);
    return rows;
  }

  private static boolean same(@Nullable Object a, @Nullable Object b, boolean nullsMatch) {
    return a == null || b == null ? nullsMatch && a == b : a.equals(b);
  }

  private static Map<List<@Nullable Object>, Long> nestedLoops(
      JoinKind kind,
      Map<List<@Nullable Object>, Long> lefts,
      Map<List<@Nullable Object>, Long> rights,
      BiPredicate<List<@Nullable Object>, List<@Nullable Object>> matches) {
    Map<List<@Nullable Object>, Long> result = new LinkedHashMap<>();
    lefts.forEach((left, weight) -> {
      boolean any = rights.keySet().stream().anyMatch(right -> matches.test(left, right));
      if (kind.showsPairs()) {
        rights.forEach((right, times) -> {
          if (matches.test(left, right)) {
            result.merge(joined(left, right), weight * times, Long::sum);
          }
        });
      }
      if (kind.left().shows(any)) {
        result.merge(
            kind.showsPairs() ? joined(left, Arrays.asList(null, null)) : left, weight, Long::sum);
      }
    });
    rights.forEach((right, weight) -> {
      boolean any = lefts.keySet().stream().anyMatch(left -> matches.test(left, right));
      if (kind.right().shows(any)) {
        result.merge(joined(Arrays.asList(null, null), right), weight, Long::sum);
      }
    });
    return result;
  }

  private static List<@Nullable Object> joined(
      List<@Nullable Object> left, List<@Nullable Object> right) {
    List<@Nullable Object> all = new ArrayList<>(left);
    all.addAll(right);
    return all;
  }

  /// Random rows of few keys, and retractions of rows that are there.
  private static final class RandomSides {
    private final SplittableRandom random;
    private final boolean retracts;
    private final List<List<Row>> there = List.of(new ArrayList<>(), new ArrayList<>());

    RandomSides(long seed, boolean retracts) {
      this.random = new SplittableRandom(seed);
      this.retracts = retracts;
    }

    List<Step> steps(int count) {
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        steps.add(Step.of(rows(0)).and(rows(1).toArray(Row[]::new)));
      }
      return steps;
    }

    private List<Row> rows(int input) {
      List<Row> rows = new ArrayList<>();
      List<Row> live = there.get(input);
      for (int i = random.nextInt(10); i > 0; i--) {
        if (retracts && !live.isEmpty() && random.nextInt(3) == 0) {
          rows.add(live.remove(random.nextInt(live.size())).times(-1));
        } else {
          Row row = random.nextInt(8) == 0 ? row(input, null) : row(input, random.nextInt(4));
          live.add(row);
          rows.add(row);
        }
      }
      return rows;
    }

    private Row row(int input, @Nullable Integer key) {
      return input == 0
          ? Row.of(key, "v" + random.nextInt(3))
          : Row.of(key, random.nextInt(8) == 0 ? null : (double) random.nextInt(4));
    }
  }

  @Test
  void manyPairsOfOneKeyComeOutInSeveralBatches() {
    List<Lane> lanes = List.of(Lane.LONG);
    JoinSpec spec = new JoinSpec(JoinKind.INNER, lanes, lanes, BY_FIRST, false, false);
    HashJoin join = new HashJoin(spec, Optional.empty(), new EvaluationContext(ZoneOffset.UTC));
    List<Integer> sizes = new ArrayList<>();
    Output output = batch -> sizes.add(batch.rowCount());
    int many = 3 * Pairs.CAPACITY + 1;
    join.process(0, Batch.of(many, List.of(new LongVector(new long[many], null))), output);
    join.process(1, Batch.of(1, List.of(new LongVector(new long[1], null))), output);
    join.endStep(output);
    assertThat(sizes).containsExactly(Pairs.CAPACITY, Pairs.CAPACITY, Pairs.CAPACITY, 1);
    assertThat(join.stateRows()).isEqualTo(many + 1);
  }

  private static Batch numbers(int from, int count) {
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = from + i;
    }
    return Batch.of(count, List.of(new LongVector(values, null)));
  }

  private static HashJoin joinOfNumbers() {
    List<Lane> lanes = List.of(Lane.LONG);
    return new HashJoin(
        new JoinSpec(JoinKind.LEFT, lanes, lanes, BY_FIRST, false, false),
        Optional.empty(),
        new EvaluationContext(ZoneOffset.UTC));
  }

  /// @return how many parts were written, and how many were only referred to
  private static List<Long> save(HashJoin join, StateOutput out, StateFile file) {
    out.reset();
    out.begin(join.stateFormat());
    join.save(out);
    out.end();
    List<StateOutput.Section> parts =
        out.sections().stream().filter(section -> section.part() != null).toList();
    List<StateOutput.Section> written = parts.stream().filter(s -> !s.isElsewhere()).toList();
    written.forEach(section -> Objects.requireNonNull(section.part()).liesIn(file, 0));
    return List.of((long) written.size(), (long) parts.size() - written.size());
  }

  @Test
  void onlyPartsThatHaveChangedAreSavedAgain() {
    HashJoin join = joinOfNumbers();
    Output output = _ -> {};
    join.process(0, numbers(0, 100), output);
    join.process(1, numbers(0, 100), output);
    join.endStep(output);
    StateOutput out = StateOutput.inParts(new PartSize(4, 1));
    StateFile file = new StateFile("a");
    assertThat(save(join, out, file)).containsExactly(14L, 0L);
    assertThat(save(join, out, file)).containsExactly(0L, 14L);
    // A further match of one row on the left, and a row on the right.
    join.process(1, numbers(5, 1), output);
    join.endStep(output);
    assertThat(save(join, out, file)).containsExactly(2L, 12L);
    // Rows for which there is no part yet.
    join.process(0, numbers(100, 40), output);
    join.endStep(output);
    assertThat(save(join, out, file)).containsExactly(3L, 13L);
  }

  @Test
  void stateThatWasSavedAsAWholeIsRead() {
    List<Lane> lanes = List.of(Lane.LONG);
    int[] slots = {0, 1, 2};
    StateOutput old = new StateOutput();
    old.begin(new StateFormat("hash-join", 1));
    Vector[] columns = {new LongVector(new long[] {7, 8, 9}, null)};
    SavedRows.save(
        lanes,
        columns,
        slots,
        3,
        old,
        (part, from, count) -> {
          for (int twice = 0; twice < 2; twice++) { // weights, and matches of the watched side
            for (int i = 0; i < count; i++) {
              old.putSigned(1);
            }
          }
        });
    SavedRows.save(
        lanes,
        columns,
        slots,
        3,
        old,
        (part, from, count) -> {
          for (int i = 0; i < count; i++) {
            old.putSigned(1);
          }
        });
    old.end();
    HashJoin join = joinOfNumbers();
    StateInput in = StateInput.of(old.toByteArray());
    in.enter(join.stateFormat());
    join.restore(in, KeyRange.ALL);
    in.leave();
    List<Integer> sizes = new ArrayList<>();
    join.process(0, numbers(8, 1), batch -> sizes.add(batch.rowCount()));
    join.endStep(batch -> sizes.add(batch.rowCount()));
    assertThat(join.stateRows()).isEqualTo(7);
    assertThat(sizes).containsExactly(1);
  }
}
