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
    options.put("topic", topic);
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
