SELECT auction, num
FROM (
  SELECT window_start, window_end, auction, COUNT(*) AS num
  FROM TABLE(HOP(TABLE bid, DESCRIPTOR(dateTime), INTERVAL '2' SECOND, INTERVAL '10' SECOND))
  GROUP BY window_start, window_end, auction)
QUALIFY RANK() OVER (PARTITION BY window_start, window_end ORDER BY num DESC) = 1
