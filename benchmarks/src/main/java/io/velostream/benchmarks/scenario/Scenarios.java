package io.velostream.benchmarks.scenario;

import io.velostream.benchmarks.data.TableSpec;
import io.velostream.benchmarks.data.Tables;
import io.velostream.benchmarks.scenario.Scenario.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/// The scenarios by id, in the order of the report.
public final class Scenarios {
  /// The query of scenarios 2 to 3b without its end.
  public static final String TRADES_PER_GROUP =
      """
      SELECT trader_id, symbol, COUNT(*) AS trade_count, AVG(price) AS avg_price,
             SUM(quantity) AS total_quantity, SUM(price * quantity) AS total_value
      FROM market_data
      GROUP BY trader_id, symbol\
      """;

  /// What makes scenario 3a of scenario 2.
  public static final String PER_MINUTE = "\nWINDOW TUMBLING (trade_time, INTERVAL '1' MINUTE)";

  /// What makes scenario 3a of scenario 2 for DuckDB.
  public static final String PEER_PER_MINUTE = ", time_bucket(INTERVAL '1 minute', trade_time)";

  /// The columns of scenarios 2 to 3b that are floating-point sums or quotients.
  public static final Set<String> FLOATING = Set.of("avg_price", "total_value");

  private static final String LARGE_ORDERS =
      """
      SELECT order_id, customer_id, order_date, total_amount
      FROM orders
      WHERE total_amount > 100\
      """;

  private static final String MOVING_PRICES =
      """
      SELECT symbol, price,
             AVG(price) OVER (ROWS WINDOW BUFFER 100 ROWS PARTITION BY symbol ORDER BY ts) AS moving_avg,
             MIN(price) OVER (ROWS WINDOW BUFFER 100 ROWS PARTITION BY symbol ORDER BY ts) AS min_price,
             MAX(price) OVER (ROWS WINDOW BUFFER 100 ROWS PARTITION BY symbol ORDER BY ts) AS max_price
      FROM market_data\
      """;

  private static final String PEER_MOVING_PRICES =
      """
      SELECT symbol, price, AVG(price) OVER w AS moving_avg,
             MIN(price) OVER w AS min_price, MAX(price) OVER w AS max_price
      FROM market_data
      WINDOW w AS (PARTITION BY symbol ORDER BY ts ROWS BETWEEN 99 PRECEDING AND CURRENT ROW)\
      """;

  private static final Size FASTEST = new Size(10_000_000, 120_000_000);
  private static final Size FAST = new Size(10_000_000, 60_000_000);
  private static final Size MEDIUM = new Size(4_000_000, 24_000_000);
  private static final Size SLOW = new Size(2_000_000, 12_000_000);

  /// In pipelines, until most groups are there.
  private static final Size MANY_GROUPS = new Size(4_000_000, 40_000_000);

  /// What the reference system did, no more and no less.
  private static final Size REFERENCE = new Size(5_000, 5_000);

  private static final long CHECKED = 20_000;

  private Scenarios() {}

  /// All scenarios.
  public static List<Scenario> all() {
    return List.of(
        filter("0", "filter that passes all", Tables.orders(150), OptionalDouble.of(3)),
        filter("0h", "filter that passes half", Tables.orders(50), OptionalDouble.empty()),
        moving(),
        grouped("2", "group by 2 strings", Tables.trades(), FASTEST, OptionalDouble.of(2)),
        grouped(
            "2k",
            "a million groups",
            Tables.tradesOfManyTraders(),
            MANY_GROUPS,
            OptionalDouble.of(1)),
        grouped(
            "2z",
            "Zipf traders",
            Tables.tradesOfUnevenTraders(),
            MANY_GROUPS,
            OptionalDouble.empty()),
        exact(),
        grouped("2s", "plain-byte keys", Tables.tradesOfPlainBytes(), FAST, OptionalDouble.of(1.2)),
        windowed("3a", "tumbling window", Tables.timedTrades(), OptionalDouble.of(2)),
        windowed("3o", "out of order", Tables.tradesOutOfOrder(), OptionalDouble.empty()),
        lateRows(),
        changes("3b", "changes per batch", "batch", new Outcome.ChangesPerBatch(), FASTEST),
        changes("3r", "changes per record", "record", new Outcome.ChangesPerRecord(), SLOW),
        snapshots());
  }

  /// The scenarios of those ids, in the order of the report; all of them for no id.
  ///
  /// @throws IllegalArgumentException naming the ids that there are, when one is unknown
  public static List<Scenario> of(List<String> ids) {
    List<Scenario> all = all();
    if (ids.isEmpty()) {
      return all;
    }
    List<String> wanted = ids.stream().map(id -> id.strip().toLowerCase(Locale.ROOT)).toList();
    List<String> unknown = new ArrayList<>(wanted);
    all.forEach(scenario -> unknown.removeIf(id -> id.equals(scenario.id())));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "no such scenario: "
              + String.join(", ", unknown)
              + "; there are "
              + String.join(", ", all.stream().map(Scenario::id).toList()));
    }
    return all.stream().filter(scenario -> wanted.contains(scenario.id())).toList();
  }

  private static Scenario filter(String id, String title, TableSpec table, OptionalDouble target) {
    return new Scenario(
        id,
        title,
        LARGE_ORDERS,
        Map.of(),
        table,
        LARGE_ORDERS,
        Set.of(),
        FAST,
        false,
        CHECKED,
        target,
        new Outcome.Once());
  }

  private static Scenario moving() {
    return new Scenario(
        "1",
        "moving AVG, MIN, MAX over 100 rows",
        MOVING_PRICES,
        Map.of(),
        Tables.ticks(),
        PEER_MOVING_PRICES,
        Set.of("moving_avg"),
        MEDIUM,
        false,
        CHECKED,
        OptionalDouble.of(6),
        new Outcome.Once());
  }

  private static Scenario grouped(
      String id, String title, TableSpec table, Size size, OptionalDouble target) {
    return new Scenario(
        id,
        title,
        TRADES_PER_GROUP,
        Map.of(),
        table,
        TRADES_PER_GROUP,
        FLOATING,
        size,
        false,
        CHECKED,
        target,
        new Outcome.ChangesPerBatch());
  }

  /// DuckDB's AVG of decimals is a DOUBLE; the exact average is checked by its SUM and COUNT, see
  /// [io.velostream.benchmarks.check.ExactAverages].
  private static Scenario exact() {
    return new Scenario(
        "2d",
        "exact decimals",
        TRADES_PER_GROUP,
        Map.of(),
        Tables.tradesWithDecimals(),
        TRADES_PER_GROUP,
        Set.of("avg_price"),
        FAST,
        false,
        CHECKED,
        OptionalDouble.empty(),
        new Outcome.ChangesPerBatch());
  }

  private static Scenario windowed(
      String id, String title, TableSpec table, OptionalDouble target) {
    return timed(id, title, "", Map.of(), table, FASTEST, CHECKED, target, new Outcome.Once());
  }

  private static Scenario lateRows() {
    return timed(
        "3l",
        "1 % late rows",
        "",
        Map.of(),
        Tables.tradesWithLateRows(),
        FAST,
        Tables.FIRST_LATE + CHECKED,
        OptionalDouble.empty(),
        new Outcome.Once());
  }

  private static Scenario changes(
      String id, String title, String step, Outcome outcome, Size size) {
    return timed(
        id,
        title,
        "\nEMIT CHANGES",
        Map.of("emit.step", step),
        Tables.timedTrades(),
        size,
        CHECKED,
        OptionalDouble.empty(),
        outcome);
  }

  private static Scenario timed(
      String id,
      String title,
      String emit,
      Map<String, String> settings,
      TableSpec table,
      Size size,
      long checkRecords,
      OptionalDouble target,
      Outcome outcome) {
    return new Scenario(
        id,
        title,
        TRADES_PER_GROUP + PER_MINUTE + emit,
        settings,
        table,
        TRADES_PER_GROUP + PEER_PER_MINUTE,
        FLOATING,
        size,
        false,
        checkRecords,
        target,
        outcome);
  }

  private static Scenario snapshots() {
    return new Scenario(
        "3w",
        "whole window per record",
        TRADES_PER_GROUP + PER_MINUTE + "\nEMIT CHANGES",
        Map.of("emit.step", "record", "emit.scope", "window"),
        Tables.tradesOfOneWindow(),
        TRADES_PER_GROUP + PEER_PER_MINUTE,
        FLOATING,
        REFERENCE,
        true,
        5_000,
        OptionalDouble.empty(),
        new Outcome.WindowPerRecord(20));
  }
}
