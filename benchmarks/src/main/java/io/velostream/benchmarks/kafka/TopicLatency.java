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
/// @param name of what passes them on
/// @param rate messages a second
/// @param nanos one time for each message behind the warm-up
public record TopicLatency(String name, long rate, long records, Histogram nanos) {
  private static final long LONGEST_NANOS = 60_000_000_000L;

  /// What takes messages from one topic to the other.
  @FunctionalInterface
  interface Passing {
    /// Passes on so many messages of each partition, and returns then.
    void pass(String from, String to, long perPartition);
  }

  /// Measures it.
  ///
  /// @param names what those of two new topics begin with
  /// @param warmUp the part of all messages that come first, and count for nothing
  static TopicLatency measure(
      String name,
      Passing passing,
      Topics topics,
      String names,
      long rate,
      long records,
      double warmUp)
      throws IOException {
    String from = names + "from";
    String to = names + "to";
    long perPartition = records / Topics.PARTITIONS;
    long count = perPartition * Topics.PARTITIONS;
    topics.create(from);
    topics.create(to);
    CompletableFuture<Void> query =
        CompletableFuture.runAsync(() -> passing.pass(from, to, perPartition), TopicLatency::start);
    byte[][] values = values(count);
    Histogram times = new Histogram(LONGEST_NANOS, 3);
    try (Consumer<ByteBuffer, ByteBuffer> consumer = PollLoop.consumer(topics.servers(), to)) {
      consumer.poll(Duration.ofSeconds(1)); // all are connected before the clock starts
      long start = System.nanoTime() + 1_000_000_000L;
      CompletableFuture<Void> sender =
          CompletableFuture.runAsync(
              () -> send(topics, from, values, start, rate), TopicLatency::start);
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
      return new TopicLatency(name, rate, count, times);
    }
  }

  /// A thread for each: those of the pool may be fewer.
  private static void start(Runnable work) {
    Thread.ofPlatform().daemon().start(work);
  }

  /// Messages of about 100 bytes.
  private static byte[][] values(long count) {
    byte[][] values = new byte[Math.toIntExact(count)][];
    String note = "x".repeat(62);
    for (int i = 0; i < values.length; i++) {
      values[i] =
          "{\"id\":%d,\"price\":%d.5,\"note\":\"%s\"}"
              .formatted(i, 1 + i % 1000, note)
              .getBytes(StandardCharsets.US_ASCII);
    }
    return values;
  }

  private static long due(long start, long id, long rate) {
    return start + (long) (id * (1e9 / rate));
  }

  private static void send(Topics topics, String from, byte[][] values, long start, long rate) {
    // But for that, a producer as the client makes it, which waits 5 ms for more messages.
    try (Producer<byte[], byte[]> producer = topics.producer(Map.of("acks", "1"))) {
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
        "latency at %,d records/s, producer to consumer through two topics, %s: p50 %.1f ms, p90"
            + " %.1f ms, p99 %.1f ms, p99.9 %.1f ms, greatest %.1f ms, of %,d%n",
        rate,
        name,
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
        "{\"scenario\": \"kafka-latency\", \"passed_by\": \"%s\", \"records_per_second\": %d,"
            + " \"records\": %d, \"p50_micros\": %.3f, \"p90_micros\": %.3f, \"p99_micros\": %.3f,"
            + " \"p999_micros\": %.3f, \"max_micros\": %.3f}",
        name,
        rate,
        records,
        millis(50) * 1e3,
        millis(90) * 1e3,
        millis(99) * 1e3,
        millis(99.9) * 1e3,
        millis(100) * 1e3);
  }
}
