package io.velostream.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.TableRequest;
import io.velostream.runtime.system.SystemWorld;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Readers that go on where others were, over topics that have changed meanwhile.
@Timeout(120)
class ResumeTest {
  private final KafkaConnector connector = new KafkaConnector();
  private Broker broker;

  @BeforeEach
  void start() throws IOException {
    broker = Broker.shared();
  }

  private TableRequest request(String topic, String... more) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put(topic.contains("*") ? "topic-pattern" : "topic", topic);
    options.put("properties.bootstrap.servers", broker.servers());
    options.put("format", "json");
    for (int i = 0; i < more.length; i += 2) {
      options.put(more[i], more[i + 1]);
    }
    return new TableRequest(
        "t",
        OptionChecker.check(connector, options),
        new Schema(List.of(new Field("id", DataType.BIGINT, true))),
        List.of(0),
        false,
        3,
        SystemWorld.create(),
        (source, position, _, reason) -> {
          throw new AssertionError(source + " " + position + ": " + reason);
        });
  }

  private static List<Long> read(BatchReader reader, int rows) throws IOException {
    List<Long> ids = new ArrayList<>();
    while (ids.size() < rows) {
      Batch batch = reader.read();
      if (batch == null) {
        break;
      }
      add(batch, ids);
    }
    return ids;
  }

  private static void add(Batch batch, List<Long> ids) {
    for (int row = 0; row < batch.rowCount(); row++) {
      ids.add(((LongVector) batch.column(0)).values()[row]);
    }
  }

  private void write(String topic, int partition, int from, int to) {
    String[] values = new String[to - from];
    for (int i = from; i < to; i++) {
      values[i - from] = "{\"id\":" + i + "}";
    }
    broker.write(topic, partition, values);
  }

  @Test
  void aReaderGoesOnWhereAnotherWas() throws IOException {
    String topic = broker.topic(2);
    write(topic, 0, 0, 10);
    write(topic, 1, 10, 20);
    List<Long> ids = new ArrayList<>();
    ReadPosition place;
    try (BatchReader reader = connector.openReader(request(topic))) {
      ids.addAll(read(reader, 8));
      place = reader.position().orElseThrow();
    }
    try (BatchReader reader = connector.openReader(request(topic), place)) {
      ids.addAll(read(reader, 20 - ids.size()));
    }
    assertThat(ids).doesNotHaveDuplicates().hasSize(20);
  }

  @Test
  void anEpochIsReadAgainInTheOrderOfItsParts() throws IOException {
    String topic = broker.topic(2);
    write(topic, 0, 0, 10);
    write(topic, 1, 10, 20);
    try (BatchReader reader = connector.openReader(request(topic))) {
      List<Long> ids = new ArrayList<>();
      for (int[] portion : new int[][] {{1, 2}, {0, 3}, {1, 1}, {0, 2}}) {
        Batch batch = reader.readPart(portion[0], portion[1]);
        assertThat(batch).isNotNull();
        add(batch, ids);
        assertThat(reader.part()).isEqualTo(portion[0]);
      }
      assertThat(ids).containsExactly(10L, 11L, 0L, 1L, 2L, 12L, 3L, 4L);
    }
  }

  @Test
  void newPartitionsAreFound() throws IOException {
    String topic = broker.topic(1);
    write(topic, 0, 0, 3);
    try (BatchReader reader =
        connector.openReader(request(topic, "scan.topic-partition-discovery.interval", "100 ms"))) {
      assertThat(read(reader, 3)).containsExactly(0L, 1L, 2L);
      broker.grow(topic, 3);
      write(topic, 2, 3, 6);
      assertThat(read(reader, 3)).containsExactly(3L, 4L, 5L);
    }
  }

  private static final String[] OFTEN = {"scan.topic-partition-discovery.interval", "100 ms"};

  @Test
  void topicsThatMatchAreReadAlsoThoseThatAreMadeLater() throws IOException {
    String name = broker.topic(1) + "-p";
    try (BatchReader reader = connector.openReader(request(name + ".*", OFTEN))) {
      assertThat(reader.read()).as("there is none yet").extracting(Batch::rowCount).isEqualTo(0);
      broker.create(name + "-z", 2, Map.of());
      broker.create("not" + name, 1, Map.of());
      write("not" + name, 0, 90, 99);
      write(name + "-z", 1, 0, 3);
      assertThat(read(reader, 3)).containsExactly(0L, 1L, 2L);
      broker.create(name + "-a", 1, Map.of());
      write(name + "-a", 0, 3, 6);
      assertThat(read(reader, 3)).containsExactly(3L, 4L, 5L);
      assertThat(reader.part()).isEqualTo(1 << 20);
    }
  }

  @Test
  void aReaderThatGoesOnFindsAtOnceWhatIsNew() throws IOException {
    String name = broker.topic(1) + "-q";
    broker.create(name + 1, 1, Map.of());
    write(name + 1, 0, 0, 6);
    ReadPosition place;
    try (BatchReader reader = connector.openReader(request(name + ".*"))) {
      assertThat(read(reader, 3)).containsExactly(0L, 1L, 2L);
      place = reader.position().orElseThrow();
    }
    broker.grow(name + 1, 2);
    broker.create(name + 0, 1, Map.of());
    write(name + 1, 1, 10, 12);
    write(name + 0, 0, 20, 22);
    try (BatchReader reader = connector.openReader(request(name + ".*"), place)) {
      assertThat(read(reader, 7)).containsExactlyInAnyOrder(3L, 4L, 5L, 10L, 11L, 20L, 21L);
      place = reader.position().orElseThrow();
    }
    try (BatchReader reader = connector.openReader(request(name + ".*"), place)) {
      write(name + 0, 0, 30, 31);
      assertThat(read(reader, 1)).containsExactly(30L);
    }
  }

  @Test
  void anEpochWithNewTopicsIsReadAgainInTheOrderOfItsParts() throws IOException {
    String name = broker.topic(1) + "-r";
    broker.create(name + "-m", 1, Map.of());
    write(name + "-m", 0, 0, 2);
    ReadPosition start;
    ReadPosition end;
    List<Integer> parts = new ArrayList<>();
    try (BatchReader reader = connector.openReader(request(name + ".*", OFTEN))) {
      start = reader.position().orElseThrow();
      assertThat(read(reader, 2)).containsExactly(0L, 1L);
      parts.add(reader.part());
      for (String later : List.of("-z", "-a")) {
        broker.create(name + later, 1, Map.of());
        write(name + later, 0, 10 * parts.size(), 10 * parts.size() + 3);
        assertThat(read(reader, 3)).hasSize(3);
        parts.add(reader.part());
      }
      end = reader.position().orElseThrow();
    }
    broker.create(name + "-b", 1, Map.of());
    write(name + "-b", 0, 90, 93);
    try (BatchReader reader = connector.openReader(request(name + ".*"), start)) {
      reader.willReadTo(end);
      List<Long> ids = new ArrayList<>();
      for (int[] portion : new int[][] {{0, 2}, {1, 3}, {2, 3}}) {
        Batch batch = reader.readPart(parts.get(portion[0]), portion[1]);
        assertThat(batch).isNotNull();
        add(batch, ids);
      }
      assertThat(ids).containsExactly(0L, 1L, 10L, 11L, 12L, 20L, 21L, 22L);
      assertThat(read(reader, 3)).containsExactly(90L, 91L, 92L);
    }
  }

  @Test
  void aTopicThatIsGoneStopsTheReader() throws IOException {
    String name = broker.topic(1) + "-g";
    broker.create(name + 1, 1, Map.of());
    write(name + 1, 0, 0, 3);
    ReadPosition place;
    try (BatchReader reader = connector.openReader(request(name + ".*", OFTEN))) {
      assertThat(read(reader, 3)).hasSize(3);
      place = reader.position().orElseThrow();
      broker.delete(name + 1);
      assertThatThrownBy(() -> read(reader, 1))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("the topic '" + name + "1' was deleted");
    }
    assertThatThrownBy(() -> connector.openReader(request(name + ".*"), place))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("the topic '" + name + "1' was deleted");
  }

  @Test
  void messagesThatHaveExpiredStopTheReader() throws IOException {
    String topic = broker.topic(1);
    write(topic, 0, 0, 10);
    ReadPosition place;
    try (BatchReader reader = connector.openReader(request(topic))) {
      assertThat(read(reader, 3)).hasSize(3);
      place = reader.position().orElseThrow();
    }
    broker.expire(topic, 0, 7);
    assertThatThrownBy(() -> connector.openReader(request(topic), place))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(
            "partition 0 of '%s' is to be read from offset 3, and has 7 to 10".formatted(topic));
  }

  @Test
  void aTopicThatWasMadeAnewStopsTheReader() throws IOException {
    String topic = broker.topic(1);
    write(topic, 0, 0, 10);
    ReadPosition place;
    try (BatchReader reader = connector.openReader(request(topic))) {
      assertThat(read(reader, 3)).hasSize(3);
      place = reader.position().orElseThrow();
    }
    broker.delete(topic);
    broker.create(topic, 1, Map.of());
    write(topic, 0, 0, 10);
    assertThatThrownBy(() -> connector.openReader(request(topic), place))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("deleted and made anew");
  }
}
