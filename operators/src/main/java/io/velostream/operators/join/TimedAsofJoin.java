package io.velostream.operators.join;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Vector;
import io.velostream.operators.LateRows;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.operators.rows.SlotSequence;
import io.velostream.operators.rows.TimeHeap;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;

/// An ASOF join of two append-only inputs by event time, the right row being the last one up to the
/// left row's time: a left row waits until the watermark has passed its time, and comes out once.
///
/// Of the right rows whose time the watermark has passed only the last one of each key is kept.
/// Rows behind the watermark of their own input are late.
public final class TimedAsofJoin implements Operator {
  private static final StateFormat FORMAT = new StateFormat("timed-asof-join", 1);
  private static final int LEFT = 0;
  private static final int RIGHT = 1;

  private final AsofMatches matches;
  private final AsofSide left;
  private final AsofSide right;
  private final Lateness leftLateness;
  private final Lateness rightLateness;

  /// Times of the left rows that wait.
  private final TimeHeap waiting = new TimeHeap();

  /// Times of the right rows that the watermark has not passed.
  private final TimeHeap versions = new TimeHeap();

  /// @param spec of two inputs that never retract, in order of times in microseconds
  /// @param lateLeft takes rows of the left input that are late
  /// @param lateRight takes those of the right input
  public TimedAsofJoin(AsofSpec spec, LateRows lateLeft, LateRows lateRight) {
    if (spec.following() || spec.leftRetracts() || spec.rightRetracts()) {
      throw new IllegalArgumentException("not to be answered once: " + spec);
    }
    matches = new AsofMatches(spec);
    left = matches.left();
    right = matches.right();
    TimeBounds times =
        new TimeBounds(spec.leftOrder(), spec.rightOrder(), false, false, 0, TimeBounds.NO_MOST);
    leftLateness = new Lateness(times, true, lateLeft);
    rightLateness = new Lateness(times, false, lateRight);
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    boolean fromLeft = input == LEFT;
    AsofSide side = fromLeft ? left : right;
    Lateness lateness = fromLeft ? leftLateness : rightLateness;
    Vector[] columns = batch.columns();
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      if (lateness.isLate(batch, row)) {
        continue;
      }
      long weight = batch.weightAt(row);
      if (side.canMatch(columns, row)) {
        keep(side, matches.add(side, columns, row, weight));
      } else if (fromLeft) {
        matches.emitAlone(columns, row, weight, output);
      }
    }
    side.touched().clear();
    matches.flush(output);
  }

  private void keep(AsofSide side, int slot) {
    side.put(slot);
    (side == left ? waiting : versions).add(side.time(slot), slot);
  }

  @Override
  public void endStep(Output output) {}

  @Override
  public void reached(int input, long watermark) {
    (input == LEFT ? leftLateness : rightLateness).reached(watermark);
  }

  @Override
  public void advance(long watermark, Output output) {
    reached(LEFT, watermark);
    reached(RIGHT, watermark);
    while (!waiting.isEmpty() && waiting.firstTime() < watermark) {
      int slot = waiting.removeFirst();
      int match = matches.match(slot);
      if (match == SlotSequence.NONE) {
        matches.emitAlone(left.columns(), slot, left.weight(slot), output);
      } else {
        matches.emit(slot, match, left.weight(slot), output);
      }
      left.takeOut(slot);
      matches.forget(left, slot);
    }
    while (!versions.isEmpty() && versions.firstTime() < watermark) {
      forgetBefore(versions.removeFirst());
    }
    matches.flush(output);
  }

  /// No left row to come reaches further back than a right row whose time has passed.
  private void forgetBefore(int slot) {
    SlotSequence ordered = right.ordered(right.group(slot));
    // Of rows of one time the last may have been looked at before the others.
    while (right.isOrdered(slot) && ordered.first() != slot) {
      int old = ordered.first();
      right.takeOut(old);
      matches.forget(right, old);
    }
  }

  @Override
  public StateFormat stateFormat() {
    return FORMAT;
  }

  @Override
  public void save(StateOutput out) {
    leftLateness.save(out);
    rightLateness.save(out);
    right.save(out);
    left.save(out);
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    leftLateness.restore(in);
    rightLateness.restore(in);
    restore(right, in, keys);
    restore(left, in, keys);
  }

  private void restore(AsofSide side, StateInput in, KeyRange keys) {
    side.restore(
        in, keys, (columns, row, weight) -> keep(side, matches.add(side, columns, row, weight)));
  }

  @Override
  public long stateRows() {
    return matches.rows();
  }

  @Override
  public long memoryBytes() {
    return matches.memoryBytes() + waiting.memoryBytes() + versions.memoryBytes();
  }
}
