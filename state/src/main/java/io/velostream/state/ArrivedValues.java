package io.velostream.state;

import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.Arrays;

/// Values in the order of their arrival. A retraction takes back the latest arrival of its value.
///
/// Each insertion is a node: the nodes of a group form a [Treap] by arrival, those of one value a
/// list from the latest to the earliest.
public final class ArrivedValues extends OrderedValues {
  private long[] arrivals = new long[0];
  private long[] counts = new long[0];
  private int[] entryOf = new int[0];
  private int[] earlier = new int[0];
  private int nodes;
  private int free = NONE;

  /// By entry: its latest node, and how many retractions no insertion has matched yet.
  private int[] latest = new int[0];

  private long[] debts = new long[0];

  private final Treap tree =
      new Treap() {
        @Override
        boolean before(int a, int b) {
          return arrivals[a] < arrivals[b] || (arrivals[a] == arrivals[b] && a < b);
        }
      };

  /// No values, over the columns of an encoder that has a lead.
  public ArrivedValues(KeyEncoder encoder) {
    super(encoder);
  }

  @Override
  void apply(int entry, int group, int transition, long weight, long arrival) {
    reserveEntries();
    if (weight > 0) {
      insert(entry, group, weight, arrival);
    } else {
      retract(entry, group, -weight);
    }
  }

  private void insert(int entry, int group, long weight, long arrival) {
    long paid = Math.min(weight, debts[entry]);
    debts[entry] -= paid;
    if (weight == paid) {
      return;
    }
    int node = newNode();
    arrivals[node] = arrival;
    counts[node] = weight - paid;
    entryOf[node] = entry;
    link(entry, node);
    roots[group] = tree.insert(roots[group], node);
  }

  private void link(int entry, int node) {
    int after = NONE;
    int next = latest[entry];
    while (next != NONE && arrivals[next] > arrivals[node]) {
      after = next;
      next = earlier[next];
    }
    earlier[node] = next;
    if (after == NONE) {
      latest[entry] = node;
    } else {
      earlier[after] = node;
    }
  }

  private void retract(int entry, int group, long weight) {
    long rest = weight;
    while (rest > 0 && latest[entry] != NONE) {
      int node = latest[entry];
      long taken = Math.min(rest, counts[node]);
      counts[node] -= taken;
      rest -= taken;
      if (counts[node] == 0) {
        latest[entry] = earlier[node];
        roots[group] = tree.delete(roots[group], node);
        give(node);
      }
    }
    debts[entry] += rest;
  }

  @Override
  public void merge(OrderedValues from, int fromGroup, int group) {
    ArrivedValues other = (ArrivedValues) from;
    reserveGroup(group);
    CountedValues others = other.values;
    for (int entry = others.first(fromGroup); entry != NONE; entry = others.next(entry)) {
      int own = values.mergeEntry(others, entry, group);
      reserveEntries();
      if (other.debts[entry] > 0) {
        retract(own, group, other.debts[entry]);
      }
      for (int node = other.latest[entry]; node != NONE; node = other.earlier[node]) {
        insert(own, group, other.counts[node], other.arrivals[node]);
      }
    }
    values.sweep();
  }

  @Override
  public void save(StateOutput out, int[] groups, int from, int count) {
    for (int entry : values.save(out, groups, from, count)) {
      out.putVarint(debts[entry]);
      int length = 0;
      for (int node = latest[entry]; node != NONE; node = earlier[node]) {
        length++;
      }
      out.putVarint(length);
      for (int node = latest[entry]; node != NONE; node = earlier[node]) {
        out.putVarint(counts[node]);
        out.putSigned(arrivals[node]);
      }
    }
  }

  @Override
  public void restore(StateInput in, int[] groups, int from, int count) {
    CountedValues.Restored restored = values.restore(in, groups, from, count);
    reserveEntries();
    for (int i = 0; i < restored.entries().length; i++) {
      int entry = restored.entries()[i];
      int group = restored.groups()[i];
      reserveGroup(group);
      long debt = in.getVarint();
      for (int rest = in.getCount(2); rest > 0; rest--) {
        long times = in.getVarint();
        if (times <= 0) {
          throw in.damaged("a value that came " + times + " times");
        }
        insert(entry, group, times, in.getSigned());
      }
      debts[entry] = debt;
    }
  }

  @Override
  public int order(int group) {
    reserveOrdered(nodes);
    int count = tree.collect(root(group), ordered);
    for (int i = 0; i < count; i++) {
      occurrences[i] = counts[ordered[i]];
      ordered[i] = entryOf[ordered[i]];
    }
    return count;
  }

  @Override
  public void clearGroup(int group) {
    for (int entry = values.first(group); entry != NONE; entry = values.next(entry)) {
      while (latest[entry] != NONE) {
        int node = latest[entry];
        latest[entry] = earlier[node];
        give(node);
      }
      debts[entry] = 0;
    }
    super.clearGroup(group);
  }

  @Override
  public void clear() {
    super.clear();
    Arrays.fill(latest, NONE);
    Arrays.fill(debts, 0);
    nodes = 0;
    free = NONE;
  }

  private int newNode() {
    if (free != NONE) {
      int node = free;
      free = earlier[node];
      return node;
    }
    if (nodes == arrivals.length) {
      int length = Math.max(64, nodes * 2);
      arrivals = Arrays.copyOf(arrivals, length);
      counts = Arrays.copyOf(counts, length);
      entryOf = Arrays.copyOf(entryOf, length);
      earlier = Arrays.copyOf(earlier, length);
      tree.reserve(length);
    }
    return nodes++;
  }

  private void give(int node) {
    earlier[node] = free;
    free = node;
  }

  private void reserveEntries() {
    int limit = values.limit();
    if (limit > latest.length) {
      int old = latest.length;
      int length = Math.max(limit, Math.max(64, old * 2));
      latest = Arrays.copyOf(latest, length);
      Arrays.fill(latest, old, length, NONE);
      debts = Arrays.copyOf(debts, length);
    }
  }

  @Override
  public long memoryBytes() {
    return super.memoryBytes() + tree.memoryBytes() + 24L * arrivals.length + 12L * latest.length;
  }
}
