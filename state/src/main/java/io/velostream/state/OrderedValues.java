package io.velostream.state;

import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A multiset of values per group that can be walked in order: what aggregates need that look at
/// all values of a group. A value may have several columns.
///
/// A retraction takes back one occurrence of an equal value, and leaves a group just as if neither
/// had been there.
public abstract sealed class OrderedValues implements MemorySized
    permits RankedValues, ArrivedValues {
  static final int NONE = -1;

  final CountedValues values;
  int[] roots = new int[0];
  int[] entries = new int[0];
  byte[] transitions = new byte[0];

  /// The result of [#order].
  int[] ordered = new int[0];

  long[] occurrences = new long[0];

  OrderedValues(KeyEncoder encoder) {
    values = new CountedValues(encoder);
  }

  /// Counts `weights[row]` (1 each without weights) more of each row's value in its group.
  ///
  /// @param firstArrival what to add to a row's rank for the number of its arrival
  /// @param rank the rank by row index, or `null` when rows arrived in the order of their index
  public final void update(
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
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows[i];
      long arrival = firstArrival + (rank == null ? row : rank[row]);
      reserveGroup(groups[i]);
      apply(entries[i], groups[i], transitions[i], weights == null ? 1 : weights[row], arrival);
    }
    values.sweep();
  }

  /// A row has come.
  ///
  /// @param transition 1 where it made its value present, -1 where it made it absent
  abstract void apply(int entry, int group, int transition, long weight, long arrival);

  /// Adds all values of a group of another object of the same class and encoder.
  public abstract void merge(OrderedValues from, int fromGroup, int group);

  /// Walks a group: [#ordered()] and [#occurrences()] are about it until the next call.
  ///
  /// @return how many places they have
  public abstract int order(int group);

  /// Entries in order, for [#write].
  public final int[] ordered() {
    return ordered;
  }

  /// How often each of [#ordered()] occurs there.
  public final long[] occurrences() {
    return occurrences;
  }

  /// Whether a group has no value.
  public final boolean isEmpty(int group) {
    return root(group) == NONE;
  }

  final int root(int group) {
    return group < roots.length ? roots[group] : NONE;
  }

  /// Writes the values of `entries[from .. from + count - 1]` in one column.
  public final void write(
      int column, int[] entries, int from, int count, ColumnBuffer out, int at) {
    values.write(column, entries, from, count, out, at);
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

  /// Writes the values of some groups, to be read by [#restore].
  public abstract void save(StateOutput out, int[] groups, int from, int count);

  /// Reads the values of groups that have none yet.
  public abstract void restore(StateInput in, int[] groups, int from, int count);

  /// Whether some value has been retracted more often than inserted.
  public final boolean anyNegative() {
    return values.anyNegative();
  }

  final void reserveGroup(int group) {
    if (group >= roots.length) {
      int length = roots.length;
      roots = Arrays.copyOf(roots, Math.max(group + 1, Math.max(64, length * 2)));
      Arrays.fill(roots, length, roots.length, NONE);
    }
  }

  final void reserveOrdered(int count) {
    if (ordered.length < count) {
      ordered = new int[Math.max(count, ordered.length * 2)];
      occurrences = new long[ordered.length];
    }
  }

  @Override
  public long memoryBytes() {
    return values.memoryBytes() + 4L * roots.length + 12L * ordered.length;
  }
}
