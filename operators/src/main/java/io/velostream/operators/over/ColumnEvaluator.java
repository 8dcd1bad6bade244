package io.velostream.operators.over;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Vector;
import io.velostream.operators.Output;
import io.velostream.operators.order.PartitionIndex;
import io.velostream.operators.rows.Gather;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import java.util.List;

/// The usual calls that look back, a column at a time: see [ColumnPlan].
///
/// The rows of a batch are grouped by partition, and each accumulator runs over one partition's
/// rows in a tight loop. Calls that need the same count or sum share it. Input columns are passed
/// on as they are.
///
/// Where a frame takes in a row's peers, all peers must come in one call of [#accept]. The results
/// are then computed row by row as for ROWS, and each row gets that of its last peer.
final class ColumnEvaluator implements OverEvaluator {
  private static final StateFormat FORMAT = new StateFormat("over-columns", 1);

  /// Rows taken at a time where rows have to be moved anyway.
  private static final int CHUNK = 4096;

  /// Larger runs are cut up, to keep results in the cache.
  private static final int LARGEST_RUN = 4 * CHUNK;

  private final PartitionIndex partitions;
  private final List<Inclusion> inclusions;
  private final List<ColumnAccumulator> accumulators;
  private final List<ColumnResult> results;
  private final List<PeerResults> peerResults;
  private final Peers peers;
  private final Gather[] gathers;

  /// Rows so far by partition.
  private long[] seen = new long[0];

  private int[] chunk = new int[0];
  private int[] numbers = new int[0];

  /// Rows of the batch grouped by partition, with the end of each group by partition.
  private int[] grouped = new int[0];

  private int[] groupEnds = new int[0];
  private int[] touched = new int[0];

  ColumnEvaluator(OverSpec spec) {
    partitions = new PartitionIndex(spec.inputLanes(), spec.partitionKeys());
    gathers = new Gather[spec.input().size()];
    Arrays.setAll(gathers, _ -> new Gather());
    ColumnPlan plan = ColumnPlan.of(spec);
    inclusions = plan.inclusions();
    accumulators = plan.accumulators();
    results = plan.results();
    peerResults = plan.peerResults();
    peers = new Peers(spec.order());
  }

  @Override
  public void accept(Vector[] columns, int from, int to, Output output) {
    if (from == 0 && to <= LARGEST_RUN) {
      evaluate(columns, to, output);
      return;
    }
    int end;
    for (int start = from; start < to; start = end) {
      end = takesPeers() ? peers.cut(columns, start, CHUNK, to) : Math.min(start + CHUNK, to);
      int count = end - start;
      if (chunk.length < count) {
        chunk = new int[Math.max(CHUNK, count)];
      }
      int[] rows = chunk;
      for (int k = 0; k < count; k++) {
        rows[k] = start + k;
      }
      Vector[] moved = new Vector[columns.length];
      for (int c = 0; c < columns.length; c++) {
        moved[c] = gathers[c].gather(columns[c], rows, count);
      }
      evaluate(moved, count, output);
    }
  }

  @Override
  public boolean takesPeers() {
    return !peerResults.isEmpty();
  }

  @Override
  public void release(long watermark, Output output) {}

  private void evaluate(Vector[] columns, int count, Output output) {
    int groups = group(columns, count);
    for (Inclusion inclusion : inclusions) {
      inclusion.begin(columns, count);
    }
    for (ColumnAccumulator accumulator : accumulators) {
      accumulator.begin(columns, count, partitions.size());
      int from = 0;
      for (int g = 0; g < groups; g++) {
        int partition = touched[g];
        int to = groupEnds[partition];
        accumulator.run(partition, seen[partition], grouped, from, to);
        from = to;
      }
    }
    if (takesPeers()) {
      spread(columns, count, groups);
    }
    int from = 0;
    for (int g = 0; g < groups; g++) {
      int to = groupEnds[touched[g]];
      seen[touched[g]] += to - from;
      groupEnds[touched[g]] = 0;
      from = to;
    }
    Vector[] all = Arrays.copyOf(columns, columns.length + results.size());
    for (int i = 0; i < results.size(); i++) {
      all[columns.length + i] = results.get(i).vector(count);
    }
    output.emit(new Batch(all, count, null, null));
  }

  private void spread(Vector[] columns, int count, int groups) {
    peers.begin(count);
    int from = 0;
    for (int g = 0; g < groups; g++) {
      int to = groupEnds[touched[g]];
      peers.mark(columns, grouped, from, to);
      from = to;
    }
    if (peers.any()) {
      for (PeerResults result : peerResults) {
        result.spread(grouped, peers.tied(), count);
      }
    }
  }

  /// Groups the rows by partition with a counting sort and returns the number of partitions in the
  /// batch, which are then in `touched`.
  private int group(Vector[] columns, int count) {
    if (numbers.length < count) {
      int capacity = Math.max(count, numbers.length * 2);
      numbers = new int[capacity];
      grouped = new int[capacity];
      touched = new int[capacity];
      Arrays.setAll(grouped, i -> i);
    }
    if (!partitions.isSingle()) {
      partitions.assign(columns, 0, count, numbers);
    }
    if (seen.length < partitions.size()) {
      int capacity = Math.max(partitions.size(), seen.length * 2);
      seen = Arrays.copyOf(seen, capacity);
      groupEnds = Arrays.copyOf(groupEnds, capacity);
    }
    if (partitions.isSingle()) {
      touched[0] = 0;
      groupEnds[0] = count;
      return 1;
    }
    return group(numbers, count, groupEnds, touched, grouped);
  }

  private static int group(int[] numbers, int count, int[] ends, int[] touched, int[] grouped) {
    int groups = 0;
    for (int k = 0; k < count; k++) {
      int number = numbers[k];
      if (ends[number]++ == 0) {
        touched[groups++] = number;
      }
    }
    int start = 0;
    for (int g = 0; g < groups; g++) {
      int size = ends[touched[g]];
      ends[touched[g]] = start;
      start += size;
    }
    for (int k = 0; k < count; k++) {
      grouped[ends[numbers[k]]++] = k;
    }
    return groups;
  }

  @Override
  public StateFormat stateFormat() {
    return FORMAT;
  }

  @Override
  public void save(StateOutput out) {
    reserve(partitions.size());
    accumulators.forEach(accumulator -> accumulator.saveCommon(out));
    partitions.save(
        out,
        (numbers, from, count) -> {
          for (int i = from; i < from + count; i++) {
            int partition = numbers[i];
            out.putVarint(seen[partition]);
            for (ColumnAccumulator accumulator : accumulators) {
              accumulator.save(out, partition, seen[partition]);
            }
          }
        });
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    accumulators.forEach(accumulator -> accumulator.restoreCommon(in));
    partitions.restore(
        in,
        keys,
        (numbers, count) -> {
          int dropped = partitions.size();
          reserve(dropped + 1);
          for (int i = 0; i < count; i++) {
            long rows = in.getNumber();
            // A pipeline that had no row of the only partition adds nothing to it.
            int partition = numbers[i] < 0 || rows == 0 ? dropped : numbers[i];
            if (seen[partition] != 0) {
              throw in.damaged("a partition that two pipelines have rows of");
            }
            seen[partition] = rows;
            for (ColumnAccumulator accumulator : accumulators) {
              accumulator.restore(in, partition, seen[partition]);
            }
            if (partition == dropped) {
              forget(dropped);
            }
          }
        });
  }

  private void reserve(int count) {
    if (seen.length < count) {
      int capacity = Math.max(count, seen.length * 2);
      seen = Arrays.copyOf(seen, capacity);
      groupEnds = Arrays.copyOf(groupEnds, capacity);
    }
    for (ColumnAccumulator accumulator : accumulators) {
      accumulator.reserve(count);
    }
  }

  private void forget(int partition) {
    seen[partition] = 0;
    for (ColumnAccumulator accumulator : accumulators) {
      accumulator.forget(partition);
    }
  }

  @Override
  public long stateRows() {
    return partitions.size();
  }

  @Override
  public long memoryBytes() {
    long bytes = partitions.memoryBytes() + peers.memoryBytes() + 8L * seen.length;
    for (ColumnAccumulator accumulator : accumulators) {
      bytes += accumulator.memoryBytes();
    }
    for (Gather gather : gathers) {
      bytes += gather.memoryBytes();
    }
    return bytes
        + 4L * (chunk.length + numbers.length + grouped.length + groupEnds.length + touched.length);
  }
}
