package io.velostream.benchmarks.kafka;

import io.velostream.benchmarks.check.CheckFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// How long a message takes from the moment at which it was due at a producer, through the broker,
/// a query, and the broker again, until a consumer has it. Messages are due at a steady pace
/// whatever happens to those before, so that waiting counts.
///
/// @param rate messages a second
/// @param nanos one time for each message behind the warm-up
public record TopicLatency(long rate, long records, Histogram nanos) {
  private static final long LONGEST_NANOS = 60_000_000_000L;

  /// Messages are 100 bytes.
  private static final String FORM = "{\"id\":%d,\"price\":%d.5,\"note\":\"%s\"}";

  /// Measures it.
  ///
  /// @param topics two that are empty
  /// @param warmUp the part of all messages that come first, and count for nothing
  static TopicLatency measure(
      TopicJob job, Topics topics, String from, String to, long rate, long records, double warmUp)
      throws IOException {
    long perPartition = records / Topics.PARTITIONS;
    long count = perPartition * Topics.PARTITIONS;
    topics.create(from);
    topics.create(to);
    CompletableFuture<Void> query =
        CompletableFuture.runAsync(() -> job.pass(from, to, perPartition));
    byte[][] values = values(count);
    Histogram times = new Histogram(LONGEST_NANOS, 3);
    try (Consumer<ByteBuffer, ByteBuffer> consumer = PollLoop.consumer(topics.servers(), to)) {
      consumer.poll(Duration.ofMillis(1_000)); // all are connected before the clock starts
      long start = System.nanoTime() + 1_000_000_000L;
      CompletableFuture<Void> sender =
          CompletableFuture.runAsync(() -> send(topics, from, values, start, rate));
      long first = (long) (count * warmUp);
      long got = 0;
      long giveUp = start + (long) (count * 1e9 / rate) + 30_000_000_000L;
      while (got < count && System.nanoTime() < giveUp && !query.isCompletedExceptionally()) {
        var some = consumer.poll(Duration.ofMillis(100));
        long now = System.nanoTime();
        for (ConsumerRecord<ByteBuffer, ByteBuffer> message : some) {
          long id = id(message.value());
          if (id >= first) {
            times.recordValue(Math.max(0, now - due(start, id, rate)));
          }
        }
        got += some.count();
      }
      sender.join();
      query.join();
      if (got != count) {
        throw new CheckFailure(got + " messages came of " + count);
      }
      return new TopicLatency(rate, count, times);
    }
  }

  private static byte[][] values(long count) {
    byte[][] values = new byte[Math.toIntExact(count)][];
    String note = "x".repeat(62);
    for (int i = 0; i < values.length; i++) {
      values[i] = FORM.formatted(i, 1 + i % 1000, note).getBytes(StandardCharsets.US_ASCII);
    }
    return values;
  }

  private static long due(long start, long id, long rate) {
    return start + (long) (id * (1e9 / rate));
  }

  private static void send(Topics topics, String from, byte[][] values, long start, long rate) {
    Map<String, Object> settings = Map.of("linger.ms", 0, "acks", "1");
    try (Producer<byte[], byte[]> producer = topics.producer(settings)) {
      for (int i = 0; i < values.length; i++) {
        long wait = due(start, i, rate) - System.nanoTime();
        if (wait > 0) {
          LockSupport.parkNanos(Math.max(wait, 500_000));
        }
        var _ = producer.send(new ProducerRecord<>(from, i % Topics.PARTITIONS, null, values[i]));
      }
      producer.flush();
    }
  }

  /// The number that a value begins with.
  private static long id(ByteBuffer value) {
    long id = 0;
    for (int i = value.position() + 6; value.get(i) >= '0' && value.get(i) <= '9'; i++) {
      id = id * 10 + value.get(i) - '0';
    }
    return id;
  }

  private double millis(double percent) {
    return nanos.getValueAtPercentile(percent) / 1e6;
  }

  /// A line.
  public String text() {
    return String.format(
        Locale.ROOT,
        "latency at %,d records/s, producer to consumer through two topics: p50 %.1f ms, p90 %.1f"
            + " ms, p99 %.1f ms (goal 20), p99.9 %.1f ms, greatest %.1f ms, of %,d%n",
        rate,
        millis(50),
        millis(90),
        millis(99),
        millis(99.9),
        millis(100),
        nanos.getTotalCount());
  }

  /// A JSON object.
  public String json() {
    return String.format(
        Locale.ROOT,
        "{\"scenario\": \"kafka-latency\", \"records_per_second\": %d, \"records\": %d,"
            + " \"p50_micros\": %.3f, \"p90_micros\": %.3f, \"p99_micros\": %.3f,"
            + " \"p999_micros\": %.3f, \"max_micros\": %.3f}",
        rate,
        records,
        millis(50) * 1e3,
        millis(90) * 1e3,
        millis(99) * 1e3,
        millis(99.9) * 1e3,
        millis(100) * 1e3);
  }
}
