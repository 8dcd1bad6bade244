package io.velostream.operators.top;

import io.velostream.columnar.MemorySized;
import io.velostream.operators.rows.IntSort;
import io.velostream.operators.rows.SlotSequence;
import java.util.Arrays;

/// For each partition the slots of its rows in their order.
abstract sealed class OrderedSlots implements MemorySized {
  static final int NONE = -1;

  /// Up to so many rows a partition, they lie side by side in one array of all partitions.
  static final int FEW = 16;

  /// @param order of slots; asked about slots of one partition only
  static OrderedSlots of(TopSpec spec, IntSort.Order order) {
    return spec.keepsFew(FEW) ? new Few((int) spec.to(), order) : new Many(order);
  }

  /// Makes room for partitions below a number.
  abstract void reserve(int partitions);

  abstract int size(int partition);

  /// Adds a slot.
  ///
  /// @return the slot that has no place among the first ones any more, perhaps the one that was to
  ///   be added, or [#NONE]
  abstract int insert(int partition, int slot);

  /// Takes out a slot that is there.
  abstract void remove(int partition, int slot);

  /// Takes out all slots of a partition.
  abstract void clear(int partition);

  /// Goes to the first slot of a partition.
  abstract void begin(int partition);

  /// The next slot from where [#begin] has gone, or [#NONE]. Nothing may change in between.
  abstract int next();

  /// No more than `most` slots for each partition.
  static final class Few extends OrderedSlots {
    private final int most;
    private final IntSort.Order order;
    private int[] slots = new int[0];
    private int[] sizes = new int[0];
    private int at;
    private int end;

    Few(int most, IntSort.Order order) {
      this.most = most;
      this.order = order;
    }

    @Override
    void reserve(int partitions) {
      if (partitions > sizes.length) {
        int capacity = Math.max(partitions, Math.max(64, sizes.length * 2));
        sizes = Arrays.copyOf(sizes, capacity);
        slots = Arrays.copyOf(slots, Math.multiplyExact(capacity, most));
      }
    }

    @Override
    int size(int partition) {
      return sizes[partition];
    }

    @Override
    int insert(int partition, int slot) {
      int from = partition * most;
      int count = sizes[partition];
      int place = count;
      while (place > 0 && order.compare(slots[from + place - 1], slot) > 0) {
        place--;
      }
      if (place == most) {
        return slot;
      }
      int last = count == most ? slots[from + count - 1] : NONE;
      int moved = Math.min(count, most - 1) - place;
      System.arraycopy(slots, from + place, slots, from + place + 1, moved);
      slots[from + place] = slot;
      sizes[partition] = Math.min(most, count + 1);
      return last;
    }

    @Override
    void remove(int partition, int slot) {
      int from = partition * most;
      int count = sizes[partition];
      for (int i = 0; i < count; i++) {
        if (slots[from + i] == slot) {
          System.arraycopy(slots, from + i + 1, slots, from + i, count - i - 1);
          sizes[partition]--;
          return;
        }
      }
      throw new IllegalStateException("a row that is not in its order");
    }

    @Override
    void clear(int partition) {
      sizes[partition] = 0;
    }

    @Override
    void begin(int partition) {
      at = partition * most;
      end = at + sizes[partition];
    }

    @Override
    int next() {
      return at < end ? slots[at++] : NONE;
    }

    @Override
    public long memoryBytes() {
      return 4L * (slots.length + sizes.length);
    }
  }

  /// Any number of slots.
  static final class Many extends OrderedSlots {
    private static final SlotSequence EMPTY = new SlotSequence();

    private final IntSort.Order order;
    private SlotSequence[] sequences = new SlotSequence[0];
    private SlotSequence current = EMPTY;
    private int chunk;
    private int place;

    Many(IntSort.Order order) {
      this.order = order;
    }

    @Override
    void reserve(int partitions) {
      int before = sequences.length;
      if (partitions > before) {
        sequences = Arrays.copyOf(sequences, Math.max(partitions, Math.max(16, before * 2)));
        Arrays.fill(sequences, before, sequences.length, EMPTY);
      }
    }

    @Override
    int size(int partition) {
      return sequences[partition].size();
    }

    @Override
    int insert(int partition, int slot) {
      if (sequences[partition] == EMPTY) {
        sequences[partition] = new SlotSequence();
      }
      sequences[partition].insert(slot, order);
      return NONE;
    }

    @Override
    void remove(int partition, int slot) {
      sequences[partition].remove(slot, order);
    }

    @Override
    void clear(int partition) {
      sequences[partition] = EMPTY;
    }

    @Override
    void begin(int partition) {
      current = sequences[partition];
      chunk = 0;
      place = 0;
    }

    @Override
    int next() {
      while (chunk < current.chunkCount()) {
        if (place < current.chunkSize(chunk)) {
          return current.at(chunk, place++);
        }
        chunk++;
        place = 0;
      }
      return NONE;
    }

    @Override
    public long memoryBytes() {
      long bytes = 4L * sequences.length;
      for (SlotSequence sequence : sequences) {
        bytes += sequence == EMPTY ? 0 : sequence.memoryBytes();
      }
      return bytes;
    }
  }
}
