package io.velostream.operators.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.operators.LateRows;
import io.velostream.operators.Operator;
import io.velostream.operators.testing.Seeds;
import io.velostream.stream.Watermarks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregateTest {
  private static final LateRows NO_LATE =
      (batch, row, reason) -> {
        throw new AssertionError("late: " + reason);
      };
  private static final int ROUNDS = Integer.getInteger("velostream.rounds", 400);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theSumOfChangesIsTheAnswerOverEveryPrefix(boolean retracts) {
    for (int round = 0; round < ROUNDS; round++) {
      long seed = Seeds.of(round);
      runChanges(seed, retracts, Emission.CHANGES);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theSumOfChangesPerRecordIsTheAnswerOverEveryPrefix(boolean retracts) {
    for (int round = 0; round < ROUNDS; round++) {
      long seed = Seeds.of(round);
      runChanges(seed, retracts, Emission.CHANGES_PER_RECORD);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void finalRowsComeOnceAtTheEnd(boolean retracts) {
    for (int round = 0; round < ROUNDS; round++) {
      long seed = Seeds.of(round);
      runFinal(seed, retracts);
    }
  }

  private static void runChanges(long seed, boolean retracts, Emission emission) {
    String what = "seed " + seed + " retracts " + retracts;
    Random random = new Random(seed);
    RandomInput input = new RandomInput(random, random.nextBoolean());
    Aggregation aggregation =
        new Aggregation(RandomInput.SCHEMA, input.keys(), input.calls(), retracts, false);
    ReferenceAggregate reference = new ReferenceAggregate(aggregation);
    Operator operator =
        Restarts.some(
            seed,
            aggregation.keys(),
            () -> new Aggregate(aggregation, OptionalInt.empty(), emission, NO_LATE));
    Collected output = new Collected();
    List<Event> all = new ArrayList<>();
    List<Event> live = new ArrayList<>();
    int steps = random.nextInt(8);
    for (int step = 0; step < steps; step++) {
      int batches = random.nextInt(3);
      for (int b = 0; b < batches; b++) {
        List<Event> events = someEvents(random, input, live, retracts);
        all.addAll(events);
        operator.process(0, input.batch(events, retracts), output);
      }
      operator.endStep(output);
      if (emission == Emission.CHANGES) {
        assertConsolidated(output.take(), aggregation.keys().size(), what);
      }
      Collected.assertSame(
          output.rows(),
          reference.results(all),
          aggregation.keys().size(),
          aggregation.calls(),
          what + " step " + step);
    }
    assertThat(operator.stateRows()).isEqualTo(steps == 0 ? 0 : output.rows().size());
    operator.advance(Watermarks.END, output);
    Collected.assertSame(
        output.rows(),
        reference.results(all),
        aggregation.keys().size(),
        aggregation.calls(),
        what + " end");
  }

  static List<Event> someEvents(
      Random random, RandomInput input, List<Event> live, boolean retracts) {
    List<Event> events = new ArrayList<>();
    int count = random.nextInt(40);
    for (int i = 0; i < count; i++) {
      if (retracts && !live.isEmpty() && random.nextInt(5) < 2) {
        Event gone = live.remove(random.nextInt(live.size()));
        events.add(new Event(gone.values(), -1));
      } else {
        Event event = input.event(random.nextInt(100) * 1_000_000L);
        if (retracts && random.nextInt(10) == 0) {
          event = new Event(event.values(), 2);
          live.add(new Event(event.values(), 1));
        }
        live.add(event);
        events.add(event);
      }
    }
    return events;
  }

  private static void assertConsolidated(List<Event> changes, int keys, String what) {
    Set<List<@Nullable Object>> seen = new HashSet<>();
    Set<List<@Nullable Object>> inserted = new HashSet<>();
    for (Event change : changes) {
      List<@Nullable Object> key = change.values().subList(0, keys);
      boolean first = (change.weight() < 0 ? seen : inserted).add(key);
      assertThat(first).as("%s: two changes of one kind for %s", what, key).isTrue();
      assertThat(Math.abs(change.weight())).isEqualTo(1);
    }
  }

  private static void runFinal(long seed, boolean retracts) {
    String what = "seed " + seed + " retracts " + retracts;
    Random random = new Random(seed);
    RandomInput input = new RandomInput(random, random.nextBoolean());
    Aggregation aggregation =
        new Aggregation(RandomInput.SCHEMA, input.keys(), input.calls(), retracts, false);
    Operator operator =
        Restarts.inOrder(
            seed, () -> new Aggregate(aggregation, OptionalInt.empty(), Emission.FINAL, NO_LATE));
    Collected output = new Collected();
    List<Event> all = new ArrayList<>();
    List<Event> live = new ArrayList<>();
    int steps = random.nextInt(8);
    for (int step = 0; step < steps; step++) {
      List<Event> events = someEvents(random, input, live, retracts);
      all.addAll(events);
      operator.process(0, input.batch(events, retracts), output);
      operator.endStep(output);
      operator.advance(step * 1000L, output);
    }
    assertThat(output.take()).isEmpty();
    operator.advance(Watermarks.END, output);
    var expected = new ReferenceAggregate(aggregation).results(all);
    List<Event> rows = output.take();
    if (!retracts) {
      List<List<@Nullable Object>> keys =
          rows.stream().map(r -> r.values().subList(0, aggregation.keys().size())).toList();
      assertThat(keys).as(what).isEqualTo(List.copyOf(expected.keySet()));
    }
    Collected.assertSame(
        output.rows(), expected, aggregation.keys().size(), aggregation.calls(), what);
  }

  @Test
  void aRetractionOfAnUnknownRowIsRefused() {
    RandomInput input = new RandomInput(new Random(1), true);
    Aggregation aggregation =
        new Aggregation(RandomInput.SCHEMA, List.of(0), List.of(), true, false);
    for (Emission emission :
        List.of(Emission.CHANGES, Emission.CHANGES_PER_RECORD, Emission.FINAL)) {
      Aggregate operator = new Aggregate(aggregation, OptionalInt.empty(), emission, NO_LATE);
      Event event = new Event(input.event(0).values(), -1);
      Batch batch = input.batch(List.of(event), true);
      assertThatThrownBy(
              () -> {
                operator.process(0, batch, b -> {});
                operator.endStep(b -> {});
              })
          .isInstanceOfSatisfying(
              UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT));
    }
  }

  @Test
  void groupsOfAClosingKeyAreForgottenWhenTheWatermarkReachesIt() {
    RandomInput input = new RandomInput(new Random(1), true);
    Aggregation aggregation =
        new Aggregation(
            RandomInput.SCHEMA,
            List.of(0, RandomInput.TIME),
            List.of(
                new AggregateSpec(
                    AggregateFunction.COUNT,
                    List.of(),
                    false,
                    OptionalInt.empty(),
                    DataType.BIGINT)),
            false,
            false);
    List<String> late = new ArrayList<>();
    Aggregate operator =
        new Aggregate(
            aggregation, OptionalInt.of(1), Emission.FINAL, (b, row, reason) -> late.add(reason));
    Collected output = new Collected();
    List<Event> events = List.of(input.event(20), input.event(10), input.event(10));
    operator.process(0, input.batch(events, false), output);
    operator.endStep(output);
    operator.advance(10, output);
    assertThat(output.take()).allMatch(e -> Long.valueOf(10).equals(e.get(1))).isNotEmpty();
    operator.process(0, input.batch(List.of(input.event(10)), false), output);
    operator.endStep(output);
    assertThat(late).hasSize(1).allMatch(r -> r.contains("1970-01-01 00:00:00.000010"));
    operator.advance(Watermarks.END, output);
    assertThat(output.take()).allMatch(e -> Long.valueOf(20).equals(e.get(1))).isNotEmpty();
    assertThat(operator.stateRows()).isZero();
  }
}
