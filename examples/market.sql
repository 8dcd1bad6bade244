-- Five questions about two hours of trading, from one compressed file of 240,000 trades.
--
--     ./velostream run examples/market.sql
--
-- Some trades come late and three lines are damaged: the last two queries show where those went.

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
  'connector' = 'file',
  'path' = 'examples/trades.csv.gz',
  'format' = 'csv'
);

-- 1. A filter: how many trades were worth half a million or more, and on which exchange?
SELECT exchange, COUNT(*) AS large_trades, MAX(amount) AS largest
FROM trades
WHERE amount >= 500000
GROUP BY exchange
ORDER BY large_trades DESC;

-- 2. A moving average over the last 100 trades of each symbol: who strayed furthest from it?
SELECT symbol,
       COUNT(*) AS trades,
       CAST(MAX(ABS(price - moving_avg) / moving_avg * 100) AS DECIMAL(5, 2)) AS max_deviation_percent
FROM (
  SELECT symbol, price,
         AVG(price) OVER (ROWS WINDOW BUFFER 100 ROWS PARTITION BY symbol ORDER BY trade_time) AS moving_avg
  FROM trades
)
GROUP BY symbol
ORDER BY max_deviation_percent DESC
LIMIT 5;

-- 3. A running aggregate: the traders with the largest turnover, exact to the cent.
SELECT trader_id, symbol,
       COUNT(*) AS trade_count,
       AVG(price) AS avg_price,
       SUM(quantity) AS total_quantity,
       SUM(amount) AS total_value
FROM trades
GROUP BY trader_id, symbol
ORDER BY total_value DESC
LIMIT 5;

-- 4. Windows, and windows of windows: the busiest minutes of the session.
SELECT window_start, SUM(trades) AS trades, SUM(turnover) AS turnover
FROM (
  SELECT window_start, window_end, symbol, COUNT(*) AS trades, SUM(amount) AS turnover
  FROM TABLE(TUMBLE(TABLE trades, DESCRIPTOR(trade_time), INTERVAL '1' MINUTE))
  GROUP BY window_start, window_end, symbol
)
GROUP BY window_start, window_end
ORDER BY turnover DESC
LIMIT 5;

-- 5. A stream of changes into a table, then the table: candles of the first minutes of one symbol.
CREATE TABLE candles AS
SELECT symbol, window_start,
       FIRST_VALUE(price) AS open_price, MAX(price) AS high, MIN(price) AS low,
       LAST_VALUE(price) AS close_price, SUM(quantity) AS volume
FROM trades
WHERE symbol = 'NVDA'
GROUP BY symbol
WINDOW TUMBLING (trade_time, INTERVAL '1' MINUTE)
EMIT CHANGES;

SELECT * FROM candles ORDER BY window_start LIMIT 5;

-- What came too late for its minute, and what could not be read.
SELECT symbol, COUNT(*) AS late_trades FROM candles$late GROUP BY symbol;

SELECT "position", raw FROM candles$errors;
