package io.velostream.runtime.pipeline;

import io.velostream.columnar.Batch;
import io.velostream.operators.Output;
import io.velostream.operators.watermark.WatermarkGenerator;
import io.velostream.stream.Watermarks;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Passes rows on and derives event time from them. At the end of its input time is at its end.
final class WatermarkNode implements PipelineNode {
  private final WatermarkGenerator generator;
  private final Output output;
  private @Nullable PipelineNode input;
  private long observed = Watermarks.NONE;
  private long watermark = Watermarks.NONE;

  WatermarkNode(WatermarkGenerator generator, Output output) {
    this.generator = generator;
    this.output = output;
  }

  void connect(PipelineNode upstream) {
    input = upstream;
  }

  /// Where the input delivers to.
  Output port() {
    return this::process;
  }

  private void process(Batch batch) {
    if (batch.rowCount() > 0) {
      observed = Math.max(observed, generator.observe(batch));
      output.emit(batch);
    }
  }

  @Override
  public void endStep() {
    long upstream = Objects.requireNonNull(input).watermark();
    watermark = upstream == Watermarks.END ? Watermarks.END : Math.max(watermark, observed);
  }

  @Override
  public long watermark() {
    return watermark;
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
