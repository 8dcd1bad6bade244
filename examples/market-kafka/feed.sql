-- Half an hour of made-up trading on two exchanges, the same on each run, into a topic.

CREATE TABLE feed (
  trade_id   BIGINT,
  event_time TIMESTAMP(3),
  symbol     VARCHAR,
  exchange   VARCHAR,
  trader_id  VARCHAR,
  side       VARCHAR,
  price      DECIMAL(12, 2),
  quantity   BIGINT
) WITH (
  'connector' = 'datagen',
  'number-of-rows' = '18_000',
  'seed' = '20260105',
  'fields.trade_id.kind' = 'sequence',
  'fields.event_time.kind' = 'time',
  'fields.event_time.start' = '2026-01-05 14:30:00',
  'fields.event_time.interval' = '100 ms',
  'fields.symbol.values' = 'NVDA, AAPL, TSLA, MSFT, META',
  'fields.symbol.skew' = '0.6',
  'fields.exchange.values' = 'NYSE, NASDAQ',
  'fields.trader_id.values' = 'T1, T2, T3, T4, T5, T6, T7, T8',
  'fields.trader_id.skew' = '0.7',
  'fields.side.values' = 'B, S',
  'fields.side.weights' = '55, 45',
  'fields.price.kind' = 'walk',
  'fields.price.per' = 'symbol',
  'fields.price.start' = '40..640',
  'fields.price.volatility' = '0.002',
  'fields.quantity.distribution' = 'lognormal',
  'fields.quantity.median' = '30',
  'fields.quantity.sigma' = '1.5',
  'fields.quantity.min' = '1',
  'fields.quantity.max' = '10_000'
);

INSERT INTO market_data SELECT * FROM feed;
