package io.velostream.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.Rows;
import io.velostream.engine.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Tables read from a real broker.
@Timeout(120)
class SourceTest {
  private static final String BOUNDED = ", 'scan.bounded.mode' = 'latest-offset'";
  private static final String JSON = "'format' = 'json'" + BOUNDED;

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

  private void create(String columns, String topic, String options) {
    session.execute(
        """
        CREATE OR REPLACE TABLE t (%s) WITH ('connector' = 'kafka', 'topic' = '%s',
          'properties.bootstrap.servers' = '%s', %s)
        """
            .formatted(columns, topic, broker.servers(), options));
  }

  private List<String> rows(String sql) {
    List<String> texts = new ArrayList<>();
    try (Rows rows = session.query(sql)) {
      while (rows.next()) {
        texts.add(text(rows));
      }
    }
    return texts;
  }

  private static String text(Rows rows) {
    StringJoiner text = new StringJoiner(" ");
    for (int c = 0; c < rows.schema().size(); c++) {
      text.add(String.valueOf(rows.getObject(c)));
    }
    return text.toString();
  }

  @Test
  void eachMessageIsARow() {
    String topic = broker.topic(2);
    broker.write(topic, 0, "{\"id\":1,\"s\":\"a\"}", "{\"id\":2,\n \"s\":\"b\\nc\"}", "{\"id\":4}");
    broker.write(topic, 1, "{\"s\":null,\"id\":3}");
    create("id BIGINT, s VARCHAR", topic, JSON);
    assertThat(rows("SELECT COUNT(*), SUM(id), MAX(s) FROM t")).containsExactly("4 10 b\nc");
    assertThat(rows("SELECT s, id FROM t"))
        .containsExactlyInAnyOrder("a 1", "b\nc 2", "null 4", "null 3");
  }

  @Test
  void manyMessagesOfManyPartitionsComeOnce() {
    String topic = broker.topic(4);
    long sum = 0;
    for (int p = 0; p < 4; p++) {
      int part = p;
      broker.write(
          topic,
          p,
          IntStream.range(0, 20_000)
              .mapToObj(i -> "{\"id\":%d,\"sym\":\"S%d\"}".formatted(part * 20_000 + i, i % 100))
              .toArray(String[]::new));
    }
    for (int i = 0; i < 80_000; i++) {
      sum += i;
    }
    create("id BIGINT, sym VARCHAR", topic, JSON);
    assertThat(rows("SELECT COUNT(*), COUNT(DISTINCT sym), SUM(id) FROM t"))
        .containsExactly("80000 100 " + sum);
  }

  @Test
  void aMaterializedViewTakesInWhatWasWrittenBeforeItIsRead() {
    String topic = broker.topic(3);
    create(
        "id BIGINT, sym VARCHAR",
        topic,
        "'format' = 'json', 'scan.topic-partition-discovery.interval' = '1 s'");
    session.execute(
        "CREATE MATERIALIZED VIEW v AS SELECT sym, COUNT(*) AS n, SUM(id) AS s FROM t GROUP BY"
            + " sym");
    assertThat(rows("SELECT * FROM v")).isEmpty();
    long sum = 0;
    for (int round = 1; round <= 5; round++) {
      for (int p = 0; p < 3; p++) {
        int first = (round * 3 + p) * 2_000;
        broker.write(
            topic,
            p,
            IntStream.range(first, first + 2_000)
                .mapToObj("{\"id\":%d,\"sym\":\"S\"}"::formatted)
                .toArray(String[]::new));
        sum += IntStream.range(first, first + 2_000).asLongStream().sum();
      }
      // In one statement the view is the same wherever it stands.
      assertThat(rows("SELECT a.n, a.s, b.n FROM v AS a JOIN v AS b ON a.sym = b.sym"))
          .containsExactly("%d %d %1$d".formatted(round * 6_000, sum));
    }
    broker.grow(topic, 4);
    broker.write(topic, 3, "{\"id\":1,\"sym\":\"T\"}");
    await(() -> rows("SELECT n FROM v WHERE sym = 'T'"), List.of("1"));
    session.execute("DROP VIEW v");
  }

  private static void await(Supplier<List<String>> rows, List<String> expected) {
    long patience = System.nanoTime() + 60_000_000_000L;
    List<String> last = rows.get();
    while (!last.equals(expected) && System.nanoTime() < patience) {
      last = rows.get();
    }
    assertThat(last).isEqualTo(expected);
  }

  @Test
  void valuesInCsvAndRawFormsAreRead() {
    String topic = broker.topic(1);
    broker.write(topic, 0, "1,x", "2,\"y\nz\"", "3,", "4,a\n5,b", "6,\"open");
    create("id BIGINT, s VARCHAR", topic, "'format' = 'csv'" + BOUNDED);
    assertThat(rows("SELECT id, s FROM t")).containsExactly("1 x", "2 y\nz", "3 null");
    create("s VARCHAR", topic, "'format' = 'raw'" + BOUNDED);
    assertThat(rows("SELECT s FROM t"))
        .containsExactly("1,x", "2,\"y\nz\"", "3,", "4,a\n5,b", "6,\"open");
    create("b VARBINARY", topic, "'format' = 'raw'" + BOUNDED);
    assertThat(rows("SELECT OCTET_LENGTH(b) FROM t")).containsExactly("3", "7", "2", "7", "7");
  }

  @Test
  void badMessagesAreReportedWithPartitionAndOffset() {
    String topic = broker.topic(2);
    broker.write(topic, 1, "{\"id\":1}", "{\"id\":\"x\"}", "", "{\"id\":2}");
    broker.write(new ProducerRecord<>(topic, 1, null, null));
    create("id BIGINT", topic, JSON);
    session.execute("CREATE TABLE o AS SELECT id FROM t");
    assertThat(rows("SELECT id FROM o")).containsExactly("1", "2");
    assertThat(rows("SELECT source, \"position\", reason FROM \"o$errors\""))
        .containsExactly(
            topic + "[1] 1 column 'id': \"x\" is not a whole number of the range of BIGINT",
            topic + "[1] 2 the message is empty",
            topic + "[1] 4 the message has no value");
  }

  @Test
  void columnsTellOfMessages() {
    String topic = broker.topic(3);
    broker.write(
        new ProducerRecord<>(
            topic,
            2,
            1_767_225_600_123L,
            "k".getBytes(StandardCharsets.UTF_8),
            "{\"id\":7}".getBytes(StandardCharsets.UTF_8),
            List.of(
                new RecordHeader("b", "2".getBytes(StandardCharsets.UTF_8)),
                new RecordHeader("a", "1".getBytes(StandardCharsets.UTF_8)),
                new RecordHeader("a", "3".getBytes(StandardCharsets.UTF_8)),
                new RecordHeader("n", null))));
    broker.write(topic, 2, "{\"id\":8}");
    create(
        """
        id BIGINT,
        p INTEGER METADATA FROM 'partition',
        o BIGINT METADATA FROM 'offset' VIRTUAL,
        ts TIMESTAMP(3) METADATA FROM 'timestamp',
        "_topic" VARCHAR METADATA,
        k VARCHAR METADATA FROM '_key',
        h MAP<VARCHAR, VARCHAR> METADATA FROM 'headers'
        """,
        topic,
        JSON);
    assertThat(rows("SELECT id, p, o, \"_topic\", k, h['a'], h['n'], CARDINALITY(h) FROM t"))
        .containsExactly("7 2 0 " + topic + " k 3 null 3", "8 2 1 " + topic + " null null null 0");
    assertThat(rows("SELECT o, ts FROM t WHERE id = 7"))
        .containsExactly("0 2026-01-01T00:00:00.123");
    assertThatThrownBy(() -> create("id BIGINT, o VARCHAR METADATA FROM 'offset'", topic, JSON))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("cannot be VARCHAR");
    assertThatThrownBy(() -> create("id BIGINT, nix BIGINT METADATA", topic, JSON))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'nix'");
  }

  @Test
  void keysAreReadWhereValuesLackTheirColumns() {
    String topic = broker.topic(1);
    broker.write(
        new ProducerRecord<>(
            topic,
            "{\"id\":7,\"u\":\"é\"}".getBytes(StandardCharsets.UTF_8),
            "{\"v\":1.5}".getBytes(StandardCharsets.UTF_8)));
    broker.write(topic, 0, "{\"v\":2.5}");
    broker.write(
        new ProducerRecord<>(
            topic,
            "{\"id\":8}".getBytes(StandardCharsets.UTF_8),
            "no".getBytes(StandardCharsets.UTF_8)));
    broker.write(
        new ProducerRecord<>(
            topic,
            "{\"id\":9}".getBytes(StandardCharsets.UTF_8),
            "{\"v\":3.5}".getBytes(StandardCharsets.UTF_8)));
    create(
        "k_u VARCHAR, v DOUBLE, k_id BIGINT",
        topic,
        """
        'key.format' = 'json', 'key.fields' = 'k_id;k_u', 'key.fields-prefix' = 'k_',
        'value.format' = 'json', 'value.fields-include' = 'EXCEPT_KEY'\
        """
            + BOUNDED);
    session.execute("CREATE TABLE o AS SELECT * FROM t");
    assertThat(rows("SELECT k_id, k_u, v FROM o")).containsExactly("7 é 1.5", "9 null 3.5");
    assertThat(rows("SELECT \"position\", reason FROM \"o$errors\""))
        .containsExactly("1 the message has no key", "2 is not a JSON object");
  }

  @Test
  void readingBeginsAndEndsWhereOptionsSay() {
    String topic = broker.topic(2);
    for (int i = 0; i < 10; i++) {
      broker.write(
          new ProducerRecord<>(
              topic,
              i % 2,
              1_000L * i,
              null,
              "{\"id\":%d}".formatted(i).getBytes(StandardCharsets.UTF_8)));
    }
    create(
        "id BIGINT",
        topic,
        """
        'format' = 'json', 'scan.startup.mode' = 'specific-offsets',
        'scan.startup.specific-offsets' = 'partition:0,offset:3',
        'scan.bounded.mode' = 'specific-offsets',
        'scan.bounded.specific-offsets' = 'partition:1,offset:1;partition:0,offset:5'\
        """);
    assertThat(rows("SELECT id FROM t ORDER BY id")).containsExactly("1", "6", "8");
    create(
        "id BIGINT",
        topic,
        """
        'format' = 'json', 'scan.startup.mode' = 'timestamp',
        'scan.startup.timestamp-millis' = '3500',
        'scan.bounded.mode' = 'timestamp', 'scan.bounded.timestamp-millis' = '7000'\
        """);
    assertThat(rows("SELECT id FROM t ORDER BY id")).containsExactly("4", "5", "6");
    create("id BIGINT", topic, "'scan.startup.mode' = 'latest-offset', " + JSON);
    assertThat(rows("SELECT id FROM t")).isEmpty();
  }

  @Test
  void aGroupIsToldHowFarReadingCame() {
    String topic = broker.topic(1);
    broker.write(topic, 0, "{\"id\":1}", "{\"id\":2}");
    String group =
        JSON + ", 'properties.group.id' = 'g-" + topic + "', 'scan.startup.mode' = 'group-offsets'";
    create("id BIGINT", topic, group);
    assertThat(rows("SELECT id FROM t")).containsExactly("1", "2");
    broker.write(topic, 0, "{\"id\":3}");
    assertThat(rows("SELECT id FROM t")).containsExactly("3");
    assertThat(rows("SELECT id FROM t")).isEmpty();
  }

  @Test
  void transactionsThatWereAbortedAreNotSeen() {
    String topic = broker.topic(1);
    java.util.Map<String, Object> settings =
        new java.util.HashMap<>(
            java.util.Map.of(
                "bootstrap.servers", broker.servers(), "transactional.id", "x" + topic));
    try (var producer = Clients.producer(settings)) {
      producer.initTransactions();
      for (int i = 0; i < 4; i++) {
        producer.beginTransaction();
        var _ =
            producer.send(
                new ProducerRecord<>(
                    topic, "{\"id\":%d}".formatted(i).getBytes(StandardCharsets.UTF_8)));
        if (i % 2 == 0) {
          producer.commitTransaction();
        } else {
          producer.flush();
          producer.abortTransaction();
        }
      }
    }
    create("id BIGINT", topic, JSON);
    assertThat(rows("SELECT id FROM t")).containsExactly("0", "2");
  }

  @Test
  void eventTimeIsThatOfThePartitionFurthestBehind() {
    String topic = broker.topic(3); // one stays empty, and has ended from the beginning
    for (int p = 0; p < 2; p++) {
      int part = p;
      broker.write(
          topic,
          p,
          IntStream.range(0, 600)
              .mapToObj(i ->
                  "{\"ts\":\"2026-01-01 00:%02d:%02d\",\"p\":%d}".formatted(i / 60, i % 60, part))
              .toArray(String[]::new));
    }
    create("ts TIMESTAMP(3), p INTEGER, WATERMARK FOR ts AS ts - INTERVAL '1' SECOND", topic, JSON);
    session.execute("SET 'batch.rows' = '7'");
    session.execute(
        "CREATE TABLE o AS SELECT window_start AS s, COUNT(*) AS n FROM"
            + " TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '1' MINUTE))"
            + " GROUP BY window_start, window_end");
    assertThat(rows("SELECT COUNT(*), MIN(n), MAX(n) FROM o")).containsExactly("10 120 120");
  }

  @Test
  void aTopicIsPrinted() {
    String topic = broker.topic(1);
    broker.write(topic, 0, "a", "{\"id\":1}");
    broker.write(
        new ProducerRecord<>(
            topic, 0, 1_767_225_600_123L, "k".getBytes(StandardCharsets.UTF_8), null, List.of()));
    session.execute("SET 'kafka.servers' = '" + broker.servers() + "'");
    assertThat(rows("PRINT '" + topic + "' FROM BEGINNING"))
        .hasSize(3)
        .satisfies(
            all -> assertThat(all.getFirst()).matches("0 0 \\S+ null a"),
            all -> assertThat(all.getLast()).isEqualTo("0 2 2026-01-01T00:00:00.123 k null"));
    assertThat(rows("PRINT " + topic + " FROM BEGINNING LIMIT 2")).hasSize(2);
    assertThat(rows("SELECT \"value\" FROM 'topic:" + topic + "' WHERE \"offset\" = 1"))
        .containsExactly("{\"id\":1}");
    session.execute("SET 'kafka.servers' = 'localhost:1'");
    assertThatThrownBy(() -> rows("PRINT '" + topic + "' LIMIT x"))
        .isInstanceOf(UserException.class);
    create("id BIGINT", topic, JSON); // tells where brokers are
    assertThat(rows("PRINT '" + topic + "' FROM BEGINNING LIMIT 1")).hasSize(1);
    session.execute("SET 'kafka.servers' = '" + broker.servers() + "'");
    assertThatThrownBy(() -> rows("PRINT '" + topic + "x' FROM BEGINNING"))
        .hasMessageContaining("there is no topic");
  }

  @Test
  void whatComesToATopicIsPrinted() throws InterruptedException {
    String topic = broker.topic(1);
    broker.write(topic, 0, "before");
    session.execute("SET 'kafka.servers' = '" + broker.servers() + "'");
    java.util.concurrent.atomic.AtomicBoolean seen =
        new java.util.concurrent.atomic.AtomicBoolean();
    Thread writer =
        new Thread(() -> {
          while (!seen.get()) {
            broker.write(topic, 0, "later");
          }
        });
    writer.start();
    try {
      assertThat(rows("PRINT '" + topic + "' LIMIT 2")).allMatch(row -> row.endsWith(" later"));
    } finally {
      seen.set(true);
      writer.join();
    }
  }

  private void createMatching(String pattern, String options) {
    session.execute(
        """
        CREATE OR REPLACE TABLE t (id BIGINT) WITH ('connector' = 'kafka', 'topic-pattern' = '%s',
          'properties.bootstrap.servers' = '%s', 'format' = 'json'%s)
        """
            .formatted(pattern, broker.servers(), options));
  }

  @Test
  void severalTopicsAreOneTable() {
    String name = broker.topic(1);
    for (int i = 0; i < 3; i++) {
      broker.create(name + "x" + i, 2, java.util.Map.of());
      broker.write(name + "x" + i, i % 2, "{\"id\":%d}".formatted(i));
    }
    create("id BIGINT", name + "x0; " + name + "x2", JSON);
    assertThat(rows("SELECT id FROM t ORDER BY id")).containsExactly("0", "2");
    createMatching(name + "x[12]", BOUNDED);
    assertThat(rows("SELECT id, _topic FROM t ORDER BY id"))
        .containsExactly("1 " + name + "x1", "2 " + name + "x2");
    createMatching("x[12]", BOUNDED); // the whole name must match
    assertThatThrownBy(() -> rows("SELECT id FROM t"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no topic whose name matches 'x[12]'");
    assertThatThrownBy(() -> session.execute("INSERT INTO t VALUES (1)"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'topic-pattern' is for reading");
    assertThatThrownBy(() -> createMatching("x(", ""))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("is no regular expression of RE2: missing closing ) (x()");
    assertThatThrownBy(() -> createMatching("(?!x).*", ""))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("is no regular expression of RE2")
        .hasMessageContaining("(?!");
    assertThatThrownBy(() -> createMatching("x", ", 'topic' = 'x'"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("says what 'topic' says, too");
  }

  @Test
  void whatIsWrongIsSaid() {
    String topic = broker.topic(1);
    create("id BIGINT", topic + "x", JSON);
    assertThatThrownBy(() -> rows("SELECT id FROM t"))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_NAME));
    assertThatThrownBy(
            () -> create("id BIGINT", topic, JSON + ", 'properties.interceptor.classes' = 'x'"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("not one of the properties");
    create(
        "id BIGINT",
        topic,
        JSON
            + ", 'properties.sasl.jaas.config' = 'com.sun.security.auth.module.JndiLoginModule"
            + " required user.provider.url=\"x\";'");
    assertThatThrownBy(() -> rows("SELECT id FROM t"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("login modules");
    assertThatThrownBy(() ->
            create("id BIGINT", topic, "'format' = 'json', 'scan.startup.mode' = 'timestamp'"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("scan.startup.timestamp-millis");
  }
}
