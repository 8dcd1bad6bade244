package io.velostream.connector.kafka;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/// Settings of a producer that go together; what a table says itself goes before them.
enum Profile {
  /// Large batches, compressed.
  THROUGHPUT(
      Map.of(
          "linger.ms", "50",
          "batch.size", "524288",
          "compression.type", "lz4",
          "buffer.memory", "134217728")),
  BALANCED(Map.of("linger.ms", "5", "batch.size", "131072", "compression.type", "lz4")),
  /// A message is sent nearly at once: those of one millisecond share a request. With a request for
  /// each, brokers have so much to do that messages take longer.
  LATENCY(Map.of("linger.ms", "1", "batch.size", "16384", "compression.type", "none")),
  /// One message after the other, each on every replica that is in step.
  DURABLE(
      Map.of(
          "linger.ms", "5",
          "compression.type", "lz4",
          "max.in.flight.requests.per.connection", "1",
          "delivery.timeout.ms", "300000"));

  private final Map<String, String> settings;

  Profile(Map<String, String> settings) {
    this.settings = settings;
  }

  Map<String, String> settings() {
    return settings;
  }

  static String[] names() {
    return Arrays.stream(values())
        .map(profile -> profile.name().toLowerCase(Locale.ROOT))
        .toArray(String[]::new);
  }

  /// The one of a checked name.
  static Profile of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
