package io.velostream.state;

import io.velostream.columnar.Lane;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A column of one lane that is written by position and read as a [Vector].
///
/// Unlike a builder it is not filled from front to back: results are written where their row
/// stands, and state is kept at a group's slot. Positions that were not written hold an unspecified
/// value that is not NULL. [#vector()] does not copy; it is valid until the next write.
public abstract sealed class ColumnBuffer implements MemorySized
    permits LongBuffer, DoubleBuffer, WideBuffer, BytesBuffer {
  private boolean[] nulls = new boolean[0];
  private boolean anyNull;

  /// A buffer of a lane with room for `capacity` positions.
  public static ColumnBuffer of(Lane lane, int capacity) {
    ColumnBuffer buffer =
        switch (lane) {
          case LONG -> new LongBuffer();
          case DOUBLE -> new DoubleBuffer();
          case WIDE -> new WideBuffer();
          case BYTES -> new BytesBuffer();
        };
    buffer.reserve(capacity);
    return buffer;
  }

  /// Makes room for the positions below `capacity`; keeps what is written.
  public final void reserve(int capacity) {
    if (capacity > nulls.length) {
      int length = Math.max(capacity, nulls.length * 2);
      nulls = Arrays.copyOf(nulls, length);
      growValues(length);
    }
  }

  /// Marks a position as NULL.
  public final void setNull(int at) {
    nulls[at] = true;
    anyNull = true;
  }

  /// Takes the mark back; to be called before a value replaces a NULL.
  public final void clearNull(int at) {
    nulls[at] = false;
  }

  /// Whether the position holds NULL.
  public final boolean isNull(int at) {
    return nulls[at];
  }

  /// Forgets all values and NULLs and keeps the arrays.
  public final void reset() {
    if (anyNull) {
      Arrays.fill(nulls, false);
      anyNull = false;
    }
    resetValues();
  }

  /// NULL marks by position, or `null` when none was ever set since the last reset.
  public final boolean @Nullable [] nulls() {
    return anyNull ? nulls : null;
  }

  /// Writes a value or NULL taken from a vector of the same lane.
  public final void set(int at, Vector from, int row) {
    if (from.isNull(row)) {
      setNull(at);
    } else {
      nulls[at] = false;
      setValue(at, from, row);
    }
  }

  /// Writes a value or NULL taken from another buffer of the same lane.
  public final void set(int at, ColumnBuffer from, int position) {
    if (from.nulls[position]) {
      setNull(at);
    } else {
      nulls[at] = false;
      setValue(at, from, position);
    }
  }

  /// Gives the positions from `to` on the same `count` values and NULLs as those from `from` on
  /// have. None of them is to be written again before the next [#reset].
  public final void repeat(int from, int to, int count) {
    if (anyNull) {
      System.arraycopy(nulls, from, nulls, to, count);
    }
    repeatValues(from, to, count);
  }

  /// For each `i` below `count`, sets `changed[i]` when the values at `a + i * stride` and `b + i *
  /// stride` differ in any bit; marks of equal ones stay as they are.
  public final void markDifferent(int a, int b, int stride, int count, boolean[] changed) {
    if (anyNull) {
      for (int i = 0; i < count; i++) {
        int left = a + i * stride;
        int right = b + i * stride;
        changed[i] |= nulls[left] != nulls[right] || (!nulls[left] && differs(left, right));
      }
    } else {
      markDifferentValues(a, b, stride, count, changed);
    }
  }

  /// Writes the values and NULLs at `at[from .. from + count - 1]`, to be read by [#restore].
  public final void save(StateOutput out, int[] at, int from, int count) {
    boolean any = false;
    for (int i = from; i < from + count && anyNull; i++) {
      any |= nulls[at[i]];
    }
    out.putBoolean(any);
    if (any) {
      out.putMarks(nulls, at, from, count);
    }
    saveValues(out, at, from, count);
  }

  /// Reads values and NULLs to `at[from .. from + count - 1]`, for which there is room.
  ///
  /// @return whether there are NULLs
  public final boolean restore(StateInput in, int[] at, int from, int count) {
    boolean any = in.getBoolean();
    if (any) {
      in.getMarks(nulls, at, from, count);
      anyNull = true;
    } else if (anyNull) {
      for (int i = from; i < from + count; i++) {
        nulls[at[i]] = false;
      }
    }
    restoreValues(in, at, from, count);
    return any;
  }

  /// The positions so far as a vector that shares this buffer's arrays.
  public abstract Vector vector();

  /// Bytes of the array that marks NULLs.
  final long nullBytes() {
    return nulls.length;
  }

  abstract void saveValues(StateOutput out, int[] at, int from, int count);

  abstract void restoreValues(StateInput in, int[] at, int from, int count);

  abstract void growValues(int capacity);

  abstract void resetValues();

  abstract void repeatValues(int from, int to, int count);

  abstract void setValue(int at, Vector from, int row);

  abstract void setValue(int at, ColumnBuffer from, int position);

  abstract boolean differs(int a, int b);

  abstract void markDifferentValues(int a, int b, int stride, int count, boolean[] changed);
}
