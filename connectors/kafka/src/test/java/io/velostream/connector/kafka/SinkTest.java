package io.velostream.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.error.UserException;
import io.velostream.engine.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Tables written to a real broker.
@Timeout(120)
class SinkTest {
  @TempDir Path folder;
  private Broker broker;
  private final Session session = Session.open();

  @BeforeEach
  void start() throws IOException {
    broker = Broker.shared();
    Files.writeString(
        folder.resolve("in.csv"), "id,sym,qty\n1,A,10\n2,B,20\n3,A,30\n4,B,\n5,\"C,\"\"\",50\n");
    session.execute(
        "CREATE TABLE i (id BIGINT, sym VARCHAR, qty BIGINT) WITH ('connector' = 'file', 'path' ="
            + " '%s')".formatted(folder.resolve("in.csv")));
  }

  @AfterEach
  void close() {
    session.close();
  }

  private void create(String columns, String connector, String topic, String options) {
    session.execute(
        """
        CREATE OR REPLACE TABLE o (%s) WITH ('connector' = '%s', 'topic' = '%s',
          'properties.bootstrap.servers' = '%s', %s)
        """
            .formatted(columns, connector, topic, broker.servers(), options));
  }

  @Test
  void rowsAreMessages() {
    String topic = broker.topic(1);
    create("id BIGINT, sym VARCHAR", "kafka", topic, "'format' = 'json'");
    session.execute("INSERT INTO o SELECT id, sym FROM i WHERE id > 3");
    assertThat(broker.messages(topic))
        .containsExactly("{\"id\":4,\"sym\":\"B\"}", "{\"id\":5,\"sym\":\"C,\\\"\"}");
    String csv = broker.topic(1);
    create("id BIGINT, sym VARCHAR, qty BIGINT", "kafka", csv, "'format' = 'csv'");
    session.execute("INSERT INTO o SELECT * FROM i WHERE id > 3");
    assertThat(broker.messages(csv)).containsExactly("4,B,", "5,\"C,\"\"\",50");
    String raw = broker.topic(1);
    create("sym VARCHAR", "kafka", raw, "'format' = 'raw'");
    session.execute("INSERT INTO o SELECT sym FROM i WHERE id > 3");
    assertThat(broker.messages(raw)).containsExactly("B", "C,\"");
  }

  @Test
  void keysComeFromOptionsOrThePrimaryKey() {
    String topic = broker.topic(1);
    create(
        "id BIGINT, sym VARCHAR, qty BIGINT",
        "kafka",
        topic,
        """
        'key.format' = 'raw', 'key.fields' = 'sym', 'value.format' = 'json',
        'value.fields-include' = 'EXCEPT_KEY'\
        """);
    session.execute("INSERT INTO o SELECT * FROM i WHERE id < 3");
    assertThat(broker.messages(topic))
        .containsExactly("A={\"id\":1,\"qty\":10}", "B={\"id\":2,\"qty\":20}");
    String both = broker.topic(1);
    create(
        "id BIGINT, sym VARCHAR, qty BIGINT, PRIMARY KEY (sym, id) NOT ENFORCED",
        "kafka",
        both,
        "'format' = 'json', 'sink.profile' = 'latency'");
    session.execute("INSERT INTO o SELECT * FROM i WHERE id < 2");
    assertThat(broker.messages(both))
        .containsExactly("{\"sym\":\"A\",\"id\":1}={\"id\":1,\"sym\":\"A\",\"qty\":10}");
  }

  @Test
  void changesAreMessagesWithAnOperation() {
    String topic = broker.topic(1);
    create("sym VARCHAR, q BIGINT", "kafka", topic, "'format' = 'json'");
    session.execute("SET 'batch.rows' = '2'");
    session.execute(
        "INSERT INTO o SELECT sym, SUM(qty) FROM i WHERE id < 4 GROUP BY sym EMIT CHANGES");
    assertThat(broker.messages(topic))
        .containsExactly(
            "{\"op\":\"+I\",\"sym\":\"A\",\"q\":10}",
            "{\"op\":\"+I\",\"sym\":\"B\",\"q\":20}",
            "{\"op\":\"-D\",\"sym\":\"A\",\"q\":10}",
            "{\"op\":\"+I\",\"sym\":\"A\",\"q\":40}");
  }

  @Test
  void rowsReplaceEachOtherByKeyAndGo() {
    String topic = broker.topic(1);
    create(
        "sym VARCHAR, q BIGINT, PRIMARY KEY (sym) NOT ENFORCED",
        "upsert-kafka",
        topic,
        "'format' = 'json', 'key.format' = 'raw'");
    session.execute("SET 'batch.rows' = '2'");
    session.execute(
        "INSERT INTO o SELECT sym, SUM(qty) FROM i WHERE id < 5 GROUP BY sym HAVING COUNT(*) < 2"
            + " EMIT CHANGES");
    assertThat(broker.messages(topic))
        .containsExactly(
            "A={\"sym\":\"A\",\"q\":10}", "B={\"sym\":\"B\",\"q\":20}", "A=null", "B=null");
    assertThatThrownBy(() -> create("sym VARCHAR", "upsert-kafka", topic, "'format' = 'json'"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("nothing says what they are");
  }

  @Test
  void aJobThatIsSavedWritesEachRowOnceAndGoesOn() throws IOException {
    String topic = broker.topic(2);
    String job =
        """
        SET 'checkpoint.dir' = '%s';
        CREATE TABLE i (id BIGINT, sym VARCHAR, qty BIGINT)
          WITH ('connector' = 'file', 'path' = '%s');
        CREATE TABLE o (sym VARCHAR, n BIGINT, PRIMARY KEY (sym) NOT ENFORCED)
          WITH ('connector' = 'upsert-kafka', 'topic' = '%s',
            'properties.bootstrap.servers' = '%s', 'format' = 'json', 'key.format' = 'raw');
        INSERT INTO o SELECT sym, COUNT(*) FROM i WHERE id < 5 GROUP BY sym;
        """
            .formatted(folder.resolve("state"), folder.resolve("in.csv"), topic, broker.servers());
    run(job);
    List<String> expected = List.of("A={\"sym\":\"A\",\"n\":2}", "B={\"sym\":\"B\",\"n\":2}");
    assertThat(broker.messages(topic)).containsExactlyInAnyOrderElementsOf(expected);
    run(job);
    assertThat(broker.messages(topic)).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static void run(String script) {
    try (Session other = Session.open()) {
      other.execute(script);
    }
  }

  @Test
  void aTopicThatIsNotThereIsAnError() {
    create("id BIGINT", "kafka", "nowhere", "'format' = 'json'");
    assertThatThrownBy(() -> session.execute("INSERT INTO o SELECT id FROM i"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("there is no topic 'nowhere'");
  }
}
