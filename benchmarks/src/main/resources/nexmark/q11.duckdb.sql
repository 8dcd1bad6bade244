SELECT bidder, COUNT(*) AS bid_count, MIN(dateTime) AS starttime, MAX(dateTime) + INTERVAL '10 seconds' AS endtime
FROM (
  SELECT bidder, dateTime, SUM(begins) OVER (PARTITION BY bidder ORDER BY dateTime, begins DESC ROWS UNBOUNDED PRECEDING) AS number
  FROM (
    SELECT bidder, dateTime,
      CASE WHEN dateTime - LAG(dateTime) OVER (PARTITION BY bidder ORDER BY dateTime) < INTERVAL '10 seconds' THEN 0 ELSE 1 END AS begins
    FROM bid))
GROUP BY bidder, number
