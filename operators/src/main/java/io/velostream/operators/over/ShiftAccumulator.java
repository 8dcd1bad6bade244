package io.velostream.operators.over;

import io.velostream.columnar.Vector;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// LAG of longs and doubles: the last n values of each partition in a ring, in which the oldest one
/// makes room for the current one just when it is asked for.
///
/// With IGNORE NULLS only values that are not NULL enter the ring.
final class ShiftAccumulator extends ColumnAccumulator implements ColumnResult {
  private final int argument;
  private final boolean ignoreNulls;
  private final long otherwise;
  private final boolean otherwiseNull;
  private final LaneValues lane;
  private long[][] rings = new long[0][];

  /// By partition, for rings that may hold NULL.
  private boolean[] @Nullable [] nullRings = new boolean[0][];

  /// Values that have entered the ring, where not every row does.
  private long[] entered = new long[0];

  /// @param offset how many rows back, above 0
  /// @param otherwise the bits of the default, `null` for NULL
  ShiftAccumulator(
      Inclusion inclusion,
      int argument,
      int offset,
      boolean ignoreNulls,
      @Nullable Long otherwise,
      boolean doubles) {
    super(offset, inclusion);
    this.argument = argument;
    this.ignoreNulls = ignoreNulls;
    this.otherwise = otherwise == null ? 0 : otherwise;
    otherwiseNull = otherwise == null;
    lane = new LaneValues(doubles);
  }

  @Override
  void begin(Vector[] columns, int count, int partitions) {
    lane.begin(columns[argument], count);
    reserve(partitions);
  }

  @Override
  void reserve(int partitions) {
    if (rings.length < partitions) {
      int old = rings.length;
      int capacity = Math.max(partitions, old * 2);
      rings = Arrays.copyOf(rings, capacity);
      Arrays.fill(rings, old, capacity, new long[0]);
      nullRings = Arrays.copyOf(nullRings, capacity);
      entered = Arrays.copyOf(entered, capacity);
    }
  }

  @Override
  void run(int partition, long seen, int[] rows, int from, int to) {
    boolean @Nullable [] nulls = lane.nulls();
    if (ignoreNulls && (nulls != null || entered[partition] != seen)) {
      entered[partition] = runValues(partition, entered[partition], nulls, rows, from, to);
      return;
    }
    entered[partition] = seen + (to - from);
    long[] ring = ring(partition, seen, to - from);
    boolean @Nullable [] nullRing = nullRings[partition];
    if (nulls == null && nullRing == null) {
      int first = (int) Math.min(to, from + Math.max(0, window - seen));
      fillDefaults(rows, from, first, ring, (int) (seen % window));
      int at = (int) ((seen + (first - from)) % window);
      shift(lane.bits(), lane.results(), lane.resultNulls(), rows, first, to, ring, at, window);
    } else {
      runNulls(ring, nullRing(partition, ring.length), nulls, seen, rows, from, to);
    }
  }

  /// The first rows of a partition look back to before it.
  private void fillDefaults(int[] rows, int from, int to, long[] ring, int start) {
    long[] bits = lane.bits();
    int at = start;
    for (int k = from; k < to; k++) {
      int row = rows[k];
      lane.results()[row] = otherwise;
      lane.resultNulls()[row] = otherwiseNull;
      ring[at++] = bits[row];
    }
  }

  private static void shift(
      long[] bits,
      long[] results,
      boolean[] resultNulls,
      int[] rows,
      int from,
      int to,
      long[] ring,
      int start,
      int window) {
    int at = start;
    for (int k = from; k < to; k++) {
      int row = rows[k];
      results[row] = ring[at];
      resultNulls[row] = false;
      ring[at] = bits[row];
      at = at + 1 == window ? 0 : at + 1;
    }
  }

  private void runNulls(
      long[] ring,
      boolean[] nullRing,
      boolean @Nullable [] nulls,
      long seen,
      int[] rows,
      int from,
      int to) {
    long[] bits = lane.bits();
    int at = (int) (seen % window);
    for (int k = from; k < to; k++) {
      int row = rows[k];
      boolean there = seen + (k - from) >= window;
      lane.results()[row] = there ? ring[at] : otherwise;
      lane.resultNulls()[row] = there ? nullRing[at] : otherwiseNull;
      ring[at] = bits[row];
      nullRing[at] = nulls != null && nulls[row];
      at = at + 1 == window ? 0 : at + 1;
    }
  }

  private long runValues(
      int partition, long before, boolean @Nullable [] nulls, int[] rows, int from, int to) {
    long[] bits = lane.bits();
    long[] ring = ring(partition, before, to - from);
    long count = before;
    int at = (int) (count % window);
    for (int k = from; k < to; k++) {
      int row = rows[k];
      boolean there = count >= window;
      lane.results()[row] = there ? ring[at] : otherwise;
      lane.resultNulls()[row] = !there && otherwiseNull;
      if (nulls == null || !nulls[row]) {
        ring[at] = bits[row];
        at = at + 1 == window ? 0 : at + 1;
        count++;
      }
    }
    return count;
  }

  private long[] ring(int partition, long seen, int more) {
    long[] ring = rings[partition];
    if (ring.length <= window) {
      ring = Arrays.copyOf(ring, blockLength(ring.length, seen, more));
      rings[partition] = ring;
    }
    return ring;
  }

  private boolean[] nullRing(int partition, int length) {
    boolean @Nullable [] ring = nullRings[partition];
    if (ring == null) {
      ring = new boolean[length];
    } else if (ring.length < length) {
      ring = Arrays.copyOf(ring, length);
    }
    nullRings[partition] = ring;
    return ring;
  }

  @Override
  public Vector vector(int rows) {
    return lane.vector(rows);
  }

  @Override
  void save(StateOutput out, int partition, long seen) {
    out.putVarint(entered[partition]);
    int used = used(entered[partition]);
    out.putVarint(used);
    for (int i = 0; i < used; i++) {
      out.putSigned(rings[partition][i]);
    }
    boolean[] nullRing = nullRings[partition];
    out.putBoolean(nullRing != null);
    for (int i = 0; i < used && nullRing != null; i++) {
      out.putBoolean(i < nullRing.length && nullRing[i]);
    }
  }

  @Override
  void restore(StateInput in, int partition, long seen) {
    entered[partition] = in.getNumber();
    int used = readUsed(in, entered[partition]);
    long[] ring = new long[used == 0 ? 0 : used + 1];
    for (int i = 0; i < used; i++) {
      ring[i] = in.getSigned();
    }
    rings[partition] = ring;
    if (in.getBoolean()) {
      boolean[] nullRing = new boolean[ring.length];
      for (int i = 0; i < used; i++) {
        nullRing[i] = in.getBoolean();
      }
      nullRings[partition] = nullRing;
    }
  }

  @Override
  void forget(int partition) {
    entered[partition] = 0;
    rings[partition] = new long[0];
    nullRings[partition] = null;
  }

  @Override
  public long memoryBytes() {
    long bytes = lane.memoryBytes() + 8L * entered.length;
    for (int p = 0; p < rings.length; p++) {
      boolean @Nullable [] nullRing = nullRings[p];
      bytes += 8L * rings[p].length + (nullRing == null ? 0 : nullRing.length);
    }
    return bytes;
  }
}
