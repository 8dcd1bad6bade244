package io.velostream.operators.over;

import io.velostream.columnar.Vector;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// FIRST_VALUE and LAST_VALUE of longs and doubles over all rows so far.
final class PickAccumulator extends ColumnAccumulator implements ColumnResult, PeerResults {
  private final int argument;
  private final boolean last;
  private final LaneValues lane;
  private long[] picked = new long[0];

  /// By partition: whether a row was picked, and its value is NULL.
  private boolean[] found = new boolean[0];

  private boolean[] pickedNull = new boolean[0];

  /// @param inclusion which rows can be picked
  /// @param last whether the last such row is, not the first
  PickAccumulator(Inclusion inclusion, int argument, boolean last, boolean doubles) {
    super(UNBOUNDED, inclusion);
    this.argument = argument;
    this.last = last;
    lane = new LaneValues(doubles);
  }

  @Override
  void begin(Vector[] columns, int count, int partitions) {
    lane.begin(columns[argument], count);
    reserve(partitions);
  }

  @Override
  void reserve(int partitions) {
    if (picked.length < partitions) {
      int capacity = Math.max(partitions, picked.length * 2);
      picked = Arrays.copyOf(picked, capacity);
      found = Arrays.copyOf(found, capacity);
      pickedNull = Arrays.copyOf(pickedNull, capacity);
    }
  }

  @Override
  void run(int partition, long seen, int[] rows, int from, int to) {
    boolean @Nullable [] nulls = lane.nulls();
    boolean @Nullable [] excluded = inclusion.excluded();
    long[] bits = lane.bits();
    long[] results = lane.results();
    boolean[] resultNulls = lane.resultNulls();
    long value = picked[partition];
    boolean any = found[partition];
    boolean isNull = !any || pickedNull[partition];
    for (int k = from; k < to; k++) {
      int row = rows[k];
      if ((last || !any) && (excluded == null || !excluded[row])) {
        any = true;
        value = bits[row];
        isNull = nulls != null && nulls[row];
      }
      results[row] = value;
      resultNulls[row] = isNull;
    }
    picked[partition] = value;
    found[partition] = any;
    pickedNull[partition] = isNull;
  }

  @Override
  public void spread(int[] rows, boolean[] tied, int count) {
    long[] results = lane.results();
    boolean[] resultNulls = lane.resultNulls();
    for (int k = count - 2; k >= 0; k--) {
      if (tied[k]) {
        results[rows[k]] = results[rows[k + 1]];
        resultNulls[rows[k]] = resultNulls[rows[k + 1]];
      }
    }
  }

  @Override
  public Vector vector(int rows) {
    return lane.vector(rows);
  }

  @Override
  void save(StateOutput out, int partition, long seen) {
    out.putLong(picked[partition]);
    out.putBoolean(found[partition]);
    out.putBoolean(pickedNull[partition]);
  }

  @Override
  void restore(StateInput in, int partition, long seen) {
    picked[partition] = in.getLong();
    found[partition] = in.getBoolean();
    pickedNull[partition] = in.getBoolean();
  }

  @Override
  void forget(int partition) {
    picked[partition] = 0;
    found[partition] = false;
    pickedNull[partition] = false;
  }

  @Override
  public long memoryBytes() {
    return lane.memoryBytes() + 10L * picked.length;
  }
}
