package io.velostream.operators.calc;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.expression.Evaluator;
import io.velostream.operators.testing.OperatorHarness;
import io.velostream.operators.testing.Row;
import io.velostream.operators.testing.Step;
import io.velostream.operators.testing.StepResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalcOperatorTest {
  @Test
  void keepsWeightsAndEmitsNothingWhenAllRowsAreRejected() {
    Evaluator positive =
        (batch, _) -> {
          int[] kept = new int[batch.rowCount()];
          int count = 0;
          for (int k = 0; k < batch.rowCount(); k++) {
            int row = batch.rowAt(k);
            if (((LongVector) batch.column(0)).values()[row] > 0) {
              kept[count++] = row;
            }
          }
          Batch result = batch.select(kept, count);
          return result;
        };
    OperatorHarness harness =
        OperatorHarness.of(
            List.of(Lane.LONG),
            List.of(Lane.LONG),
            (_, context) -> new CalcOperator(positive, context));
    List<StepResult> results =
        harness.verify(
            List.of(Step.of(Row.of(1), Row.of(-1), Row.retract(2)), Step.of(Row.of(-5))), true, 1);
    assertThat(results.get(0).rows()).containsExactly(Row.of(1), Row.retract(2));
    assertThat(results.get(1).rows()).isEmpty();
  }
}
