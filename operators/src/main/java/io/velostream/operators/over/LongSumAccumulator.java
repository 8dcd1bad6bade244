package io.velostream.operators.over;

import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Exact SUM of integers in 128 bits: what leaves the window is subtracted.
final class LongSumAccumulator extends ColumnAccumulator implements PeerResults {
  private final int argument;
  private long[][] rings = new long[0][];
  private long[] runningHigh = new long[0];
  private long[] runningLow = new long[0];
  private long[] values = new long[0];
  private boolean @Nullable [] excluded;
  private long[] high = new long[0];
  private long[] low = new long[0];

  LongSumAccumulator(int window, Inclusion inclusion, int argument) {
    super(window, inclusion);
    this.argument = argument;
  }

  /// Upper halves of the results by row index.
  long[] high() {
    return high;
  }

  /// Lower halves of the results by row index.
  long[] low() {
    return low;
  }

  @Override
  void begin(Vector[] columns, int count, int partitions) {
    values = ((LongVector) columns[argument]).values();
    excluded = inclusion.excluded();
    if (low.length < count) {
      int capacity = Math.max(count, low.length * 2);
      high = new long[capacity];
      low = new long[capacity];
    }
    reserve(partitions);
  }

  @Override
  void reserve(int partitions) {
    if (runningLow.length < partitions) {
      int capacity = Math.max(partitions, runningLow.length * 2);
      runningHigh = Arrays.copyOf(runningHigh, capacity);
      runningLow = Arrays.copyOf(runningLow, capacity);
      int old = rings.length;
      rings = Arrays.copyOf(rings, capacity);
      Arrays.fill(rings, old, capacity, new long[0]);
    }
  }

  @Override
  void run(int partition, long seen, int[] rows, int from, int to) {
    long[] ring = rings[partition];
    int at = 0;
    if (window != UNBOUNDED) {
      if (ring.length <= window) {
        ring = Arrays.copyOf(ring, blockLength(ring.length, seen, to - from));
        rings[partition] = ring;
      }
      at = (int) (seen % window);
    }
    long sumHigh = runningHigh[partition];
    long sumLow = runningLow[partition];
    for (int k = from; k < to; k++) {
      int row = rows[k];
      long value = excluded != null && excluded[row] ? 0 : values[row];
      long before = sumLow;
      sumLow += value;
      sumHigh += (value >> 63) + (Long.compareUnsigned(sumLow, before) < 0 ? 1 : 0);
      if (window != UNBOUNDED) {
        long gone = ring[at];
        ring[at] = value;
        at = at + 1 == window ? 0 : at + 1;
        before = sumLow;
        sumLow -= gone;
        sumHigh -= (gone >> 63) + (Long.compareUnsigned(before, gone) < 0 ? 1 : 0);
      }
      high[row] = sumHigh;
      low[row] = sumLow;
    }
    runningHigh[partition] = sumHigh;
    runningLow[partition] = sumLow;
  }

  @Override
  public void spread(int[] rows, boolean[] tied, int count) {
    Peers.spread(high, rows, tied, count);
    Peers.spread(low, rows, tied, count);
  }

  @Override
  void save(StateOutput out, int partition, long seen) {
    out.putLong(runningHigh[partition]);
    out.putLong(runningLow[partition]);
    int used = Math.min(used(seen), rings[partition].length);
    out.putVarint(used);
    for (int i = 0; i < used; i++) {
      out.putSigned(rings[partition][i]);
    }
  }

  @Override
  void restore(StateInput in, int partition, long seen) {
    runningHigh[partition] = in.getLong();
    runningLow[partition] = in.getLong();
    int used = readUsed(in, seen);
    long[] ring = new long[used == 0 ? 0 : used + 1];
    for (int i = 0; i < used; i++) {
      ring[i] = in.getSigned();
    }
    rings[partition] = ring;
  }

  @Override
  void forget(int partition) {
    runningHigh[partition] = 0;
    runningLow[partition] = 0;
    rings[partition] = new long[0];
  }

  @Override
  public long memoryBytes() {
    long bytes = 8L * (high.length + low.length + runningHigh.length + runningLow.length);
    for (long[] ring : rings) {
      bytes += 8L * ring.length;
    }
    return bytes;
  }
}
