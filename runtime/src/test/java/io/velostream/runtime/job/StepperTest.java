package io.velostream.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.expression.Expression;
import io.velostream.plan.LeafNode;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.pipeline.PipelineBuilder;
import io.velostream.stream.seam.Clock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepperTest {
  private static final DataType TIME = new DataType.Timestamp(3, false);

  @Test
  void goesOnAtOnceWithABatchThatTheWatermarkHasCut() throws IOException {
    List<Integer> sizes = new ArrayList<>();
    Waits waits = new Waits();
    try (Pipeline pipeline =
        PipelineBuilder.build(
            watermarked(1_000, 5_000, 2_000, 6_000, 3_000),
            scan -> {
              throw new AssertionError("there is no table: " + scan);
            },
            new LoweringContext(RuntimeSettings.DEFAULT, "test"),
            new AtTheEpoch(),
            batch -> sizes.add(batch.rowCount()))) {
      Stepper stepper = new Stepper(pipeline, waits);
      while (stepper.step()) {
        stepper.await();
      }
    }
    assertThat(sizes).containsExactly(2, 2, 1);
    assertThat(waits.count).isZero();
  }

  private static Plan watermarked(long... times) {
    Schema schema = new Schema(List.of(new Field("ts", TIME, false)));
    List<List<Expression.Literal>> rows = new ArrayList<>();
    for (long time : times) {
      rows.add(List.of(new Expression.Literal(time, TIME)));
    }
    PlanNode values = new LeafNode.Values(rows, schema);
    PlanNode root = new RowNode.Watermark(values, 0, new Expression.Column(0, TIME, false));
    return new Plan(root, Optional.empty(), false, List.of());
  }

  /// Counts how often it would have been waited.
  private static final class Waits implements Arrivals {
    private int count;

    @Override
    public long version() {
      return 0;
    }

    @Override
    public void awaitAfter(long version) {
      count++;
    }
  }

  private static final class AtTheEpoch implements Clock {
    @Override
    public long wallMicros() {
      return 0;
    }

    @Override
    public long monotonicNanos() {
      return 0;
    }

    @Override
    public void waitUntil(long nanos) {}
  }
}
