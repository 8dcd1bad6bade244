package io.velostream.expression;

import io.velostream.columnar.Batch;

/// The executable form of a [Program]. It owns buffers and belongs to one thread.
public interface Evaluator {
  /// Evaluates the program over the live rows of a batch.
  ///
  /// The result shares the input's index space and weights: an output that is a mere column is
  /// passed on as it is, a computed one is written at the row's own index into a buffer that is
  /// reused by the next call. The result has no live rows when the filter rejects all.
  ///
  /// @throws io.velostream.columnar.error.UserException when a row cannot be evaluated, with the
  ///   position of the expression at fault
  Batch evaluate(Batch input, EvaluationContext context);
}
