package io.velostream.runtime.parallel;

import io.velostream.columnar.Batch;
import io.velostream.operators.Output;
import io.velostream.plan.stage.ForkedPlan.Origin;
import io.velostream.runtime.exchange.InputSpans;
import io.velostream.stream.seam.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The first stage of one pipeline behind its reader: the stems of all plans that read the table.
final class FirstStage {
  private final List<Stem> stems = new ArrayList<>();

  /// Those that take rows step by step, when event time was derived from them.
  private final List<Output> timedEntries = new ArrayList<>();

  /// Those that take rows as they are read, turn by turn.
  private final List<Output> entries = new ArrayList<>();

  /// The number of a stem that is told of event time, if one is.
  private final int timed;

  /// @param timed the number of a stem that is told of event time, if one is
  FirstStage(int timed) {
    this.timed = timed;
  }

  /// Adds the stem of the next plan.
  ///
  /// @param origin where its rows come from
  void add(Stem stem, Origin origin) {
    stems.add(stem);
    if (origin.isBranch()) {
      stems.get(origin.branch()).fork(origin.nodes(), stem.entry());
    } else if (stem.isTimed()) {
      timedEntries.add(stem.entry());
    } else {
      entries.add(stem.entry());
    }
  }

  /// The stem of a plan.
  Stem stem(int number) {
    return stems.get(number);
  }

  /// Where event time is in the rows that come in.
  long watermark() {
    return stems.get(timed).watermark();
  }

  /// A turn begins.
  ///
  /// @param places tells where its rows lie
  void beginTurn(Consumer<InputSpans> places) {
    stems.forEach(stem -> stem.beginTurn(places));
  }

  /// Event time is there before the turn that comes.
  void startTurn(long reached) {
    stems.forEach(stem -> stem.startTurn(reached));
  }

  /// Takes the rows of a turn as they were read, before its first step.
  void processTurn(Batch batch) {
    for (Output entry : entries) {
      entry.emit(batch);
    }
  }

  /// Takes the rows of a step.
  void process(Batch batch) {
    for (Output entry : timedEntries) {
      entry.emit(batch);
    }
  }

  /// Ends a step, or a part of one where a plan has longer ones, and saves the operators if that
  /// ends an epoch or all.
  ///
  /// @param moment when what is put aside was
  void endStep(long watermark, boolean endsTurn, boolean endsEpoch, long moment, Clock clock) {
    for (Stem stem : stems) {
      stem.endStep(watermark, endsTurn, endsEpoch, moment, clock);
    }
  }

  /// Tells the next stages so.
  void sendEnd(long watermark, boolean endsTurn, boolean endsEpoch) {
    for (Stem stem : stems) {
      stem.sendEnd(watermark, endsTurn, endsEpoch);
    }
  }

  /// Hands over what is still to be handed over: all do what they can, as what one receiver waits
  /// for may be what has another one wait.
  ///
  /// @return whether the reader may go on
  boolean flush() {
    boolean free = true;
    for (Stem stem : stems) {
      free &= stem.flush();
    }
    return free;
  }

  /// Whether all was handed over.
  boolean isDrained() {
    boolean drained = true;
    for (Stem stem : stems) {
      drained &= stem.isDrained();
    }
    return drained;
  }

  /// Takes out what was put aside up to the end, when all has stopped.
  void finish() {
    stems.forEach(Stem::finish);
  }
}
