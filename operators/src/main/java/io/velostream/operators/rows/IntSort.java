package io.velostream.operators.rows;

/// Stable merge sort of row numbers, bottom-up over insertion-sorted runs, in scratch space that is
/// kept. Input that is in order already costs one comparison per row.
public final class IntSort {
  private static final int RUN = 16;

  private int[] scratch = new int[0];

  /// Compares two row numbers.
  @FunctionalInterface
  public interface Order {
    /// Negative when `a` comes first, 0 when neither does.
    int compare(int a, int b);
  }

  /// Sorts `values[from .. to - 1]`; equal elements keep their order.
  public void sort(int[] values, int from, int to, Order order) {
    for (int run = from; run < to; run += RUN) {
      insertionSort(values, run, Math.min(run + RUN, to), order);
    }
    int count = to - from;
    if (count > RUN && scratch.length < count) {
      scratch = new int[Math.max(count, scratch.length * 2)];
    }
    for (long width = RUN; width < count; width *= 2) {
      for (long left = from; left + width < to; left += 2 * width) {
        int middle = (int) (left + width);
        int right = (int) Math.min(left + 2 * width, to);
        if (order.compare(values[middle - 1], values[middle]) > 0) {
          merge(values, (int) left, middle, right, order);
        }
      }
    }
  }

  private static void insertionSort(int[] values, int from, int to, Order order) {
    for (int i = from + 1; i < to; i++) {
      int value = values[i];
      int at = i;
      while (at > from && order.compare(values[at - 1], value) > 0) {
        values[at] = values[at - 1];
        at--;
      }
      values[at] = value;
    }
  }

  private void merge(int[] values, int from, int middle, int to, Order order) {
    int left = middle - from;
    System.arraycopy(values, from, scratch, 0, left);
    int a = 0;
    int b = middle;
    int at = from;
    while (a < left && b < to) {
      values[at++] = order.compare(values[b], scratch[a]) < 0 ? values[b++] : scratch[a++];
    }
    System.arraycopy(scratch, a, values, at, left - a);
  }
}
