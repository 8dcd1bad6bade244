package io.velostream.runtime.parallel;

import io.velostream.runtime.table.SideTable;
import java.util.Arrays;

/// When the rows of a side table were put aside, so that the tables of several pipelines can be
/// joined in the order of the input. Belongs to the thread that puts rows aside, until that has
/// ended.
final class Journal {
  private final SideTable table;

  /// Moments and how many rows there were after each, in turns.
  private long[] entries = new long[16];

  private int size;
  private long noted;
  private long taken;

  Journal(SideTable table) {
    this.table = table;
  }

  /// Notes that whatever has been put aside since the last call belongs to a moment, which is not
  /// before that of the last call.
  void note(long moment) {
    long count = table.count();
    if (count == noted) {
      return;
    }
    noted = count;
    if (size > 0 && entries[2 * size - 2] == moment) {
      size--;
    }
    if (2 * size == entries.length) {
      entries = Arrays.copyOf(entries, entries.length * 2);
    }
    entries[2 * size] = moment;
    entries[2 * size + 1] = count;
    size++;
  }

  /// Takes out all that was noted so far, with its rows.
  Journal take() {
    taken += table.count();
    Journal journal = new Journal(table.take());
    journal.entries = entries;
    journal.size = size;
    journal.noted = noted;
    entries = new long[16];
    size = 0;
    noted = 0;
    return journal;
  }

  /// How many rows have been put aside since the beginning, taken out or not.
  long total() {
    return taken + table.count();
  }

  /// Adds what another journal of the same table has noted later.
  void add(Journal later) {
    for (int i = 0; i < later.size; i++) {
      table.addAll(later.table, later.countAfter(i - 1), later.countAfter(i));
      note(later.moment(i));
    }
  }

  SideTable table() {
    return table;
  }

  /// Number of moments.
  int size() {
    return size;
  }

  /// A moment.
  long moment(int index) {
    return entries[2 * index];
  }

  /// How many rows there were after a moment.
  long countAfter(int index) {
    return index < 0 ? 0 : entries[2 * index + 1];
  }
}
