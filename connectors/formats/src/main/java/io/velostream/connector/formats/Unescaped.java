package io.velostream.connector.formats;

import io.velostream.columnar.Span;
import java.util.Arrays;

/// Strings of the current row whose escapes have been resolved.
///
/// The text is collected here first and copied over the escaped form in the window, which is never
/// shorter, only once the whole row is known to be good: a bad row is reported as it was.
final class Unescaped {
  private byte[] text = new byte[256];
  private int used;
  private final int[] places;
  private final Column[] columns;
  private final int[] offsets;
  private int count;

  Unescaped(int columns) {
    this.places = new int[columns];
    this.columns = new Column[columns];
    this.offsets = new int[columns];
  }

  /// Forgets the strings of the last row.
  void clear() {
    used = 0;
    count = 0;
  }

  /// Makes room for `bytes` more bytes and returns the array to write to, from [#used()] on.
  byte[] room(int bytes) {
    if (text.length - used < bytes) {
      text = Arrays.copyOf(text, Math.max(text.length * 2, used + bytes));
    }
    return text;
  }

  int used() {
    return used;
  }

  byte[] text() {
    return text;
  }

  /// Says that the text from [#used()] to `end` is the value of a column and belongs at `place` in
  /// the window. A later value of the same column replaces an earlier one.
  void keep(Column column, int end, int place) {
    drop(column);
    columns[count] = column;
    offsets[count] = used;
    places[count] = place;
    count++;
    used = end;
  }

  /// Forgets the value of a column, if it has one here.
  void drop(Column column) {
    for (int i = 0; i < count; i++) {
      if (columns[i] == column) {
        count--;
        columns[i] = columns[count];
        offsets[i] = offsets[count];
        places[i] = places[count];
        return;
      }
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  /// Copies the strings to the window and sets the spans of the row.
  void apply(byte[] window, int row) {
    for (int i = 0; i < count; i++) {
      int length = Span.length(columns[i].spans[row]);
      System.arraycopy(text, offsets[i], window, places[i], length);
      columns[i].spans[row] = Span.of(places[i], length);
    }
  }
}
