-- What the streams have found.

SELECT symbol, bucket, open_price, high, low, close_price, volume, trades
FROM tick_buckets
ORDER BY volume DESC
LIMIT 3;

SELECT sector, COUNT(*) AS trades, SUM(price * quantity) AS turnover
FROM enriched_market_data
GROUP BY sector
ORDER BY turnover DESC;

SELECT 'market_data_ts' AS stream, COUNT(*) AS messages FROM market_data_ts
UNION ALL SELECT 'tick_buckets', COUNT(*) FROM tick_buckets
UNION ALL SELECT 'enriched_market_data', COUNT(*) FROM enriched_market_data
UNION ALL SELECT 'price_movement_alerts', COUNT(*) FROM price_movement_alerts
UNION ALL SELECT 'price_stats', COUNT(*) FROM price_stats
UNION ALL SELECT 'volume_spikes', COUNT(*) FROM volume_spikes
UNION ALL SELECT 'order_flow_imbalance', COUNT(*) FROM order_flow_imbalance
UNION ALL SELECT 'arbitrage', COUNT(*) FROM arbitrage
UNION ALL SELECT 'risk_monitor', COUNT(*) FROM risk_monitor
ORDER BY messages DESC;

SELECT symbol, COUNT(*) AS chances, MAX(sell_price - buy_price) AS best
FROM arbitrage
GROUP BY symbol
ORDER BY chances DESC
LIMIT 3;
