package io.velostream.operators.over;

import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;

/// SUM and AVG of doubles, and variances of any number, with two stacks (see [ColumnAccumulator]
/// for the source): values enter the back, whose moments are kept merged; when the front is used
/// up, the back is turned into a front of moments from each value to the last. Nothing is ever
/// subtracted.
final class MomentRows extends RowAggregator {
  private final FrameFunction function;
  private final DoubleValues reader;
  private final boolean real;
  private final boolean fromStart;
  private double[] back = new double[4];
  private int backSize;
  private final Moments backMoments = new Moments();
  private final Moments scratch = new Moments();

  /// Count, sum, mean and squares of each suffix, four numbers each.
  private double[] front = new double[0];

  private int frontAt;
  private int frontSize;

  /// @param real whether results are rounded to REAL
  /// @param fromStart whether rows never leave
  MomentRows(
      FrameRows rows,
      int argument,
      int filter,
      FrameFunction function,
      DoubleValues reader,
      boolean real,
      boolean fromStart) {
    super(rows, argument, filter, true);
    this.function = function;
    this.reader = reader;
    this.real = real;
    this.fromStart = fromStart;
  }

  @Override
  void add(int slot) {
    double value = reader.get(values(), slot);
    backMoments.add(value);
    if (fromStart) {
      return;
    }
    if (backSize == back.length) {
      back = Arrays.copyOf(back, backSize * 2);
    }
    back[backSize++] = value;
  }

  @Override
  void remove(int slot) {
    if (frontAt == frontSize) {
      turn();
    }
    frontAt++;
  }

  private void turn() {
    if (front.length < 4 * backSize) {
      front = new double[4 * back.length];
    }
    scratch.clear();
    for (int i = backSize - 1; i >= 0; i--) {
      scratch.add(back[i]);
      front[4 * i] = scratch.count;
      front[4 * i + 1] = scratch.sum;
      front[4 * i + 2] = scratch.mean;
      front[4 * i + 3] = scratch.squares;
    }
    frontAt = 0;
    frontSize = backSize;
    backSize = 0;
    backMoments.clear();
  }

  @Override
  void save(StateOutput out, SlotWriter slotWriter) {
    backMoments.save(out);
    out.putVarint(backSize);
    for (int i = 0; i < backSize; i++) {
      out.putDouble(back[i]);
    }
    out.putVarint(frontSize - frontAt);
    for (int i = 4 * frontAt; i < 4 * frontSize; i++) {
      out.putDouble(front[i]);
    }
  }

  @Override
  void restore(StateInput in, SlotReader slotReader) {
    backMoments.restore(in);
    backSize = in.getCount(Double.BYTES);
    back = new double[Math.max(4, backSize)];
    for (int i = 0; i < backSize; i++) {
      back[i] = in.getDouble();
    }
    frontSize = in.getCount(4 * Double.BYTES);
    // As if the back had been turned when it was as large.
    front = new double[4 * frontSize];
    for (int i = 0; i < front.length; i++) {
      front[i] = in.getDouble();
    }
  }

  @Override
  void result(int slot, ResultColumn column) {
    Moments all = backMoments;
    if (frontAt < frontSize) {
      int at = 4 * frontAt;
      scratch.set(front[at], front[at + 1], front[at + 2], front[at + 3]);
      scratch.merge(backMoments.count, backMoments.sum, backMoments.mean, backMoments.squares);
      all = scratch;
    }
    all.result(function, real, slot, column);
  }

  @Override
  long memoryBytes() {
    return 8L * (back.length + front.length);
  }
}
