package io.velostream.runtime.parallel;

import io.velostream.columnar.Batch;
import io.velostream.runtime.exchange.Inbox;
import io.velostream.runtime.exchange.InputSpans;
import io.velostream.runtime.job.LastInput;
import io.velostream.stream.Watermarks;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// A stage of one pipeline whose rows come from two others. Each of its steps is one of the left
/// rows and one of the right rows, so that which rows come together does not depend on who was
/// fast; when one of the two has ended, steps are those of the other. So they are when the mark of
/// the end of an epoch has come from one of the two, until it comes from the other or that ends:
/// then the epoch has ended here.
///
/// Each side brings its event time with it: rows are judged by that of their own side, and what
/// waits for event time by that of the side that is behind.
final class JoinTask implements Task {
  private static final int SIDES = 2;

  private final List<Inbox> inboxes;
  private final OperatorChain operators;
  private final StageOutput output;
  private final Surroundings around;
  private final SavedTask saved;

  /// How many tables of the run come before those of a side.
  private final int[] tablesBefore;

  /// What the step is made of, as far as it has come.
  private final InputSpans origin = new InputSpans();

  private final long[] reached = {Watermarks.NONE, Watermarks.NONE};

  /// From which side the mark of the end of an epoch has come.
  private final boolean[] marked = new boolean[SIDES];

  private int side;
  private boolean midStep;

  /// Whether a step that ends an epoch, or all, is all but ended.
  private boolean closing;

  private boolean ended;
  private long steps;

  /// @param inboxes of the left rows and of the right ones
  /// @param leftTables how many tables the left rows are made of
  /// @param saved takes what there is to save when an epoch ends
  JoinTask(
      List<Inbox> inboxes,
      int leftTables,
      OperatorChain operators,
      StageOutput output,
      Surroundings around,
      SavedTask saved) {
    this.inboxes = List.copyOf(inboxes);
    this.tablesBefore = new int[] {0, leftTables};
    output.comesFrom(origin);
    this.operators = operators;
    this.output = output;
    this.around = around;
    this.saved = saved;
  }

  private boolean hasEnded(int which) {
    return reached[which] == Watermarks.END;
  }

  /// Whether nothing is taken from a side for now.
  private boolean waits(int which) {
    return hasEnded(which) || marked[which];
  }

  @Override
  public boolean run() throws IOException {
    if (ended || !output.flush()) {
      return false;
    }
    if (closing) {
      return close();
    }
    Inbox inbox = inboxes.get(side);
    if (!inbox.arrived()) {
      return false;
    }
    if (!midStep) {
      around.startStep();
      origin.clear();
      midStep = true;
    }
    origin.addAll(tablesBefore[side], inbox.origin());
    Batch batch = inbox.rows();
    if (batch.rowCount() > 0) {
      operators.process(side, batch);
    }
    boolean ends = inbox.endsStep();
    if (ends) {
      reached[side] = inbox.watermark();
      marked[side] = inbox.endsEpoch();
    }
    inbox.release();
    if (ends) {
      passOn();
    }
    return true;
  }

  private void passOn() throws IOException {
    if (side == 0 && !waits(1)) {
      side = 1;
      return;
    }
    closing = waits(0) && waits(1);
    if (closing) {
      boolean _ = close();
    } else {
      endStep(false);
    }
  }

  /// Ends the step behind which both sides have come to the end of an epoch, or of all. Where a
  /// side has ended, all its senders must have: whoever hears of the end of the step knows that all
  /// of them have left what there is to save.
  private boolean close() throws IOException {
    for (int i = 0; i < SIDES; i++) {
      if (hasEnded(i) && !inboxes.get(i).isDrained()) {
        return false;
      }
    }
    closing = false;
    ended = hasEnded(0) && hasEnded(1);
    endStep(!ended);
    return true;
  }

  private void endStep(boolean endsEpoch) throws IOException {
    operators.endStep(reached[0], reached[1]);
    around.notes().note(steps++);
    if (endsEpoch) {
      saved.save(List.of(operators), around.notes(), around.clock());
      Arrays.fill(marked, false);
    } else if (ended) {
      saved.saveEnd(List.of(operators), around.notes(), around.clock());
    }
    output.endStep(operators.watermarkBehind(), endsEpoch);
    midStep = false;
    side = waits(0) ? 1 : 0;
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
