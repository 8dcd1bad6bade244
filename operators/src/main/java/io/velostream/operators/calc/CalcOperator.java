package io.velostream.operators.calc;

import io.velostream.columnar.Batch;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.Evaluator;
import io.velostream.operators.Output;
import io.velostream.operators.StatelessOperator;

/// Filters and projects. Linear and without state: each delta is mapped at once, weights and all.
public final class CalcOperator implements StatelessOperator {
  private final Evaluator evaluator;
  private final EvaluationContext context;

  /// @param evaluator the filter and projections; used by this operator alone
  /// @param context the pipeline's, moved on by the host at the start of each step
  public CalcOperator(Evaluator evaluator, EvaluationContext context) {
    this.evaluator = evaluator;
    this.context = context;
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    Batch result = evaluator.evaluate(batch, context);
    if (result.rowCount() > 0) {
      output.emit(result);
    }
  }

  @Override
  public void endStep(Output output) {}

  @Override
  public void advance(long watermark, Output output) {}
}
