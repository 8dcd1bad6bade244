package io.velostream.conformance.oracle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Two tables with the same columns, `t` and `u`, and what happens to them step by step.
///
/// @param columns the columns; `k` is one and `ts` another
/// @param delaySeconds how far the watermark of `t` stays behind its largest `ts`
/// @param steps changes of the tables; after each one the answer is compared
record Dataset(List<Column> columns, long delaySeconds, List<List<Change>> steps) {
  /// So many prefixes are asked about.
  private static final int STEPS = 5;

  Dataset {
    columns = List.copyOf(columns);
    steps = steps.stream().map(List::copyOf).toList();
  }

  /// A row inserted (weight 1) or taken back (weight -1).
  ///
  /// @param values text per column as in [io.velostream.conformance.file.ValueText]; `NULL`
  record Change(String table, List<String> values, int weight) {
    Change {
      values = List.copyOf(values);
    }
  }

  /// The same up to a step.
  Dataset prefix(int count) {
    return new Dataset(columns, delaySeconds, steps.subList(0, count));
  }

  /// The columns of the tables.
  static List<Column> randomColumns(Random random) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("k", random.nextBoolean() ? Kind.STR : Kind.INT));
    columns.add(new Column("ts", Kind.TS));
    columns.add(new Column("v0", random.nextBoolean() ? Kind.INT : Kind.BIG));
    columns.add(new Column("v1", random.nextBoolean() ? Kind.DEC : Kind.DBL));
    int count = 2 + random.nextInt(4);
    for (int i = 2; i < count; i++) {
      columns.add(new Column("v" + i, Kind.STORED.get(random.nextInt(Kind.STORED.size()))));
    }
    return columns;
  }

  /// Random rows: 20 % NULLs, few distinct values.
  ///
  /// @param appendOnly whether no row is taken back; then all `ts` of `t` are distinct
  static Dataset random(Random random, List<Column> columns, boolean appendOnly, long delay) {
    List<List<Change>> steps = new ArrayList<>();
    List<Change> live = new ArrayList<>();
    Map<String, Integer> usedTimes = new HashMap<>();
    for (int s = 0; s < STEPS; s++) {
      List<Change> step = new ArrayList<>();
      int rows = random.nextInt(16);
      for (int r = 0; r < rows; r++) {
        if (!appendOnly && !live.isEmpty() && random.nextInt(3) == 0) {
          Change taken = live.remove(random.nextInt(live.size()));
          step.add(new Change(taken.table(), taken.values(), -1));
        } else {
          Change change = randomRow(random, columns, usedTimes);
          live.add(change);
          step.add(change);
        }
      }
      steps.add(step);
    }
    boolean retracts = steps.stream().flatMap(List::stream).anyMatch(c -> c.weight() < 0);
    if (!appendOnly && !retracts && !live.isEmpty()) {
      // The question counts on it: without any the engine would be told of rows that only come.
      Change taken = live.removeFirst();
      steps.getLast().add(new Change(taken.table(), taken.values(), -1));
    }
    return new Dataset(columns, delay, steps);
  }

  private static Change randomRow(
      Random random, List<Column> columns, Map<String, Integer> usedTimes) {
    List<String> values = new ArrayList<>();
    for (Column column : columns) {
      if (column.name().equals("ts")) {
        values.add(randomTime(random, usedTimes));
      } else {
        values.add(random.nextInt(5) == 0 ? "NULL" : column.kind().randomValue(random));
      }
    }
    return new Change(random.nextInt(4) == 0 ? "u" : "t", values, 1);
  }

  /// Within five minutes, often on a border of windows, never twice the same.
  private static String randomTime(Random random, Map<String, Integer> usedTimes) {
    if (random.nextInt(12) == 0) {
      return "NULL";
    }
    int second = random.nextInt(3) == 0 ? random.nextInt(30) * 10 : random.nextInt(300);
    String start = "2024-01-01 00:0%d:%02d".formatted(second / 60, second % 60);
    int uses = usedTimes.merge(start, 1, Integer::sum);
    return uses == 1 ? start : "%s.%03d".formatted(start, uses);
  }
}
