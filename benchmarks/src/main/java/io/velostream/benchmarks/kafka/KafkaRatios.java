package io.velostream.benchmarks.kafka;

import java.util.Locale;

/// What the measurements come to.
///
/// @param ofPoll the query's rate to that of the loop that only polls
/// @param decodeMegabytes of JSON a second, by the time of the core that decodes
/// @param exactlyOnce its rate to that of at-least-once
public record KafkaRatios(double ofPoll, double decodeMegabytes, double exactlyOnce) {
  /// Lines with the goals.
  public String text() {
    return String.format(
        Locale.ROOT,
        """
        topic to topic: %.0f %% of the loop that only polls (goal 70)
        decoding: %.0f MB/s a core (goal 300)
        exactly once: %.0f %% of at least once (goal 90)
        """,
        100 * ofPoll,
        decodeMegabytes,
        100 * exactlyOnce);
  }
}
