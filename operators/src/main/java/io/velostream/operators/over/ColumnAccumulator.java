package io.velostream.operators.over;

import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;

/// A call, or a part of one, over the last `window` rows of each partition, computed for a run of
/// rows of one partition at a time, with a result at each row's own index.
///
/// Aggregates that cannot be undone slide by blocks: the sequence of a partition is cut into blocks
/// of `window` rows. When a block is full its values are replaced, from the last to the first, by
/// the aggregates of what follows them. The window that ends in the next block at offset `o` is
/// then that aggregate at `o + 1` combined with a running aggregate of the block itself: two
/// combinations and one array access per row, no branch, nothing allocated, and no drift. It is the
/// two-stacks method (Tangwongsan, Hirzel, Schneider, "Low-Latency Sliding-Window Aggregation in
/// Worst-Case Constant Time", DEBS 2017) with both stacks in one array. The order of combination
/// depends on the row's number within the partition alone, so results are the same to the last bit
/// however the input is cut into batches.
abstract sealed class ColumnAccumulator implements MemorySized
    permits CountAccumulator,
        DoubleSumAccumulator,
        LongSumAccumulator,
        ExtremeAccumulator,
        PickAccumulator,
        ShiftAccumulator,
        RankAccumulator {
  /// The window that never forgets.
  static final int UNBOUNDED = -1;

  final int window;
  final Inclusion inclusion;

  ColumnAccumulator(int window, Inclusion inclusion) {
    this.window = window;
    this.inclusion = inclusion;
  }

  /// Makes room for the partitions below `partitions`; new ones are empty.
  abstract void reserve(int partitions);

  /// Writes what is kept of all partitions together.
  void saveCommon(StateOutput out) {}

  /// Adds what [#saveCommon] has written.
  void restoreCommon(StateInput in) {}

  /// Writes what is kept of a partition.
  ///
  /// @param seen rows of the partition so far
  abstract void save(StateOutput out, int partition, long seen);

  /// Reads what is kept of a partition that is empty, and for which there is room.
  abstract void restore(StateInput in, int partition, long seen);

  /// Makes a partition empty.
  abstract void forget(int partition);

  /// How many places of a ring or block are in use after `seen` rows.
  final int used(long seen) {
    return window == UNBOUNDED ? 0 : (int) Math.min(seen, window);
  }

  /// Reads the number of places in use, which must be that after `seen` rows.
  final int readUsed(StateInput in, long seen) {
    int used = in.getCount(1);
    if (used != used(seen)) {
      throw in.damaged(used + " values of a window after " + seen + " rows");
    }
    return used;
  }

  /// Looks at the next batch.
  ///
  /// @param count of its rows
  /// @param partitions how many there are, those of this batch included
  abstract void begin(Vector[] columns, int count, int partitions);

  /// Takes rows of one partition.
  ///
  /// @param seen rows of the partition so far
  /// @param rows the indexes `rows[from .. to - 1]`, in order
  abstract void run(int partition, long seen, int[] rows, int from, int to);

  /// The longest memory that is kept in arrays.
  static final int LARGEST_WINDOW = 1 << 24;

  /// Length to which a block's array of `length` must grow to take `more` rows after `seen`; one
  /// place more than the rows, for the end of the block.
  final int blockLength(int length, long seen, int more) {
    long wanted = Math.min(window, seen + more) + 1;
    return length >= wanted ? length : (int) Math.min(window + 1L, Math.max(wanted, 2L * length));
  }
}
