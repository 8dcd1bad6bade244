package io.velostream.runtime.parallel;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Vector;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.TurnReader;
import io.velostream.operators.Output;
import io.velostream.runtime.exchange.InputSpans;
import io.velostream.runtime.job.LastInput;
import io.velostream.stream.Watermarks;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The first stage of one pipeline: reads its turns of the table, learns from the turn before where
/// event time is, hands that on as soon as it has looked at its own rows, and only then does the
/// work.
final class SourceTask implements Task {
  private enum Phase {
    READ,
    AWAIT_BATON,
    STEPS,
    DONE
  }

  private final Place place;
  private final BatchReader reader;
  private final Route route;
  private final Surroundings around;
  private final Ending ending;
  private final EpochMarks marks;
  private final SavedTask saved;
  private final Ahead ahead;

  /// The turn that is being worked on.
  private Turn turn;

  private Phase phase = Phase.READ;
  private Batch rows = Taken.NO_ROWS;

  /// The rows as they were read.
  private Batch read = Taken.NO_ROWS;

  private boolean ended;

  /// Whether a source without an end had nothing when it was asked last.
  private boolean idle;

  private long lastQuietTurn;
  private long turns;
  private int step;

  /// Rows of the table that were read before this turn and with it.
  private long rowsBefore;

  private long rowsRead;

  /// Where a reader stands among those that share the table.
  ///
  /// @param run how many turns each takes in a row
  /// @param quietNanos how often one that has nothing takes a turn, where it need not
  record Place(int number, int readers, int run, long quietNanos, Batons batons) {
    /// The number of a turn of this reader among the turns of all.
    long moment(long turn) {
      return (turn / run * readers + number) * run + turn % run;
    }

    /// Whether the turns of the next reader come after a turn.
    boolean endsRun(long turn) {
      return (turn + 1) % run == 0;
    }
  }

  /// What a turn passes.
  ///
  /// @param prepared before event time is derived; puts out to `taken`
  /// @param turn derives event time
  /// @param stage after that
  record Route(OperatorChain prepared, Taken taken, Turn turn, FirstStage stage) {}

  /// Takes the one batch, at most, that is left of a turn.
  static final class Taken implements Output {
    static final Batch NO_ROWS = new Batch(new Vector[0], 0, null, null);

    private Batch batch = NO_ROWS;

    @Override
    public void emit(Batch emitted) {
      if (batch.rowCount() > 0) {
        throw new IllegalStateException("a turn came in two parts");
      }
      batch = emitted;
    }

    Batch take() {
      Batch given = batch;
      batch = NO_ROWS;
      return given;
    }
  }

  /// @param marks says when epochs end
  /// @param saved takes what there is to save then
  SourceTask(
      Place place,
      BatchReader reader,
      Route route,
      Surroundings around,
      Ending ending,
      EpochMarks marks,
      SavedTask saved) {
    this.marks = marks;
    this.saved = saved;
    this.place = place;
    this.reader = reader;
    this.route = route;
    this.around = around;
    this.ending = ending;
    this.turn = route.turn();
    this.rowsRead = around.progress().rows();
    this.rowsBefore = rowsRead;
    this.ahead =
        new Ahead(place, reader, turn.time(), route.prepared().isEmpty(), around.progress());
  }

  /// Only passes the baton on, if that is due or can be done ahead: others wait for it, so a worker
  /// does this before anything else.
  Task observer() {
    return new Task() {
      @Override
      public boolean run() throws IOException {
        return switch (phase) {
          case AWAIT_BATON -> SourceTask.this.run();
          case STEPS -> !ended && ahead.look(turns);
          case READ, DONE -> false;
        };
      }

      @Override
      public boolean isDone() {
        return phase == Phase.DONE;
      }

      @Override
      public LastInput input() {
        return SourceTask.this.input();
      }
    };
  }

  @Override
  public boolean run() throws IOException {
    if (phase == Phase.DONE) {
      return false;
    }
    if (ending.isBefore(place.moment(turns))) {
      stop();
      return true;
    }
    try {
      boolean done = advance();
      // A source that has nothing at present gets through its turn at once. To ask again after a
      // pause is for the worker, whose pauses grow as long as nothing is done.
      while (idle && done && phase != Phase.READ) {
        done = advance();
      }
      return done && !idle;
    } catch (UserException e) {
      ending.failAt(place.moment(turns), input(), e);
      stop();
      return true;
    }
  }

  private void stop() {
    phase = Phase.DONE;
    ending.stopped();
  }

  private boolean advance() throws IOException {
    return switch (phase) {
      case READ -> route.stage().flush() && read();
      case AWAIT_BATON -> observe();
      case STEPS -> route.stage().flush() && step();
      case DONE -> false;
    };
  }

  private boolean read() throws IOException {
    around.startStep();
    rowsBefore = rowsRead;
    Turn seen = ahead.take();
    if (seen != null) {
      ahead.giveBack(turn);
      turn = seen;
      rowsRead += turn.rowCount();
      begin();
      return true;
    }
    Batch batch = reader.read();
    if (batch == null) {
      idle = false;
      ended = true;
    } else if (reader instanceof TurnReader turn && !turn.hadTurn()) {
      return false;
    } else {
      around.progress().read(batch.rowCount(), reader.bytesRead());
      rowsRead += batch.rowCount();
      read = batch;
      route.prepared().process(batch);
      boolean wasIdle = idle;
      idle = batch.rowCount() == 0;
      if (idle && wasIdle && !isQuietTurnDue()) {
        return false;
      }
    }
    rows = route.taken().take();
    phase = Phase.AWAIT_BATON;
    return true;
  }

  /// Whether it is time for a turn without rows, so that all see time pass. Each turn is work for
  /// every pipeline, so that there are few of those. Who shares a table must take its turns.
  private boolean isQuietTurnDue() {
    long now = around.clock().monotonicNanos();
    if (place.readers() == 1 && now - lastQuietTurn < place.quietNanos()) {
      return false;
    }
    lastQuietTurn = now;
    return true;
  }

  private boolean observe() {
    return turn.isTimed() ? observeTime() : observeRows();
  }

  /// Without event time there is nothing to learn from the turn before.
  private boolean observeRows() {
    if (!ended) {
      turn.observe(rows, Watermarks.NONE);
    }
    begin();
    return true;
  }

  private boolean observeTime() {
    Batons batons = place.batons();
    int number = place.number();
    if (!batons.has(number, turns)) {
      return false;
    }
    long reached = batons.watermark(number);
    if (batons.hasEnded(number) && !ended) {
      throw new IllegalStateException("a turn came after the end of the table");
    }
    if (ended) {
      batons.pass(number, turns, reached, true);
    } else {
      turn.observe(rows, reached);
      batons.pass(number, turns, turn.lastWatermark(), false);
    }
    begin();
    return true;
  }

  /// The rows of the turn have been looked at: the work begins.
  private void begin() {
    route.stage().beginTurn(this::tellTurn);
    if (!ended && turn.reached() > route.stage().watermark()) {
      route.stage().startTurn(turn.reached());
    }
    step = 0;
    phase = Phase.STEPS;
  }

  private void tellTurn(InputSpans spans) {
    if (!ended) {
      tellPlaces(spans);
    }
  }

  /// Where the rows of the turn lie: turns are places of readers that share a table; any other
  /// tells places of its own, or its rows are counted.
  private void tellPlaces(InputSpans spans) {
    if (reader instanceof TurnReader) {
      spans.add(0, 0, place.moment(turns), place.moment(turns));
    } else if (rowsRead > rowsBefore && reader.firstPlace() >= 0) {
      spans.add(0, reader.part(), reader.firstPlace(), reader.lastPlace());
    } else if (rowsRead > rowsBefore) {
      spans.add(0, 0, rowsBefore + 1, rowsRead);
    }
  }

  /// That of the turn that is being worked on; what comes out at the end is made of all that was
  /// read.
  @Override
  public LastInput input() {
    InputSpans spans = new InputSpans();
    tellTurn(spans);
    return around.tables().placesOf(spans);
  }

  private boolean step() throws IOException {
    if (ended) {
      endStep(Watermarks.END, true, false);
      stop();
      return true;
    }
    if (step == 0) {
      route.stage().processTurn(route.prepared().isEmpty() ? turn.rows() : read);
    }
    route.stage().process(turn.rows(step));
    boolean last = step + 1 == turn.steps();
    boolean endsRound = last && place.endsRun(turns);
    endStep(turn.watermark(step), last, endsRound && marks.isBehind(turns / place.run()));
    step++;
    if (last) {
      rows = Taken.NO_ROWS;
      read = Taken.NO_ROWS;
      turns++;
      phase = Phase.READ;
    }
    return true;
  }

  private void endStep(long watermark, boolean endsTurn, boolean endsEpoch) throws IOException {
    long before = route.stage().watermark();
    long moment = place.moment(turns);
    route.stage().endStep(watermark, endsTurn, endsEpoch, moment, around.clock());
    around.notes().note(moment);
    if (watermark == Watermarks.END) {
      saved.saveEnd(List.of(), around.notes(), around.clock());
      saved.readAll(around.progress().rows(), before);
    }
    if (endsEpoch) {
      saved.save(List.of(), around.notes(), around.clock());
      saved.read(
          around.progress().rows(),
          watermark,
          partTimes(),
          place.number() == 0 ? Places.behindRound(reader).orElse(null) : null);
    }
    route.stage().sendEnd(watermark, endsTurn, endsEpoch);
  }

  private Map<Integer, Long> partTimes() {
    TurnTime time = turn.time();
    return time == null ? Map.of() : time.times();
  }

  /// Takes out what was put aside up to the end of the table, when all has stopped.
  void finish() {
    route.stage().finish();
    saved.finish(around.notes());
    saved.readAll(around.progress().rows(), route.stage().watermark());
  }

  @Override
  public boolean isDone() {
    return phase == Phase.DONE && route.stage().isDrained();
  }
}
