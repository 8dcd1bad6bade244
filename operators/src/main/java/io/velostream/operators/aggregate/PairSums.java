package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.state.ExactSums;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;

/// Exact sums of two numbers, their squares and their products, by slot: they do not depend on the
/// order of rows, and a retraction takes away just what the insertion added.
final class PairSums extends PairSource {
  private final int yColumn;
  private final int xColumn;
  private final double yUnit;
  private final double xUnit;
  private final ExactSums x = new ExactSums();
  private final ExactSums y = new ExactSums();
  private final ExactSums xx = new ExactSums();
  private final ExactSums yy = new ExactSums();
  private final ExactSums xy = new ExactSums();
  private long[] counts = new long[0];
  private double[] ys = new double[0];
  private double[] xs = new double[0];

  /// @param yColumn the first argument, the dependent variable
  PairSums(int yColumn, DataType yType, int xColumn, DataType xType) {
    this.yColumn = yColumn;
    this.xColumn = xColumn;
    yUnit = Numbers.unit(yType);
    xUnit = Numbers.unit(xType);
  }

  @Override
  void reserve(int slots) {
    x.reserve(slots);
    y.reserve(slots);
    xx.reserve(slots);
    yy.reserve(slots);
    xy.reserve(slots);
    if (slots > counts.length) {
      counts = Arrays.copyOf(counts, Math.max(slots, Math.max(64, counts.length * 2)));
    }
  }

  @Override
  void add(Batch batch, GroupedRows in) {
    if (ys.length < in.count) {
      ys = new double[in.count];
      xs = new double[in.count];
    }
    Numbers.read(batch.column(yColumn), in, yUnit, ys);
    Numbers.read(batch.column(xColumn), in, xUnit, xs);
    for (int k = 0; k < in.count; k++) {
      int slot = in.slots[k];
      long weight = in.weight(in.row(k));
      counts[slot] += weight;
      x.add(slot, xs[k], weight);
      y.add(slot, ys[k], weight);
      ExactSpread.addProduct(xx, slot, xs[k], xs[k], weight);
      ExactSpread.addProduct(yy, slot, ys[k], ys[k], weight);
      ExactSpread.addProduct(xy, slot, xs[k], ys[k], weight);
    }
  }

  @Override
  void read(int slot, double[] numbers) {
    long count = counts[slot];
    if (count <= 0) {
      Arrays.fill(numbers, 0);
      return;
    }
    numbers[MEAN_X] = x.value(slot) / count;
    numbers[MEAN_Y] = y.value(slot) / count;
    numbers[SXX] = spread(x, x, xx, slot, count);
    numbers[SYY] = spread(y, y, yy, slot, count);
    numbers[SXY] = spread(x, y, xy, slot, count);
  }

  private static double spread(ExactSums a, ExactSums b, ExactSums products, int slot, long count) {
    return a.isSpecial(slot) || b.isSpecial(slot) || products.isSpecial(slot)
        ? Double.NaN
        : ExactSpread.of(a, b, products, slot, count);
  }

  @Override
  Accumulator newTrace() {
    return new PairTrace();
  }

  @Override
  void copyTo(Accumulator trace, int at, int slot) {
    ((PairTrace) trace).put(at, this, slot);
  }

  @Override
  void merge(Accumulator from, int fromSlot, int slot) {
    PairSums other = (PairSums) from;
    counts[slot] += other.counts[fromSlot];
    x.merge(other.x, fromSlot, slot);
    y.merge(other.y, fromSlot, slot);
    xx.merge(other.xx, fromSlot, slot);
    yy.merge(other.yy, fromSlot, slot);
    xy.merge(other.xy, fromSlot, slot);
  }

  @Override
  void save(StateOutput out, int[] slots, int from, int count) {
    out.putLongs(counts, slots, from, count);
    x.save(out, slots, from, count);
    y.save(out, slots, from, count);
    xx.save(out, slots, from, count);
    yy.save(out, slots, from, count);
    xy.save(out, slots, from, count);
  }

  @Override
  void restore(StateInput in, int[] slots, int from, int count) {
    in.getLongs(counts, slots, from, count);
    x.restore(in, slots, from, count);
    y.restore(in, slots, from, count);
    xx.restore(in, slots, from, count);
    yy.restore(in, slots, from, count);
    xy.restore(in, slots, from, count);
  }

  @Override
  void clear(int slot) {
    counts[slot] = 0;
    x.clear(slot);
    y.clear(slot);
    xx.clear(slot);
    yy.clear(slot);
    xy.clear(slot);
  }

  @Override
  void clearAll(int limit) {
    Arrays.fill(counts, 0, limit, 0);
    x.clearAll(limit);
    y.clearAll(limit);
    xx.clearAll(limit);
    yy.clearAll(limit);
    xy.clearAll(limit);
  }

  @Override
  public long memoryBytes() {
    return x.memoryBytes()
        + y.memoryBytes()
        + xx.memoryBytes()
        + yy.memoryBytes()
        + xy.memoryBytes()
        + 8L * counts.length;
  }
}
