package io.velostream.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.error.UserException;
import io.velostream.engine.Rows;
import io.velostream.engine.Session;
import io.velostream.runtime.job.RunView;
import io.velostream.runtime.job.StepWatch;
import io.velostream.runtime.pipeline.NodeFigures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Topics read as tables: the last message of each key is its row.
@Timeout(120)
class UpsertSourceTest {
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

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  /// Keys and values in turn; a value may be missing.
  private void write(String topic, int partition, @Nullable String... messages) {
    try (Producer<byte[], byte[]> producer = broker.producer()) {
      for (int i = 0; i < messages.length; i += 2) {
        var _ =
            producer.send(
                new ProducerRecord<>(topic, partition, bytes(messages[i]), bytes(messages[i + 1])));
      }
      producer.flush();
    }
  }

  private String table(String name, String topic, String more) {
    return """
    CREATE TABLE %s (sym VARCHAR, price BIGINT NOT NULL, note VARCHAR, PRIMARY KEY (sym) NOT ENFORCED)
      WITH ('connector' = 'upsert-kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s',
        'key.format' = 'raw', 'value.format' = 'json', 'value.fields-include' = 'EXCEPT_KEY'%s)
    """
        .formatted(name, topic, broker.servers(), more);
  }

  private List<String> rows(String sql) {
    List<String> texts = new ArrayList<>();
    try (Rows rows = session.query(sql)) {
      while (rows.next()) {
        StringJoiner text = new StringJoiner(" ");
        for (int c = 0; c < rows.schema().size(); c++) {
          text.add(String.valueOf(rows.getObject(c)));
        }
        texts.add(text.toString());
      }
    }
    return texts;
  }

  private static final String BOUNDED = ", 'scan.bounded.mode' = 'latest-offset'";

  @Test
  void theLastMessageOfAKeyIsItsRow() {
    String topic = broker.topic(2);
    write(
        topic, 0, "A", "{\"price\":1,\"note\":\"x\"}", "B", "{\"price\":2}", "A", "{\"price\":3}");
    write(topic, 1, "C", "{\"price\":4}", "D", "{\"price\":5}", "C", null, "E", null);
    write(topic, 1, "D", "{\"price\":\"bad\"}", "C", "{\"price\":6,\"note\":\"again\"}", "D", null);
    session.execute(table("p", topic, BOUNDED));
    assertThat(rows("SELECT * FROM p ORDER BY sym"))
        .containsExactly("A 3 null", "B 2 null", "C 6 again");
    assertThat(rows("SELECT COUNT(*), SUM(price) FROM p")).containsExactly("3 11");
    assertThat(rows("SELECT sym FROM p WHERE price = 1")).isEmpty();
    assertThat(rows("SELECT sym, _partition FROM p WHERE _offset = 2")).containsExactly("A 0");
  }

  @Test
  void aTableLoadedFromATopicIsJoinedAsAWhole() {
    String topic = broker.topic(1);
    String[] messages = new String[4_000];
    for (int i = 0; i < 2_000; i++) {
      messages[2 * i] = "S" + i % 500;
      messages[2 * i + 1] = i % 500 == 7 && i > 1_500 ? null : "{\"price\":" + i + "}";
    }
    write(topic, 0, messages);
    session.execute(table("p", topic, BOUNDED));
    session.execute("CREATE TABLE prices AS SELECT sym, price FROM p");
    assertThat(rows("SELECT COUNT(*), MIN(price) FROM prices")).containsExactly("499 1500");
    assertThat(
            rows(
                "SELECT o.sym, o.qty * p.price FROM (VALUES ('S0', 2), ('S7', 1)) AS o(sym, qty)"
                    + " LEFT JOIN prices AS p ON o.sym = p.sym ORDER BY 1"))
        .containsExactly("S0 3000", "S7 null");
  }

  /// What is being loaded, and how far.
  private static Stream<String> loading(RunView run) {
    return run.nodes().stream()
        .filter(node -> node.figures().standing() == NodeFigures.Standing.LOADING)
        .filter(node -> !node.source().isEmpty())
        .map(node -> node.source() + ": " + node.figures().loading());
  }

  @Test
  void rowsOfOtherTablesWaitUntilItIsLoaded() {
    String topic = broker.topic(2);
    String[] messages = new String[4_000];
    for (int i = 0; i < 2_000; i++) {
      messages[2 * i] = "S" + i % 500;
      messages[2 * i + 1] = i % 500 == 7 && i > 1_500 ? null : "{\"price\":" + i + "}";
    }
    write(topic, 1, messages);
    String orders = broker.topic(1);
    String out = broker.topic(1);
    broker.write(orders, 0, "{\"s\":\"S0\"}", "{\"s\":\"S7\"}");
    String json =
        "WITH ('connector' = 'kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s',"
            + " 'format' = 'json'%s);";
    session.execute(
        "SET 'batch.rows' = '10'; SET 'job.mode' = 'adaptive'; SET 'parallelism' = '2';"
            + "CREATE TABLE o (s VARCHAR) "
            + json.formatted(orders, broker.servers(), BOUNDED)
            + "CREATE TABLE q (s VARCHAR, price BIGINT) "
            + json.formatted(out, broker.servers(), "")
            + table("p", topic, BOUNDED));
    String insert = "INSERT INTO q SELECT s, price FROM o LEFT JOIN p ON o.s = p.sym EMIT CHANGES";
    Set<String> seen = new HashSet<>();
    session.onProgress(new StepWatch(run -> loading(run).forEach(seen::add)));
    session.execute(insert);
    assertThat(seen)
        .as("at most ten rows of 2,000 in each step")
        .anyMatch(text -> text.matches("p: 10\\d\\d rows, 50 %"))
        .anyMatch(text -> text.matches("p: 19\\d\\d rows, 99 %"))
        .noneMatch(text -> text.contains("100 %"));
    assertThat(broker.messages(out))
        .containsExactlyInAnyOrder(
            "{\"op\":\"+I\",\"s\":\"S0\",\"price\":1500}",
            "{\"op\":\"+I\",\"s\":\"S7\",\"price\":null}");
    assertThat(String.join("\n", rows("EXPLAIN " + insert)))
        .contains("rows of other tables wait until p is loaded");
  }

  @Test
  void aJobThatWasKilledGoesOnWithTheRowsThatItHad() throws IOException, InterruptedException {
    String topic = broker.topic(1);
    String out = broker.topic(1);
    String[] messages = new String[20_000];
    for (int i = 0; i < 10_000; i++) {
      messages[2 * i] = "S" + i % 700;
      messages[2 * i + 1] =
          i % 11 == 3 ? null : "{\"price\":%d,\"note\":\"n%d\"}".formatted(i, i / 7 % 3);
    }
    Files.writeString(
        folder.resolve("job.sql"),
        "SET 'checkpoint.dir' = '%s'; SET 'checkpoint.interval' = '20 ms'; SET 'batch.rows' = '50';"
                .formatted(folder.resolve("state"))
            + table(
                "i",
                topic,
                ", 'scan.bounded.mode' = 'specific-offsets',"
                    + " 'scan.bounded.specific-offsets' = 'partition:0,offset:10000'")
            + """
            ;
            CREATE TABLE o (note VARCHAR, n BIGINT, total BIGINT, PRIMARY KEY (note) NOT ENFORCED)
            WITH ('connector' = 'upsert-kafka', 'topic' = '%s',
              'properties.bootstrap.servers' = '%s', 'key.format' = 'raw', 'value.format' = 'json');
            INSERT INTO o SELECT note, COUNT(*), SUM(price) FROM i GROUP BY note EMIT CHANGES
            """
                .formatted(out, broker.servers()));
    for (int life = 0; life < 2; life++) { // it has no end before all is there
      Process job = JobMain.start(folder);
      try {
        write(topic, 0, Arrays.copyOfRange(messages, life * 8_000, (life + 1) * 8_000));
        List<String> before = broker.messages(out);
        for (int i = 0; i < 500 && broker.messages(out).size() == before.size(); i++) {
          TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(job.isAlive()).isTrue();
      } finally {
        job.destroyForcibly().waitFor();
      }
    }
    write(topic, 0, Arrays.copyOfRange(messages, 16_000, 20_000));
    assertThat(JobMain.start(folder).waitFor())
        .as(Files.readString(folder.resolve("out.txt")))
        .isZero();
    Map<String, String> last = new HashMap<>();
    for (String message : broker.messages(out)) {
      last.put(message.substring(0, message.indexOf('=')), message);
    }
    session.execute(table("i", topic, BOUNDED));
    assertThat(last.values())
        .containsExactlyInAnyOrderElementsOf(
            rows(
                """
                SELECT note || '={"note":"' || note || '","n":' || CAST(COUNT(*) AS VARCHAR)
                  || ',"total":' || CAST(SUM(price) AS VARCHAR) || '}'
                FROM i GROUP BY note
                """));
  }

  @Test
  void whatIsReadIsWrittenAgainWithItsDeletions() {
    String in = broker.topic(1);
    String out = broker.topic(1);
    String script =
        table("i", in, BOUNDED)
            + ";"
            + """
            CREATE TABLE o (note VARCHAR, total BIGINT, PRIMARY KEY (note) NOT ENFORCED) WITH (
              'connector' = 'upsert-kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s',
              'key.format' = 'raw', 'value.format' = 'json');
            INSERT INTO o SELECT note, SUM(price) FROM i GROUP BY note EMIT CHANGES
            """
                .formatted(out, broker.servers());
    write(in, 0, "A", "{\"price\":1,\"note\":\"x\"}", "B", "{\"price\":2,\"note\":\"x\"}");
    write(in, 0, "C", "{\"price\":4,\"note\":\"y\"}", "A", "{\"price\":8,\"note\":\"y\"}");
    write(in, 0, "B", null);
    try (Session job = Session.open()) {
      job.execute("SET 'batch.rows' = '1'");
      job.execute(script);
    }
    Map<String, String> last = new HashMap<>();
    for (String message : broker.messages(out)) {
      last.put(message.substring(0, 1), message);
    }
    assertThat(last.values())
        .containsExactlyInAnyOrder("x=null", "y={\"note\":\"y\",\"total\":12}");
  }

  private String several(String topics, String columns, String key, String more) {
    return """
    CREATE OR REPLACE TABLE s (%s, sym VARCHAR, price BIGINT, PRIMARY KEY (%s) NOT ENFORCED)
      WITH ('connector' = 'upsert-kafka', %s, 'properties.bootstrap.servers' = '%s',
        'key.format' = 'raw', 'value.format' = 'json', 'value.fields-include' = 'EXCEPT_KEY'%s)
    """
        .formatted(columns, key, topics, broker.servers(), more);
  }

  @Test
  void ofSeveralTopicsEachHasRowsOfItsOwn() {
    String name = broker.topic(1);
    for (String tenant : List.of("-a", "-b", "-c")) {
      broker.create(name + tenant, 1, Map.of());
    }
    write(name + "-a", 0, "A", "{\"price\":1}", "B", "{\"price\":2}", "A", "{\"price\":3}");
    write(name + "-b", 0, "A", "{\"price\":4}", "C", "{\"price\":5}", "C", null, "B", null);
    write(name + "-c", 0, "A", "{\"price\":6}");
    String source = "source VARCHAR NOT NULL METADATA FROM 'topic'";
    String sql = "SELECT SUBSTRING(source FROM CHAR_LENGTH(source)) AS t, sym, price FROM s";
    String pattern = "'topic-pattern' = '%s-[a-z]'".formatted(name);
    session.execute(several(pattern, source, "source, sym", BOUNDED));
    assertThat(rows(sql + " ORDER BY t, sym"))
        .as("a key without a value is gone from its topic alone")
        .containsExactly("a A 3", "a B 2", "b A 4", "c A 6");
    session.execute(
        several(
            "'topic' = '%1$s-a; %1$s-b'".formatted(name),
            source,
            "sym, source",
            BOUNDED + ", 'key.fields' = 'sym'"));
    assertThat(rows(sql + " ORDER BY t, sym")).containsExactly("a A 3", "a B 2", "b A 4");
    assertThat(rows("SELECT sym, SUM(price) FROM s GROUP BY sym ORDER BY sym"))
        .containsExactly("A 7", "B 2");
    session.execute(several("'topic' = '%s-c'".formatted(name), source, "source, sym", BOUNDED));
    assertThat(rows(sql)).as("one topic can be in the key, too").containsExactly("c A 6");
    assertThatThrownBy(() -> session.execute("INSERT INTO s VALUES ('x', 'A', 1)"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "'s' is for reading: its PRIMARY KEY has the topic, which no message has in its key");
  }

  @Test
  void severalTopicsWithoutTheTopicInTheKeyAreRefused() {
    for (String topics : List.of("'topic-pattern' = 'a-.*'", "'topic' = 'a;b'")) {
      assertThatThrownBy(() -> session.execute(several(topics, "x INT", "sym", "")))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("names several topics, and which message of a key is the last one");
    }
    String source = "source VARCHAR NOT NULL METADATA FROM 'topic'";
    assertThatThrownBy(
            () -> session.execute(several("'topic-pattern' = 'a-.*'", source, "source", "")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("rows of 's' replace each other by key, and it has none");
  }
}
