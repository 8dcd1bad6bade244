package io.velostream.connector.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Changes of a table with a key, of which the last state of each key is written.
///
/// A row that replaces another comes as two changes, in any order and perhaps in different batches.
/// Only at the end of an epoch is it sure that both are there: whether a key is then to be deleted
/// is known from all its changes together. Rows that are only ever added can go at any time.
final class KeyedRows implements Changes {
  private final int[] key;
  private final boolean onlyAdded;
  private Map<SinkRow, Net> byKey = new LinkedHashMap<>();

  /// @param key the indexes of its columns
  /// @param onlyAdded whether no row is ever taken away
  KeyedRows(List<Integer> key, boolean onlyAdded) {
    this.key = key.stream().mapToInt(Integer::intValue).toArray();
    this.onlyAdded = onlyAdded;
  }

  @Override
  public void add(SinkRow row, long weight) {
    byKey.computeIfAbsent(row.project(key), _ -> new Net()).add(row, weight);
  }

  @Override
  public int size() {
    return byKey.size();
  }

  @Override
  public boolean isReadyAnyTime() {
    return onlyAdded;
  }

  @Override
  public Pending take() {
    List<SinkRow> deletions = new ArrayList<>();
    List<SinkRow> rows = new ArrayList<>();
    byKey.forEach((of, net) -> {
      SinkRow last = net.last();
      if (last != null) {
        rows.add(last);
      } else if (net.takesAway()) {
        deletions.add(of);
      }
    });
    byKey = new LinkedHashMap<>();
    return new Pending(deletions, rows);
  }

  /// What the changes of one key come to: rows with weights, none of them 0, oldest first.
  private static final class Net {
    private final List<SinkRow> rows = new ArrayList<>(2);
    private final List<Long> weights = new ArrayList<>(2);

    void add(SinkRow row, long weight) {
      int at = rows.indexOf(row);
      long sum = weight + (at < 0 ? 0 : weights.get(at));
      if (at >= 0) {
        rows.remove(at);
        weights.remove(at);
      }
      if (sum != 0) {
        rows.add(row);
        weights.add(sum);
      }
    }

    /// The row that was added last, of those that are left.
    @Nullable SinkRow last() {
      for (int i = rows.size() - 1; i >= 0; i--) {
        if (weights.get(i) > 0) {
          return rows.get(i);
        }
      }
      return null;
    }

    boolean takesAway() {
      return !rows.isEmpty();
    }
  }
}
