package io.velostream.state;

import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A multiset of values per group, of which the least and the greatest are at hand, by value or by
/// arrival: what MIN, MAX, FIRST_VALUE and LAST_VALUE need when rows can be retracted.
///
/// Equal values are one entry of [CountedValues]; the present ones of a group form a treap (Seidel
/// and Aragon, 1996) whose priorities are a hash of the entry, so that its shape is the same in
/// every run.
public final class MultisetIndex implements MemorySized {
  private static final int NONE = -1;

  /// By what the values of a group are ordered.
  public enum Order {
    /// By value.
    VALUE,
    /// By the first arrival since the value was last absent.
    FIRST_ARRIVAL,
    /// By the latest arrival.
    LAST_ARRIVAL
  }

  private final CountedValues values;
  private final Order order;
  private long[] arrivals = new long[0];
  private int[] left = new int[0];
  private int[] right = new int[0];
  private int[] roots = new int[0];
  private int[] entries = new int[0];
  private byte[] transitions = new byte[0];
  private final int[] one = new int[1];
  private int splitLeft;
  private int splitRight;

  /// An empty index over values of one column, whose encoder has a lead.
  public MultisetIndex(KeyEncoder encoder, Order order) {
    this.values = new CountedValues(encoder);
    this.order = order;
  }

  /// Counts `weights[row]` (1 each without weights) more of each row's value in its group.
  ///
  /// @param firstArrival what to add to a row's rank for the number of its arrival
  /// @param rank the rank by row index, or `null` when rows arrived in the order of their index
  public void update(
      Vector[] columns,
      int @Nullable [] rows,
      int count,
      int[] groups,
      long @Nullable [] weights,
      long firstArrival,
      int @Nullable [] rank) {
    if (entries.length < count) {
      entries = new int[count];
      transitions = new byte[count];
    }
    values.update(columns, rows, count, groups, weights, entries, transitions);
    reserve();
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows[i];
      boolean insertion = weights == null || weights[row] > 0;
      long arrival = firstArrival + (rank == null ? row : rank[row]);
      apply(entries[i], groups[i], transitions[i], insertion, arrival);
    }
    values.sweep();
  }

  private void apply(int entry, int group, int transition, boolean insertion, long arrival) {
    if (transition > 0) {
      arrivals[entry] = arrival;
      reserveGroup(group);
      roots[group] = insert(roots[group], entry);
    } else if (transition < 0) {
      roots[group] = delete(roots[group], entry);
    } else if (insertion && order == Order.LAST_ARRIVAL && values.count(entry) > 0) {
      roots[group] = delete(roots[group], entry);
      arrivals[entry] = arrival;
      roots[group] = insert(roots[group], entry);
    }
  }

  /// Adds all values of a group of another index (which may be this one) to a group of this one.
  public void merge(MultisetIndex from, int fromGroup, int group) {
    for (int entry = from.values.first(fromGroup); entry != NONE; entry = from.values.next(entry)) {
      long arrival = from.arrivals[entry];
      boolean wasPresent = from.values.count(entry) > 0;
      int own = values.mergeEntry(from.values, entry, group);
      int transition = values.lastTransition();
      reserve();
      reserveGroup(group);
      if (transition > 0) {
        arrivals[own] = arrival;
        roots[group] = insert(roots[group], own);
      } else if (transition < 0) {
        roots[group] = delete(roots[group], own);
      } else if (wasPresent && values.count(own) > 0 && precedes(arrival, arrivals[own])) {
        roots[group] = delete(roots[group], own);
        arrivals[own] = arrival;
        roots[group] = insert(roots[group], own);
      }
    }
    values.sweep();
  }

  private boolean precedes(long arrival, long present) {
    return switch (order) {
      case VALUE -> false;
      case FIRST_ARRIVAL -> arrival < present;
      case LAST_ARRIVAL -> arrival > present;
    };
  }

  /// Writes the least (or greatest) value of each of `groups[from .. from + count - 1]`; NULL for a
  /// group without values.
  public void write(boolean greatest, int[] groups, int from, int count, ColumnBuffer out, int at) {
    for (int i = 0; i < count; i++) {
      int group = groups[from + i];
      int node = group < roots.length ? roots[group] : NONE;
      if (node == NONE) {
        out.setNull(at + i);
        continue;
      }
      int[] side = greatest ? right : left;
      while (side[node] != NONE) {
        node = side[node];
      }
      one[0] = node;
      values.write(0, one, 0, 1, out, at + i);
    }
  }

  /// Forgets all values of a group.
  public void clearGroup(int group) {
    values.clearGroup(group);
    if (group < roots.length) {
      roots[group] = NONE;
    }
  }

  /// Forgets everything and keeps the arrays.
  public void clear() {
    values.clear();
    Arrays.fill(roots, NONE);
  }

  /// Whether some value has been retracted more often than inserted.
  public boolean anyNegative() {
    return values.anyNegative();
  }

  private boolean before(int a, int b) {
    return order == Order.VALUE
        ? values.compare(0, a, b) < 0
        : arrivals[a] < arrivals[b] || (arrivals[a] == arrivals[b] && a < b);
  }

  private static int priority(int entry) {
    int mixed = (entry + 1) * 0x9E37_79B9;
    mixed = (mixed ^ (mixed >>> 15)) * 0x85EB_CA6B;
    return mixed ^ (mixed >>> 13);
  }

  private int insert(int root, int node) {
    if (root == NONE) {
      left[node] = NONE;
      right[node] = NONE;
      return node;
    }
    if (priority(node) > priority(root)) {
      split(root, node);
      left[node] = splitLeft;
      right[node] = splitRight;
      return node;
    }
    if (before(node, root)) {
      left[root] = insert(left[root], node);
    } else {
      right[root] = insert(right[root], node);
    }
    return root;
  }

  private void split(int root, int node) {
    if (root == NONE) {
      splitLeft = NONE;
      splitRight = NONE;
    } else if (before(node, root)) {
      split(left[root], node);
      left[root] = splitRight;
      splitRight = root;
    } else {
      split(right[root], node);
      right[root] = splitLeft;
      splitLeft = root;
    }
  }

  private int delete(int root, int node) {
    if (root == NONE) {
      throw new IllegalStateException("a present value is missing from its order");
    }
    if (root == node) {
      return join(left[node], right[node]);
    }
    if (before(node, root)) {
      left[root] = delete(left[root], node);
    } else {
      right[root] = delete(right[root], node);
    }
    return root;
  }

  private int join(int a, int b) {
    if (a == NONE) {
      return b;
    }
    if (b == NONE) {
      return a;
    }
    if (priority(a) > priority(b)) {
      right[a] = join(right[a], b);
      return a;
    }
    left[b] = join(a, left[b]);
    return b;
  }

  private void reserve() {
    if (values.limit() > left.length) {
      int length = Math.max(values.limit(), Math.max(64, left.length * 2));
      left = Arrays.copyOf(left, length);
      right = Arrays.copyOf(right, length);
      arrivals = Arrays.copyOf(arrivals, length);
    }
  }

  private void reserveGroup(int group) {
    if (group >= roots.length) {
      int length = roots.length;
      roots = Arrays.copyOf(roots, Math.max(group + 1, Math.max(64, length * 2)));
      Arrays.fill(roots, length, roots.length, NONE);
    }
  }

  @Override
  public long memoryBytes() {
    return values.memoryBytes() + 16L * left.length + 4L * roots.length;
  }
}
