package io.velostream.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.error.UserException;
import io.velostream.engine.Rows;
import io.velostream.engine.Session;
import io.velostream.stream.seam.Clock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// When messages become a batch: the rule alone, and results over a real broker, which are the same
/// for each rule.
@Timeout(120)
class BatcherTest {
  private static final long MILLI = 1_000_000;

  private long now;
  private final Clock clock =
      new Clock() {
        @Override
        public long wallMicros() {
          return 0;
        }

        @Override
        public long monotonicNanos() {
          return now;
        }

        @Override
        public void waitUntil(long nanos) {
          now = nanos;
        }
      };
  private final PartitionFeed feed =
      new PartitionFeed(new TopicPartition("t", 0), 0, 0, TopicPlace.NO_END);
  private long sent;

  private void arrive(int messages) {
    Messages some = new Messages(new Messages.Wanted(false, false), feed.partition());
    for (int i = 0; i < messages; i++) {
      some.add(new ConsumerRecord<>("t", 0, sent++, null, ByteBuffer.allocate(100)));
    }
    feed.add(new Intake.Portion(0, some, sent, now));
  }

  private void take(Batcher batcher) {
    long count = feed.size();
    while (!feed.isEmpty()) {
      feed.advanceTo(feed.messages().size());
    }
    batcher.took(feed, count);
  }

  @Test
  void withoutADelayWhatIsThereIsABatch() {
    Batcher batcher = new Batcher(1_000, 1 << 20, 0, false);
    assertThat(batcher.isReady(feed, clock)).isFalse();
    arrive(1);
    assertThat(batcher.isReady(feed, clock)).isTrue();
  }

  @Test
  void aDelayLetsRowsGather() {
    Batcher batcher = new Batcher(100, 1 << 20, 5 * MILLI, false);
    arrive(99);
    assertThat(batcher.isReady(feed, clock)).isFalse();
    now = 2 * MILLI;
    assertThat(batcher.patience(List.of(feed), clock, 10 * MILLI)).isEqualTo(3 * MILLI);
    now = 5 * MILLI;
    assertThat(batcher.isReady(feed, clock)).isTrue();
    now = 1 * MILLI;
    arrive(1);
    assertThat(batcher.isReady(feed, clock)).as("there are as many as fit").isTrue();
  }

  @Test
  void bytesMakeABatch() {
    Batcher batcher = new Batcher(100, 500, 5 * MILLI, false);
    arrive(4);
    assertThat(batcher.isReady(feed, clock)).isFalse();
    arrive(1);
    assertThat(batcher.isReady(feed, clock)).isTrue();
    assertThat(batcher.fits(499)).isTrue();
    assertThat(batcher.fits(500)).isFalse();
  }

  @Test
  void whereItAdaptsAsManyAreWaitedForAsHaveCome() {
    Batcher batcher = new Batcher(1_000, 1 << 20, 5 * MILLI, true);
    for (int i = 0; i < 6; i++) {
      arrive(1_000);
      assertThat(batcher.isReady(feed, clock)).isTrue();
      take(batcher);
    }
    arrive(40);
    assertThat(batcher.isReady(feed, clock)).as("thousands came before").isFalse();
    now += 5 * MILLI;
    assertThat(batcher.isReady(feed, clock)).isTrue();
    take(batcher);
    arrive(40);
    assertThat(batcher.isReady(feed, clock)).as("no more came before").isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'batch.max.delay' = '0 s'",
        "'batch.max.rows' = '1'",
        "'batch.max.rows' = '7', 'batch.max.delay' = '1 s'",
        "'batch.max.rows' = '65536', 'batch.max.delay' = '20 ms'",
        "'batch.max.bytes' = '300 b'",
        "'batch.max.bytes' = '1 kb', 'batch.max.delay' = '50 ms'",
        "'batch.adaptive' = 'true', 'batch.max.delay' = '5 ms'"
      })
  void resultsAreTheSame(String options) throws IOException {
    Broker broker = Broker.shared();
    String topic = broker.topic(2);
    for (int p = 0; p < 2; p++) {
      int part = p;
      broker.write(
          topic,
          p,
          IntStream.range(0, 500)
              .mapToObj(i ->
                  "{\"id\":%d,\"ts\":\"2026-01-01 00:%02d:%02d\"}"
                      .formatted(2 * i + part, i / 60, i % 60))
              .toArray(String[]::new));
    }
    try (Session session = Session.open()) {
      session.execute(
          """
          CREATE TABLE t (id BIGINT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH (
            'connector' = 'kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s',
            'format' = 'json', 'scan.bounded.mode' = 'latest-offset', %s)
          """
              .formatted(topic, broker.servers(), options));
      List<String> found = new ArrayList<>();
      try (Rows rows =
          session.query(
              "SELECT COUNT(*), SUM(id), MAX(id) FROM t WINDOW TUMBLING (ts, INTERVAL '1'"
                  + " MINUTE)")) {
        while (rows.next()) {
          found.add(rows.getObject(0) + " " + rows.getObject(1) + " " + rows.getObject(2));
        }
      }
      List<String> expected = new ArrayList<>();
      for (int minute = 0; minute < 9; minute++) {
        long first = minute * 120L;
        long last = Math.min(first + 119, 999);
        expected.add(
            "%d %d %d".formatted(last - first + 1, (first + last) * (last - first + 1) / 2, last));
      }
      assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void aBatchHasARow() {
    try (Session session = Session.open()) {
      assertThatThrownBy(() ->
              session.execute(
                  """
                  CREATE TABLE t (id BIGINT) WITH ('connector' = 'kafka', 'topic' = 't',
                    'properties.bootstrap.servers' = 'x:1', 'format' = 'json', 'batch.max.rows' = '0')
                  """))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("'batch.max.rows' must be from 1 to 65536");
    }
  }
}
