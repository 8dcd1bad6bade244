package io.velostream.runtime.pipeline;

import io.velostream.columnar.Batch;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.operators.join.LookupJoin;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An operator, its inputs, and where its output goes. Its watermark is the minimum of its inputs'.
final class OperatorNode implements PipelineNode {
  private final Output output;
  private @Nullable Operator operator;
  private List<PipelineNode> inputs = List.of();
  private long watermark = Watermarks.NONE;
  private boolean idle;

  OperatorNode(Output output) {
    this.output = output;
  }

  /// Completes the node once its inputs exist; called before the first step.
  void connect(List<PipelineNode> upstream, Operator made) {
    inputs = List.copyOf(upstream);
    operator = made;
  }

  /// Where the input number `port` delivers to.
  Output port(int port) {
    return batch -> process(port, batch);
  }

  private void process(int port, Batch batch) {
    if (batch.rowCount() > 0) {
      operator().process(port, batch, output);
    }
  }

  /// Whether nothing that is still to come can matter.
  boolean isSatisfied() {
    return operator().isSatisfied();
  }

  private Operator operator() {
    return Objects.requireNonNull(operator);
  }

  @Override
  public void endStep() {
    operator().endStep(output);
    long active = Watermarks.END;
    long silent = Watermarks.END;
    for (int port = 0; port < inputs.size(); port++) {
      PipelineNode input = inputs.get(port);
      operator().reached(port, input.watermark());
      if (input.isIdle()) {
        silent = Math.min(silent, input.watermark());
      } else {
        active = Math.min(active, input.watermark());
      }
    }
    // Where all that still flow are idle, time is where the slowest of them left it.
    idle = active == Watermarks.END && silent != Watermarks.END;
    long reached = idle ? silent : active;
    if (reached > watermark) {
      watermark = reached;
      operator().advance(reached, output);
    }
  }

  @Override
  public long watermark() {
    return operator().watermarkBehind(watermark);
  }

  @Override
  public boolean isIdle() {
    return idle;
  }

  @Override
  public Optional<LookupJoin.Lookups> lookups() {
    return operator() instanceof LookupJoin join ? Optional.of(join.lookups()) : Optional.empty();
  }

  @Override
  public void save(StateOutput out) {
    SavedNodes.putOperator(out, watermark, operator());
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    watermark = Math.max(watermark, SavedNodes.getOperator(in, keys, operator()));
  }

  @Override
  public long stateRows() {
    return operator().stateRows();
  }

  @Override
  public long droppedState() {
    return operator().droppedState();
  }

  @Override
  public long memoryBytes() {
    return operator().memoryBytes();
  }
}
