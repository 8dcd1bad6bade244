package io.velostream.runtime.parallel;

import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.runtime.exchange.InputSpans;
import io.velostream.runtime.pipeline.NodeFigures;
import io.velostream.runtime.pipeline.Tee;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.stream.Watermarks;
import io.velostream.stream.seam.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the rows of one plan pass in the first stage of one pipeline, from where they leave the way
/// of the rows of other plans.
final class Stem {
  private final List<OperatorChain> chains = new ArrayList<>();

  /// By number of operators, where the rows of other plans leave behind them.
  private final Map<Integer, Tee> forks = new HashMap<>();

  private final SourceExit exit;

  /// Of which turns the step is made that leaves next.
  private final InputSpans origin = new InputSpans();

  private final boolean timed;
  private final Notes notes;
  private final SavedTask saved;

  /// @param again makes the operators once more, where they are restarted between any two steps
  /// @param forks behind how many operators the rows of other plans leave
  /// @param timed whether the plan has event time; otherwise a turn is one step
  /// @param notes of what is put aside in the stage
  Stem(
      List<Operator> operators,
      @Nullable Supplier<List<Operator>> again,
      Set<Integer> forks,
      SourceExit exit,
      boolean timed,
      Notes notes,
      SavedTask saved) {
    this.exit = exit;
    exit.exchange().comesFrom(origin);
    this.timed = timed;
    this.notes = notes;
    this.saved = saved;
    Output next = exit;
    int to = operators.size();
    for (int from : cuts(forks, to)) {
      if (forks.contains(to)) {
        Tee fork = new Tee(next);
        this.forks.put(to, fork);
        next = fork;
      }
      OperatorChain chain =
          new OperatorChain(operators.subList(from, to), forks.isEmpty() ? again : null, next);
      chains.addFirst(chain);
      next = chain::process;
      to = from;
    }
  }

  /// Where chains begin, the last one first.
  private static Set<Integer> cuts(Set<Integer> forks, int operators) {
    TreeSet<Integer> cuts = new TreeSet<>(forks);
    cuts.add(0);
    if (operators > 0) {
      cuts.remove(operators);
    }
    return cuts.descendingSet();
  }

  /// Has the rows behind so many operators go another way, too.
  void fork(int operators, Output way) {
    Tee fork = forks.get(operators);
    if (fork == null) {
      throw new IllegalArgumentException("no fork behind " + operators);
    }
    fork.add(way);
  }

  /// Whether the plan has event time.
  boolean isTimed() {
    return timed;
  }

  /// Takes rows.
  Output entry() {
    return chains.getFirst()::process;
  }

  /// A turn begins.
  ///
  /// @param places tells where its rows lie
  void beginTurn(Consumer<InputSpans> places) {
    if (!exit.isMidStep()) {
      origin.clear();
    }
    places.accept(origin);
  }

  /// Event time is there before the turn that comes.
  void startTurn(long reached) {
    if (timed) {
      chains.forEach(chain -> chain.endStep(reached));
      exit.startTurn(reached);
    }
  }

  /// Whether a step of the table ends one here.
  private boolean endsStep(boolean endsTurn) {
    return timed || endsTurn;
  }

  private long timeOf(long watermark) {
    return timed || watermark == Watermarks.END ? watermark : Watermarks.NONE;
  }

  /// Ends the step of the operators, and saves them if that ends an epoch or all.
  ///
  /// @param moment when what is put aside was
  void endStep(long watermark, boolean endsTurn, boolean endsEpoch, long moment, Clock clock) {
    if (endsStep(endsTurn)) {
      long reached = timeOf(watermark);
      chains.forEach(chain -> chain.endStep(reached));
    }
    notes.note(moment);
    if (watermark == Watermarks.END) {
      saved.saveEnd(chains, notes, clock);
    }
    if (endsEpoch) {
      saved.save(chains, notes, clock);
    }
  }

  /// Tells the next stage that the step has ended.
  void sendEnd(long watermark, boolean endsTurn, boolean endsEpoch) {
    if (endsStep(endsTurn)) {
      exit.endStep(timeOf(watermark), endsTurn, endsEpoch);
    }
  }

  /// Takes up what the operators have saved.
  ///
  /// @param keys by operator
  void restore(StateInput in, List<KeyRange> keys) {
    int from = 0;
    for (OperatorChain chain : chains) {
      int to = from + chain.size();
      chain.restore(in, keys.subList(from, to));
      from = to;
    }
  }

  /// Goes on where the operators were restored.
  void resume() {
    exit.startTurn(watermark());
  }

  /// See [SourceExit#flush()].
  boolean flush() {
    return exit.flush();
  }

  /// Whether all was handed over.
  boolean isDrained() {
    return exit.exchange().flush();
  }

  /// Takes out what was put aside up to the end, when all has stopped.
  void finish() {
    saved.finish(notes);
  }

  /// Where event time is in the rows that come in.
  long watermark() {
    return chains.getFirst().watermark();
  }

  /// How the operators stand, one behind the other.
  List<NodeFigures> figures() {
    return chains.stream().flatMap(chain -> chain.figures().stream()).toList();
  }
}
