package io.velostream.runtime.parallel;

import io.velostream.columnar.Batch;
import io.velostream.runtime.exchange.Inbox;
import io.velostream.runtime.exchange.InputSpans;
import io.velostream.runtime.job.LastInput;
import io.velostream.stream.Watermarks;
import java.io.IOException;
import java.util.List;

/// A later stage of one pipeline: the engine over its share of the keys. All pipelines of a stage
/// take the same steps.
final class StageTask implements Task {
  private final Inbox inbox;
  private final boolean groups;
  private final OperatorChain operators;
  private final StageOutput output;
  private final Surroundings around;
  private final SavedTask saved;

  /// What the step is made of, as far as it has come.
  private final InputSpans origin = new InputSpans();

  private boolean midStep;

  /// Whether the last step is all but ended: what others still have to say is that they have ended.
  private boolean closing;

  private boolean ended;
  private long steps;

  /// @param groups whether groups come instead of rows, or besides them
  /// @param saved takes what there is to save when an epoch ends
  StageTask(
      Inbox inbox,
      boolean groups,
      OperatorChain operators,
      StageOutput output,
      Surroundings around,
      SavedTask saved) {
    this.saved = saved;
    this.inbox = inbox;
    this.groups = groups;
    this.operators = operators;
    this.output = output;
    this.around = around;
    output.comesFrom(origin);
  }

  @Override
  public boolean run() throws IOException {
    if (!output.flush()) {
      return false;
    }
    if (closing) {
      return close();
    }
    if (!inbox.arrived()) {
      return false;
    }
    if (ended) {
      throw new IllegalStateException("a step came after the end");
    }
    if (!midStep) {
      around.startStep();
      origin.clear();
      midStep = true;
    }
    origin.addAll(0, inbox.origin());
    Batch batch = inbox.rows();
    if (batch.rowCount() > 0) {
      if (groups && !inbox.isPlain()) {
        operators.take(batch, inbox.states());
      } else {
        operators.process(batch);
      }
    }
    if (inbox.endsStep()) {
      long watermark = inbox.watermark();
      closing = watermark == Watermarks.END;
      if (!closing) {
        endStep(watermark, inbox.endsEpoch());
      }
    }
    inbox.release();
    return true;
  }

  private void endStep(long watermark, boolean endsEpoch) throws IOException {
    operators.endStep(watermark);
    around.notes().note(steps++);
    if (endsEpoch) {
      saved.save(List.of(operators), around.notes(), around.clock());
    }
    output.endStep(watermark, endsEpoch);
    midStep = false;
  }

  /// Ends the last step when all senders have ended: whoever hears of that end knows that all of
  /// them have left what there is to save.
  private boolean close() throws IOException {
    if (!inbox.isDrained()) {
      return false;
    }
    operators.endStep(Watermarks.END);
    around.notes().note(steps++);
    saved.saveEnd(List.of(operators), around.notes(), around.clock());
    output.endStep(Watermarks.END, false);
    closing = false;
    ended = true;
    return true;
  }

  /// Takes out what was put aside up to the last step, when all has stopped.
  void finish() {
    saved.finish(around.notes());
  }

  @Override
  public LastInput input() {
    return around.tables().placesOf(origin);
  }

  @Override
  public boolean isDone() {
    return ended && output.flush();
  }
}
