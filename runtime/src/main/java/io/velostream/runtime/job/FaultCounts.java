package io.velostream.runtime.job;

import io.velostream.runtime.job.FaultFigures.Fate;
import io.velostream.runtime.job.FaultFigures.Side;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts the rows at fault that one statement leaves out, table by table. Any thread may count and
/// look.
public final class FaultCounts {
  private record Key(String table, Side side, Fate fate) {}

  private final Map<Key, LongAdder> counts =
      new ConcurrentSkipListMap<>(
          Comparator.comparing(Key::table).thenComparing(Key::side).thenComparing(Key::fate));

  /// What counts the rows of one table: to be called once for each. A table shows up, with no rows,
  /// as soon as this is asked for.
  public Runnable counter(String table, Side side, Fate fate) {
    return counts.computeIfAbsent(new Key(table, side, fate), _ -> new LongAdder())::increment;
  }

  /// The counts of several statements together.
  public static List<FaultFigures> sum(List<FaultCounts> all) {
    FaultCounts sum = new FaultCounts();
    for (FaultCounts each : all) {
      each.counts.forEach(
          (key, rows) -> sum.counts.computeIfAbsent(key, _ -> new LongAdder()).add(rows.sum()));
    }
    return sum.figures();
  }

  /// All counts, in the order of the tables' names.
  public List<FaultFigures> figures() {
    return counts.entrySet().stream()
        .map(each -> {
          Key key = each.getKey();
          return new FaultFigures(key.table(), key.side(), key.fate(), each.getValue().sum());
        })
        .toList();
  }
}
