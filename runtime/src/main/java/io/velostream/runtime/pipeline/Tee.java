package io.velostream.runtime.pipeline;

import io.velostream.columnar.Batch;
import io.velostream.operators.Output;
import java.util.ArrayList;
import java.util.List;

/// Hands each batch to all that read a node. None of them changes it.
final class Tee implements Output {
  private final List<Output> outputs = new ArrayList<>();

  Tee(Output first) {
    outputs.add(first);
  }

  void add(Output output) {
    outputs.add(output);
  }

  @Override
  public void emit(Batch batch) {
    for (Output output : outputs) {
      output.emit(batch);
    }
  }
}
