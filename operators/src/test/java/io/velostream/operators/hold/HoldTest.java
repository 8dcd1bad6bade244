package io.velostream.operators.hold;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Lane;
import io.velostream.operators.testing.OperatorHarness;
import io.velostream.operators.testing.Row;
import io.velostream.operators.testing.Step;
import io.velostream.operators.testing.StepResult;
import io.velostream.operators.union.UnionAll;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class HoldTest {
  private static final List<Lane> LANES = List.of(Lane.LONG, Lane.BYTES);

  @Test
  void finalRowsComeOnceWhenTheWatermarkReachesThem() {
    List<StepResult> results =
        hold(OptionalInt.of(0))
            .verify(
                List.of(
                    Step.of(Row.of(20, "b"), Row.of(10, "a"), Row.of(10, "c")).watermark(9),
                    Step.of(Row.retract(10, "a"), Row.of(10, "a2"), Row.of(10, "c")).watermark(10),
                    Step.of(Row.retract(10, "c"), Row.of(7, "d"), Row.of(null, "n")),
                    Step.end()),
                true,
                1);
    assertThat(results.get(0).rows()).isEmpty();
    assertThat(results.get(1).rows())
        .containsExactly(Row.of(10, "c"), Row.of(10, "c"), Row.of(10, "a2"));
    assertThat(results.get(3).rows()).containsExactly(Row.of(20, "b"), Row.of(null, "n"));
    StepResult late = results.get(2);
    assertThat(late.rows()).containsExactly(Row.of(7, "d"));
    assertThat(late.late())
        .containsExactly(Row.retract(10, "c", "it retracts a row that was put out as final"));
  }

  @Test
  void withoutTimeEverythingWaitsForTheEnd() {
    List<StepResult> results =
        hold(OptionalInt.empty())
            .verify(
                List.of(
                    Step.of(Row.of(1, "a"), Row.of(2, "b")).watermark(100),
                    Step.of(Row.retract(1, "a")),
                    Step.end()),
                true,
                1);
    assertThat(results.get(0).rows()).isEmpty();
    assertThat(results.get(2).rows()).containsExactly(Row.of(2, "b"));
  }

  @Test
  void throttlePassesTheSumOnOncePerInterval() {
    OperatorHarness harness =
        OperatorHarness.of(LANES, LANES, (_, context) -> new Throttle(LANES, 1000, context));
    List<StepResult> results =
        harness.verify(
            List.of(
                Step.of(Row.of(1, "a")).at(100),
                Step.of(Row.retract(1, "a"), Row.of(1, "b")).at(999),
                Step.of().at(1000),
                Step.of(Row.retract(1, "b")).at(1500),
                Step.end().at(1600)),
            1);
    assertThat(results.get(1).rows()).isEmpty();
    assertThat(results.get(2).rows()).containsExactly(Row.of(1, "b"));
    assertThat(results.get(3).rows()).isEmpty();
    assertThat(results.get(4).rows()).containsExactly(Row.retract(1, "b"));
  }

  @Test
  void unionPassesAllInputsOn() {
    OperatorHarness harness =
        new OperatorHarness(List.of(LANES, LANES), LANES, (_, _) -> new UnionAll());
    List<StepResult> results =
        harness.verify(
            List.of(Step.of(Row.of(1, "a")).and(Row.retract(1, "a"), Row.of(2, "b"))), true, 1);
    assertThat(results.getFirst().rows())
        .containsExactly(Row.of(1, "a"), Row.retract(1, "a"), Row.of(2, "b"));
  }

  private static OperatorHarness hold(OptionalInt timeColumn) {
    return OperatorHarness.of(
        LANES, LANES, (late, _) -> new HoldUntilFinal(LANES, timeColumn, late));
  }
}
