-- From a file through a topic to a file: five thousand trades, exact to the cent.

CREATE TABLE transactions (
  trade_id   BIGINT,
  trade_time TIMESTAMP(3),
  symbol     VARCHAR,
  price      DECIMAL(12, 2),
  quantity   BIGINT
) WITH (
  'connector' = 'kafka', 'topic' = 'transactions', 'format' = 'json', 'scan.bounded.mode' = 'latest-offset',
  'properties.bootstrap.servers' = '${env:VELOSTREAM_DEMO_BROKER}'
);

CREATE TABLE archive (
  trade_id   BIGINT,
  trade_time TIMESTAMP(3),
  symbol     VARCHAR,
  price      DECIMAL(12, 2),
  quantity   BIGINT
) WITH ('connector' = 'file', 'path' = 'target/demo/market/transactions.csv', 'format' = 'csv');

INSERT INTO transactions
SELECT trade_id, trade_time, symbol, price, quantity FROM 'examples/trades.csv.gz' WHERE trade_id < 5000;

INSERT INTO archive SELECT * FROM transactions;

SELECT 'examples/trades.csv.gz' AS place, COUNT(*) AS trades, SUM(CAST(price AS DECIMAL(12, 2)) * quantity) AS turnover
FROM 'examples/trades.csv.gz' WHERE trade_id < 5000
UNION ALL
SELECT 'target/demo/market/transactions.csv', COUNT(*), SUM(price * quantity) FROM archive;
