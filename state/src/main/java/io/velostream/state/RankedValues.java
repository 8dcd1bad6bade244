package io.velostream.state;

import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;

/// Values ordered by their columns, with their ranks: the k-th value of a group, its most frequent
/// one, and what comes before all others are found in O(log n), and a value comes or goes in O(log
/// n), n being the number of different values of the group.
///
/// The state of a group depends on its multiset of values alone, not on the order in which they
/// came.
public final class RankedValues extends OrderedValues {
  private final boolean[] descending;
  private final boolean[] nullsFirst;
  private long[] weights = new long[0];
  private long[] highest = new long[0];

  private final Treap tree =
      new Treap() {
        @Override
        boolean before(int a, int b) {
          return RankedValues.this.before(a, b);
        }

        @Override
        void summarize(int node) {
          long count = values.count(node);
          long weight = count;
          long most = count;
          int l = left(node);
          int r = right(node);
          if (l != NONE) {
            weight += weights[l];
            most = Math.max(most, highest[l]);
          }
          if (r != NONE) {
            weight += weights[r];
            most = Math.max(most, highest[r]);
          }
          weights[node] = weight;
          highest[node] = most;
        }
      };

  /// No values, over the columns of an encoder that has a lead.
  ///
  /// @param descending by column: whether great values come first
  /// @param nullsFirst by column: whether NULL comes first, whatever the direction
  public RankedValues(KeyEncoder encoder, boolean[] descending, boolean[] nullsFirst) {
    super(encoder);
    this.descending = descending.clone();
    this.nullsFirst = nullsFirst.clone();
  }

  @Override
  void apply(int entry, int group, int transition, long weight, long arrival) {
    reserve();
    change(entry, group, transition);
  }

  private void change(int entry, int group, int transition) {
    if (transition > 0) {
      roots[group] = tree.insert(roots[group], entry);
    } else if (transition < 0) {
      roots[group] = tree.delete(roots[group], entry);
    } else if (values.count(entry) > 0) {
      tree.refresh(roots[group], entry);
    }
  }

  @Override
  public void merge(OrderedValues from, int fromGroup, int group) {
    reserveGroup(group);
    CountedValues others = from.values;
    for (int entry = others.first(fromGroup); entry != NONE; entry = others.next(entry)) {
      int own = values.mergeEntry(others, entry, group);
      reserve();
      change(own, group, values.lastTransition());
    }
    values.sweep();
  }

  @Override
  public void save(StateOutput out, int[] groups, int from, int count) {
    values.save(out, groups, from, count);
  }

  @Override
  public void restore(StateInput in, int[] groups, int from, int count) {
    CountedValues.Restored restored = values.restore(in, groups, from, count);
    reserve();
    for (int i = 0; i < restored.entries().length; i++) {
      int entry = restored.entries()[i];
      if (values.count(entry) > 0) {
        reserveGroup(restored.groups()[i]);
        change(entry, restored.groups()[i], 1);
      }
    }
  }

  @Override
  public int order(int group) {
    reserveOrdered(values.limit());
    int count = tree.collect(root(group), ordered);
    for (int i = 0; i < count; i++) {
      occurrences[i] = values.count(ordered[i]);
    }
    return count;
  }

  /// How many values a group has, equal ones counted each.
  public long size(int group) {
    int root = root(group);
    return root == NONE ? 0 : weights[root];
  }

  /// The entry at a place, from 0, of a group that has as many values.
  public int at(int group, long place) {
    int node = root(group);
    long rest = place;
    while (true) {
      int l = tree.left(node);
      long before = l == NONE ? 0 : weights[l];
      if (rest < before) {
        node = l;
      } else {
        rest -= before + values.count(node);
        if (rest < 0) {
          return node;
        }
        node = tree.right(node);
      }
    }
  }

  /// The entry that occurs most often in a group that is not empty; of several the first.
  public int mode(int group) {
    int node = root(group);
    long most = highest[node];
    while (true) {
      int l = tree.left(node);
      if (l != NONE && highest[l] == most) {
        node = l;
      } else if (values.count(node) == most) {
        return node;
      } else {
        node = tree.right(node);
      }
    }
  }

  private boolean before(int a, int b) {
    for (int column = 0; column < descending.length; column++) {
      boolean nullA = values.isNull(column, a);
      boolean nullB = values.isNull(column, b);
      if (nullA || nullB) {
        if (nullA != nullB) {
          return nullA == nullsFirst[column];
        }
      } else {
        int order = values.compare(column, a, b);
        if (order != 0) {
          return descending[column] ? order > 0 : order < 0;
        }
      }
    }
    return false;
  }

  private void reserve() {
    int limit = values.limit();
    tree.reserve(limit);
    if (limit > weights.length) {
      int length = Math.max(limit, Math.max(64, weights.length * 2));
      weights = Arrays.copyOf(weights, length);
      highest = Arrays.copyOf(highest, length);
    }
  }

  @Override
  public long memoryBytes() {
    return super.memoryBytes() + tree.memoryBytes() + 16L * weights.length;
  }
}
