package io.velostream.connector.formats;

import java.util.Arrays;

/// Where the keys and values of one JSON row stood: what [JsonTemplate] is made from.
final class JsonShape {
  private int[] column = new int[16];
  private int[] valueFrom = new int[16];
  private int[] valueTo = new int[16];
  private int count;
  private int start;
  private int tailFrom;
  private int tailTo;
  private boolean spoilt;

  void clear(int rowStart) {
    start = rowStart;
    count = 0;
    tailTo = -1;
    spoilt = false;
  }

  /// A field: the wanted column it belongs to, or -1, and its value's place.
  void field(int index, int from, int to) {
    if (count == column.length) {
      column = Arrays.copyOf(column, count * 2);
      valueFrom = Arrays.copyOf(valueFrom, count * 2);
      valueTo = Arrays.copyOf(valueTo, count * 2);
    }
    column[count] = index;
    valueFrom[count] = from;
    valueTo[count++] = to;
  }

  /// The row is complete; its newline is at `newline`.
  void end(int newline) {
    tailFrom = count == 0 ? start : valueTo[count - 1];
    tailTo = newline + 1;
  }

  /// The row cannot stand for others.
  void spoil() {
    spoilt = true;
  }

  /// Whether the row was read to its end and can stand for others.
  boolean isComplete() {
    return tailTo >= 0 && !spoilt;
  }

  int fields() {
    return count;
  }

  int column(int field) {
    return column[field];
  }

  int valueFrom(int field) {
    return valueFrom[field];
  }

  /// Where the bytes between the value before and this one start.
  int gapFrom(int field) {
    return field == 0 ? start : valueTo[field - 1];
  }

  /// Where the bytes behind the last value start.
  int tailFrom() {
    return tailFrom;
  }

  /// The index behind the newline.
  int tailTo() {
    return tailTo;
  }
}
