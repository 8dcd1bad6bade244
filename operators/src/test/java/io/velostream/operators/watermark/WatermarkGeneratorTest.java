package io.velostream.operators.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.expression.EvaluationContext;
import io.velostream.operators.testing.BatchMaker;
import io.velostream.operators.testing.Row;
import io.velostream.stream.Watermarks;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatermarkGeneratorTest {
  private final EvaluationContext context = new EvaluationContext(ZoneOffset.UTC);

  @Test
  void trailsTheLargestTimeAndNeverGoesBack() {
    WatermarkGenerator generator =
        WatermarkGenerator.ofColumn(0, 10, WatermarkGenerator.UNBOUNDED, context);
    assertThat(generator.observe(times())).isEqualTo(Watermarks.NONE);
    assertThat(generator.observe(times(100L, 50L))).isEqualTo(90);
    assertThat(generator.observe(times(70L))).isEqualTo(90);
    assertThat(generator.observe(times(101L, null))).isEqualTo(91);
  }

  @Test
  void ignoresNullAndRowsNotSelected() {
    WatermarkGenerator generator =
        WatermarkGenerator.ofColumn(0, 0, WatermarkGenerator.UNBOUNDED, context);
    assertThat(generator.observe(times(null, null))).isEqualTo(Watermarks.NONE);
    assertThat(generator.observe(times(5L, 900L, 7L).select(new int[] {0, 2}, 2))).isEqualTo(7);
  }

  @Test
  void countsAFutureRowAtTheBound() {
    WatermarkGenerator generator = WatermarkGenerator.ofColumn(0, 0, 60, context);
    context.startStep(1000);
    assertThat(generator.observe(times(5_000_000L))).isEqualTo(1060);
    context.startStep(2000);
    assertThat(generator.observe(times(1500L))).isEqualTo(1500);
  }

  @Test
  void computesTheWatermarkByAnExpression() {
    WatermarkGenerator generator =
        WatermarkGenerator.ofExpression(
            (batch, _) -> batch.withColumns(new io.velostream.columnar.Vector[] {batch.column(1)}),
            WatermarkGenerator.UNBOUNDED,
            context);
    Batch batch =
        BatchMaker.plain(List.of(Lane.LONG, Lane.LONG), List.of(Row.of(1, 20), Row.of(2, 10)));
    assertThat(generator.observe(batch)).isEqualTo(20);
  }

  @Test
  void doesNotWrapAroundAtTheEndsOfTime() {
    WatermarkGenerator generator =
        WatermarkGenerator.ofColumn(0, 10, WatermarkGenerator.UNBOUNDED, context);
    assertThat(generator.observe(times(Long.MIN_VALUE + 3))).isEqualTo(Watermarks.NONE);
    assertThat(generator.observe(times(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE - 10);
  }

  private static Batch times(Long... times) {
    return BatchMaker.plain(
        List.of(Lane.LONG), java.util.Arrays.stream(times).map(t -> Row.of((Object) t)).toList());
  }
}
