package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;

/// The trace of [PairSums].
final class PairTrace extends PairSource {
  private double[] numbers = new double[0];
  private final double[] one = new double[NUMBERS];

  void put(int at, PairSource from, int slot) {
    from.read(slot, one);
    System.arraycopy(one, 0, numbers, at * NUMBERS, NUMBERS);
  }

  @Override
  void read(int slot, double[] out) {
    System.arraycopy(numbers, slot * NUMBERS, out, 0, NUMBERS);
  }

  @Override
  void reserve(int slots) {
    if (slots * NUMBERS > numbers.length) {
      numbers = Arrays.copyOf(numbers, slots * NUMBERS);
    }
  }

  @Override
  void add(Batch batch, GroupedRows in) {
    throw new IllegalStateException("a trace takes no rows");
  }

  @Override
  Accumulator newTrace() {
    return new PairTrace();
  }

  @Override
  void copyTo(Accumulator trace, int at, int slot) {
    ((PairTrace) trace).put(at, this, slot);
  }

  @Override
  void merge(Accumulator from, int fromSlot, int slot) {
    throw new IllegalStateException("a trace is not merged");
  }

  @Override
  void save(StateOutput out, int[] slots, int from, int count) {
    throw new IllegalStateException("a trace is not saved");
  }

  @Override
  void restore(StateInput in, int[] slots, int from, int count) {
    throw new IllegalStateException("a trace is not saved");
  }

  @Override
  void clear(int slot) {
    Arrays.fill(numbers, slot * NUMBERS, (slot + 1) * NUMBERS, 0);
  }

  @Override
  void clearAll(int limit) {
    Arrays.fill(numbers, 0, limit * NUMBERS, 0);
  }

  @Override
  public long memoryBytes() {
    return 8L * numbers.length;
  }
}
