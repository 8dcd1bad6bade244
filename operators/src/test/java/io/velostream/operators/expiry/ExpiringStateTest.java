package io.velostream.operators.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Schema;
import io.velostream.operators.aggregate.AggregateFunction;
import io.velostream.operators.aggregate.AggregateSpec;
import io.velostream.operators.aggregate.Aggregation;
import io.velostream.operators.aggregate.ExpiringAggregate;
import io.velostream.operators.join.HashJoin;
import io.velostream.operators.join.JoinKey;
import io.velostream.operators.join.JoinKind;
import io.velostream.operators.join.JoinSpec;
import io.velostream.operators.join.StateRules;
import io.velostream.operators.rows.SortColumn;
import io.velostream.operators.testing.OperatorHarness;
import io.velostream.operators.testing.Row;
import io.velostream.operators.testing.Step;
import io.velostream.operators.testing.StepResult;
import io.velostream.operators.top.Ranking;
import io.velostream.operators.top.TopOperator;
import io.velostream.operators.top.TopSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Operators whose state has a lifetime, against what the definition of a lifetime says row by row:
/// in all layouts, restarted, and shared out anew.
class ExpiringStateTest {
  private static final long LIFETIME = 10;
  private static final DataType TIMESTAMP = new DataType.Timestamp(6, false);
  private static final OptionalInt TIME = OptionalInt.of(1);

  /// A key, a time, a number.
  private static final List<Lane> LANES = List.of(Lane.LONG, Lane.LONG, Lane.LONG);

  private static final Aggregation COUNTS =
      new Aggregation(
          new Schema(
              List.of(
                  new Field("k", DataType.BIGINT, true),
                  new Field("ts", TIMESTAMP, true),
                  new Field("v", DataType.BIGINT, true))),
          List.of(0),
          List.of(
              new AggregateSpec(
                  AggregateFunction.COUNT, List.of(), false, OptionalInt.empty(), DataType.BIGINT),
              new AggregateSpec(
                  AggregateFunction.SUM, List.of(2), false, OptionalInt.empty(), DataType.BIGINT)),
          false,
          false);

  /// Rows of few keys in time that goes on with leaps, some of them late.
  private static final class RandomTimes {
    private final SplittableRandom random;
    private long time = 100;
    private long watermark = Long.MIN_VALUE / 4;

    RandomTimes(long seed) {
      random = new SplittableRandom(seed);
    }

    List<Row> rows() {
      List<Row> rows = new ArrayList<>();
      for (int i = random.nextInt(12); i > 0; i--) {
        time += random.nextInt(5) == 0 ? random.nextInt(25) : 1;
        long own = random.nextInt(4) == 0 ? time - random.nextInt(30) : time;
        rows.add(Row.of(random.nextLong(5), own, random.nextLong(100)));
      }
      return rows;
    }

    long advance() {
      watermark = Math.max(watermark, time - random.nextInt(8));
      return watermark;
    }
  }

  private static OperatorHarness aggregate(OptionalInt time) {
    return OperatorHarness.of(
        LANES,
        List.of(Lane.LONG, Lane.LONG, Lane.LONG),
        (_, context) -> new ExpiringAggregate(COUNTS, LIFETIME, new StateTime(time, context)));
  }

  @Test
  void groupsBeginAnewAfterTheirLifetime() {
    for (long seed = 0; seed < 40; seed++) {
      List<Step> steps = new ArrayList<>();
      List<List<Row>> expected = new ArrayList<>();
      RandomTimes times = new RandomTimes(seed);
      Map<Object, long[]> groups = new HashMap<>();
      long watermark = Long.MIN_VALUE / 4;
      for (int i = 0; i < 8; i++) {
        List<Row> rows = times.rows();
        List<Row> changes = new ArrayList<>();
        for (Row row : rows) {
          addToGroup(row, Math.max(watermark, number(row, 1)), groups, changes);
        }
        watermark = times.advance();
        steps.add(Step.of(rows).watermark(watermark));
        expected.add(changes);
      }
      OperatorHarness harness = aggregate(TIME);
      requireSame(expected, harness.verify(steps, false, seed), seed);
      harness.verifyRescaled(steps, List.of(0), seed);
    }
  }

  @Test
  void theClockCountsWithoutEventTime() {
    for (long seed = 0; seed < 20; seed++) {
      List<Step> steps = new ArrayList<>();
      List<List<Row>> expected = new ArrayList<>();
      RandomTimes times = new RandomTimes(seed);
      Map<Object, long[]> groups = new HashMap<>();
      long now = 1_000;
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < 10; i++) {
        now += random.nextInt(9);
        List<Row> rows = times.rows();
        List<Row> changes = new ArrayList<>();
        for (Row row : rows) {
          addToGroup(row, now, groups, changes);
        }
        steps.add(Step.of(rows).at(now));
        expected.add(changes);
      }
      requireSame(expected, aggregate(OptionalInt.empty()).verify(steps, false, seed), seed);
    }
  }

  private static void addToGroup(Row row, long now, Map<Object, long[]> groups, List<Row> changes) {
    Object key = row.values().get(0);
    long[] group = groups.get(key);
    if (group != null && now - group[0] >= LIFETIME) {
      group = null;
    }
    if (group == null) {
      group = new long[] {now, 0, 0};
      groups.put(key, group);
    } else {
      changes.add(Row.retract(key, group[1], group[2]));
    }
    group[0] = Math.max(group[0], now);
    group[1]++;
    group[2] += number(row, 2);
    changes.add(Row.of(key, group[1], group[2]));
  }

  @Test
  void partitionsBeginAnewAfterTheirLifetime() {
    TopSpec spec =
        new TopSpec(
            LANES,
            List.of(0),
            List.of(SortColumn.ascending(2)),
            Ranking.ROW_NUMBER,
            1,
            1,
            false,
            OptionalInt.empty(),
            true,
            false);
    for (long seed = 0; seed < 40; seed++) {
      List<Step> steps = new ArrayList<>();
      List<List<Row>> expected = new ArrayList<>();
      RandomTimes times = new RandomTimes(seed);
      Map<Object, Row> best = new HashMap<>();
      Map<Object, Long> last = new HashMap<>();
      long watermark = Long.MIN_VALUE / 4;
      for (int i = 0; i < 8; i++) {
        List<Row> rows = times.rows();
        List<Row> changes = new ArrayList<>();
        for (Row row : rows) {
          Object key = row.values().get(0);
          long now = Math.max(watermark, number(row, 1));
          Long before = last.get(key);
          boolean isOver = before == null || now - before >= LIFETIME;
          last.put(key, isOver ? now : Math.max(before, now));
          Row present = best.get(key);
          if (isOver || present == null || number(row, 2) < number(present, 2)) {
            if (!isOver && present != null) {
              changes.add(present.times(-1));
            }
            changes.add(row);
            best.put(key, row);
          }
        }
        watermark = times.advance();
        steps.add(Step.of(rows).watermark(watermark));
        expected.add(changes);
      }
      OperatorHarness harness =
          OperatorHarness.of(
              LANES,
              spec.output(),
              (late, context) ->
                  new TopOperator(spec, late, LIFETIME, new StateTime(TIME, context)));
      requireSame(expected, harness.verify(steps, false, seed), seed);
      harness.verifyRescaled(steps, List.of(0), seed);
    }
  }

  @Test
  void rowsMeetWithinTheirLifetimes() {
    for (long seed = 0; seed < 40; seed++) {
      boolean rightLasts = seed % 3 == 0;
      StateRules rules =
          new StateRules(
              Optional.of(
                  new StateRules.Lifetime(
                      OptionalLong.of(LIFETIME),
                      rightLasts ? OptionalLong.empty() : OptionalLong.of(2 * LIFETIME),
                      TIME,
                      TIME)),
              Optional.empty());
      boolean retracts = seed % 2 == 0;
      JoinSpec spec =
          new JoinSpec(
              JoinKind.INNER,
              LANES,
              LANES,
              List.of(new JoinKey(0, 0, false)),
              retracts,
              retracts,
              Optional.empty(),
              rules);
      List<Step> steps = new ArrayList<>();
      RandomTimes times = new RandomTimes(seed);
      List<Row> lefts = new ArrayList<>();
      List<Row> rights = new ArrayList<>();
      Map<List<@Nullable Object>, Long> expected = new HashMap<>();
      long watermark = Long.MIN_VALUE / 4;
      for (int i = 0; i < 8; i++) {
        List<Row> left = times.rows();
        List<Row> right = times.rows();
        keep(left, watermark, lefts);
        keep(right, watermark, rights);
        watermark = times.advance();
        steps.add(Step.of(left).and(right.toArray(Row[]::new)).watermark(watermark));
      }
      for (Row left : lefts) {
        for (Row right : rights) {
          boolean leftOver = number(right, 3) - number(left, 3) >= LIFETIME;
          boolean rightOver = !rightLasts && number(left, 3) - number(right, 3) >= 2 * LIFETIME;
          if (left.values().get(0).equals(right.values().get(0)) && !leftOver && !rightOver) {
            List<@Nullable Object> pair = new ArrayList<>(left.values().subList(0, 3));
            pair.addAll(right.values().subList(0, 3));
            expected.merge(pair, 1L, Long::sum);
          }
        }
      }
      OperatorHarness harness =
          new OperatorHarness(
              List.of(LANES, LANES),
              spec.output(),
              (_, context) -> new HashJoin(spec, Optional.empty(), context));
      List<Row> all = new ArrayList<>();
      harness.verify(steps, seed).forEach(result -> all.addAll(result.rows()));
      assertThat(StepResult.net(all)).as("seed %d", seed).isEqualTo(expected);
      harness.verifyRescaled(steps, List.of(0), seed);
    }
  }

  /// The rows with the time that counts as one more cell.
  private static void keep(List<Row> rows, long watermark, List<Row> kept) {
    for (Row row : rows) {
      List<@Nullable Object> cells = new ArrayList<>(row.values());
      cells.add(Math.max(watermark, number(row, 1)));
      kept.add(new Row(1, cells));
    }
  }

  private static long number(Row row, int cell) {
    Object value = row.values().get(cell);
    return value instanceof Long number ? number : Long.MIN_VALUE / 4;
  }

  private static void requireSame(List<List<Row>> expected, List<StepResult> actual, long seed) {
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).net())
          .as("step %d, seed %d", i, seed)
          .isEqualTo(StepResult.net(expected.get(i)));
    }
  }
}
