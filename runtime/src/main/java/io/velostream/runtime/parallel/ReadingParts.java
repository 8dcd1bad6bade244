package io.velostream.runtime.parallel;

import io.velostream.connector.spi.BatchReader;
import io.velostream.operators.Operator;
import io.velostream.operators.watermark.WatermarkGenerator;
import io.velostream.plan.stage.ForkedPlan;
import io.velostream.runtime.lower.Lowering;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.pipeline.PartTimes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What derives event time in one pipeline from the rows that it reads, and what they pass before.
final class ReadingParts {
  private final List<Operator> prepared = new ArrayList<>();
  private final @Nullable WatermarkGenerator watermark;
  private final @Nullable PartTimes partTimes;

  ReadingParts(ForkedPlan plan, LoweringContext context) {
    plan.prepared().forEach(node -> prepared.add(Lowering.operator(node, context)));
    watermark = plan.watermark().map(node -> Lowering.watermark(node, context)).orElse(null);
    partTimes = plan.watermark().map(node -> PartTimes.of(node, context)).orElse(null);
  }

  /// What each row passes before event time is derived.
  List<Operator> prepared() {
    return prepared;
  }

  /// What derives event time from the rows of a reader, if anything does.
  @Nullable TurnTime time(BatchReader reader) {
    return watermark == null || partTimes == null
        ? null
        : new TurnTime(watermark, partTimes, reader);
  }
}
