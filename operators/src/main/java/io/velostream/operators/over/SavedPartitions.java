package io.velostream.operators.over;

import io.velostream.operators.order.PartitionIndex;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The partitions of a [RowEvaluator] as bytes: their keys and how far they are, then the rows that
/// they hold, then what the calls keep of each.
final class SavedPartitions {
  private static final StateFormat CALLS = new StateFormat("calls", 1);

  private SavedPartitions() {}

  static void save(
      StateOutput out, PartitionIndex index, List<RowPartition> partitions, HeldRows rows) {
    SlotWriter slots = new SlotWriter(rows.slotLimit());
    StateOutput states = new StateOutput();
    index.save(
        out,
        (numbers, from, count) -> {
          for (int i = from; i < from + count; i++) {
            RowPartition partition = partitions.get(numbers[i]);
            partition.save(out);
            slots.beginPartition();
            partition.noteRows(slots);
            states.begin(CALLS);
            partition.saveStates(states, slots);
            states.end();
            out.putVarint(slots.rows());
          }
        });
    rows.save(out, slots.slots());
    out.putAll(states);
  }

  /// What the first part tells of a partition.
  ///
  /// @param partition `null` when it is not in the range
  /// @param held rows that it had in its queue
  /// @param rows rows that belong to it, those that only a call refers to included
  private record Header(@Nullable RowPartition partition, int held, int rows) {}

  /// Adds the partitions in the range.
  ///
  /// @param factory makes a partition without rows; all of them are added to `partitions`
  /// @param queue takes the partitions that are to be looked at
  static void restore(
      StateInput in,
      KeyRange keys,
      PartitionIndex index,
      List<RowPartition> partitions,
      Supplier<RowPartition> factory,
      HeldRows rows,
      List<RowPartition> queue) {
    List<Header> headers = new ArrayList<>();
    index.restore(
        in,
        keys,
        (numbers, count) -> {
          while (partitions.size() < index.size()) {
            partitions.add(factory.get());
          }
          for (int i = 0; i < count; i++) {
            headers.add(header(in, numbers[i] < 0 ? null : partitions.get(numbers[i]), queue));
          }
        });
    SlotReader slots = new SlotReader(restoreRows(in, headers, rows));
    for (Header header : headers) {
      slots.beginPartition(header.rows());
      in.enter(CALLS);
      RowPartition partition = header.partition();
      if (partition == null) {
        in.skipRest();
      } else {
        for (int row = 0; row < header.held(); row++) {
          partition.add(slots.slot(row));
          rows.pin(slots.slot(row));
        }
        partition.restoreStates(in, slots);
      }
      in.leave();
    }
  }

  private static Header header(
      StateInput in, @Nullable RowPartition partition, List<RowPartition> queue) {
    int held = in.getCount(1);
    long first = in.getNumber();
    long next = in.getNumber();
    if (next < first || next > first + held) {
      throw in.damaged("row " + next + " of " + held + " from " + first);
    }
    boolean queued = in.getBoolean();
    int rows = in.getCount(1);
    if (rows < held) {
      throw in.damaged(held + " rows of " + rows);
    }
    if (partition == null || (first == 0 && rows == 0)) {
      return new Header(null, held, rows);
    }
    if (partition.end() != 0) {
      throw in.damaged("a partition that two pipelines have rows of");
    }
    partition.restore(first, next);
    if (queued) {
      partition.queue(true);
      queue.add(partition);
    }
    return new Header(partition, held, rows);
  }

  private static int[] restoreRows(StateInput in, List<Header> headers, HeldRows rows) {
    long all = 0;
    BitSet kept = new BitSet();
    for (Header header : headers) {
      // Each row takes a byte at least.
      if (header.rows() > in.remaining() - all) {
        throw in.damaged(header.rows() + " rows");
      }
      if (header.partition() != null) {
        kept.set((int) all, (int) all + header.rows());
      }
      all += header.rows();
    }
    return rows.restore(in, (int) all, kept::get);
  }
}
