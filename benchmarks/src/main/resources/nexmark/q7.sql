SELECT b.auction, b.price, b.bidder, b.dateTime, b.extra
FROM bid b
JOIN (
  SELECT window_end, MAX(price) AS most
  FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(dateTime), INTERVAL '10' SECOND))
  GROUP BY window_start, window_end) w
ON b.price = w.most AND b.dateTime BETWEEN w.window_end - INTERVAL '10' SECOND AND w.window_end
