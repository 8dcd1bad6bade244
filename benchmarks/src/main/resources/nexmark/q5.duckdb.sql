SELECT auction, num
FROM (
  SELECT time_bucket(INTERVAL '2 seconds', dateTime) + (i + 1) * INTERVAL '2 seconds' AS window_end, auction, COUNT(*) AS num
  FROM bid, generate_series(0, 4) AS slides(i)
  GROUP BY ALL)
QUALIFY RANK() OVER (PARTITION BY window_end ORDER BY num DESC) = 1
