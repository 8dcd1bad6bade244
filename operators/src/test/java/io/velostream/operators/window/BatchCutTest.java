package io.velostream.operators.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.operators.Operator;
import io.velostream.operators.aggregate.Aggregate;
import io.velostream.operators.aggregate.Aggregation;
import io.velostream.operators.aggregate.Collected;
import io.velostream.operators.aggregate.Emission;
import io.velostream.operators.aggregate.Event;
import io.velostream.operators.aggregate.RandomInput;
import io.velostream.operators.testing.Seeds;
import io.velostream.stream.Watermarks;
import io.velostream.stream.time.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchCutTest {
  @ParameterizedTest
  @EnumSource(
      value = Emission.class,
      names = {"FINAL", "CHANGES_PER_RECORD", "WINDOW_SNAPSHOT_PER_RECORD"})
  void resultsDoNotDependOnTheCutOrTheFormOfTheInput(Emission emission) {
    for (int round = 0; round < 200; round++) {
      long seed = Seeds.of(round);
      Random random = new Random(seed);
      RandomInput input = new RandomInput(random, false);
      Aggregation aggregation =
          new Aggregation(RandomInput.SCHEMA, input.keys(), input.calls(), false, false);
      @Nullable WindowSpec window =
          switch (random.nextInt(5)) {
            case 0 -> new WindowSpec.Tumble(20, 3);
            case 1 -> new WindowSpec.Hop(4, 18, 0);
            case 2 -> new WindowSpec.Cumulate(5, 20, 0);
            case 3 -> new WindowSpec.Session(3);
            default -> null;
          };
      List<Event> events = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        events.add(input.event(i / 2 - random.nextInt(5)));
      }
      List<Event> whole =
          run(operator(aggregation, window, emission), input, events, events.size());
      for (int size : new int[] {1, 7, 50}) {
        List<Event> cut = run(operator(aggregation, window, emission), input, events, size);
        assertThat(cut).as("seed %s, %s, batches of %s", seed, window, size).isEqualTo(whole);
      }
    }
  }

  private static Operator operator(
      Aggregation aggregation, @Nullable WindowSpec window, Emission emission) {
    return window == null
        ? new Aggregate(aggregation, OptionalInt.empty(), emission, (b, r, reason) -> {})
        : new WindowAggregate(
            aggregation, window, RandomInput.TIME, emission, (b, r, reason) -> {});
  }

  private static List<Event> run(
      Operator operator, RandomInput input, List<Event> events, int size) {
    Collected output = new Collected();
    List<Event> result = new ArrayList<>();
    for (int from = 0; from < events.size(); from += size) {
      List<Event> part = events.subList(from, Math.min(events.size(), from + size));
      operator.process(0, input.batch(part, false), output);
      operator.endStep(output);
      result.addAll(output.take());
    }
    operator.advance(Watermarks.END, output);
    result.addAll(output.take());
    return result;
  }
}
