package io.velostream.runtime.pipeline;

import io.velostream.columnar.Batch;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.stream.Watermarks;
import java.util.List;

/// An operator, its inputs, and where its output goes. Its watermark is the minimum of its inputs'.
final class OperatorNode implements PipelineNode {
  private final Operator operator;
  private final Output output;
  private List<PipelineNode> inputs = List.of();
  private long watermark = Watermarks.NONE;

  OperatorNode(Operator operator, Output output) {
    this.operator = operator;
    this.output = output;
  }

  void connect(List<PipelineNode> upstream) {
    inputs = List.copyOf(upstream);
  }

  /// Where the input number `port` delivers to.
  Output port(int port) {
    return batch -> process(port, batch);
  }

  private void process(int port, Batch batch) {
    if (batch.rowCount() > 0) {
      operator.process(port, batch, output);
    }
  }

  @Override
  public void endStep() {
    operator.endStep(output);
    long reached = Watermarks.END;
    for (PipelineNode input : inputs) {
      reached = Math.min(reached, input.watermark());
    }
    if (reached > watermark) {
      watermark = reached;
      operator.advance(reached, output);
    }
  }

  @Override
  public long watermark() {
    return watermark;
  }

  @Override
  public long stateRows() {
    return operator.stateRows();
  }

  @Override
  public long memoryBytes() {
    return operator.memoryBytes();
  }
}
