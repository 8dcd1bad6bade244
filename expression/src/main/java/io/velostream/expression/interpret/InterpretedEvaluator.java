package io.velostream.expression.interpret;

import io.velostream.columnar.Batch;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.Evaluator;
import io.velostream.expression.Program;

/// Walks the tree for every row.
public final class InterpretedEvaluator implements Evaluator {
  private final Program program;

  /// An evaluator of the program.
  public InterpretedEvaluator(Program program) {
    this.program = program;
  }

  @Override
  public Batch evaluate(Batch input, EvaluationContext context) {
    throw new UnsupportedOperationException(program.toString());
  }
}
