package io.velostream.state;

import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A multiset of values per group, of which the least and the greatest are at hand, by value or by
/// arrival: what MIN, MAX, FIRST_VALUE and LAST_VALUE need when rows can be retracted.
///
/// Equal values are one entry of [CountedValues]; the present ones of a group form a [Treap].
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
  private int[] roots = new int[0];
  private int[] entries = new int[0];
  private byte[] transitions = new byte[0];
  private final int[] one = new int[1];
  private final Treap tree =
      new Treap() {
        @Override
        boolean before(int a, int b) {
          return MultisetIndex.this.before(a, b);
        }
      };

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
      roots[group] = tree.insert(roots[group], entry);
    } else if (transition < 0) {
      roots[group] = tree.delete(roots[group], entry);
    } else if (insertion && order == Order.LAST_ARRIVAL && values.count(entry) > 0) {
      roots[group] = tree.delete(roots[group], entry);
      arrivals[entry] = arrival;
      roots[group] = tree.insert(roots[group], entry);
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
        roots[group] = tree.insert(roots[group], own);
      } else if (transition < 0) {
        roots[group] = tree.delete(roots[group], own);
      } else if (wasPresent && values.count(own) > 0 && precedes(arrival, arrivals[own])) {
        roots[group] = tree.delete(roots[group], own);
        arrivals[own] = arrival;
        roots[group] = tree.insert(roots[group], own);
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
      one[0] = greatest ? tree.last(node) : tree.first(node);
      values.write(0, one, 0, 1, out, at + i);
    }
  }

  /// Writes the values of some groups, to be read by [#restore].
  public void save(StateOutput out, int[] groups, int from, int count) {
    int[] saved = values.save(out, groups, from, count);
    if (order != Order.VALUE) {
      for (int entry : saved) {
        out.putSigned(arrivals[entry]);
      }
    }
  }

  /// Reads the values of groups that have none yet.
  public void restore(StateInput in, int[] groups, int from, int count) {
    CountedValues.Restored restored = values.restore(in, groups, from, count);
    reserve();
    for (int i = 0; i < restored.entries().length; i++) {
      int entry = restored.entries()[i];
      int group = restored.groups()[i];
      reserveGroup(group);
      if (order != Order.VALUE) {
        arrivals[entry] = in.getSigned();
      }
      if (values.count(entry) > 0) {
        roots[group] = tree.insert(roots[group], entry);
      }
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

  private void reserve() {
    tree.reserve(values.limit());
    if (values.limit() > arrivals.length) {
      int length = Math.max(values.limit(), Math.max(64, arrivals.length * 2));
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
    return values.memoryBytes() + tree.memoryBytes() + 8L * arrivals.length + 4L * roots.length;
  }
}
