package io.velostream.operators.over;

import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// MIN and MAX of longs and doubles, by blocks.
///
/// Doubles are mapped to longs of the same order (NaN greatest, -0.0 like 0.0), and MAX is the MIN
/// of complements, so that all cases are one integer minimum, which takes no branch. The values of
/// rows left out count as the largest key; whether there is a result at all is for the count to
/// say.
final class ExtremeAccumulator extends ColumnAccumulator implements PeerResults {
  private static final long NEUTRAL = Long.MAX_VALUE;

  private final int argument;
  private final boolean doubles;
  private final long flip;
  private long[][] blocks = new long[0][];
  private long[] running = new long[0];
  private long[] keys = new long[0];
  private boolean @Nullable [] excluded;
  private long[] longResults = new long[0];
  private double[] doubleResults = new double[0];

  ExtremeAccumulator(
      int window, Inclusion inclusion, int argument, boolean doubles, boolean largest) {
    super(window, inclusion);
    this.argument = argument;
    this.doubles = doubles;
    flip = largest ? -1 : 0;
  }

  /// The results by row index, of a LONG argument.
  long[] longResults() {
    return longResults;
  }

  /// The results by row index, of a DOUBLE argument.
  double[] doubleResults() {
    return doubleResults;
  }

  @Override
  void begin(Vector[] columns, int count, int partitions) {
    excluded = inclusion.excluded();
    if (keys.length < count) {
      int capacity = Math.max(count, keys.length * 2);
      keys = new long[capacity];
      if (doubles) {
        doubleResults = new double[capacity];
      } else {
        longResults = new long[capacity];
      }
    }
    switch (columns[argument]) {
      case DoubleVector v -> toKeys(v.values(), flip, keys, count);
      case LongVector v -> toKeys(v.values(), flip, keys, count);
      case WideVector _, BytesVector _, DictionaryVector _ ->
          throw new IllegalStateException("no such argument: lane " + columns[argument].lane());
    }
    if (excluded != null) {
      neutralize(excluded, keys, count);
    }
    reserve(partitions);
  }

  @Override
  void reserve(int partitions) {
    if (running.length < partitions) {
      int old = running.length;
      int capacity = Math.max(partitions, old * 2);
      running = Arrays.copyOf(running, capacity);
      Arrays.fill(running, old, capacity, NEUTRAL);
      blocks = Arrays.copyOf(blocks, capacity);
      Arrays.fill(blocks, old, capacity, new long[0]);
    }
  }

  @Override
  void run(int partition, long seen, int[] rows, int from, int to) {
    long least = running[partition];
    if (window == UNBOUNDED) {
      running[partition] = runAll(keys, rows, from, to, least);
      return;
    }
    long[] block = block(partition, seen, to - from);
    int at = (int) (seen % window);
    int k = from;
    while (k < to) {
      int stop = Math.min(to, k + (window - at));
      least = runBlock(keys, rows, k, stop, block, at, least);
      at += stop - k;
      k = stop;
      if (at == window) {
        turn(block, window);
        at = 0;
        least = NEUTRAL;
      }
    }
    running[partition] = least;
  }

  /// Turns the keys, which the runs have replaced by results, back into values.
  void finish(int count) {
    if (doubles) {
      fromKeys(keys, flip, doubleResults, count);
    } else {
      fromKeys(keys, flip, longResults, count);
    }
  }

  private long[] block(int partition, long seen, int more) {
    long[] block = blocks[partition];
    if (block.length <= window) {
      int old = block.length;
      block = Arrays.copyOf(block, blockLength(old, seen, more));
      Arrays.fill(block, old, block.length, NEUTRAL);
      blocks[partition] = block;
    }
    return block;
  }

  private static long runBlock(
      long[] keys, int[] rows, int from, int to, long[] block, int at, long least) {
    for (int k = from; k < to; k++) {
      int row = rows[k];
      long key = keys[row];
      least = Math.min(least, key);
      keys[row] = Math.min(block[at + 1], least);
      block[at++] = key;
    }
    return least;
  }

  private static long runAll(long[] keys, int[] rows, int from, int to, long least) {
    for (int k = from; k < to; k++) {
      int row = rows[k];
      least = Math.min(least, keys[row]);
      keys[row] = least;
    }
    return least;
  }

  /// Turns keys into minima from each to the end of the block.
  private static void turn(long[] block, int window) {
    long least = NEUTRAL;
    for (int i = window - 1; i >= 0; i--) {
      least = Math.min(least, block[i]);
      block[i] = least;
    }
  }

  private static void toKeys(long[] values, long flip, long[] keys, int count) {
    for (int i = 0; i < count; i++) {
      keys[i] = values[i] ^ flip;
    }
  }

  /// The bits of a double are in order for positive numbers; for negative ones all but the sign
  /// have to be turned over. Adding 0.0 makes -0.0 positive.
  private static void toKeys(double[] values, long flip, long[] keys, int count) {
    for (int i = 0; i < count; i++) {
      long bits = Double.doubleToLongBits(values[i] + 0.0);
      keys[i] = bits ^ ((bits >> 63) & Long.MAX_VALUE) ^ flip;
    }
  }

  private static void neutralize(boolean[] excluded, long[] keys, int count) {
    for (int i = 0; i < count; i++) {
      keys[i] = excluded[i] ? NEUTRAL : keys[i];
    }
  }

  private static void fromKeys(long[] keys, long flip, long[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = keys[i] ^ flip;
    }
  }

  private static void fromKeys(long[] keys, long flip, double[] values, int count) {
    for (int i = 0; i < count; i++) {
      long key = keys[i] ^ flip;
      values[i] = Double.longBitsToDouble(key ^ ((key >> 63) & Long.MAX_VALUE));
    }
  }

  @Override
  public void spread(int[] rows, boolean[] tied, int count) {
    Peers.spread(keys, rows, tied, count);
  }

  @Override
  void save(StateOutput out, int partition, long seen) {
    out.putLong(running[partition]);
    int used = Math.min(used(seen), blocks[partition].length);
    out.putVarint(used);
    for (int i = 0; i < used; i++) {
      out.putSigned(blocks[partition][i]);
    }
  }

  @Override
  void restore(StateInput in, int partition, long seen) {
    running[partition] = in.getLong();
    int used = readUsed(in, seen);
    long[] block = new long[used == 0 ? 0 : used + 1];
    Arrays.fill(block, NEUTRAL);
    for (int i = 0; i < used; i++) {
      block[i] = in.getSigned();
    }
    blocks[partition] = block;
  }

  @Override
  void forget(int partition) {
    running[partition] = NEUTRAL;
    blocks[partition] = new long[0];
  }

  @Override
  public long memoryBytes() {
    long bytes = 8L * (keys.length + longResults.length + doubleResults.length + running.length);
    for (long[] block : blocks) {
      bytes += 8L * block.length;
    }
    return bytes;
  }
}
