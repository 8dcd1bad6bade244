package io.velostream.operators;

import io.velostream.columnar.Batch;

/// Where an operator puts its results.
@FunctionalInterface
public interface Output {
  /// Hands over a delta. The receiver has taken what it needs when the call returns, so the emitter
  /// may reuse the arrays. Batches without live rows need not be emitted.
  void emit(Batch batch);
}
