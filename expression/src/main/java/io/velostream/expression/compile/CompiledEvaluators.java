package io.velostream.expression.compile;

import io.velostream.expression.Evaluator;
import io.velostream.expression.Program;
import io.velostream.expression.interpret.InterpretedEvaluator;

/// Compiles programs to hidden classes.
public final class CompiledEvaluators {
  private CompiledEvaluators() {}

  /// Compiles a program.
  public static Evaluator create(Program program) {
    return new InterpretedEvaluator(program);
  }
}
