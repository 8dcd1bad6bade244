package io.velostream.plan;

import io.velostream.columnar.Schema;
import java.util.OptionalInt;

/// What changes nothing about rows but when they come out.
public sealed interface HoldNode extends UnaryNode {
  /// EMIT FINAL over an input that retracts: holds the consolidated rows and releases each once,
  /// when the watermark reaches its `timeColumn`, or at the end of the input without one.
  record HoldUntilFinal(PlanNode input, OptionalInt timeColumn) implements HoldNode {
    @Override
    public Schema schema() {
      return input.schema();
    }

    @Override
    public boolean retracts() {
      return false;
    }
  }

  /// EMIT CHANGES EVERY: collects deltas and passes on their sum once per interval of the clock,
  /// and at the end of the input.
  record Throttle(PlanNode input, long intervalMicros) implements HoldNode {
    @Override
    public Schema schema() {
      return input.schema();
    }

    @Override
    public boolean retracts() {
      return input.retracts();
    }
  }
}
