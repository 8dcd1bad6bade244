package io.velostream.state;

import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How often each distinct value occurs in each group: a multiset per group in one table.
///
/// A value has an *entry*, a dense number. It is *present* while its count is above 0. Counts may
/// go below 0 within a step, since a step's retractions and insertions come in any order;
/// [#anyNegative()] at its end tells of a retraction without an insertion.
///
/// After the transitions of [#update] or [#mergeEntry] have been acted on, [#sweep] frees the
/// entries whose count is 0.
public final class CountedValues implements MemorySized {
  private static final int NONE = -1;

  private final KeyEncoder encoder;
  private final GroupTable table;
  private final long[] key;
  private long[] counts = new long[0];
  private int[] next = new int[0];
  private int[] previous = new int[0];
  private boolean[] linked = new boolean[0];
  private int[] heads = new int[0];
  private int[] doubtful = new int[16];
  private int doubtfulCount;
  private int negative;

  /// An empty multiset of the values of an encoder, whose lead is the group.
  public CountedValues(KeyEncoder encoder) {
    this.encoder = encoder;
    this.table = new GroupTable(encoder, new GroupTable.Scratch(encoder), 0);
    this.key = new long[encoder.width()];
  }

  /// Counts `weights[row]` (1 each without weights) more of each row's value in its group.
  ///
  /// @param groups the group of each row, in the order of the rows
  /// @param entries receives the entry of each row
  /// @param transitions receives 1 where the row made its value present, -1 where it made it absent
  public void update(
      Vector[] columns,
      int @Nullable [] rows,
      int count,
      int[] groups,
      long @Nullable [] weights,
      int[] entries,
      byte[] transitions) {
    table.resolve(columns, rows, count, groups, entries);
    reserve();
    for (int i = 0; i < count; i++) {
      long weight = weights == null ? 1 : weights[rows == null ? i : rows[i]];
      transitions[i] = add(entries[i], groups[i], weight);
    }
  }

  /// Counts `weight` more of the value of an entry of another multiset over the same encoder, in
  /// group `group`; returns the entry here. [#lastTransition()] tells what came of it.
  public int mergeEntry(CountedValues from, int entry, int group) {
    SlotField keys = from.table.keys();
    System.arraycopy(keys.words(), keys.place(entry), key, 0, key.length);
    key[0] = group;
    int own = table.slotOf(key, 0);
    reserve();
    lastTransition = add(own, group, from.counts[entry]);
    return own;
  }

  private byte lastTransition;

  /// What the last [#mergeEntry] did: 1, 0 or -1 as for [#update].
  public byte lastTransition() {
    return lastTransition;
  }

  private byte add(int entry, int group, long weight) {
    long before = counts[entry];
    long after = before + weight;
    counts[entry] = after;
    if (!linked[entry]) {
      link(entry, group);
    }
    if (before <= 0 && after <= 0) {
      negative += (after < 0 ? 1 : 0) - (before < 0 ? 1 : 0);
      if (after == 0) {
        doubt(entry);
      }
      return 0;
    }
    if (before > 0 && after > 0) {
      return 0;
    }
    if (after > 0) {
      negative -= before < 0 ? 1 : 0;
      return 1;
    }
    negative += after < 0 ? 1 : 0;
    if (after == 0) {
      doubt(entry);
    }
    return -1;
  }

  private void doubt(int entry) {
    if (doubtfulCount == doubtful.length) {
      doubtful = Arrays.copyOf(doubtful, doubtfulCount * 2);
    }
    doubtful[doubtfulCount++] = entry;
  }

  private void link(int entry, int group) {
    if (group >= heads.length) {
      int length = heads.length;
      heads = Arrays.copyOf(heads, Math.max(group + 1, Math.max(64, length * 2)));
      Arrays.fill(heads, length, heads.length, NONE);
    }
    linked[entry] = true;
    int head = heads[group];
    next[entry] = head;
    previous[entry] = -2 - group;
    if (head != NONE) {
      previous[head] = entry;
    }
    heads[group] = entry;
  }

  private void unlink(int entry) {
    linked[entry] = false;
    int after = next[entry];
    int before = previous[entry];
    if (before >= 0) {
      next[before] = after;
    } else {
      heads[-2 - before] = after;
    }
    if (after != NONE) {
      previous[after] = before;
    }
  }

  /// Frees entries that nothing is left of. Entries handed out before are not valid afterwards
  /// unless they are present.
  public void sweep() {
    for (int i = 0; i < doubtfulCount; i++) {
      int entry = doubtful[i];
      if (linked[entry] && counts[entry] == 0) {
        unlink(entry);
        table.remove(entry);
      }
    }
    doubtfulCount = 0;
  }

  /// Forgets all values of a group.
  public void clearGroup(int group) {
    for (int entry = first(group); entry != NONE; ) {
      int after = next[entry];
      negative -= counts[entry] < 0 ? 1 : 0;
      counts[entry] = 0;
      linked[entry] = false;
      table.remove(entry);
      entry = after;
    }
    if (group < heads.length) {
      heads[group] = NONE;
    }
  }

  /// The first entry of a group, or -1.
  public int first(int group) {
    return group < heads.length ? heads[group] : NONE;
  }

  /// The entry after another one of the same group, or -1.
  public int next(int entry) {
    return next[entry];
  }

  /// How often the value of an entry occurs.
  public long count(int entry) {
    return counts[entry];
  }

  /// Entries are below it.
  public int limit() {
    return table.limit();
  }

  /// Whether some value has been retracted more often than inserted.
  public boolean anyNegative() {
    return negative > 0;
  }

  /// Orders the values of two entries of the same column, neither of them NULL.
  int compare(int column, int a, int b) {
    SlotField keys = table.keys();
    return encoder.compare(column, keys.words(), keys.place(a), keys.place(b));
  }

  /// Whether the value of an entry is NULL in one column.
  boolean isNull(int column, int entry) {
    SlotField keys = table.keys();
    return encoder.isNull(column, keys.words(), keys.place(entry));
  }

  /// Writes the values of `entries[from .. from + count - 1]` in one column.
  public void write(int column, int[] entries, int from, int count, ColumnBuffer out, int at) {
    table.write(column, entries, from, count, out, at);
  }

  /// Writes the values of some groups, to be read by [#restore].
  ///
  /// @return the entries as they were written: group after group, each in the order of [#next]
  public int[] save(StateOutput out, int[] groups, int from, int count) {
    int[] entries = new int[16];
    int n = 0;
    for (int i = from; i < from + count; i++) {
      int before = n;
      for (int entry = first(groups[i]); entry != NONE; entry = next[entry]) {
        if (n == entries.length) {
          entries = Arrays.copyOf(entries, n * 2);
        }
        entries[n++] = entry;
      }
      out.putVarint(n - before);
    }
    out.putVarint(n);
    for (int i = 0; i < n; i++) {
      out.putSigned(counts[entries[i]]);
    }
    int[] positions = positions(n);
    for (int c = 0; c < encoder.columns(); c++) {
      ColumnBuffer buffer = ColumnBuffer.of(encoder.lane(c), n);
      table.write(c, entries, 0, n, buffer, 0);
      buffer.save(out, positions, 0, n);
    }
    return Arrays.copyOf(entries, n);
  }

  private static int[] positions(int count) {
    int[] positions = new int[count];
    for (int i = 0; i < count; i++) {
      positions[i] = i;
    }
    return positions;
  }

  /// What [#restore] has read.
  ///
  /// @param entries one per value, in the order in which they were written
  /// @param groups the group of each
  public record Restored(int[] entries, int[] groups) {}

  /// Reads the values of groups that have none yet.
  public Restored restore(StateInput in, int[] groups, int from, int count) {
    int[] sizes = new int[count];
    long all = 0;
    for (int i = 0; i < count; i++) {
      sizes[i] = in.getCount(1);
      all += sizes[i];
    }
    int n = in.getCount(1);
    if (n != all) {
      throw in.damaged(all + " values, of which " + n + " are told");
    }
    long[] read = new long[n];
    for (int i = 0; i < n; i++) {
      read[i] = in.getSigned();
    }
    int[] positions = positions(n);
    Vector[] columns = new Vector[encoder.columns()];
    for (int c = 0; c < columns.length; c++) {
      ColumnBuffer buffer = ColumnBuffer.of(encoder.lane(c), n);
      if (buffer.restore(in, positions, 0, n) && !encoder.takesNull(c)) {
        throw in.damaged("NULL in column " + c + ", which has none");
      }
      columns[c] = buffer.vector();
    }
    int[] groupOf = new int[n];
    int at = 0;
    for (int i = 0; i < count; i++) {
      Arrays.fill(groupOf, at, at + sizes[i], groups[from + i]);
      at += sizes[i];
    }
    int[] entries = new int[n];
    table.resolve(columns, null, n, groupOf, entries);
    reserve();
    // A value is put before those of its group that are there.
    for (int i = n - 1; i >= 0; i--) {
      if (linked[entries[i]] || read[i] == 0) {
        throw in.damaged("a value that is there " + read[i] + " times");
      }
      link(entries[i], groupOf[i]);
      counts[entries[i]] = read[i];
      negative += read[i] < 0 ? 1 : 0;
    }
    return new Restored(entries, groupOf);
  }

  /// Forgets everything and keeps the arrays.
  public void clear() {
    Arrays.fill(counts, 0, table.limit(), 0);
    Arrays.fill(linked, 0, table.limit(), false);
    Arrays.fill(heads, NONE);
    table.clear();
    doubtfulCount = 0;
    negative = 0;
  }

  private void reserve() {
    if (table.limit() > counts.length) {
      int length = Math.max(table.limit(), Math.max(64, counts.length * 2));
      counts = Arrays.copyOf(counts, length);
      next = Arrays.copyOf(next, length);
      previous = Arrays.copyOf(previous, length);
      linked = Arrays.copyOf(linked, length);
    }
  }

  /// Number of distinct values held.
  public int size() {
    return table.size();
  }

  @Override
  public long memoryBytes() {
    return table.memoryBytes() + 17L * counts.length + 4L * heads.length;
  }
}
