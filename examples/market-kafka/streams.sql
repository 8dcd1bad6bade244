-- Eleven streams over the topic of trades, each to a topic of its own.

-- 1. Trades as they are to be used: none without a price or a size, and what they were worth.
INSERT INTO market_data_ts
SELECT trade_id, event_time, symbol, exchange, trader_id, side, price, quantity, price * quantity AS amount
FROM market_data
WHERE price > 0 AND quantity > 0;

-- 2. Candles of ten seconds: open, high, low, close, volume.
INSERT INTO tick_buckets
SELECT symbol, window_start AS bucket, FIRST_VALUE(price), MAX(price), MIN(price), LAST_VALUE(price), SUM(quantity), COUNT(*)
FROM TABLE(TUMBLE(TABLE market_data, DESCRIPTOR(event_time), INTERVAL '10' SECOND))
GROUP BY window_start, window_end, symbol;

-- 3. Trades with what is known of the instrument.
INSERT INTO enriched_market_data
SELECT m.trade_id, m.symbol, i.name, i.sector, m.price, m.quantity
FROM market_data AS m JOIN instruments AS i ON m.symbol = i.symbol;

-- 4. Prices that have jumped: by more than half a percent from one trade of a symbol to the next.
INSERT INTO price_movement_alerts
SELECT trade_id, event_time, symbol, previous_price, price,
       CAST((price - previous_price) / previous_price * 100 AS DECIMAL(8, 3))
FROM (
  SELECT trade_id, event_time, symbol, price,
         LAG(price) OVER (PARTITION BY symbol ORDER BY event_time) AS previous_price
  FROM market_data
)
WHERE ABS(price - previous_price) > previous_price * 0.005;

-- 5. Prices of each minute, and how much they differ.
INSERT INTO price_stats
SELECT symbol, window_start, COUNT(*), AVG(price), CAST(STDDEV(CAST(price AS DOUBLE)) AS DECIMAL(12, 4))
FROM TABLE(TUMBLE(TABLE market_data, DESCRIPTOR(event_time), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, symbol;

-- 6. Volume spikes: five minutes, looked at each minute, with a trade ten times as large as the mean.
INSERT INTO volume_spikes
SELECT symbol, window_end, SUM(quantity), AVG(quantity), MAX(quantity)
FROM TABLE(HOP(TABLE market_data, DESCRIPTOR(event_time), INTERVAL '1' MINUTE, INTERVAL '5' MINUTE))
GROUP BY window_start, window_end, symbol
HAVING MAX(quantity) > 40 * AVG(quantity);

-- 7. Order flow that leans to one side: more than seven tenths bought, or sold, in a minute.
INSERT INTO order_flow_imbalance
SELECT symbol, window_start,
       SUM(CASE WHEN side = 'B' THEN quantity ELSE 0 END),
       SUM(CASE WHEN side = 'S' THEN quantity ELSE 0 END)
FROM TABLE(TUMBLE(TABLE market_data, DESCRIPTOR(event_time), INTERVAL '1' MINUTE))
GROUP BY window_start, window_end, symbol
HAVING SUM(CASE WHEN side = 'B' THEN quantity ELSE 0 END) > 0.7 * SUM(quantity)
    OR SUM(CASE WHEN side = 'S' THEN quantity ELSE 0 END) > 0.7 * SUM(quantity);

-- 8. Arbitrage: a symbol for less on one exchange than on the other within two seconds.
INSERT INTO arbitrage
SELECT a.symbol, a.trade_id, b.trade_id, a.price, b.price
FROM market_data AS a JOIN market_data AS b
  ON a.symbol = b.symbol
 AND b.event_time BETWEEN a.event_time - INTERVAL '2' SECOND AND a.event_time + INTERVAL '2' SECOND
WHERE a.exchange = 'NYSE' AND b.exchange = 'NASDAQ' AND b.price > a.price * 1.01;

-- 9. Running positions of traders that go beyond a limit.
INSERT INTO risk_monitor
SELECT trade_id, event_time, trader_id, symbol, position_size
FROM (
  SELECT trade_id, event_time, trader_id, symbol,
         SUM(CASE WHEN side = 'B' THEN quantity ELSE -quantity END)
           OVER (PARTITION BY trader_id, symbol ORDER BY event_time ROWS UNBOUNDED PRECEDING) AS position_size
  FROM market_data
)
WHERE ABS(position_size) > 10000;

-- 10. Turnover of each desk, as it is now, beside its limit.
INSERT INTO risk_hierarchy
SELECT d.desk, SUM(m.price * m.quantity), MAX(d.desk_limit)
FROM market_data AS m JOIN desks AS d ON m.trader_id = d.trader_id
GROUP BY d.desk;

-- 11. Compliance: trades in trading hours of those who are on no watch list.
INSERT INTO compliance
SELECT m.trade_id, m.trader_id, m.symbol
FROM market_data AS m
WHERE EXTRACT(MINUTE FROM m.event_time) IN (30, 31, 32)
  AND NOT EXISTS (SELECT 1 FROM watchlist AS w WHERE w.trader_id = m.trader_id);
