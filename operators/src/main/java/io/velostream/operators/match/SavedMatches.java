package io.velostream.operators.match;

import io.velostream.columnar.Lane;
import io.velostream.operators.order.PartitionIndex;
import io.velostream.operators.rows.RowStore;
import io.velostream.operators.rows.SavedRows;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The partitions of a [MatchOperator] as bytes: their keys and how far they are, then the rows
/// that they hold.
final class SavedMatches {
  private final List<Lane> lanes;
  private final PartitionIndex index;
  private final RowStore store;

  SavedMatches(List<Lane> lanes, PartitionIndex index, RowStore store) {
    this.lanes = lanes;
    this.index = index;
    this.store = store;
  }

  void save(StateOutput out, List<MatchPartition> partitions) {
    int[] slots = new int[store.size()];
    int[] count = new int[1];
    index.save(
        out,
        (numbers, from, n) -> {
          for (int i = from; i < from + n; i++) {
            MatchPartition partition = partitions.get(numbers[i]);
            int[] held = partition.held();
            out.putVarint(held.length);
            out.putVarint(partition.first());
            out.putVarint(partition.start());
            out.putVarint(partition.matches());
            out.putVarint(partition.matchedTo());
            System.arraycopy(held, 0, slots, count[0], held.length);
            count[0] += held.length;
          }
        });
    SavedRows.save(
        lanes,
        store.columns(),
        slots,
        count[0],
        out,
        (_, _, n) -> {
          for (int i = 0; i < n; i++) {
            // A byte for each row, whatever its columns take.
            out.putByte(0);
          }
        });
  }

  /// What the first part tells of a partition.
  ///
  /// @param partition `null` when it is not in the range
  private record Header(@Nullable MatchPartition partition, int rows) {}

  /// Adds the partitions in the range.
  ///
  /// @param make makes partitions for all numbers of the index
  /// @param restored takes them
  void restore(
      StateInput in,
      KeyRange keys,
      List<MatchPartition> partitions,
      Runnable make,
      List<MatchPartition> restored) {
    List<Header> headers = new ArrayList<>();
    index.restore(
        in,
        keys,
        (numbers, count) -> {
          make.run();
          for (int i = 0; i < count; i++) {
            headers.add(header(in, numbers[i] < 0 ? null : partitions.get(numbers[i]), restored));
          }
        });
    restoreRows(in, headers);
  }

  private static Header header(
      StateInput in, @Nullable MatchPartition partition, List<MatchPartition> restored) {
    int rows = in.getCount(1);
    long first = in.getNumber();
    long start = in.getNumber();
    long matches = in.getNumber();
    long matchedTo = in.getNumber();
    if (start < first || start > first + rows || matchedTo > first + rows) {
      throw in.damaged("a match from row " + start + " of " + rows + " from " + first);
    }
    // One partition without keys is in all ranges; only one pipeline has had its rows.
    if (partition == null || first + rows == 0) {
      return new Header(null, rows);
    }
    if (partition.visible() != 0) {
      throw in.damaged("a partition that two pipelines have rows of");
    }
    partition.restore(first, start, first + rows, matches, matchedTo);
    restored.add(partition);
    return new Header(partition, rows);
  }

  private void restoreRows(StateInput in, List<Header> headers) {
    int[] at = {0, 0};
    int[] slots = {0};
    SavedRows.restore(
        lanes,
        in,
        (columns, count) -> {
          for (int i = 0; i < count; i++) {
            in.getByte();
            while (at[0] < headers.size() && at[1] == headers.get(at[0]).rows()) {
              at[0]++;
              at[1] = 0;
            }
            if (at[0] == headers.size()) {
              throw in.damaged("more rows than partitions have");
            }
            MatchPartition partition = headers.get(at[0]).partition();
            if (partition != null) {
              partition.add(store.add(columns, i));
            }
            at[1]++;
            slots[0]++;
          }
        });
    if (slots[0] != headers.stream().mapToInt(Header::rows).sum()) {
      throw in.damaged("fewer rows than partitions have");
    }
  }
}
