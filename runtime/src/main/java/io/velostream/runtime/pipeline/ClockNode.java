package io.velostream.runtime.pipeline;

import io.velostream.expression.EvaluationContext;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes event time of processing time: with each step the watermark is at the instant of the step,
/// whether rows have come or not. Rows go past it. At the end of its input time is at its end.
///
/// The processing time is saved with it, so that a run that goes on from there does not go back,
/// whatever its clock says.
final class ClockNode implements PipelineNode {
  private final EvaluationContext context;
  private @Nullable PipelineNode input;
  private long watermark = Watermarks.NONE;

  ClockNode(EvaluationContext context) {
    this.context = context;
  }

  void connect(PipelineNode upstream) {
    input = upstream;
  }

  @Override
  public boolean isLoading() {
    return Objects.requireNonNull(input).isLoading();
  }

  @Override
  public void endStep() {
    long upstream = Objects.requireNonNull(input).watermark();
    watermark =
        upstream == Watermarks.END
            ? Watermarks.END
            : Math.max(watermark, context.processingMicros());
  }

  @Override
  public long watermark() {
    return watermark;
  }

  @Override
  public void save(StateOutput out) {
    SavedNodes.putWatermark(out, context.processingMicros(), watermark, Map.of());
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    SavedNodes.SavedTime time = SavedNodes.getWatermark(in);
    context.restoreProcessing(time.derived());
    watermark = Math.max(watermark, time.announced());
  }

  @Override
  public long stateRows() {
    return 0;
  }

  @Override
  public long memoryBytes() {
    return 0;
  }
}
