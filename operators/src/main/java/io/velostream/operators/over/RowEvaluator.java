package io.velostream.operators.over;

import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.operators.Output;
import io.velostream.operators.order.PartitionIndex;
import io.velostream.operators.rows.IntSort;
import io.velostream.operators.rows.RowEmitter;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Any call over any frame, a row at a time. It holds the rows that wait for others and those that
/// frames still reach back to.
final class RowEvaluator implements OverEvaluator {
  private static final StateFormat FORMAT = new StateFormat("over-rows", 1);

  private final HeldRows rows;
  private final PartitionIndex index;
  private final List<RowPartition> partitions = new ArrayList<>();
  private final RowCall[] calls;
  private final boolean waitsForTime;
  private final RowEmitter emitter;
  private final IntSort sort = new IntSort();
  private int[] numbers = new int[0];

  /// Partitions that may have rows that are ready now.
  private List<RowPartition> queue = new ArrayList<>();

  private int[] ready = new int[64];
  private int readyCount;

  RowEvaluator(OverSpec spec) {
    rows = new HeldRows(spec.inputLanes());
    index = new PartitionIndex(spec.inputLanes(), spec.partitionKeys());
    RowCalls factory = new RowCalls(spec, rows, false);
    calls = spec.functions().stream().map(factory::create).toArray(RowCall[]::new);
    waitsForTime = Arrays.stream(calls).anyMatch(RowCall::waitsForTime);
    emitter = new RowEmitter(spec.outputLanes());
  }

  @Override
  public void accept(Vector[] columns, int from, int to, Output output) {
    int count = to - from;
    if (numbers.length < count) {
      numbers = new int[Math.max(count, numbers.length * 2)];
    }
    index.assign(columns, from, count, numbers);
    makePartitions();
    for (int k = 0; k < count; k++) {
      RowPartition partition = partitions.get(numbers[k]);
      partition.add(rows.add(columns, from + k));
      if (!partition.queue(true)) {
        queue.add(partition);
      }
    }
  }

  @Override
  public boolean takesPeers() {
    return false;
  }

  private void makePartitions() {
    while (partitions.size() < index.size()) {
      partitions.add(newPartition());
    }
  }

  private RowPartition newPartition() {
    return new RowPartition(
        Arrays.stream(calls).map(RowCall::newState).toArray(RowCall.State[]::new));
  }

  @Override
  public void release(long watermark, Output output) {
    for (RowCall call : calls) {
      call.result.reserve(rows.slotLimit());
    }
    List<RowPartition> looked = watermark == Watermarks.END ? partitions : queue;
    List<RowPartition> waiting = new ArrayList<>();
    for (RowPartition partition : looked) {
      compute(partition, watermark);
      boolean again = waitsForTime && partition.next() < partition.end();
      partition.queue(again);
      if (again) {
        waiting.add(partition);
      }
    }
    queue = waiting;
    emitReady(output);
    rows.sweep();
  }

  private void compute(RowPartition partition, long watermark) {
    while (partition.next() < partition.end() && isReady(partition, watermark)) {
      long number = partition.next();
      int slot = partition.slot(number);
      for (int i = 0; i < calls.length; i++) {
        calls[i].compute(partition, partition.states[i], number, slot);
      }
      if (readyCount == ready.length) {
        ready = Arrays.copyOf(ready, readyCount * 2);
      }
      ready[readyCount++] = slot;
      partition.moveOn();
    }
    long needed = partition.next();
    for (RowCall.State state : partition.states) {
      needed = Math.min(needed, state.neededFrom(partition.next()));
    }
    partition.trim(needed, rows);
  }

  private boolean isReady(RowPartition partition, long watermark) {
    for (int i = 0; i < calls.length; i++) {
      if (!calls[i].isReady(partition, partition.states[i], partition.next(), watermark)) {
        return false;
      }
    }
    return true;
  }

  private void emitReady(Output output) {
    long[] order = rows.numbers();
    sort.sort(ready, 0, readyCount, (a, b) -> Long.compare(order[a], order[b]));
    Vector[] columns = rows.columns();
    VectorBuilder[] builders = emitter.builders();
    for (int i = 0; i < readyCount; i++) {
      int slot = ready[i];
      for (int c = 0; c < columns.length; c++) {
        builders[c].append(columns[c], slot);
      }
      for (int c = 0; c < calls.length; c++) {
        calls[c].result.append(builders[columns.length + c], slot, rows);
      }
      emitter.finishRow(1, output);
    }
    emitter.flush(output);
    readyCount = 0;
  }

  @Override
  public StateFormat stateFormat() {
    return FORMAT;
  }

  @Override
  public void save(StateOutput out) {
    makePartitions();
    SavedPartitions.save(out, index, partitions, rows);
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    SavedPartitions.restore(in, keys, index, partitions, this::newPartition, rows, queue);
  }

  @Override
  public long stateRows() {
    return rows.size();
  }

  @Override
  public long memoryBytes() {
    long bytes = rows.memoryBytes() + index.memoryBytes() + emitter.memoryBytes();
    for (RowCall call : calls) {
      bytes += call.result.memoryBytes();
    }
    for (RowPartition partition : partitions) {
      bytes += partition.memoryBytes();
      for (RowCall.State state : partition.states) {
        bytes += state.memoryBytes();
      }
    }
    return bytes + 4L * (numbers.length + ready.length);
  }
}
