package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.state.ColumnBuffer;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.List;

/// The trace of [Results]: the results themselves.
final class HeldResults extends Results {
  private final ColumnBuffer[] results;

  HeldResults(List<Lane> lanes) {
    results = lanes.stream().map(lane -> ColumnBuffer.of(lane, 0)).toArray(ColumnBuffer[]::new);
  }

  /// Where a result is put.
  ColumnBuffer result(int index) {
    return results[index];
  }

  /// Room for the next trace, which is written from its first slot on.
  @Override
  void reserve(int slots) {
    for (ColumnBuffer result : results) {
      result.reset();
      result.reserve(slots);
    }
  }

  @Override
  void write(int index, int[] slots, int from, int count, ColumnBuffer out, int at) {
    for (int i = 0; i < count; i++) {
      out.set(at + i, results[index], slots[from + i]);
    }
  }

  @Override
  void add(Batch batch, GroupedRows in) {
    throw notState();
  }

  @Override
  Accumulator newTrace() {
    throw notState();
  }

  @Override
  void copyTo(Accumulator trace, int at, int slot) {
    throw notState();
  }

  @Override
  void merge(Accumulator from, int fromSlot, int slot) {
    throw notState();
  }

  @Override
  void save(StateOutput out, int[] slots, int from, int count) {
    throw notState();
  }

  @Override
  void restore(StateInput in, int[] slots, int from, int count) {
    throw notState();
  }

  @Override
  void clear(int slot) {
    throw notState();
  }

  @Override
  void clearAll(int limit) {
    throw notState();
  }

  private static IllegalStateException notState() {
    return new IllegalStateException("a trace is only written and read");
  }

  @Override
  public long memoryBytes() {
    long bytes = 0;
    for (ColumnBuffer result : results) {
      bytes += result.memoryBytes();
    }
    return bytes;
  }
}
