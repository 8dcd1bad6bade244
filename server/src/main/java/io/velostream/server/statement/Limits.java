package io.velostream.server.statement;

import java.time.Duration;

/// What one request may ask for. Each has a default; a request may ask for less.
///
/// @param sqlCharacters of the text of a request
/// @param statements in one request
/// @param rows of one result; the rest is not computed
/// @param time until a query is ended; what it has answered by then is the answer
/// @param concurrent requests with statements that are worked on at once; others are told to come
///   back
public record Limits(int sqlCharacters, int statements, int rows, Duration time, int concurrent) {
  /// 256 KB of text, 500 statements, 10,000 rows, 30 s, 32 requests.
  public static final Limits STANDARD =
      new Limits(256 << 10, 500, 10_000, Duration.ofSeconds(30), 32);

  /// The same, with fewer rows and less time if that is asked for.
  Limits within(int wantedRows, Duration wantedTime) {
    return new Limits(
        sqlCharacters,
        statements,
        Math.min(rows, wantedRows),
        wantedTime.compareTo(time) < 0 ? wantedTime : time,
        concurrent);
  }
}
