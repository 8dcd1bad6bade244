package io.velostream.operators.rows;

import io.velostream.columnar.Lane;
import io.velostream.columnar.Vector;
import io.velostream.state.ColumnBuffer;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.List;

/// Rows as bytes: column by column in parts, each followed by what else belongs to its rows, of
/// which there must be a byte for each row at least.
public final class SavedRows {
  private static final int PART = 1 << 12;

  private static final int[] FIRST = new int[PART];

  static {
    for (int i = 0; i < PART; i++) {
      FIRST[i] = i;
    }
  }

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
      for (int c = 0; c < buffers.length; c++) {
        buffers[c].reset();
        for (int i = 0; i < n; i++) {
          buffers[c].set(i, columns[c], slots[from + i]);
        }
        buffers[c].save(out, FIRST, 0, n);
      }
      more.write(slots, from, n);
    }
  }

  /// Reads what [#save] has written, of columns of the same lanes.
  public static void restore(List<Lane> lanes, StateInput in, Reader reader) {
    int count = in.getCount(1);
    ColumnBuffer[] buffers = buffers(lanes, Math.min(PART, count));
    Vector[] columns = new Vector[buffers.length];
    for (int rest = count; rest > 0; rest -= PART) {
      int n = Math.min(PART, rest);
      for (int c = 0; c < columns.length; c++) {
        buffers[c].reset();
        buffers[c].restore(in, FIRST, 0, n);
        columns[c] = buffers[c].vector();
      }
      reader.read(columns, n);
    }
  }

  private static ColumnBuffer[] buffers(List<Lane> lanes, int capacity) {
    return lanes.stream().map(lane -> ColumnBuffer.of(lane, capacity)).toArray(ColumnBuffer[]::new);
  }
}
