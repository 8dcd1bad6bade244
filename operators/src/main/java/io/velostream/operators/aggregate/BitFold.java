package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.LongVector;
import io.velostream.state.ColumnBuffer;
import io.velostream.state.LongBuffer;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;

/// BIT_AND, BIT_OR or BIT_XOR of integers by slot, over input that only grows.
final class BitFold extends PickedValue {
  private final int column;
  private final int operation;
  private final long none;
  private long[] values = new long[0];

  /// @param operation one of the results of [BitTallies]
  BitFold(int column, int operation) {
    this.column = column;
    this.operation = operation;
    this.none = operation == BitTallies.AND ? -1 : 0;
  }

  @Override
  void reserve(int slots) {
    int old = values.length;
    if (slots > old) {
      values = Arrays.copyOf(values, Math.max(slots, Math.max(64, old * 2)));
      Arrays.fill(values, old, values.length, none);
    }
  }

  @Override
  void add(Batch batch, GroupedRows in) {
    long[] from = ((LongVector) batch.column(column)).values();
    for (int k = 0; k < in.count; k++) {
      int row = in.row(k);
      // An even number of equal values is none for XOR; the others do not count them.
      if (operation != BitTallies.XOR || (in.weight(row) & 1) != 0) {
        fold(in.slots[k], from[row]);
      }
    }
  }

  private void fold(int slot, long value) {
    switch (operation) {
      case BitTallies.AND -> values[slot] &= value;
      case BitTallies.OR -> values[slot] |= value;
      default -> values[slot] ^= value;
    }
  }

  @Override
  void write(int[] slots, int from, int count, ColumnBuffer out, int at) {
    long[] to = ((LongBuffer) out).values();
    for (int i = 0; i < count; i++) {
      to[at + i] = values[slots[from + i]];
    }
  }

  @Override
  Accumulator newTrace() {
    return new BitFold(column, operation);
  }

  @Override
  void copyTo(Accumulator trace, int at, int slot) {
    ((BitFold) trace).values[at] = values[slot];
  }

  @Override
  void merge(Accumulator from, int fromSlot, int slot) {
    fold(slot, ((BitFold) from).values[fromSlot]);
  }

  @Override
  void save(StateOutput out, int[] slots, int from, int count) {
    out.putLongs(values, slots, from, count);
  }

  @Override
  void restore(StateInput in, int[] slots, int from, int count) {
    in.getLongs(values, slots, from, count);
  }

  @Override
  void clear(int slot) {
    values[slot] = none;
  }

  @Override
  void clearAll(int limit) {
    Arrays.fill(values, 0, limit, none);
  }

  @Override
  public long memoryBytes() {
    return 8L * values.length;
  }
}
