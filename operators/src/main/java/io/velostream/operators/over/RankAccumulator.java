package io.velostream.operators.over;

import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;

/// ROW_NUMBER, and RANK and DENSE_RANK by an event time alone.
final class RankAccumulator extends ColumnAccumulator implements ColumnResult {
  private final OverFunction.Ranking.Kind kind;
  private final int timeColumn;
  private long[] times = new long[0];
  private long[] results = new long[0];

  /// By partition: time and rank of the last row.
  private long[] lastTime = new long[0];

  private long[] lastRank = new long[0];

  /// @param timeColumn the order; not needed for ROW_NUMBER
  RankAccumulator(Inclusion inclusion, OverFunction.Ranking.Kind kind, int timeColumn) {
    super(UNBOUNDED, inclusion);
    this.kind = kind;
    this.timeColumn = timeColumn;
  }

  @Override
  void begin(Vector[] columns, int count, int partitions) {
    if (results.length < count) {
      results = new long[Math.max(count, results.length * 2)];
    }
    if (kind != OverFunction.Ranking.Kind.ROW_NUMBER) {
      times = ((LongVector) columns[timeColumn]).values();
      reserve(partitions);
    }
  }

  @Override
  void reserve(int partitions) {
    if (lastTime.length < partitions && kind != OverFunction.Ranking.Kind.ROW_NUMBER) {
      int capacity = Math.max(partitions, lastTime.length * 2);
      lastTime = Arrays.copyOf(lastTime, capacity);
      lastRank = Arrays.copyOf(lastRank, capacity);
    }
  }

  @Override
  void run(int partition, long seen, int[] rows, int from, int to) {
    switch (kind) {
      case ROW_NUMBER -> numbers(results, rows, from, to, seen);
      case RANK -> ranks(partition, seen, rows, from, to);
      case DENSE_RANK -> denseRanks(partition, rows, from, to);
    }
  }

  private static void numbers(long[] results, int[] rows, int from, int to, long seen) {
    long number = seen;
    for (int k = from; k < to; k++) {
      results[rows[k]] = ++number;
    }
  }

  private void ranks(int partition, long seen, int[] rows, int from, int to) {
    long time = lastTime[partition];
    long rank = lastRank[partition];
    long number = seen;
    for (int k = from; k < to; k++) {
      int row = rows[k];
      number++;
      rank = number > 1 && times[row] == time ? rank : number;
      time = times[row];
      results[row] = rank;
    }
    lastTime[partition] = time;
    lastRank[partition] = rank;
  }

  private void denseRanks(int partition, int[] rows, int from, int to) {
    long time = lastTime[partition];
    long rank = lastRank[partition];
    for (int k = from; k < to; k++) {
      int row = rows[k];
      rank = rank > 0 && times[row] == time ? rank : rank + 1;
      time = times[row];
      results[row] = rank;
    }
    lastTime[partition] = time;
    lastRank[partition] = rank;
  }

  @Override
  public Vector vector(int rows) {
    return new LongVector(results, null);
  }

  @Override
  void save(StateOutput out, int partition, long seen) {
    if (kind != OverFunction.Ranking.Kind.ROW_NUMBER) {
      out.putLong(lastTime[partition]);
      out.putVarint(lastRank[partition]);
    }
  }

  @Override
  void restore(StateInput in, int partition, long seen) {
    if (kind != OverFunction.Ranking.Kind.ROW_NUMBER) {
      lastTime[partition] = in.getLong();
      lastRank[partition] = in.getNumber();
    }
  }

  @Override
  void forget(int partition) {
    if (kind != OverFunction.Ranking.Kind.ROW_NUMBER) {
      lastTime[partition] = 0;
      lastRank[partition] = 0;
    }
  }

  @Override
  public long memoryBytes() {
    return 8L * (results.length + lastTime.length + lastRank.length);
  }
}
