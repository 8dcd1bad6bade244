package io.velostream.operators;

import io.velostream.columnar.Batch;

/// Where an operator puts its results.
@FunctionalInterface
public interface Output {
  /// Hands over a delta. The receiver has taken what it needs when the call returns, so the emitter
  /// may reuse the arrays. Batches without live rows need not be emitted.
  void emit(Batch batch);

  /// Hands over a delta like [#emit], and offers its arrays for longer than the call. Who puts out
  /// much at once has its results in many buffers anyway: a receiver on another core can read them
  /// there rather than have them copied.
  ///
  /// @return whether the receiver goes on reading: then the emitter may not touch the arrays before
  ///   the loan is ended, which happens on the emitter's thread, or never
  default boolean lend(Batch batch, Loan loan) {
    emit(batch);
    return false;
  }

  /// What a receiver has said that it goes on reading.
  @FunctionalInterface
  interface Loan {
    /// The receiver has done with the arrays.
    void end();
  }
}
