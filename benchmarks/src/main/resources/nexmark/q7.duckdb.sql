SELECT b.auction, b.price, b.bidder, b.dateTime, b.extra
FROM bid b
JOIN (
  SELECT time_bucket(INTERVAL '10 seconds', dateTime) + INTERVAL '10 seconds' AS window_end, MAX(price) AS most
  FROM bid
  GROUP BY ALL) w
ON b.price = w.most AND b.dateTime BETWEEN w.window_end - INTERVAL '10 seconds' AND w.window_end
