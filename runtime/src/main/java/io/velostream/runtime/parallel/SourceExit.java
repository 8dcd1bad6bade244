package io.velostream.runtime.parallel;

import io.velostream.columnar.Batch;
import io.velostream.operators.Output;
import io.velostream.operators.aggregate.Divisible;
import io.velostream.runtime.exchange.Exchange;
import io.velostream.stream.Watermarks;

/// How rows leave the first stage.
sealed interface SourceExit extends Output {
  /// What is sent through.
  Exchange exchange();

  /// A step ends behind what was put out.
  ///
  /// @param endsEpoch whether all must be sent that there is
  void endStep(long watermark, boolean endsTurn, boolean endsEpoch);

  /// Whether what was put out last is part of a step that has not ended yet.
  boolean isMidStep();

  /// Event time is there before the turn that comes.
  void startTurn(long watermark);

  /// Hands over what is still to be handed over, as far as the queues have room.
  ///
  /// @return whether the reader may go on; otherwise it waits until there is more room
  boolean flush();

  /// As they are.
  record Rows(Exchange exchange) implements SourceExit {
    @Override
    public void emit(Batch batch) {
      exchange.emit(batch);
    }

    @Override
    public void endStep(long watermark, boolean endsTurn, boolean endsEpoch) {
      exchange.endStep(watermark, endsTurn, endsEpoch);
    }

    /// Each step of a turn is one for those who take the rows.
    @Override
    public boolean isMidStep() {
      return false;
    }

    @Override
    public void startTurn(long watermark) {}

    @Override
    public boolean flush() {
      return exchange.flush();
    }
  }

  /// As groups, of several turns at once: then they cost little, and the steps of the next stage
  /// are longer. All senders take the same number of turns for a step.
  ///
  /// Where a step has nearly as many groups as rows, grouping them here is work done twice: then
  /// the rows of a number of steps go on as they are, before another step is grouped. That shows
  /// early in a step: then its rest goes on so, too. This depends on the rows alone.
  final class Groups implements SourceExit {
    /// With fewer rows to a group than that, groups are not worth while.
    private static final int WORTH_ROWS = 4;

    /// So many steps go without, before one is tried again.
    private static final int PLAIN_STEPS = 15;

    /// Fewer rows say little about those that come.
    private static final int TELLING_ROWS = 100;

    /// In the first part of a step most groups are new. Behind it, a turn with many new ones says
    /// that the step will have too many.
    private static final int FIRST_PART = 4;

    private static final Output NOTHING =
        _ -> {
          throw new IllegalStateException("the first half of an aggregate has put out rows");
        };

    private final Divisible half;
    private final Exchange exchange;
    private final int turnsPerStep;
    private long watermark = Watermarks.NONE;
    private int turns;
    private long rows;
    private int plainSteps;

    /// Whether the step has begun that comes to its end next.
    private boolean midStep;

    /// Rows and groups of the step before the turn.
    private long rowsBefore;

    private long groupsBefore;

    Groups(Divisible half, Exchange exchange, int turnsPerStep) {
      this.half = half;
      this.exchange = exchange;
      this.turnsPerStep = turnsPerStep;
    }

    @Override
    public Exchange exchange() {
      return exchange;
    }

    @Override
    public void emit(Batch batch) {
      midStep = true;
      if (batch.rowCount() == 0) {
        return;
      }
      if (plainSteps > 0) {
        exchange.emit(batch);
      } else {
        rows += batch.rowCount();
        half.process(0, batch, NOTHING);
      }
    }

    private void handOver() {
      if (plainSteps > 0) {
        plainSteps--;
        return;
      }
      if (isWorthless(rows, half.stateRows())) {
        plainSteps = PLAIN_STEPS;
      }
      sendGroups();
    }

    private boolean isWorthless(long rows, long groups) {
      return exchange.takesRows() && rows >= TELLING_ROWS && groups * WORTH_ROWS > rows;
    }

    private void sendGroups() {
      rows = 0;
      rowsBefore = 0;
      groupsBefore = 0;
      half.handOver(exchange);
    }

    /// A turn has ended and the step goes on.
    private void look() {
      if (plainSteps > 0) {
        return;
      }
      long groups = half.stateRows();
      if (turns * FIRST_PART > turnsPerStep
          && isWorthless(rows - rowsBefore, groups - groupsBefore)) {
        plainSteps = PLAIN_STEPS + 1; // the step itself is one of them
        sendGroups();
      } else {
        rowsBefore = rows;
        groupsBefore = groups;
      }
    }

    @Override
    public void endStep(long reached, boolean endsTurn, boolean endsEpoch) {
      if (reached == Watermarks.END) {
        handOver();
        exchange.endStep(Watermarks.END, true);
        return;
      }
      startTurn(reached);
      turns += endsTurn ? 1 : 0;
      if (turns == turnsPerStep || endsEpoch) {
        handOver();
        exchange.endStep(watermark, true, endsEpoch);
        turns = 0;
        midStep = false;
      } else if (endsTurn) {
        look();
      }
    }

    @Override
    public boolean isMidStep() {
      return turns > 0;
    }

    @Override
    public void startTurn(long reached) {
      if (reached > watermark) {
        watermark = reached;
        half.hear(reached);
      }
    }

    /// In the middle of a step it always may. Receivers listen to one sender after the other: they
    /// take nothing from this one before the step of another has ended, and that may need a turn of
    /// this reader, for where rows begin or for event time. So at most one step waits here.
    @Override
    public boolean flush() {
      return exchange.flush() || midStep;
    }
  }
}
