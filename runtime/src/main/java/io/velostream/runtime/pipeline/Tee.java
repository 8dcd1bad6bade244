package io.velostream.runtime.pipeline;

import io.velostream.columnar.Batch;
import io.velostream.operators.Output;
import java.util.ArrayList;
import java.util.List;

/// Hands each batch to all that read a node. None of them changes it.
public final class Tee implements Output {
  private final List<Output> outputs = new ArrayList<>();

  /// Hands batches to one, to begin with.
  public Tee(Output first) {
    outputs.add(first);
  }

  /// Has batches go another way, too.
  public void add(Output output) {
    outputs.add(output);
  }

  @Override
  public void emit(Batch batch) {
    for (Output output : outputs) {
      output.emit(batch);
    }
  }
}
