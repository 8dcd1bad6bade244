package io.velostream.operators.rows;

import io.velostream.columnar.Lane;
import io.velostream.columnar.Vector;
import io.velostream.state.ColumnBuffer;
import io.velostream.state.SavedSlots;
import io.velostream.state.SlotParts;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.List;

/// Rows as bytes: column by column in parts, each followed by what else belongs to its rows, of
/// which there must be a byte for each row at least.
public final class SavedRows {
  private static final int PART = SlotParts.MOST;
  private static final int[] FIRST = SlotParts.first();

  /// Writes what belongs to the rows of a part.
  @FunctionalInterface
  public interface Writer {
    /// @param slots slots of rows, of which those at `from .. from + count - 1` are meant
    void write(int[] slots, int from, int count);
  }

  /// Takes the rows of a part, and reads what belongs to them.
  @FunctionalInterface
  public interface Reader {
    /// @param columns the rows 0 to `count - 1`
    void read(Vector[] columns, int count);
  }

  private SavedRows() {}

  /// Writes the rows at `slots[0 .. count - 1]` of some columns.
  public static void save(
      List<Lane> lanes, Vector[] columns, int[] slots, int count, StateOutput out, Writer more) {
    out.putVarint(count);
    ColumnBuffer[] buffers = buffers(lanes, Math.min(PART, count));
    for (int from = 0; from < count; from += PART) {
      int n = Math.min(PART, count - from);
      save(columns, buffers, slots, from, n, out);
      more.write(slots, from, n);
    }
  }

  private static void save(
      Vector[] columns, ColumnBuffer[] buffers, int[] slots, int from, int count, StateOutput out) {
    for (int c = 0; c < buffers.length; c++) {
      buffers[c].reset();
      for (int i = 0; i < count; i++) {
        buffers[c].set(i, columns[c], slots[from + i]);
      }
      buffers[c].save(out, FIRST, 0, count);
    }
  }

  /// Writes all rows, by their slots. A part of these that has not changed since it was written is
  /// referred to, where the output takes references.
  ///
  /// @param saved what is known of earlier saves
  public static void saveChanged(
      List<Lane> lanes, KeptRows rows, SavedSlots saved, StateOutput out, Writer more) {
    out.putVarint(rows.size());
    Vector[] columns = rows.columns();
    ColumnBuffer[] buffers = buffers(lanes, Math.min(PART, rows.size()));
    SlotParts.save(
        saved,
        out,
        rows.slotLimit(),
        rows.holes(),
        (slots, count) -> {
          out.putVarint(count);
          save(columns, buffers, slots, 0, count, out);
          more.write(slots, 0, count);
        });
  }

  /// Reads what [#saveChanged] has written, of columns of the same lanes.
  public static void restoreChanged(List<Lane> lanes, StateInput in, Reader reader) {
    int all = in.getCount(1);
    ColumnBuffer[] buffers = buffers(lanes, Math.min(PART, all));
    Vector[] columns = new Vector[buffers.length];
    for (int rest = all; rest > 0; ) {
      int count = in.getIndex(Math.min(PART, rest) + 1);
      if (count == 0) {
        throw in.damaged("a part without rows");
      }
      read(columns, buffers, in, count);
      reader.read(columns, count);
      rest -= count;
    }
  }

  private static void read(Vector[] columns, ColumnBuffer[] buffers, StateInput in, int count) {
    for (int c = 0; c < columns.length; c++) {
      buffers[c].reset();
      buffers[c].restore(in, FIRST, 0, count);
      columns[c] = buffers[c].vector();
    }
  }

  /// Reads what [#save] has written, of columns of the same lanes.
  public static void restore(List<Lane> lanes, StateInput in, Reader reader) {
    int count = in.getCount(1);
    ColumnBuffer[] buffers = buffers(lanes, Math.min(PART, count));
    Vector[] columns = new Vector[buffers.length];
    for (int rest = count; rest > 0; rest -= PART) {
      int n = Math.min(PART, rest);
      read(columns, buffers, in, n);
      reader.read(columns, n);
    }
  }

  private static ColumnBuffer[] buffers(List<Lane> lanes, int capacity) {
    return lanes.stream().map(lane -> ColumnBuffer.of(lane, capacity)).toArray(ColumnBuffer[]::new);
  }
}
