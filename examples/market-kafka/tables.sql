-- The topics of the demonstration as tables, and the files beside them. What is read ends where the topic ends
-- when reading begins; without that option, these streams would go on for ever.

CREATE TABLE market_data (
  trade_id   BIGINT,
  event_time TIMESTAMP(3),
  symbol     VARCHAR,
  exchange   VARCHAR,
  trader_id  VARCHAR,
  side       VARCHAR,
  price      DECIMAL(12, 2),
  quantity   BIGINT,
  WATERMARK FOR event_time AS event_time - INTERVAL '1' SECOND
) WITH (
  'connector' = 'kafka', 'topic' = 'market_data', 'key.fields' = 'symbol', 'key.format' = 'raw', 'value.format' = 'json',
  'scan.bounded.mode' = 'latest-offset',
  'properties.bootstrap.servers' = '${env:VELOSTREAM_DEMO_BROKER}'
);

CREATE TABLE instruments (symbol VARCHAR, name VARCHAR, sector VARCHAR)
WITH ('connector' = 'file', 'path' = 'examples/market-kafka/instruments.csv', 'format' = 'csv');

CREATE TABLE desks (trader_id VARCHAR, desk VARCHAR, desk_limit DECIMAL(18, 2))
WITH ('connector' = 'file', 'path' = 'examples/market-kafka/desks.csv', 'format' = 'csv');

CREATE TABLE watchlist (trader_id VARCHAR, reason VARCHAR)
WITH ('connector' = 'file', 'path' = 'examples/market-kafka/watchlist.csv', 'format' = 'csv');

CREATE TABLE market_data_ts (
  trade_id BIGINT, event_time TIMESTAMP(3), symbol VARCHAR, exchange VARCHAR, trader_id VARCHAR, side VARCHAR,
  price DECIMAL(12, 2), quantity BIGINT, amount DECIMAL(32, 2)
) WITH (
  'connector' = 'kafka', 'topic' = 'market_data_ts', 'format' = 'json', 'scan.bounded.mode' = 'latest-offset',
  'properties.bootstrap.servers' = '${env:VELOSTREAM_DEMO_BROKER}'
);

CREATE TABLE tick_buckets (
  symbol VARCHAR, bucket TIMESTAMP(3),
  open_price DECIMAL(12, 2), high DECIMAL(12, 2), low DECIMAL(12, 2), close_price DECIMAL(12, 2),
  volume BIGINT, trades BIGINT
) WITH (
  'connector' = 'kafka', 'topic' = 'tick_buckets', 'format' = 'json', 'scan.bounded.mode' = 'latest-offset',
  'properties.bootstrap.servers' = '${env:VELOSTREAM_DEMO_BROKER}'
);

CREATE TABLE enriched_market_data (
  trade_id BIGINT, symbol VARCHAR, name VARCHAR, sector VARCHAR, price DECIMAL(12, 2), quantity BIGINT
) WITH (
  'connector' = 'kafka', 'topic' = 'enriched_market_data', 'format' = 'json', 'scan.bounded.mode' = 'latest-offset',
  'properties.bootstrap.servers' = '${env:VELOSTREAM_DEMO_BROKER}'
);

CREATE TABLE price_movement_alerts (
  trade_id BIGINT, event_time TIMESTAMP(3), symbol VARCHAR,
  previous_price DECIMAL(12, 2), price DECIMAL(12, 2), change_percent DECIMAL(8, 3)
) WITH (
  'connector' = 'kafka', 'topic' = 'price_movement_alerts', 'format' = 'json', 'scan.bounded.mode' = 'latest-offset',
  'properties.bootstrap.servers' = '${env:VELOSTREAM_DEMO_BROKER}'
);

CREATE TABLE price_stats (
  symbol VARCHAR, minute_start TIMESTAMP(3), trades BIGINT, avg_price DECIMAL(38, 6), deviation DECIMAL(12, 4)
) WITH (
  'connector' = 'kafka', 'topic' = 'price_stats', 'format' = 'json', 'scan.bounded.mode' = 'latest-offset',
  'properties.bootstrap.servers' = '${env:VELOSTREAM_DEMO_BROKER}'
);

CREATE TABLE volume_spikes (
  symbol VARCHAR, window_end TIMESTAMP(3), volume BIGINT, avg_quantity DOUBLE, largest BIGINT
) WITH (
  'connector' = 'kafka', 'topic' = 'volume_spikes', 'format' = 'json', 'scan.bounded.mode' = 'latest-offset',
  'properties.bootstrap.servers' = '${env:VELOSTREAM_DEMO_BROKER}'
);

CREATE TABLE order_flow_imbalance (
  symbol VARCHAR, minute_start TIMESTAMP(3), bought BIGINT, sold BIGINT
) WITH (
  'connector' = 'kafka', 'topic' = 'order_flow_imbalance', 'format' = 'json', 'scan.bounded.mode' = 'latest-offset',
  'properties.bootstrap.servers' = '${env:VELOSTREAM_DEMO_BROKER}'
);

CREATE TABLE arbitrage (
  symbol VARCHAR, buy_trade BIGINT, sell_trade BIGINT, buy_price DECIMAL(12, 2), sell_price DECIMAL(12, 2)
) WITH (
  'connector' = 'kafka', 'topic' = 'arbitrage', 'format' = 'json', 'scan.bounded.mode' = 'latest-offset',
  'properties.bootstrap.servers' = '${env:VELOSTREAM_DEMO_BROKER}'
);

CREATE TABLE risk_monitor (
  trade_id BIGINT, event_time TIMESTAMP(3), trader_id VARCHAR, symbol VARCHAR, position_size BIGINT
) WITH (
  'connector' = 'kafka', 'topic' = 'risk_monitor', 'format' = 'json', 'scan.bounded.mode' = 'latest-offset',
  'properties.bootstrap.servers' = '${env:VELOSTREAM_DEMO_BROKER}'
);

CREATE TABLE risk_hierarchy (
  desk VARCHAR, turnover DECIMAL(38, 2), desk_limit DECIMAL(18, 2),
  PRIMARY KEY (desk) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka', 'topic' = 'risk_hierarchy', 'key.format' = 'raw', 'value.format' = 'json',
  'properties.bootstrap.servers' = '${env:VELOSTREAM_DEMO_BROKER}'
);

CREATE TABLE compliance (
  trade_id BIGINT, trader_id VARCHAR, symbol VARCHAR,
  PRIMARY KEY (trade_id) NOT ENFORCED
) WITH (
  'connector' = 'upsert-kafka', 'topic' = 'compliance', 'key.format' = 'raw', 'value.format' = 'json',
  'properties.bootstrap.servers' = '${env:VELOSTREAM_DEMO_BROKER}'
);
