package io.velostream.runtime.exchange;

import java.util.Arrays;

/// From which places of each table something was made: of each part of a table the first and the
/// last one. What a place is, its reader knows: a turn, a row, an offset. Belongs to one thread.
///
/// Rows travel with it, a few numbers to a parcel, so that a fault that comes to light behind
/// several changes of cores can still be traced to what was read.
public final class InputSpans {
  private static final int FIRST_ROOM = 1;

  private int[] tables = new int[FIRST_ROOM];
  private int[] parts = new int[FIRST_ROOM];
  private long[] firsts = new long[FIRST_ROOM];
  private long[] lasts = new long[FIRST_ROOM];
  private int count;

  /// From nowhere, until something is added.
  public void clear() {
    count = 0;
  }

  /// From those places of a table, too, and what lies between them and the ones that there are.
  ///
  /// @param table its number, from 0
  /// @param part of the table, from 0
  public void add(int table, int part, long first, long last) {
    for (int i = 0; i < count; i++) {
      if (tables[i] == table && parts[i] == part) {
        firsts[i] = Math.min(firsts[i], first);
        lasts[i] = Math.max(lasts[i], last);
        return;
      }
    }
    if (count == tables.length) {
      tables = Arrays.copyOf(tables, 2 * count);
      parts = Arrays.copyOf(parts, 2 * count);
      firsts = Arrays.copyOf(firsts, 2 * count);
      lasts = Arrays.copyOf(lasts, 2 * count);
    }
    tables[count] = table;
    parts[count] = part;
    firsts[count] = first;
    lasts[count++] = last;
  }

  /// From what others were made of, too.
  ///
  /// @param tablesBefore how many tables come before those of the others
  public void addAll(int tablesBefore, InputSpans others) {
    for (int i = 0; i < others.count; i++) {
      add(tablesBefore + others.tables[i], others.parts[i], others.firsts[i], others.lasts[i]);
    }
  }

  /// How many spans there are.
  public int count() {
    return count;
  }

  /// The number of the table of a span.
  public int table(int span) {
    return tables[span];
  }

  /// The part of that table.
  public int part(int span) {
    return parts[span];
  }

  /// The first place.
  public long first(int span) {
    return firsts[span];
  }

  /// The last place.
  public long last(int span) {
    return lasts[span];
  }
}
