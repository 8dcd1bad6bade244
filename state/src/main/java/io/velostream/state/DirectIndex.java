package io.velostream.state;

import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.Lane;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// From the dictionary ids of all key columns straight to the slot, where the columns have few
/// distinct values together: the bits of the ids are put side by side and index one array.
///
/// It only repeats what the table beside it knows. It holds for one dictionary per column and
/// starts afresh when another one comes.
public final class DirectIndex implements MemorySized {
  private static final int MAX_COLUMNS = 4;
  private static final int MIN_BITS = 3;

  private final @Nullable Dictionary[] dictionaries;
  private final int[] bits;
  private final int maxBits;
  private int[] slots = new int[0];
  private int[] codes = new int[0];
  private int coded;

  /// @param maxBits the largest number of bits of the ids of all columns
  DirectIndex(int columns, int maxBits) {
    this.maxBits = maxBits;
    dictionaries = new Dictionary[columns];
    bits = new int[columns];
  }

  static boolean suits(KeyEncoder encoder) {
    if (encoder.columns() == 0
        || encoder.columns() > MAX_COLUMNS
        || encoder.width() != 2 * encoder.columns()) {
      return false;
    }
    for (int i = 0; i < encoder.columns(); i++) {
      if (encoder.lane(i) != Lane.BYTES) {
        return false;
      }
    }
    return true;
  }

  /// Gets ready for a batch; false when these columns are not for a direct index.
  boolean prepare(Vector[] columns) {
    boolean same = true;
    int total = 0;
    for (int c = 0; c < bits.length; c++) {
      if (!(columns[c] instanceof DictionaryVector v)) {
        return false;
      }
      int needed = Math.max(MIN_BITS, 32 - Integer.numberOfLeadingZeros(v.dictionary().size()));
      total += needed;
      same &= dictionaries[c] == v.dictionary() && needed <= bits[c];
    }
    if (total > maxBits) {
      return false;
    }
    if (!same) {
      start(columns, total);
    }
    return true;
  }

  private void start(Vector[] columns, int total) {
    for (int c = 0; c < bits.length; c++) {
      Dictionary dictionary = ((DictionaryVector) columns[c]).dictionary();
      dictionaries[c] = dictionary;
      bits[c] = Math.max(MIN_BITS, 32 - Integer.numberOfLeadingZeros(dictionary.size()));
    }
    slots = new int[1 << total];
    Arrays.fill(codes, -1);
    coded = 0;
  }

  /// Fills in the slots that are known and lists the other rows; returns how many those are.
  int lookUp(
      Vector[] columns,
      int @Nullable [] rows,
      int count,
      int[] found,
      int[] missed,
      int[] missedAt) {
    for (int c = 0; c < bits.length; c++) {
      DictionaryVector v = (DictionaryVector) columns[c];
      boolean[] nulls = v.nulls();
      if (nulls != null) {
        addColumn(v.ids(), nulls, rows, count, c == 0 ? 0 : bits[c], found, c == 0);
      } else if (c == 0) {
        firstColumn(v.ids(), rows, count, found);
      } else {
        nextColumn(v.ids(), rows, count, bits[c], found);
      }
    }
    if (translate(slots, found, count) >= 0) {
      return 0;
    }
    int n = 0;
    for (int i = 0; i < count; i++) {
      if (found[i] < 0) {
        missed[n] = rows == null ? i : rows[i];
        missedAt[n++] = i;
      }
    }
    return n;
  }

  private static void firstColumn(int[] ids, int @Nullable [] rows, int count, int[] out) {
    if (rows == null) {
      for (int i = 0; i < count; i++) {
        out[i] = ids[i] + 1;
      }
    } else {
      for (int i = 0; i < count; i++) {
        out[i] = ids[rows[i]] + 1;
      }
    }
  }

  private static void nextColumn(
      int[] ids, int @Nullable [] rows, int count, int shift, int[] out) {
    if (rows == null) {
      for (int i = 0; i < count; i++) {
        out[i] = (out[i] << shift) + ids[i] + 1;
      }
    } else {
      for (int i = 0; i < count; i++) {
        out[i] = (out[i] << shift) + ids[rows[i]] + 1;
      }
    }
  }

  private static void addColumn(
      int[] ids,
      boolean[] nulls,
      int @Nullable [] rows,
      int count,
      int shift,
      int[] out,
      boolean first) {
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows[i];
      out[i] = (first ? 0 : out[i] << shift) + (nulls[row] ? 0 : ids[row] + 1);
    }
  }

  /// Replaces codes by slots; negative when one is unknown.
  private static int translate(int[] slots, int[] found, int count) {
    int all = 0;
    for (int i = 0; i < count; i++) {
      int slot = slots[found[i]] - 1;
      found[i] = slot;
      all |= slot;
    }
    return all;
  }

  /// Remembers the slot of the key at a row.
  void learn(Vector[] columns, int row, int slot) {
    put(code(columns, row), slot);
  }

  /// Once more for the rows that a [#lookUp] has missed, from the `from`-th on, now that others of
  /// them were learned; returns how many are left of all.
  int lookUpMissed(
      Vector[] columns, int from, int count, int[] found, int[] missed, int[] missedAt) {
    int n = from;
    for (int i = from; i < count; i++) {
      int slot = slots[code(columns, missed[i])] - 1;
      if (slot >= 0) {
        found[missedAt[i]] = slot;
      } else {
        missed[n] = missed[i];
        missedAt[n++] = missedAt[i];
      }
    }
    return n;
  }

  private int code(Vector[] columns, int row) {
    int code = 0;
    for (int c = 0; c < bits.length; c++) {
      DictionaryVector v = (DictionaryVector) columns[c];
      code = (code << bits[c]) + (v.isNull(row) ? 0 : v.ids()[row] + 1);
    }
    return code;
  }

  private void put(int code, int slot) {
    if (slot >= codes.length) {
      int length = codes.length;
      codes = Arrays.copyOf(codes, Math.max(64, Math.max(slot + 1, length * 2)));
      Arrays.fill(codes, length, codes.length, -1);
    }
    if (codes[slot] < 0) {
      coded++;
    }
    codes[slot] = code;
    slots[code] = slot + 1;
  }

  /// Remembers a slot by the code that another index has for the same key, if the codes agree.
  void learnFrom(DirectIndex from, int fromSlot, int slot) {
    if (fromSlot >= from.codes.length || from.codes[fromSlot] < 0) {
      return;
    }
    boolean same = Arrays.equals(dictionaries, from.dictionaries) && Arrays.equals(bits, from.bits);
    if (!same) {
      if (coded > 0) {
        return;
      }
      System.arraycopy(from.dictionaries, 0, dictionaries, 0, bits.length);
      System.arraycopy(from.bits, 0, bits, 0, bits.length);
      slots = new int[from.slots.length];
    }
    put(from.codes[fromSlot], slot);
  }

  /// Forgets a slot.
  void forget(int slot) {
    if (slot < codes.length && codes[slot] >= 0) {
      slots[codes[slot]] = 0;
      codes[slot] = -1;
      coded--;
    }
  }

  /// Forgets all slots, which are below `limit`.
  void clear(int limit) {
    for (int slot = Math.min(limit, codes.length) - 1; slot >= 0; slot--) {
      forget(slot);
    }
  }

  /// Whether all of `size` keys are known here.
  boolean covers(int size) {
    return coded == size;
  }

  /// Writes the dictionary ids of column `column` for `slots[from .. from + count - 1]` to `ids`
  /// from position `at` on.
  ///
  /// @return whether one of them is NULL; those are marked in `nulls`
  public boolean writeIds(
      int column, int[] of, int from, int count, int[] ids, boolean[] nulls, int at) {
    int shift = 0;
    for (int c = column + 1; c < bits.length; c++) {
      shift += bits[c];
    }
    int mask = (1 << bits[column]) - 1;
    int[] byGroup = codes;
    int all = 0;
    for (int i = 0; i < count; i++) {
      int id = (byGroup[of[from + i]] >>> shift & mask) - 1;
      all |= id;
      ids[at + i] = id;
    }
    if (all >= 0) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (ids[at + i] < 0) {
        nulls[at + i] = true;
        ids[at + i] = 0;
      }
    }
    return true;
  }

  /// The dictionary that the ids of a column belong to.
  public Dictionary dictionary(int column) {
    Dictionary dictionary = dictionaries[column];
    if (dictionary == null) {
      throw new IllegalStateException("no dictionary yet");
    }
    return dictionary;
  }

  @Override
  public long memoryBytes() {
    return 4L * (slots.length + codes.length);
  }
}
