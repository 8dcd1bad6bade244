package io.velostream.operators.join;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Vector;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.operators.rows.SlotSequence;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// An ASOF join of inputs that both change: a right row that comes, or is taken back, gives another
/// match to the left rows between it and the next one, and what comes out is how.
///
/// All rows of both inputs are kept, in their order for each key.
public final class AsofJoin implements Operator {
  private static final StateFormat FORMAT = new StateFormat("asof-join", 1);
  private static final int LEFT = 0;

  private final AsofMatches matches;
  private final AsofSide left;
  private final AsofSide right;

  /// By left slot: the right row beside which it was put out, and how often.
  private int[] shownMatch = new int[64];

  private long[] shownWeight = new long[64];
  private int[] newMatch = new int[64];

  /// A right row that has come or gone, and the one behind it; for the two tests.
  private int moved;

  private int behind;
  private final IntPredicate withoutMoved = this::matchesNotMoved;
  private final IntPredicate touchUnlessBehind = this::touchUnlessBehind;
  private final IntPredicate upToMoved = this::isUpToMoved;
  private final IntPredicate takeBehind = this::takeBehind;
  private final boolean outer;

  /// @param spec what is joined
  public AsofJoin(AsofSpec spec) {
    matches = new AsofMatches(spec);
    left = matches.left();
    right = matches.right();
    outer = spec.outer();
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    boolean fromLeft = input == LEFT;
    AsofSide side = fromLeft ? left : right;
    Vector[] columns = batch.columns();
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      long weight = batch.weightAt(row);
      if (side.canMatch(columns, row)) {
        int slot = matches.add(side, columns, row, weight);
        if (fromLeft) {
          reserve(slot);
        }
      } else if (fromLeft) {
        matches.emitAlone(columns, row, weight, output);
      }
    }
    matches.flush(output);
  }

  /// Called for each left row: what is there of a new one has not been put out.
  private void reserve(int slot) {
    if (slot >= shownMatch.length) {
      int capacity = Math.max(slot + 1, shownMatch.length * 2);
      shownMatch = Arrays.copyOf(shownMatch, capacity);
      shownWeight = Arrays.copyOf(shownWeight, capacity);
      newMatch = Arrays.copyOf(newMatch, capacity);
    }
  }

  @Override
  public void endStep(Output output) {
    for (int i = 0; i < right.touched().size(); i++) {
      int slot = right.touched().get(i);
      boolean isThere = right.weight(slot) > 0;
      if (isThere && !right.isOrdered(slot)) {
        right.put(slot);
        touchWhatMayMatch(slot);
      } else if (!isThere && right.isOrdered(slot)) {
        touchWhatMayMatch(slot);
        right.takeOut(slot);
      }
    }
    for (int i = 0; i < left.touched().size(); i++) {
      int slot = left.touched().get(i);
      if (left.weight(slot) != 0 && !left.isOrdered(slot)) {
        left.put(slot);
      }
    }
    takeBack(output);
    putOut(output);
    forgetWhatIsGone();
    matches.flush(output);
  }

  /// Marks the left rows that have a right row, or would have it: those that match it, and not the
  /// one behind it.
  private void touchWhatMayMatch(int slot) {
    int group = right.group(slot);
    moved = slot;
    behind = SlotSequence.NONE;
    right.ordered(group).visitBehind(upToMoved, takeBehind);
    left.ordered(group).visitBehind(withoutMoved, touchUnlessBehind);
  }

  private boolean takeBehind(int slot) {
    behind = slot;
    return false;
  }

  private boolean isUpToMoved(int slot) {
    return right.compare(slot, moved) <= 0;
  }

  private boolean matchesNotMoved(int leftSlot) {
    return !matches.matches(leftSlot, moved);
  }

  private boolean touchUnlessBehind(int leftSlot) {
    if (behind != SlotSequence.NONE && matches.matches(leftSlot, behind)) {
      return false;
    }
    left.touched().touch(leftSlot);
    return true;
  }

  /// First what is taken back, so that who keeps a row by its key has the new one in the end.
  private void takeBack(Output output) {
    for (int i = 0; i < left.touched().size(); i++) {
      int slot = left.touched().get(i);
      newMatch[slot] = left.weight(slot) == 0 ? SlotSequence.NONE : matches.match(slot);
      long keeps = newMatch[slot] == shownMatch[slot] ? target(slot) : 0;
      if (shownWeight[slot] > keeps) {
        matches.emit(slot, shownMatch[slot], keeps - shownWeight[slot], output);
        shownWeight[slot] = keeps;
      }
    }
  }

  private void putOut(Output output) {
    for (int i = 0; i < left.touched().size(); i++) {
      int slot = left.touched().get(i);
      long change = target(slot) - shownWeight[slot];
      if (change != 0) {
        matches.emit(slot, newMatch[slot], change, output);
      }
      show(slot, newMatch[slot]);
    }
  }

  /// How often a left row is to be put out beside its new match.
  private long target(int slot) {
    return newMatch[slot] == SlotSequence.NONE && !outer ? 0 : left.weight(slot);
  }

  private void show(int slot, int match) {
    newMatch[slot] = match;
    shownMatch[slot] = match;
    shownWeight[slot] = target(slot);
  }

  private void forgetWhatIsGone() {
    for (int i = 0; i < left.touched().size(); i++) {
      int slot = left.touched().get(i);
      if (left.weight(slot) == 0) {
        if (left.isOrdered(slot)) {
          left.takeOut(slot);
        }
        matches.forget(left, slot);
      }
    }
    for (int i = 0; i < right.touched().size(); i++) {
      int slot = right.touched().get(i);
      if (right.weight(slot) == 0) {
        matches.forget(right, slot);
      }
    }
    left.touched().clear();
    right.touched().clear();
  }

  @Override
  public void advance(long watermark, Output output) {}

  @Override
  public StateFormat stateFormat() {
    return FORMAT;
  }

  @Override
  public void save(StateOutput out) {
    right.save(out);
    left.save(out);
  }

  /// A left row and all right rows of its keys are in one piece: it had the match that it has now.
  @Override
  public void restore(StateInput in, KeyRange keys) {
    right.restore(
        in,
        keys,
        (columns, row, weight) -> {
          int slot = matches.add(right, columns, row, weight);
          if (right.weight(slot) > 0) {
            right.put(slot);
          }
        });
    left.restore(
        in,
        keys,
        (columns, row, weight) -> {
          int slot = matches.add(left, columns, row, weight);
          reserve(slot);
          left.put(slot);
          show(slot, matches.match(slot));
        });
  }

  @Override
  public long stateRows() {
    return matches.rows();
  }

  @Override
  public long memoryBytes() {
    return matches.memoryBytes() + 16L * shownMatch.length;
  }
}
