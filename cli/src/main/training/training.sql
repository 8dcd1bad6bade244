-- What train.sh runs to learn which classes a start needs: one query of every usual kind.

SELECT 1;
SELECT symbol, AVG(price) FROM 'trades.csv' GROUP BY symbol;
SELECT * FROM 'trades.csv' WHERE price > 120 AND side = 'B' ORDER BY trade_time DESC LIMIT 5;
SELECT symbol, COUNT(*) AS n, SUM(price * quantity) AS turnover, MIN(price), MAX(price)
FROM 'trades.jsonl' WHERE quantity BETWEEN 10 AND 800 GROUP BY symbol HAVING COUNT(*) > 1 ORDER BY turnover DESC;
SELECT DISTINCT UPPER(side) || '/' || symbol AS name, CASE WHEN price >= 125 THEN 'high' ELSE 'low' END AS class
FROM 'trades.csv' WHERE symbol LIKE '%A%' OR symbol IN ('SAP', 'TSLA');
SELECT EXTRACT(MINUTE FROM trade_time) AS minute, ROUND(AVG(price), 2), COUNT(DISTINCT symbol)
FROM 'trades.csv' GROUP BY EXTRACT(MINUTE FROM trade_time);

CREATE TABLE trades (
  trade_id BIGINT, trade_time TIMESTAMP(3), symbol VARCHAR, side VARCHAR, price DECIMAL(12, 2), quantity BIGINT,
  amount AS price * quantity,
  WATERMARK FOR trade_time AS trade_time - INTERVAL '3' SECOND
) WITH ('connector' = 'file', 'path' = 'trades.csv', 'format' = 'csv');

SELECT symbol, COUNT(*) AS n, SUM(amount) FROM trades GROUP BY symbol WINDOW TUMBLING (trade_time, INTERVAL '1' MINUTE);
SELECT window_start, symbol, AVG(price)
FROM TABLE(HOP(TABLE trades, DESCRIPTOR(trade_time), INTERVAL '1' MINUTE, INTERVAL '2' MINUTE))
GROUP BY window_start, window_end, symbol;
SELECT symbol, trade_time, AVG(price) OVER (PARTITION BY symbol ORDER BY trade_time ROWS BETWEEN 9 PRECEDING AND CURRENT ROW)
FROM trades;
WITH totals AS (SELECT symbol, SUM(amount) AS total FROM trades GROUP BY symbol)
SELECT symbol, total FROM totals WHERE total > 1000 UNION ALL SELECT symbol, amount FROM trades WHERE amount > 100000;
EXPLAIN SELECT symbol, COUNT(*) FROM trades GROUP BY symbol;
SHOW TABLES;
DESCRIBE trades;
