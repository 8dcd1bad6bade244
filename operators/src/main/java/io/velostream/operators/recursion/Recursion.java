package io.velostream.operators.recursion;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Vector;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.operators.rows.Consolidator;
import io.velostream.operators.rows.RowEmitter;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;

/// WITH RECURSIVE: the rows of the seed (input 0), and those that each round makes of the rows that
/// the round before has added (semi-naïve).
///
/// A round is an operator whose input 0 is the rows of the round before, and whose other inputs are
/// this one's. It is incremental as all are: it is told by how much the rows of a round differ from
/// those of the round before, and keeps what it knows of the other inputs from step to step.
///
/// When an input has changed, the rounds begin anew; put out is by how much the result differs from
/// the one before. So a step costs as much as the result is large, but nothing when nothing has
/// changed.
public final class Recursion implements Operator {
  private static final StateFormat FORMAT = new StateFormat("recursion", 1);
  private static final int SEED = 0;

  private final RecursionSpec spec;
  private final Operator round;
  private final Consolidator seed;

  /// What has been put out.
  private Consolidator shown;

  /// What the round makes of the rows that it has been told of.
  private final Consolidator made;

  private final Output intoMade;
  private final RowEmitter emitter;
  private boolean changed;

  /// @param round what a round computes
  public Recursion(RecursionSpec spec, Operator round) {
    this.spec = spec;
    this.round = round;
    seed = new Consolidator(spec.lanes());
    shown = new Consolidator(spec.lanes());
    made = new Consolidator(spec.lanes());
    intoMade = made::add;
    emitter = new RowEmitter(spec.lanes());
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    if (input == SEED) {
      seed.add(batch);
    } else {
      round.process(input, batch, intoMade);
    }
    changed = true;
  }

  @Override
  public void endStep(Output output) {
    if (changed && !spec.atEnd()) {
      show(output);
    }
  }

  @Override
  public void advance(long watermark, Output output) {
    if (changed && watermark == Watermarks.END) {
      show(output);
    }
  }

  private void show(Output output) {
    changed = false;
    round.endStep(intoMade);
    Consolidator result = result();
    emitDifference(shown, result, output);
    shown = result;
  }

  private Consolidator result() {
    Consolidator result = new Consolidator(spec.lanes());
    Consolidator fed = new Consolidator(spec.lanes());
    Consolidator next = added(seed, result);
    long rows = 0;
    for (long rounds = 0; next.size() > 0; rounds++) {
      rows += rows(next);
      check(rounds, rows);
      addAll(next, result);
      feed(fed, -1);
      feed(next, 1);
      round.endStep(intoMade);
      fed = next;
      next = added(made, result);
    }
    feed(fed, -1);
    round.endStep(intoMade);
    return result;
  }

  private void check(long rounds, long rows) {
    if (rounds > spec.mostRounds()) {
      throw endless("goes through more than %d rounds".formatted(spec.mostRounds()), "rounds");
    }
    if (rows > spec.mostRows()) {
      throw endless("has more than %d rows".formatted(spec.mostRows()), "rows");
    }
  }

  private UserException endless(String what, String setting) {
    String advice =
        spec.all()
            ? "UNION instead of UNION ALL ends where rows repeat; or count the rounds and stop in"
                + " WHERE"
            : "count the rounds and stop in WHERE";
    return new UserException(
        ErrorCode.LIMIT_EXCEEDED,
        "the recursive query '" + spec.name() + "' " + what,
        spec.position(),
        advice + "; SET 'recursion." + setting + "' allows more");
  }

  /// The rows that a round adds to the result.
  private Consolidator added(Consolidator from, Consolidator result) {
    Consolidator added = new Consolidator(spec.lanes());
    Vector[] columns = from.columns();
    for (int slot : from.liveSlots()) {
      long weight = from.weights()[slot];
      if (weight <= 0) {
        throw new IllegalStateException("a round has taken a row back that it has not made");
      }
      if (spec.all()) {
        added.add(columns, slot, weight);
      } else if (result.find(columns, slot) < 0) {
        added.add(columns, slot, 1);
      }
    }
    return added;
  }

  private static long rows(Consolidator rows) {
    long count = 0;
    for (int slot : rows.liveSlots()) {
      count += rows.weights()[slot];
    }
    return count;
  }

  private static void addAll(Consolidator rows, Consolidator to) {
    for (int slot : rows.liveSlots()) {
      to.add(rows.columns(), slot, rows.weights()[slot]);
    }
  }

  private void feed(Consolidator rows, long sign) {
    Output intoRound = batch -> round.process(SEED, batch, intoMade);
    for (int slot : rows.liveSlots()) {
      emitter.emit(rows.columns(), slot, sign * rows.weights()[slot], intoRound);
    }
    emitter.flush(intoRound);
  }

  private void emitDifference(Consolidator before, Consolidator after, Output output) {
    for (int slot : before.liveSlots()) {
      int same = after.find(before.columns(), slot);
      long gone = before.weights()[slot] - (same < 0 ? 0 : after.weights()[same]);
      if (gone > 0) {
        emitter.emit(before.columns(), slot, -gone, output);
      }
    }
    for (int slot : after.liveSlots()) {
      int same = before.find(after.columns(), slot);
      long come = after.weights()[slot] - (same < 0 ? 0 : before.weights()[same]);
      if (come > 0) {
        if (spec.atEnd()) {
          emitter.repeat(after.columns(), slot, come, output);
        } else {
          emitter.emit(after.columns(), slot, come, output);
        }
      }
    }
    emitter.flush(output);
  }

  @Override
  public StateFormat stateFormat() {
    return FORMAT;
  }

  @Override
  public void save(StateOutput out) {
    out.putVarint(changed ? 1 : 0);
    seed.save(out);
    shown.save(out);
    made.save(out);
    round.save(out);
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    if (!keys.holdsUnkeyed()) {
      in.skipRest();
      return;
    }
    changed |= in.getVarint() != 0;
    seed.restore(in, KeyRange.ALL);
    shown.restore(in, KeyRange.ALL);
    made.restore(in, KeyRange.ALL);
    round.restore(in, KeyRange.ALL);
  }

  @Override
  public long stateRows() {
    return seed.size() + shown.size() + made.size() + round.stateRows();
  }

  @Override
  public long memoryBytes() {
    return seed.memoryBytes()
        + shown.memoryBytes()
        + made.memoryBytes()
        + emitter.memoryBytes()
        + round.memoryBytes();
  }
}
