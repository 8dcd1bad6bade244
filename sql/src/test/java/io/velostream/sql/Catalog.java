package io.velostream.sql;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A catalogue in memory, filled by SQL.
final class Catalog implements CatalogView {
  private final Map<String, TableDefinition> tables = new LinkedHashMap<>();

  /// The tables that most tests use.
  static Catalog standard() {
    Catalog catalog = new Catalog();
    catalog.run(
        """
        CREATE TABLE orders (
          order_id BIGINT, customer_id BIGINT, order_date VARCHAR, total_amount DOUBLE
        ) WITH ('connector' = 'file', 'path' = 'orders.jsonl');
        CREATE TABLE market_data (
          trader_id VARCHAR, symbol VARCHAR, price DOUBLE, quantity BIGINT,
          trade_time TIMESTAMP(3), fee DECIMAL(18, 4),
          WATERMARK FOR trade_time AS trade_time - INTERVAL '5' SECOND
        ) WITH ('connector' = 'file', 'path' = 'trades.jsonl');
        CREATE TABLE ticks (
          symbol VARCHAR NOT NULL, price DOUBLE, millis BIGINT,
          ts AS TO_TIMESTAMP(CAST(millis AS VARCHAR)),
          WATERMARK FOR ts AS ts
        ) WITH ('connector' = 'kafka', 'topic' = 'ticks');
        CREATE STREAM events (user_id BIGINT, kind VARCHAR, ts TIMESTAMP(3), flag BOOLEAN, day DATE)
        WITH ('connector' = 'kafka', 'topic' = 'events');
        CREATE TABLE sink (symbol VARCHAR, n BIGINT, total DECIMAL(38, 4) )
        WITH ('connector' = 'print');
        CREATE VIEW big_trades AS SELECT * FROM market_data WHERE quantity > 100;
        CREATE VIEW minutes (symbol, starts, ends, volume) AS
        SELECT symbol, window_start, window_end, SUM(quantity)
        FROM TABLE(TUMBLE(TABLE market_data, DESCRIPTOR(trade_time), INTERVAL '1' MINUTE))
        GROUP BY symbol, window_start, window_end
        """);
    return catalog;
  }

  /// Carries out CREATE statements.
  void run(String script) {
    for (Statement statement : SqlCompiler.parse(script)) {
      SqlCompiler compiler = new SqlCompiler(this, PlannerSettings.DEFAULT);
      switch (compiler.compile(statement)) {
        case CompiledStatement.CreateTable create -> add(create.definition());
        case CompiledStatement.CreateTableAs create -> add(create.definition());
        case CompiledStatement.CreateView create -> add(create.definition());
        case CompiledStatement other -> throw new IllegalArgumentException(other.toString());
      }
    }
  }

  private void add(TableDefinition table) {
    tables.put(table.name().toLowerCase(Locale.ROOT), table);
  }

  @Override
  public Optional<TableDefinition> find(String name) {
    return Optional.ofNullable(tables.get(name.toLowerCase(Locale.ROOT)));
  }

  @Override
  public List<String> names() {
    return new ArrayList<>(tables.values().stream().map(TableDefinition::name).toList());
  }

  @Override
  public TableDefinition file(String path) {
    if (!path.endsWith(".csv")) {
      throw new UserException(ErrorCode.UNKNOWN_NAME, "there is no file '" + path + "'");
    }
    Schema schema =
        Schema.of(
            Field.of("symbol", DataType.STRING),
            Field.of("price", DataType.DOUBLE),
            Field.of("ts", DataType.TIMESTAMP_MILLIS));
    return TableDefinition.ofColumns(path, schema, Map.of("connector", "file", "path", path), true);
  }
}
