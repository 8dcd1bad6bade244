package io.velostream.operators.over;

import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Vector;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// SUM of doubles, by blocks: taking a value away again by subtraction would leave its rounding
/// errors behind, and could never get rid of an infinity.
final class DoubleSumAccumulator extends ColumnAccumulator implements PeerResults {
  private final int argument;
  private double[][] blocks = new double[0][];
  private double[] running = new double[0];
  private double[] values = new double[0];
  private boolean @Nullable [] excluded;
  private double[] sums = new double[0];

  DoubleSumAccumulator(int window, Inclusion inclusion, int argument) {
    super(window, inclusion);
    this.argument = argument;
  }

  /// The results by row index.
  double[] sums() {
    return sums;
  }

  @Override
  void begin(Vector[] columns, int count, int partitions) {
    values = ((DoubleVector) columns[argument]).values();
    excluded = inclusion.excluded();
    if (sums.length < count) {
      sums = new double[Math.max(count, sums.length * 2)];
    }
    reserve(partitions);
  }

  @Override
  void reserve(int partitions) {
    if (running.length < partitions) {
      int capacity = Math.max(partitions, running.length * 2);
      running = Arrays.copyOf(running, capacity);
      int old = blocks.length;
      blocks = Arrays.copyOf(blocks, capacity);
      Arrays.fill(blocks, old, capacity, new double[0]);
    }
  }

  @Override
  void run(int partition, long seen, int[] rows, int from, int to) {
    double sum = running[partition];
    if (window == UNBOUNDED) {
      running[partition] = runAll(values, excluded, sums, rows, from, to, sum);
      return;
    }
    double[] block = blocks[partition];
    if (block.length <= window) {
      block = Arrays.copyOf(block, blockLength(block.length, seen, to - from));
      blocks[partition] = block;
    }
    int at = (int) (seen % window);
    int k = from;
    while (k < to) {
      int stop = Math.min(to, k + (window - at));
      sum =
          excluded == null
              ? runBlock(values, sums, rows, k, stop, block, at, sum)
              : runBlock(values, excluded, sums, rows, k, stop, block, at, sum);
      at += stop - k;
      k = stop;
      if (at == window) {
        turn(block, window);
        at = 0;
        sum = 0;
      }
    }
    running[partition] = sum;
  }

  private static double runBlock(
      double[] values,
      double[] sums,
      int[] rows,
      int from,
      int to,
      double[] block,
      int at,
      double sum) {
    for (int k = from; k < to; k++) {
      int row = rows[k];
      double value = values[row];
      sum += value;
      sums[row] = block[at + 1] + sum;
      block[at++] = value;
    }
    return sum;
  }

  private static double runBlock(
      double[] values,
      boolean[] excluded,
      double[] sums,
      int[] rows,
      int from,
      int to,
      double[] block,
      int at,
      double sum) {
    for (int k = from; k < to; k++) {
      int row = rows[k];
      double value = excluded[row] ? 0 : values[row];
      sum += value;
      sums[row] = block[at + 1] + sum;
      block[at++] = value;
    }
    return sum;
  }

  private static double runAll(
      double[] values,
      boolean @Nullable [] excluded,
      double[] sums,
      int[] rows,
      int from,
      int to,
      double sum) {
    for (int k = from; k < to; k++) {
      int row = rows[k];
      if (excluded == null || !excluded[row]) {
        sum += values[row];
      }
      sums[row] = sum;
    }
    return sum;
  }

  /// Turns values into sums from each to the end of the block.
  private static void turn(double[] block, int window) {
    double sum = 0;
    for (int i = window - 1; i >= 0; i--) {
      sum += block[i];
      block[i] = sum;
    }
  }

  @Override
  public void spread(int[] rows, boolean[] tied, int count) {
    for (int k = count - 2; k >= 0; k--) {
      if (tied[k]) {
        sums[rows[k]] = sums[rows[k + 1]];
      }
    }
  }

  @Override
  void save(StateOutput out, int partition, long seen) {
    out.putDouble(running[partition]);
    int used = Math.min(used(seen), blocks[partition].length);
    out.putVarint(used);
    for (int i = 0; i < used; i++) {
      out.putDouble(blocks[partition][i]);
    }
  }

  @Override
  void restore(StateInput in, int partition, long seen) {
    running[partition] = in.getDouble();
    int used = readUsed(in, seen);
    double[] block = new double[used == 0 ? 0 : used + 1];
    for (int i = 0; i < used; i++) {
      block[i] = in.getDouble();
    }
    blocks[partition] = block;
  }

  @Override
  void forget(int partition) {
    running[partition] = 0;
    blocks[partition] = new double[0];
  }

  @Override
  public long memoryBytes() {
    long bytes = 8L * (sums.length + running.length);
    for (double[] block : blocks) {
      bytes += 8L * block.length;
    }
    return bytes;
  }
}
