package io.velostream.operators.over;

import io.velostream.columnar.Vector;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// COUNT. As long as no row of a partition has been left out, the count follows from the number of
/// rows and nothing is kept.
final class CountAccumulator extends ColumnAccumulator implements PeerResults {
  /// Which of the last rows were taken, per partition, by row number modulo the window.
  private boolean[] @Nullable [] rings = new boolean[0][];

  /// Taken rows within the window; without a window: rows left out.
  private long[] totals = new long[0];

  private boolean @Nullable [] excluded;
  private long[] counts = new long[0];
  private boolean everExcluded;

  CountAccumulator(int window, Inclusion inclusion) {
    super(window, inclusion);
  }

  /// The results by row index.
  long[] counts() {
    return counts;
  }

  /// Whether a count may be 0.
  boolean mayBeZero() {
    return everExcluded;
  }

  @Override
  void begin(Vector[] columns, int count, int partitions) {
    excluded = inclusion.excluded();
    everExcluded |= excluded != null;
    if (counts.length < count) {
      counts = new long[Math.max(count, counts.length * 2)];
    }
    reserve(partitions);
  }

  @Override
  void reserve(int partitions) {
    if (totals.length < partitions) {
      int capacity = Math.max(partitions, totals.length * 2);
      totals = Arrays.copyOf(totals, capacity);
      rings = Arrays.copyOf(rings, capacity);
    }
  }

  @Override
  void run(int partition, long seen, int[] rows, int from, int to) {
    if (window == UNBOUNDED) {
      totals[partition] = runAll(excluded, counts, rows, from, to, seen, totals[partition]);
    } else if (excluded == null && rings[partition] == null) {
      runPlain(window, counts, rows, from, to, seen);
    } else {
      boolean[] ring = ring(partition, seen, to - from);
      totals[partition] = runRing(ring, seen, totals[partition], rows, from, to);
    }
  }

  private boolean[] ring(int partition, long seen, int more) {
    boolean[] ring = rings[partition];
    if (ring == null) {
      int present = (int) Math.min(seen, window);
      ring = new boolean[blockLength(16, seen, more)];
      Arrays.fill(ring, 0, present, true);
      totals[partition] = present;
      rings[partition] = ring;
    } else if (ring.length <= window) {
      ring = Arrays.copyOf(ring, blockLength(ring.length, seen, more));
      rings[partition] = ring;
    }
    return ring;
  }

  private long runRing(boolean[] ring, long seen, long total, int[] rows, int from, int to) {
    boolean[] left = excluded;
    int at = (int) (seen % window);
    for (int k = from; k < to; k++) {
      int row = rows[k];
      boolean taken = left == null || !left[row];
      total += (taken ? 1 : 0) - (ring[at] ? 1 : 0);
      ring[at] = taken;
      counts[row] = total;
      at = at + 1 == window ? 0 : at + 1;
    }
    return total;
  }

  private static long runAll(
      boolean @Nullable [] excluded,
      long[] counts,
      int[] rows,
      int from,
      int to,
      long seen,
      long leftOut) {
    for (int k = from; k < to; k++) {
      int row = rows[k];
      seen++;
      if (excluded != null && excluded[row]) {
        leftOut++;
      }
      counts[row] = seen - leftOut;
    }
    return leftOut;
  }

  private static void runPlain(int window, long[] counts, int[] rows, int from, int to, long seen) {
    for (int k = from; k < to; k++) {
      counts[rows[k]] = Math.min(++seen, window);
    }
  }

  @Override
  public void spread(int[] rows, boolean[] tied, int count) {
    Peers.spread(counts, rows, tied, count);
  }

  @Override
  void saveCommon(StateOutput out) {
    out.putBoolean(everExcluded);
  }

  @Override
  void restoreCommon(StateInput in) {
    everExcluded |= in.getBoolean();
  }

  @Override
  void save(StateOutput out, int partition, long seen) {
    out.putVarint(totals[partition]);
    boolean[] ring = rings[partition];
    out.putBoolean(ring != null);
    if (ring != null) {
      int used = used(seen);
      out.putVarint(used);
      for (int i = 0; i < used; i++) {
        out.putBoolean(ring[i]);
      }
    }
  }

  @Override
  void restore(StateInput in, int partition, long seen) {
    totals[partition] = in.getNumber();
    if (in.getBoolean()) {
      int used = readUsed(in, seen);
      boolean[] ring = new boolean[used + 1];
      for (int i = 0; i < used; i++) {
        ring[i] = in.getBoolean();
      }
      rings[partition] = ring;
    }
  }

  @Override
  void forget(int partition) {
    totals[partition] = 0;
    rings[partition] = null;
  }

  @Override
  public long memoryBytes() {
    long bytes = 8L * (counts.length + totals.length);
    for (boolean[] ring : rings) {
      bytes += ring == null ? 0 : ring.length;
    }
    return bytes;
  }
}
