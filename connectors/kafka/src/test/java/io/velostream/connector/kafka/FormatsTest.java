package io.velostream.connector.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.error.UserException;
import io.velostream.engine.Rows;
import io.velostream.engine.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Formats of messages, over a real broker: what is written is what is read.
@Timeout(120)
class FormatsTest {
  @TempDir Path folder;
  private Broker broker;
  private final Session session = Session.open();

  @BeforeEach
  void start() throws IOException {
    broker = Broker.shared();
    Files.writeString(folder.resolve("in.csv"), "id,sym,qty\n1,A,10\n2,B,20\n3,A,30\n4,B,\n");
    session.execute(
        "CREATE TABLE i (id BIGINT, sym VARCHAR, qty BIGINT) WITH ('connector' = 'file', 'path' ="
            + " '%s')".formatted(folder.resolve("in.csv")));
  }

  @AfterEach
  void close() {
    session.close();
  }

  private void create(String table, String columns, String topic, String options) {
    session.execute(
        """
        CREATE OR REPLACE TABLE %s (%s) WITH ('connector' = 'kafka', 'topic' = '%s',
          'properties.bootstrap.servers' = '%s', %s)
        """
            .formatted(table, columns, topic, broker.servers(), options.contains("scan.bounded") ? options : options + ", 'scan.bounded.mode' = 'latest-offset'"));
  }

  private List<String> rows(String sql) {
    List<String> texts = new ArrayList<>();
    try (Rows rows = session.query(sql)) {
      while (rows.next()) {
        StringJoiner text = new StringJoiner(" ");
        for (int c = 0; c < rows.schema().size(); c++) {
          text.add(String.valueOf(rows.getObject(c)));
        }
        texts.add((rows.isRetraction() ? "-" : "") + text);
      }
    }
    return texts;
  }

  @Test
  void changesOfDebeziumComeAndGo() {
    String topic = broker.topic(1);
    create(
        "c",
        "sym VARCHAR, n BIGINT, PRIMARY KEY (sym) NOT ENFORCED",
        topic,
        "'format' = 'debezium-json'");
    session.execute("SET 'batch.rows' = '1'");
    session.execute("INSERT INTO c SELECT sym, COUNT(*) AS n FROM i GROUP BY sym EMIT CHANGES");
    assertThat(broker.messages(topic))
        .containsExactly(
            "{\"sym\":\"A\"}={\"before\":null,\"after\":{\"sym\":\"A\",\"n\":1},\"op\":\"c\"}",
            "{\"sym\":\"B\"}={\"before\":null,\"after\":{\"sym\":\"B\",\"n\":1},\"op\":\"c\"}",
            "{\"sym\":\"A\"}={\"before\":{\"sym\":\"A\",\"n\":1},\"after\":null,\"op\":\"d\"}",
            "{\"sym\":\"A\"}={\"before\":null,\"after\":{\"sym\":\"A\",\"n\":2},\"op\":\"c\"}",
            "{\"sym\":\"B\"}={\"before\":{\"sym\":\"B\",\"n\":1},\"after\":null,\"op\":\"d\"}",
            "{\"sym\":\"B\"}={\"before\":null,\"after\":{\"sym\":\"B\",\"n\":2},\"op\":\"c\"}");
    broker.write(
        topic,
        0,
        "{\"before\":{\"sym\":\"A\",\"n\":2},\n\"after\":{\"sym\":\"A\",\"n\":5},\"op\":\"u\"}");
    broker.write(new ProducerRecord<>(topic, 0, new byte[] {'A'}, null));
    broker.write(new ProducerRecord<>(topic, 0, "{\"sym\":\"A\"}".getBytes(UTF_8), "no change".getBytes(UTF_8)));
    assertThat(rows("SELECT n, COUNT(*) FROM c GROUP BY n")).containsExactlyInAnyOrder("2 1", "5 1");
    assertThat(rows("SELECT \"position\", reason FROM result$errors"))
        .containsExactly("8 is not a JSON object");
    create(
        "m",
        "sym VARCHAR, n BIGINT, o BIGINT METADATA FROM 'offset' VIRTUAL",
        topic,
        "'format' = 'debezium-json', 'key.format' = 'json', 'key.fields' = 'sym',"
            + " 'value.fields-include' = 'EXCEPT_KEY', 'scan.bounded.mode' = 'specific-offsets',"
            + " 'scan.bounded.specific-offsets' = 'partition:0,offset:6'");
    assertThat(rows("SELECT SUM(o), COUNT(*), MAX(sym) FROM m")).containsExactly("3 2 B");
  }

  @Test
  void recordsOfAvroAreKeysAndValues() {
    String topic = broker.topic(1);
    create(
        "a",
        "id BIGINT, sym VARCHAR, qty BIGINT",
        topic,
        "'key.format' = 'avro', 'value.format' = 'avro', 'key.fields' = 'id', 'value.fields-include' = 'EXCEPT_KEY'");
    session.execute("INSERT INTO a SELECT * FROM i");
    assertThat(rows("SELECT * FROM a")).containsExactly("1 A 10", "2 B 20", "3 A 30", "4 B null");
    assertThat(broker.messages(topic).getFirst()).isEqualTo("\2\2=\2\2A\2\24");
    broker.write(new ProducerRecord<>(topic, 0, new byte[] {2, 2}, new byte[] {2, 40, 'A'}));
    broker.write(new ProducerRecord<>(topic, 0, new byte[] {2, 2}, new byte[] {0, 0, 9}));
    assertThat(rows("SELECT COUNT(*) FROM a")).containsExactly("4");
    assertThat(rows("SELECT \"position\", reason FROM result$errors"))
        .containsExactly(
            "4 a length of 20, with 1 bytes left", "5 1 bytes are left behind the record");
  }

  @Test
  void changesAreNoKeysAndReplaceNothing() {
    assertThatThrownBy(() -> create("c", "a BIGINT", "t", "'format' = 'json', 'key.format' = 'debezium-json', 'key.fields' = 'a'"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("is one of changes, and keys do not change");
    assertThatThrownBy(() ->
            session.execute(
                """
                CREATE TABLE u (a BIGINT, PRIMARY KEY (a) NOT ENFORCED) WITH ('connector' = 'upsert-kafka',
                  'topic' = 't', 'properties.bootstrap.servers' = 'x:1', 'value.format' = 'debezium-json')
                """))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("here a message replaces the row of its key");
  }
}
