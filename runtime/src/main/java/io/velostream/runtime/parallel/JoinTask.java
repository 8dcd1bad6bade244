package io.velostream.runtime.parallel;

import io.velostream.columnar.Batch;
import io.velostream.runtime.exchange.Inbox;
import io.velostream.stream.Watermarks;
import java.io.IOException;
import java.util.List;

/// A stage of one pipeline whose rows come from two others. Each of its steps is one of the left
/// rows and one of the right rows, so that which rows come together does not depend on who was
/// fast; when one of the two has ended, steps are those of the other.
final class JoinTask implements Task {
  private static final int SIDES = 2;

  private final List<Inbox> inboxes;
  private final OperatorChain operators;
  private final StageOutput output;
  private final Surroundings around;
  private final SavedTask saved;
  private final long[] reached = {Watermarks.NONE, Watermarks.NONE};
  private int side;
  private boolean midStep;
  private long steps;

  /// @param inboxes of the left rows and of the right ones
  /// @param saved takes what was put aside
  JoinTask(
      List<Inbox> inboxes,
      OperatorChain operators,
      StageOutput output,
      Surroundings around,
      SavedTask saved) {
    this.inboxes = List.copyOf(inboxes);
    this.operators = operators;
    this.output = output;
    this.around = around;
    this.saved = saved;
  }

  private boolean hasEnded(int which) {
    return reached[which] == Watermarks.END;
  }

  private boolean isOver() {
    return hasEnded(0) && hasEnded(1);
  }

  @Override
  public boolean run() throws IOException {
    if (isOver() || !output.flush()) {
      return false;
    }
    Inbox inbox = inboxes.get(side);
    if (!inbox.arrived()) {
      return false;
    }
    if (!midStep) {
      around.startStep();
      midStep = true;
    }
    Batch batch = inbox.rows();
    if (batch.rowCount() > 0) {
      operators.process(side, batch);
    }
    boolean ends = inbox.endsStep();
    if (ends) {
      reached[side] = inbox.watermark();
    }
    inbox.release();
    if (ends) {
      passOn();
    }
    return true;
  }

  private void passOn() throws IOException {
    if (side == 0 && !hasEnded(1)) {
      side = 1;
      return;
    }
    long watermark = Math.min(reached[0], reached[1]);
    operators.endStep(watermark);
    around.notes().note(steps++);
    output.endStep(watermark, false);
    midStep = false;
    side = hasEnded(0) ? 1 : 0;
  }

  /// Takes out what was put aside up to the last step, when all has stopped.
  void finish() {
    saved.take(around.notes());
  }

  @Override
  public boolean isDone() {
    if (!isOver() || !output.flush()) {
      return false;
    }
    boolean done = true;
    for (int i = 0; i < SIDES; i++) {
      Inbox inbox = inboxes.get(i);
      // The ends that the other senders have sent are still to be taken.
      done &= inbox.isDone() || (!inbox.arrived() && inbox.isDone());
    }
    return done;
  }
}
