package io.velostream.state;

import io.velostream.columnar.Vector;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;

/// The keys of a [GroupTable] as bytes, in parts of [#PART] slots or fewer, so that whoever keeps
/// state by slot writes and reads its own after each part.
///
/// A table that is empty and takes all keys gets them at the very slots that they had, holes
/// included: whatever goes through slots in order then does so as before. Otherwise keys get the
/// next slots.
public final class SavedKeys {
  /// Slots of a part.
  public static final int PART = SlotParts.MOST;

  private static final int[] FIRST = SlotParts.first();

  /// What goes with the keys.
  public interface Reader {
    /// Reads the state of a part.
    ///
    /// @param slots where it belongs. Those of keys which are not kept are beyond
    ///   [GroupTable#limit()], and what is put there is to be forgotten
    /// @param limit all slots are below it
    void read(int[] slots, int count, int limit);
  }

  /// What goes with the keys.
  public interface Writer {
    /// Writes the state of `slots[from .. from + count - 1]`.
    void write(int[] slots, int from, int count);
  }

  private SavedKeys() {}

  /// Writes the keys of a table, and after each part what `state` writes.
  public static void save(GroupTable table, StateOutput out, Writer state) {
    save(table, new SavedSlots(), out, state);
  }

  /// Writes the keys of a table, and after each part what `state` writes. A part that has not
  /// changed since it was written is referred to, where the output takes references.
  ///
  /// @param saved what is known of earlier saves
  public static void save(GroupTable table, SavedSlots saved, StateOutput out, Writer state) {
    out.putVarint(table.size());
    table.supply().saveHoles(out);
    ColumnBuffer[] columns = buffers(table.encoder(), Math.min(PART, table.size()));
    SlotParts.save(
        saved,
        out,
        table.limit(),
        table.supply().holes(),
        (slots, count) -> {
          save(table, columns, slots, count, out);
          state.write(slots, 0, count);
        });
  }

  private static void save(
      GroupTable table, ColumnBuffer[] columns, int[] slots, int count, StateOutput out) {
    out.putVarint(count);
    for (int c = 0; c < columns.length; c++) {
      columns[c].reset();
      table.write(c, slots, 0, count, columns[c], 0);
      columns[c].save(out, FIRST, 0, count);
    }
  }

  /// Reads the keys that [#save] has written, and after each part what `state` reads.
  ///
  /// @param keys keys outside of these groups are not kept
  public static void restore(GroupTable table, StateInput in, KeyRange keys, Reader state) {
    // Whatever is kept of a key takes a byte at least.
    int size = in.getCount(1);
    table.restoreHoles(in, size, keys.equals(KeyRange.ALL));
    KeyEncoder encoder = table.encoder();
    ColumnBuffer[] columns = buffers(encoder, Math.min(PART, size));
    Part part = new Part(columns.length);
    for (int rest = size; rest > 0; ) {
      int count = in.getIndex(Math.min(PART, rest) + 1);
      if (count == 0) {
        throw in.damaged("a part without keys");
      }
      for (int c = 0; c < columns.length; c++) {
        columns[c].reset();
        if (columns[c].restore(in, FIRST, 0, count) && !encoder.takesNull(c)) {
          throw in.damaged("NULL in key column " + c + ", which has none");
        }
        part.vectors[c] = columns[c].vector();
      }
      int limit = part.place(table, in, keys, count);
      state.read(part.slots, count, limit);
      rest -= count;
    }
    table.supply().endRestore(in);
  }

  private static ColumnBuffer[] buffers(KeyEncoder encoder, int capacity) {
    ColumnBuffer[] columns = new ColumnBuffer[encoder.columns()];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = ColumnBuffer.of(encoder.lane(c), capacity);
    }
    return columns;
  }

  /// Buffers for one part.
  private static final class Part {
    private final Vector[] vectors;
    private final long[] hashes = new long[PART];
    private final int[] kept = new int[PART];
    private final int[] keptSlots = new int[PART];
    private final int[] slots = new int[PART];

    Part(int columns) {
      vectors = new Vector[columns];
    }

    int place(GroupTable table, StateInput in, KeyRange keys, int count) {
      keys.hash(vectors, count, hashes);
      int n = 0;
      for (int i = 0; i < count; i++) {
        if (keys.holds(hashes[i])) {
          kept[n++] = i;
        }
      }
      if (vectors.length == 0 && table.size() > 0) {
        // The one group of a table without keys is there: who reads adds to it.
        n = 0;
      }
      int before = table.size();
      table.resolve(vectors, kept, n, null, keptSlots);
      if (table.size() != before + n) {
        throw in.damaged("a key that is there twice");
      }
      int limit = table.limit();
      for (int i = 0, k = 0; i < count; i++) {
        slots[i] = k < n && kept[k] == i ? keptSlots[k++] : limit++;
      }
      return limit;
    }
  }
}
