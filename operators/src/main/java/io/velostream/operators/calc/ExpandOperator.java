package io.velostream.operators.calc;

import io.velostream.columnar.Batch;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.Evaluator;
import io.velostream.operators.Output;
import io.velostream.operators.StatelessOperator;
import java.util.List;

/// Repeats each row, once for each projection. Linear and without state. The rows that one
/// projection makes of a batch come out together.
public final class ExpandOperator implements StatelessOperator {
  private final List<Evaluator> evaluators;
  private final EvaluationContext context;

  /// @param evaluators the projections; used by this operator alone
  /// @param context the pipeline's, moved on by the host at the start of each step
  public ExpandOperator(List<Evaluator> evaluators, EvaluationContext context) {
    this.evaluators = List.copyOf(evaluators);
    this.context = context;
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    for (Evaluator evaluator : evaluators) {
      Batch result = evaluator.evaluate(batch, context);
      if (result.rowCount() > 0) {
        output.emit(result);
      }
    }
  }

  @Override
  public void endStep(Output output) {}

  @Override
  public void advance(long watermark, Output output) {}
}
