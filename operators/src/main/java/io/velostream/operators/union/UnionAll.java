package io.velostream.operators.union;

import io.velostream.columnar.Batch;
import io.velostream.operators.Output;
import io.velostream.operators.StatelessOperator;

/// Passes the deltas of all inputs on as they come, without copying. Linear and without state.
public final class UnionAll implements StatelessOperator {
  @Override
  public void process(int input, Batch batch, Output output) {
    if (batch.rowCount() > 0) {
      output.emit(batch);
    }
  }

  @Override
  public void endStep(Output output) {}

  @Override
  public void advance(long watermark, Output output) {}
}
