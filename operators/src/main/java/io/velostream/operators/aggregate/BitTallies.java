package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.state.ColumnBuffer;
import io.velostream.state.LongBuffer;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import java.util.List;

/// BIT_AND, BIT_OR and BIT_XOR of integers by slot. For each bit, it counts the values that have
/// it, so that any of them can be retracted.
///
/// The results are those three, in this order.
final class BitTallies extends Results {
  static final int AND = 0;
  static final int OR = 1;
  static final int XOR = 2;

  private final int column;
  private long[] counts = new long[0];
  private long[] tallies = new long[0];

  BitTallies(int column) {
    this.column = column;
  }

  @Override
  void reserve(int slots) {
    if (slots > counts.length) {
      int length = Math.max(slots, Math.max(16, counts.length * 2));
      counts = Arrays.copyOf(counts, length);
      tallies = Arrays.copyOf(tallies, length * Long.SIZE);
    }
  }

  @Override
  void add(Batch batch, GroupedRows in) {
    long[] values = ((LongVector) batch.column(column)).values();
    for (int k = 0; k < in.count; k++) {
      int row = in.row(k);
      int slot = in.slots[k];
      long weight = in.weight(row);
      counts[slot] += weight;
      for (long bits = values[row]; bits != 0; bits &= bits - 1) {
        tallies[slot * Long.SIZE + Long.numberOfTrailingZeros(bits)] += weight;
      }
    }
  }

  @Override
  void write(int index, int[] slots, int from, int count, ColumnBuffer out, int at) {
    for (int i = 0; i < count; i++) {
      write(index, slots[from + i], out, at + i);
    }
  }

  private void write(int index, int slot, ColumnBuffer out, int at) {
    long all = counts[slot];
    if (all <= 0) {
      out.setNull(at);
      return;
    }
    long result = 0;
    for (int bit = 0; bit < Long.SIZE; bit++) {
      long tally = tallies[slot * Long.SIZE + bit];
      boolean set =
          switch (index) {
            case AND -> tally == all;
            case OR -> tally > 0;
            default -> (tally & 1) != 0;
          };
      result |= set ? 1L << bit : 0;
    }
    ((LongBuffer) out).values()[at] = result;
  }

  @Override
  Accumulator newTrace() {
    return new HeldResults(List.of(Lane.LONG, Lane.LONG, Lane.LONG));
  }

  @Override
  void copyTo(Accumulator trace, int at, int slot) {
    for (int i = AND; i <= XOR; i++) {
      write(i, slot, ((HeldResults) trace).result(i), at);
    }
  }

  @Override
  void merge(Accumulator from, int fromSlot, int slot) {
    BitTallies other = (BitTallies) from;
    counts[slot] += other.counts[fromSlot];
    for (int bit = 0; bit < Long.SIZE; bit++) {
      tallies[slot * Long.SIZE + bit] += other.tallies[fromSlot * Long.SIZE + bit];
    }
  }

  @Override
  void save(StateOutput out, int[] slots, int from, int count) {
    out.putLongs(counts, slots, from, count);
    for (int i = from; i < from + count; i++) {
      for (int bit = 0; bit < Long.SIZE; bit++) {
        out.putSigned(tallies[slots[i] * Long.SIZE + bit]);
      }
    }
  }

  @Override
  void restore(StateInput in, int[] slots, int from, int count) {
    in.getLongs(counts, slots, from, count);
    for (int i = from; i < from + count; i++) {
      for (int bit = 0; bit < Long.SIZE; bit++) {
        tallies[slots[i] * Long.SIZE + bit] = in.getSigned();
      }
    }
  }

  @Override
  void clear(int slot) {
    counts[slot] = 0;
    Arrays.fill(tallies, slot * Long.SIZE, (slot + 1) * Long.SIZE, 0);
  }

  @Override
  void clearAll(int limit) {
    Arrays.fill(counts, 0, limit, 0);
    Arrays.fill(tallies, 0, limit * Long.SIZE, 0);
  }

  @Override
  public long memoryBytes() {
    return 8L * (counts.length + tallies.length);
  }
}
