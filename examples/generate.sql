-- Made-up trading, of the shape of examples/trades.csv.gz, and as much of it as you like.
--
--     ./velostream run examples/generate.sql
--
-- The same seed gives the same rows. Without 'number-of-rows' they never end: add 'rows-per-second'
-- and 'fields.trade_time.start' = 'now', and watch a query in the shell.

-- 200 traders, whom trades refer to.
CREATE TABLE traders (
  trader_id VARCHAR,
  name      VARCHAR,
  email     VARCHAR,
  country   VARCHAR
) WITH (
  'connector' = 'datagen',
  'number-of-rows' = '200',
  'fields.trader_id.pattern' = 'T\d{6}',
  'fields.name.kind' = 'name',
  'fields.email.kind' = 'email',
  'fields.email.null-rate' = '0.05',
  'fields.country.values' = 'US, GB, DE, FR, JP',
  'fields.country.weights' = '50, 20, 15, 10, 5'
);

-- 240,000 trades over two hours. Some symbols and some traders trade much more than others, each
-- symbol's price walks at random from where it starts, sizes are skewed, a tenth of the rows come up
-- to two seconds behind others, and one in a hundred comes three minutes late.
CREATE TABLE trades (
  trade_id    BIGINT,
  trade_time  TIMESTAMP(3),
  symbol      VARCHAR,
  exchange    VARCHAR,
  trader_id   VARCHAR,
  side        VARCHAR,
  price       DECIMAL(12, 2),
  quantity    BIGINT,
  amount      AS price * quantity,
  WATERMARK FOR trade_time AS trade_time - INTERVAL '3' SECOND
) WITH (
  'connector' = 'datagen',
  'number-of-rows' = '240_000',
  'seed' = '20260105',
  'fields.trade_id.kind' = 'sequence',
  'fields.trade_time.kind' = 'time',
  'fields.trade_time.start' = '2026-01-05 14:30:00',
  'fields.trade_time.interval' = '30 ms',
  'fields.trade_time.jitter' = '30 ms',
  'fields.trade_time.out-of-order' = '2 s',
  'fields.trade_time.out-of-order-rate' = '0.1',
  'fields.trade_time.late-by' = '3 min',
  'fields.trade_time.late-rate' = '0.01',
  'fields.symbol.values' = 'NVDA, AAPL, TSLA, MSFT, META, AMZN, GOOG, AVGO, NFLX, COST, JPM, ORCL, INTC, CRM, QCOM, KO, PEP, SAP, ASML, V',
  'fields.symbol.skew' = '0.6',
  'fields.exchange.values' = 'NYSE, NASDAQ, LSE, XETRA',
  'fields.trader_id.references' = 'traders.trader_id',
  'fields.trader_id.skew' = '0.8',
  'fields.side.values' = 'B, S',
  'fields.price.kind' = 'walk',
  'fields.price.per' = 'symbol',
  'fields.price.start' = '40..640',
  'fields.price.volatility' = '0.0002',
  'fields.quantity.distribution' = 'lognormal',
  'fields.quantity.median' = '30',
  'fields.quantity.sigma' = '1.5',
  'fields.quantity.min' = '1',
  'fields.quantity.max' = '10_000'
);

SELECT * FROM trades LIMIT 5;

-- The most traded symbols, and how far their prices went.
SELECT symbol, COUNT(*) AS trades, MIN(price) AS low, MAX(price) AS high, SUM(amount) AS turnover
FROM trades
GROUP BY symbol
ORDER BY trades DESC
LIMIT 5;

-- The traders with the most trades.
SELECT trader_id, COUNT(*) AS trades, SUM(amount) AS turnover
FROM trades
GROUP BY trader_id
ORDER BY trades DESC
LIMIT 5;

SELECT * FROM traders LIMIT 3;

-- Candles of one symbol, and what came too late for them.
CREATE TABLE candles AS
SELECT symbol, window_start,
       FIRST_VALUE(price) AS open_price, MAX(price) AS high, MIN(price) AS low,
       LAST_VALUE(price) AS close_price, SUM(quantity) AS volume
FROM trades
WHERE symbol = 'NVDA'
GROUP BY symbol
WINDOW TUMBLING (trade_time, INTERVAL '1' MINUTE)
EMIT FINAL;

SELECT * FROM candles ORDER BY window_start LIMIT 5;

SELECT COUNT(*) AS late_trades FROM candles$late;
