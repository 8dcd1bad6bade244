package io.velostream.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.error.UserException;
import io.velostream.engine.Rows;
import io.velostream.engine.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What messages have besides keys and values, read and written by SQL.
@Timeout(120)
class HeadersTest {
  private static final String BOUNDED = ", 'scan.bounded.mode' = 'latest-offset'";

  private Broker broker;
  private String in;
  private String out;
  private final Session session = Session.open();

  @BeforeEach
  void start() throws IOException {
    broker = Broker.shared();
    in = broker.topic(1);
    out = broker.topic(1);
    send(0, "{\"id\":1}", 1_000, "trace", "t1", "span", "s1");
    send(0, "{\"id\":2}", 2_000, "span", "s2");
    send(0, "{\"id\":3}", 3_000);
    create("t", "id BIGINT", in, BOUNDED);
  }

  @AfterEach
  void close() {
    session.close();
  }

  private void send(int partition, String value, long time, String... headers) {
    List<Header> list = new ArrayList<>();
    for (int i = 0; i < headers.length; i += 2) {
      list.add(new RecordHeader(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8)));
    }
    byte[] key = ("k" + time).getBytes(StandardCharsets.UTF_8);
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    broker.write(new ProducerRecord<>(in, partition, time, key, bytes, list));
  }

  private String with(String topic, String more) {
    return "WITH ('connector' = 'kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s', 'format' = 'json'%s)"
        .formatted(topic, broker.servers(), more);
  }

  private void create(String name, String columns, String topic, String more) {
    session.execute(
        "CREATE OR REPLACE TABLE %s (%s) %s".formatted(name, columns, with(topic, more)));
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

  /// Values and headers of all messages, headers by name.
  private List<String> written() {
    List<String> all = new ArrayList<>();
    for (ConsumerRecord<ByteBuffer, ByteBuffer> message : broker.records(out)) {
      TreeMap<String, String> headers = new TreeMap<>();
      for (Header header : message.headers()) {
        headers.put(
            header.key(),
            header.value() == null ? "-" : new String(header.value(), StandardCharsets.UTF_8));
      }
      all.add(StandardCharsets.UTF_8.decode(message.value()) + " " + headers);
    }
    return all;
  }

  @Test
  void functionsReadTheHeadersOfEachMessage() {
    assertThat(rows("SELECT id, HEADER('trace'), HEADER_KEYS(), HAS_HEADER('span') FROM t"))
        .containsExactly("1 t1 span,trace true", "2 null span true", "3 null  false");
    assertThat(rows("SELECT id FROM t WHERE HAS_HEADER('trace')")).containsExactly("1");
    assertThat(rows("SELECT * FROM t WHERE HEADER('span') = 's2'")).containsExactly("2");
    assertThat(
            rows(
                "SELECT a.id, HEADER('span') FROM t AS a JOIN (VALUES (2), (3)) AS b(id) ON a.id ="
                    + " b.id ORDER BY HEADER('span')"))
        .containsExactly("2 s2", "3 null");
    assertThat(rows("SELECT HEADER('span') AS s, COUNT(*) FROM t GROUP BY HEADER('span')"))
        .containsExactlyInAnyOrder("s1 1", "s2 1", "null 1");
    assertThat(rows("SELECT HEADER('span') FROM (SELECT _headers, id FROM t) WHERE id = 1"))
        .containsExactly("s1");
    session.execute("CREATE VIEW v AS SELECT id, HEADER('span') AS s FROM t");
    assertThat(rows("SELECT s FROM v WHERE id = 2")).containsExactly("s2");
  }

  @Test
  void headersThatAreSetOrRemovedAreWritten() {
    create("o", "id BIGINT, hop VARCHAR, was VARCHAR", out, "");
    session.execute(
        "INSERT INTO o SELECT id, SET_HEADER('hop', id * 10) AS hop, REMOVE_HEADER('span') FROM t");
    assertThat(written())
        .containsExactly(
            "{\"id\":1,\"hop\":\"10\",\"was\":\"s1\"} {hop=10, trace=t1}",
            "{\"id\":2,\"hop\":\"20\",\"was\":\"s2\"} {hop=20}",
            "{\"id\":3,\"hop\":\"30\",\"was\":null} {hop=30}");
  }

  @Test
  void aTableMadeOfAQueryHasTheHeadersToo() {
    session.execute(
        "CREATE STREAM o %s AS SELECT *, SET_HEADER('partition', _partition) AS p FROM t WHERE id < 3"
            .formatted(with(out, "")));
    assertThat(written())
        .containsExactly(
            "{\"id\":1,\"p\":\"0\"} {partition=0, span=s1, trace=t1}",
            "{\"id\":2,\"p\":\"0\"} {partition=0, span=s2}");
  }

  @Test
  void rowsOfGroupsBeginWithoutHeaders() {
    create("o", "s VARCHAR, n BIGINT", out, "");
    session.execute(
        "INSERT INTO o SELECT SET_HEADER('s', HEADER('span')), COUNT(*) FROM t WHERE id < 2 GROUP"
            + " BY HEADER('span') EMIT FINAL");
    assertThat(written()).containsExactly("{\"s\":\"s1\",\"n\":1} {s=s1}");
  }

  @Test
  void columnsOfMetadataAreWritten() {
    create(
        "o",
        "id BIGINT, h MAP<VARCHAR, VARBINARY> METADATA FROM 'headers', ts TIMESTAMP(3) METADATA"
            + " FROM 'timestamp'",
        out,
        "");
    session.execute(
        "INSERT INTO o SELECT id, SET_HEADER(_headers, 'empty', NULL), _timestamp + INTERVAL '1'"
            + " SECOND FROM t WHERE id < 3");
    assertThat(written())
        .containsExactly(
            "{\"id\":1} {empty=-, span=s1, trace=t1}", "{\"id\":2} {empty=-, span=s2}");
    assertThat(broker.records(out))
        .extracting(ConsumerRecord::timestamp)
        .containsExactly(2_000L, 3_000L);
    assertThatThrownBy(() ->
            session.execute(
                "INSERT INTO o SELECT id, _headers, TIMESTAMP '1969-01-01 00:00:00' FROM t"))
        .hasMessageContaining("before 1970");
  }

  @Test
  void changesOfHeadersHaveTheirPlace() {
    session.execute("CREATE TABLE f (id BIGINT, a VARCHAR) WITH ('connector' = 'blackhole')");
    assertThatThrownBy(() -> session.execute("INSERT INTO f SELECT id, SET_HEADER('a', 1) FROM t"))
        .hasMessageContaining("rows of 'f' have no headers");
    create("o", "id BIGINT, h MAP<VARCHAR, VARCHAR> METADATA FROM 'headers'", out, "");
    assertThatThrownBy(() -> session.execute("INSERT INTO o SELECT id, SET_HEADER('a', 1) FROM t"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("has the column 'h' for headers");
    assertThatThrownBy(() -> rows("SELECT id FROM t WHERE SET_HEADER('a', 1) = '1'"))
        .hasMessageContaining("is not in the SELECT list of a statement");
    assertThat(rows("SELECT SET_HEADER('a', id), REMOVE_HEADER('span') AS s FROM t WHERE id = 1"))
        .containsExactly("1 s1");
  }

  @Test
  void systemColumnsNeedNoDeclaration() {
    assertThat(
            rows(
                "SELECT *, _topic = '%s', _partition, _offset, _timestamp, _event_time, _key FROM t"
                    .formatted(in)))
        .containsExactly(
            "1 true 0 0 1970-01-01T00:00:01 1970-01-01T00:00:01 k1000",
            "2 true 0 1 1970-01-01T00:00:02 1970-01-01T00:00:02 k2000",
            "3 true 0 2 1970-01-01T00:00:03 1970-01-01T00:00:03 k3000");
    assertThat(rows("SELECT a.* FROM t AS a WHERE a._OFFSET = 1")).containsExactly("2");
    assertThat(rows("SELECT * FROM (SELECT *, _offset FROM t) WHERE _offset = 1"))
        .containsExactly("2 1");
    assertThatThrownBy(() -> rows("SELECT *, _offset FROM t JOIN (VALUES (1)) AS b(id) USING (id)"))
        .hasMessageContaining("where a join merges columns");
    assertThat(rows("SELECT _partition, MAX(_offset) FROM t GROUP BY _partition"))
        .containsExactly("0 2");
    create(
        "w",
        "id BIGINT, ts AS TO_TIMESTAMP_LTZ(id, 0), at TIMESTAMP(3) METADATA FROM 'timestamp',"
            + " WATERMARK FOR at AS at",
        in,
        BOUNDED);
    assertThat(
            rows(
                "SELECT window_start, MAX(_event_time), MAX(_offset) FROM TABLE(TUMBLE(TABLE w,"
                    + " DESCRIPTOR(at), INTERVAL '2' SECOND)) GROUP BY window_start, window_end"))
        .containsExactly(
            "1970-01-01T00:00 1970-01-01T00:00:01 0", "1970-01-01T00:00:02 1970-01-01T00:00:03 2");
    assertThat(
            rows(
                "SELECT HEADER('span') AS s, COUNT(*) FROM w GROUP BY HEADER('span') WINDOW"
                    + " TUMBLING (2s)"))
        .containsExactlyInAnyOrder("s1 1", "s2 1", "null 1");
    assertThat(
            rows(
                "SELECT * FROM TABLE(TUMBLE(TABLE w, DESCRIPTOR(at), INTERVAL '2' SECOND)) WHERE"
                    + " _offset = 0"))
        .hasSize(1)
        .allSatisfy(row -> assertThat(row.split(" ")).hasSize(6));
  }

  @Test
  void aDeclaredColumnIsTheOneThatIsMeant() {
    create("d", "_offset VARCHAR, id BIGINT", in, BOUNDED);
    assertThat(rows("SELECT * FROM d WHERE _offset IS NULL AND _partition = 0"))
        .containsExactly("null 1", "null 2", "null 3");
  }
}
