package io.velostream.operators.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.expression.EvaluationContext;
import io.velostream.operators.testing.BatchMaker;
import io.velostream.operators.testing.Row;
import io.velostream.operators.testing.Seeds;
import io.velostream.stream.Watermarks;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WatermarkGeneratorTest {
  private final EvaluationContext context = new EvaluationContext(ZoneOffset.UTC);

  @Test
  void trailsTheLargestTimeAndNeverGoesBack() {
    WatermarkGenerator generator =
        WatermarkGenerator.ofColumn(0, 10, WatermarkGenerator.UNBOUNDED, context);
    assertThat(after(generator, times())).isEqualTo(Watermarks.NONE);
    assertThat(after(generator, times(100L, 50L))).isEqualTo(90);
    assertThat(after(generator, times(70L))).isEqualTo(90);
    assertThat(after(generator, times(101L, null))).isEqualTo(91);
  }

  @Test
  void ignoresNullAndRowsNotSelected() {
    WatermarkGenerator generator =
        WatermarkGenerator.ofColumn(0, 0, WatermarkGenerator.UNBOUNDED, context);
    assertThat(after(generator, times(null, null))).isEqualTo(Watermarks.NONE);
    assertThat(after(generator, times(5L, 900L, 7L).select(new int[] {0, 2}, 2))).isEqualTo(7);
  }

  @Test
  void countsAFutureRowAtTheBound() {
    WatermarkGenerator generator = WatermarkGenerator.ofColumn(0, 0, 60, context);
    context.startStep(1000);
    assertThat(after(generator, times(5_000_000L))).isEqualTo(1060);
    context.startStep(2000);
    assertThat(after(generator, times(1500L))).isEqualTo(1500);
  }

  @Test
  void computesTheWatermarkByAnExpression() {
    WatermarkGenerator generator =
        WatermarkGenerator.ofExpression(
            0,
            (batch, _) -> batch.withColumns(new io.velostream.columnar.Vector[] {batch.column(1)}),
            WatermarkGenerator.UNBOUNDED,
            context);
    Batch batch =
        BatchMaker.plain(List.of(Lane.LONG, Lane.LONG), List.of(Row.of(1, 20), Row.of(2, 10)));
    assertThat(after(generator, batch)).isEqualTo(20);
  }

  @Test
  void doesNotWrapAroundAtTheEndsOfTime() {
    WatermarkGenerator generator =
        WatermarkGenerator.ofColumn(0, 10, WatermarkGenerator.UNBOUNDED, context);
    assertThat(after(generator, times(Long.MIN_VALUE + 3))).isEqualTo(Watermarks.NONE);
    assertThat(after(generator, times(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE - 10);
  }

  @Test
  void stopsBeforeARowBehindAWatermarkThatIsNotAnnounced() {
    WatermarkGenerator generator =
        WatermarkGenerator.ofColumn(0, 10, WatermarkGenerator.UNBOUNDED, context);
    Batch batch = times(100L, 95L, 120L, 105L, 104L, 200L, 190L, 189L);
    assertThat(generator.observe(batch, 0)).isEqualTo(3);
    assertThat(generator.watermark()).isEqualTo(110);
    generator.announce();
    assertThat(generator.observe(batch, 3)).isEqualTo(7);
    assertThat(generator.watermark()).isEqualTo(190);
    generator.announce();
    assertThat(generator.observe(batch, 7)).isEqualTo(8);
  }

  @Test
  void findsTheSameStepsInRowsWhoseBoundsAreKnown() {
    for (int round = 0; round < 500; round++) {
      SplittableRandom random = new SplittableRandom(Seeds.of(round));
      long delay = random.nextInt(3) * 5L;
      WatermarkGenerator plain =
          WatermarkGenerator.ofColumn(0, delay, WatermarkGenerator.UNBOUNDED, context);
      WatermarkGenerator knowing =
          WatermarkGenerator.ofColumn(0, delay, WatermarkGenerator.UNBOUNDED, context);
      long time = 0;
      for (int batch = 0; batch < 10; batch++) {
        long[] times = new long[1 + random.nextInt(4)];
        for (int i = 0; i < times.length; i++) {
          time += random.nextInt(8) - random.nextInt(3) * 2;
          times[i] = time;
        }
        LongVector vector = new LongVector(times, null);
        Batch unknown = Batch.of(times.length, List.of(vector));
        Batch known = Batch.of(times.length, List.of(vector.bounded(times.length)));
        int from = 0;
        while (from < times.length) {
          int next = plain.observe(unknown, from);
          assertThat(knowing.observe(known, from)).as("round %d", round).isEqualTo(next);
          assertThat(knowing.watermark()).isEqualTo(plain.watermark());
          plain.announce();
          knowing.announce();
          from = next;
        }
      }
    }
  }

  /// Shows all rows, however many steps that takes.
  private static long after(WatermarkGenerator generator, Batch batch) {
    int from = generator.observe(batch, 0);
    while (from < batch.rowCount()) {
      generator.announce();
      from = generator.observe(batch, from);
    }
    generator.announce();
    return generator.watermark();
  }

  private static Batch times(Long... times) {
    return BatchMaker.plain(
        List.of(Lane.LONG), java.util.Arrays.stream(times).map(t -> Row.of((Object) t)).toList());
  }
}
