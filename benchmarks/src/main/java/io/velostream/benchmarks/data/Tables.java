package io.velostream.benchmarks.data;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.LongToIntFunction;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/// The tables of the scenarios. `i` is the record number, counted from 0.
public final class Tables {
  /// The first event time, microseconds: a whole minute.
  public static final long BASE_MICROS =
      Instant.parse("2024-01-15T12:00:00Z").getEpochSecond() * 1_000_000;

  /// Distinct traders of [#tradesOfManyTraders()].
  public static final int MANY_TRADERS = 1_000_000;

  /// Distinct traders of [#tradesOfUnevenTraders()].
  public static final int UNEVEN_TRADERS = 100_000;

  /// The first record of [#tradesWithLateRows()] that can be late: after it every window that a
  /// displaced row falls into has closed, whatever the batch size (up to a minute of rows).
  public static final long FIRST_LATE = 300_000;

  private static final int SYMBOLS = 50;
  private static final int TRADERS = 100;
  private static final long MILLI = 1_000;
  private static final long SECOND = 1_000_000;
  private static final long DISORDER_MILLIS = 10_000;
  private static final long LATE_EVERY = 100;
  private static final long DISPLACEMENT = Duration.ofMinutes(3).toMillis() * MILLI;
  private static final double ZIPF_EXPONENT = 1.05;
  private static final Optional<String> IN_ORDER =
      Optional.of("WATERMARK FOR trade_time AS trade_time");
  private static final Optional<String> TEN_SECONDS =
      Optional.of("WATERMARK FOR trade_time AS trade_time - INTERVAL '10' SECOND");

  private Tables() {}

  /// Orders whose amounts are `lowest + i % 100`.
  public static TableSpec orders(int lowest) {
    return new TableSpec(
        "orders",
        List.of(
            column("order_id", DataType.BIGINT, () -> ColumnGenerator.longs(i -> i)),
            column("customer_id", DataType.BIGINT, () -> ColumnGenerator.longs(i -> i % 1000)),
            column(
                "order_date",
                DataType.STRING,
                () -> ColumnGenerator.coded(1, _ -> "2024-01-15", _ -> 0)),
            column(
                "total_amount",
                DataType.DOUBLE,
                () -> ColumnGenerator.doubles(i -> lowest + i % 100))),
        Optional.empty(),
        Tables::never);
  }

  /// Prices of ten symbols, a second apart and in order.
  public static TableSpec ticks() {
    return new TableSpec(
        "market_data",
        List.of(
            column("symbol", DataType.STRING, () -> symbols(10)),
            column(
                "price", DataType.DOUBLE, () -> ColumnGenerator.doubles(i -> 100 + (0.5 * i) % 50)),
            column(
                "ts",
                DataType.TIMESTAMP_MILLIS,
                () -> ColumnGenerator.longs(i -> BASE_MICROS + i * SECOND))),
        Optional.of("WATERMARK FOR ts AS ts"),
        Tables::never);
  }

  /// Trades without a time: 100 pairs of trader and symbol, both as ids of a dictionary.
  public static TableSpec trades() {
    return trades(codedTraders(), () -> symbols(SYMBOLS), doublePrices());
  }

  /// [#trades()] with both strings as plain bytes.
  public static TableSpec tradesOfPlainBytes() {
    return trades(
        column("trader_id", DataType.STRING, () -> flatTraders(TRADERS, i -> (int) (i % TRADERS))),
        () -> ColumnGenerator.flat(SYMBOLS, s -> "SYM" + s, i -> (int) (i % SYMBOLS)),
        doublePrices());
  }

  /// [#trades()] with an exact price.
  public static TableSpec tradesWithDecimals() {
    return trades(
        codedTraders(),
        () -> symbols(SYMBOLS),
        column(
            "price",
            new DataType.Decimal(18, 4),
            () -> ColumnGenerator.longs(i -> 1_000_000 + 1_000 * i % 500_000)));
  }

  /// Trades of a million traders, each with one symbol. Every block of a million records has each
  /// trader once, in an order of its own, so that no two visits to a group follow a pattern.
  /// Traders are plain bytes: a dictionary of a million entries is none that a source would keep.
  public static TableSpec tradesOfManyTraders() {
    return trades(
        column(
            "trader_id",
            DataType.STRING,
            () -> flatTraders(MANY_TRADERS, Tables::oneOfManyTraders)),
        () -> symbols(SYMBOLS),
        doublePrices());
  }

  /// Trades whose traders follow Zipf's law: a few have most of the trades.
  public static TableSpec tradesOfUnevenTraders() {
    return trades(
        column(
            "trader_id",
            DataType.STRING,
            () -> {
              Zipf zipf = new Zipf(UNEVEN_TRADERS, ZIPF_EXPONENT);
              return ColumnGenerator.coded(
                  UNEVEN_TRADERS, t -> "T" + t, i -> zipf.rank(Scramble.fraction(i)));
            }),
        () -> symbols(SYMBOLS),
        doublePrices());
  }

  /// Trades a millisecond apart, in order: 60,000 a minute.
  public static TableSpec timedTrades() {
    return timed(IN_ORDER, i -> BASE_MICROS + i * MILLI, Tables::never);
  }

  /// Trades that come up to ten seconds late, with a watermark that allows for it.
  public static TableSpec tradesOutOfOrder() {
    return timed(
        TEN_SECONDS,
        i -> BASE_MICROS + (i - Scramble.below(DISORDER_MILLIS, i)) * MILLI,
        Tables::never);
  }

  /// Trades of which, from [#FIRST_LATE] on, one of every hundred, each time another one, comes
  /// three minutes after its time: two windows behind the one that is open.
  public static TableSpec tradesWithLateRows() {
    LongPredicate late = i -> i >= FIRST_LATE && i % LATE_EVERY == i / LATE_EVERY % LATE_EVERY;
    return timed(
        TEN_SECONDS, i -> BASE_MICROS + i * MILLI - (late.test(i) ? DISPLACEMENT : 0), late);
  }

  /// Trades of 20 pairs of trader and symbol within one minute, the data on which the reference
  /// system counts rows.
  public static TableSpec tradesOfOneWindow() {
    return new TableSpec(
        "market_data",
        List.of(
            column(
                "trader_id",
                DataType.STRING,
                () -> ColumnGenerator.coded(20, t -> "TRADER" + t, i -> (int) (i % 20))),
            column("symbol", DataType.STRING, () -> symbols(10)),
            doublePrices(),
            quantities(),
            times(i -> BASE_MICROS + i * MILLI)),
        IN_ORDER,
        Tables::never);
  }

  private static boolean never(long unused) {
    return false;
  }

  private static TableSpec trades(
      TableSpec.Column traders, Supplier<ColumnGenerator> symbols, TableSpec.Column prices) {
    return new TableSpec(
        "market_data",
        List.of(traders, column("symbol", DataType.STRING, symbols), prices, quantities()),
        Optional.empty(),
        Tables::never);
  }

  private static TableSpec timed(
      Optional<String> watermark, LongUnaryOperator time, LongPredicate late) {
    return new TableSpec(
        "market_data",
        List.of(
            codedTraders(),
            column("symbol", DataType.STRING, () -> symbols(SYMBOLS)),
            doublePrices(),
            quantities(),
            times(time)),
        watermark,
        late);
  }

  private static TableSpec.Column column(
      String name, DataType type, Supplier<ColumnGenerator> generator) {
    return new TableSpec.Column(new Field(name, type, false), generator);
  }

  private static TableSpec.Column codedTraders() {
    return column(
        "trader_id",
        DataType.STRING,
        () -> ColumnGenerator.coded(TRADERS, t -> "T" + t, i -> (int) (i % TRADERS)));
  }

  private static ColumnGenerator flatTraders(int traders, LongToIntFunction choice) {
    return ColumnGenerator.flat(traders, t -> "T" + t, choice);
  }

  private static ColumnGenerator symbols(int symbols) {
    return ColumnGenerator.coded(symbols, s -> "SYM" + s, i -> (int) (i % symbols));
  }

  private static TableSpec.Column doublePrices() {
    return column(
        "price", DataType.DOUBLE, () -> ColumnGenerator.doubles(i -> 100 + (0.1 * i) % 50));
  }

  private static TableSpec.Column quantities() {
    return column("quantity", DataType.BIGINT, () -> ColumnGenerator.longs(i -> i % 1000));
  }

  private static TableSpec.Column times(LongUnaryOperator time) {
    return column("trade_time", DataType.TIMESTAMP_MILLIS, () -> ColumnGenerator.longs(time));
  }

  /// Trader `t` has symbol `t % 50`, so that there are as many pairs as traders. Within a block,
  /// the records of one symbol visit its traders in a permutation of their own.
  private static int oneOfManyTraders(long i) {
    long block = i / MANY_TRADERS;
    int inBlock = (int) (i % MANY_TRADERS);
    int symbol = inBlock % SYMBOLS;
    int visit =
        Scramble.permute(inBlock / SYMBOLS, MANY_TRADERS / SYMBOLS, block * SYMBOLS + symbol);
    return visit * SYMBOLS + symbol;
  }
}
