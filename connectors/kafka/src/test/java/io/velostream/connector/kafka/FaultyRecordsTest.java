package io.velostream.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.engine.Rows;
import io.velostream.engine.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Messages that do not decode, and rows that are no messages.
@Timeout(120)
class FaultyRecordsTest {
  private static final int MESSAGES = Integer.getInteger("velostream.kafka.rows", 100_000);
  private static final int POISON = 100;
  private static final int GOOD = MESSAGES - MESSAGES / POISON;

  @TempDir Path folder;
  private Broker broker;
  private final Session session = Session.open();

  @BeforeEach
  void start() throws IOException {
    broker = Broker.shared();
  }

  @AfterEach
  void close() {
    session.close();
  }

  private String with(String topic, String more) {
    return "WITH ('connector' = 'kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s', 'format' = 'json'%s)"
        .formatted(topic, broker.servers(), more);
  }

  private List<String> texts(String sql) {
    List<String> all = new ArrayList<>();
    try (Rows rows = session.query(sql)) {
      while (rows.next()) {
        all.add(String.valueOf(rows.getObject(0)));
      }
    }
    return all;
  }

  private String sink(String topic, String policy) {
    return "CREATE OR REPLACE TABLE o (id BIGINT, s VARCHAR) " + with(topic, policy) + ";";
  }

  private static final String MANY =
      "INSERT INTO o SELECT n, REPEAT('x', CASE WHEN n = 3 THEN 30000 ELSE 10 END) FROM"
          + " UNNEST(SEQUENCE(1, 5)) AS t(n)";

  @Test
  void aMessageThatIsTooLargeIsARowAtFault() {
    String topic = "small-" + broker.topic(1);
    broker.create(topic, 1, Map.of("max.message.bytes", "20000"));
    String none = ", 'properties.compression.type' = 'none'";
    session.execute(sink(topic, none));
    assertThatThrownBy(() -> session.execute(MANY))
        .hasMessageContaining("more than the 20000 that 'max.message.bytes' of the topic allows");
    topic = "skipping-" + topic;
    broker.create(topic, 1, Map.of("max.message.bytes", "20000"));
    String skip = none + ", 'error.policy' = 'skip'";
    session.execute(
        "SET 'checkpoint.dir' = '%s';".formatted(folder.resolve("s")) + sink(topic, skip) + MANY);
    assertThat(broker.messages(topic, 4))
        .hasSize(4)
        .noneMatch(message -> message.contains("\"id\":3"));
    assertThat(texts("SELECT reason FROM o$errors"))
        .singleElement()
        .asString()
        .contains("'max.message.bytes'");
    String fits = "fits-" + topic;
    broker.create(fits, 1, Map.of("max.message.bytes", "20000"));
    session.execute(
        "RESET 'checkpoint.dir';" + sink(fits, ", 'sink.profile' = 'throughput'") + MANY);
    assertThat(broker.messages(fits, 5)).as("small once it is compressed").hasSize(5);
    session.execute(
        sink(fits, ", 'error.policy' = 'skip', 'properties.max.request.size' = '20000'") + MANY);
    assertThat(broker.messages(fits, 9)).as("too large to be sent").hasSize(9);
  }

  @Test
  void deadLettersAreTheBadMessagesEachOnce() throws IOException {
    String in = broker.topic(2);
    String out = broker.topic(1);
    String letters = broker.topic(1);
    for (int p = 0; p < 2; p++) {
      int part = p;
      broker.write(
          in,
          p,
          IntStream.range(0, MESSAGES / 2)
              .map(i -> 2 * i + part)
              .mapToObj(
                  i -> i / 2 % POISON == 7 ? "{\"id\":\"bad" + i + "\"}" : "{\"id\":" + i + "}")
              .toArray(String[]::new));
    }
    String script =
        "SET 'checkpoint.dir' = '%s'; SET 'checkpoint.interval' = '200 ms';"
                .formatted(folder.resolve("d"))
            + "CREATE TABLE letters (source VARCHAR, \"position\" BIGINT, reason VARCHAR, raw"
            + " VARCHAR) "
            + with(letters, "")
            + "; CREATE TABLE i (id BIGINT) "
            + with(
                in,
                ", 'scan.bounded.mode' = 'latest-offset', 'error.policy' = 'dead-letter',"
                    + " 'error.dead-letter' = 'letters'")
            + "; CREATE TABLE o (id BIGINT) "
            + with(out, "")
            + "; INSERT INTO o SELECT id FROM i;";
    for (int run = 0; run < 2; run++) { // it is complete, and stays so
      try (Session job = Session.open()) {
        job.execute(script);
      }
      broker.messages(out, GOOD);
      broker.messages(letters, MESSAGES / POISON);
      session.execute(
          "CREATE OR REPLACE TABLE l (raw VARCHAR) "
              + with(letters, ", 'scan.bounded.mode' = 'latest-offset'"));
      assertThat(texts("SELECT raw FROM l"))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, MESSAGES)
                  .filter(i -> i / 2 % POISON == 7)
                  .mapToObj(i -> "{\"id\":\"bad" + i + "\"}")
                  .toList());
      session.execute(
          "CREATE OR REPLACE TABLE r (id BIGINT) "
              + with(out, ", 'scan.bounded.mode' = 'latest-offset'"));
      assertThat(
              texts(
                  "SELECT CAST(COUNT(*) AS VARCHAR) || ' ' || CAST(COUNT(DISTINCT id) AS VARCHAR)"
                      + " FROM r"))
          .containsExactly("%d %d".formatted(GOOD, GOOD));
    }
  }
}
