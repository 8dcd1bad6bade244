package io.velostream.connector.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.error.UserException;
import io.velostream.engine.Rows;
import io.velostream.engine.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Formats with schemas in a registry, over a real one and a real broker.
@Timeout(120)
class RegistryProcessTest {
  /// One version.
  private static final String REGISTERED = "[1]";

  private Broker broker;
  private RegistryProcess registry;
  private final Session session = Session.open();

  @BeforeEach
  void start() throws IOException, InterruptedException {
    broker = Broker.shared();
    registry = RegistryProcess.shared();
  }

  @AfterEach
  void close() {
    session.close();
  }

  /// Options of a format that say where the registry is, and who asks.
  private String access(String format) {
    return "'format' = '%1$s', '%1$s.url' = '%2$s', '%1$s.basic-auth.user-info' = '%3$s'"
        .formatted(format, registry.url(), RegistryProcess.USER);
  }

  private void create(String table, String columns, String topic, String options) {
    session.execute(
        """
        CREATE OR REPLACE TABLE %s (%s) WITH ('connector' = 'kafka', 'topic' = '%s',
          'properties.bootstrap.servers' = '%s', 'scan.bounded.mode' = 'latest-offset', %s)
        """
            .formatted(table, columns, topic, broker.servers(), options));
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

  private static byte[] headed(int id, byte[] rest) {
    return ByteBuffer.allocate(5 + rest.length).put((byte) 0).putInt(id).put(rest).array();
  }

  private static byte[] avro(int id, GenericData.Record row) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericData.Record>(row.getSchema()).write(row, encoder);
    encoder.flush();
    return headed(id, bytes.toByteArray());
  }

  private void write(String topic, byte[] message) {
    broker.write(new ProducerRecord<>(topic, 0, null, message));
  }

  /// The versions that a subject has.
  private String versions(String subject) throws IOException, InterruptedException {
    return registry.ask("GET", "/subjects/" + subject + "/versions", "");
  }

  @Test
  void recordsOfEachTypeHaveASchemaThatItTakesOnce() throws IOException, InterruptedException {
    String topic = broker.topic(1);
    create(
        "a",
        """
        id BIGINT NOT NULL, ok BOOLEAN, d DOUBLE, m DECIMAL(10, 2), s VARCHAR, da DATE, t TIME(3),
          ts TIMESTAMP(3), a ARRAY<BIGINT>, mp MAP<VARCHAR, INT>, r ROW<x INT, y ROW<z VARCHAR>>
        """,
        topic,
        access("avro-confluent") + ", 'key.format' = 'avro-confluent', 'key.fields' = 'id'");
    String insert =
        """
        INSERT INTO a SELECT 1, TRUE, 3.5, 4.25, 'fünf', DATE '2026-01-02', TIME '03:04:05.006',
          TIMESTAMP '2026-01-02 03:04:05.006', ARRAY[CAST(7 AS BIGINT)], MAP['k', 8],
          ROW(9, ROW('ten'))
        """;
    session.execute(insert);
    session.execute(insert);
    String row =
        "1 true 3.5 4.25 fünf 2026-01-02 03:04:05.006 2026-01-02T03:04:05.006 [7] {k=8} {x=9,"
            + " y={z=ten}}";
    assertThat(rows("SELECT * FROM a")).containsExactly(row, row);
    assertThat(versions(topic + "-key")).isEqualTo(REGISTERED);
    assertThat(versions(topic + "-value")).isEqualTo(REGISTERED);
  }

  @Test
  void schemasGrowAsFarAsItLetsThem() throws IOException, InterruptedException {
    String topic = broker.topic(1);
    String subject = topic + "-value";
    create("a", "id BIGINT, n INT", topic, access("avro-confluent"));
    session.execute("INSERT INTO a VALUES (1, 2)");
    registry.ask("PUT", "/config/" + subject, "{\"compatibility\":\"BACKWARD\"}");
    Schema grown =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"record","fields":[
                  {"name":"note","type":"string","default":""},
                  {"name":"id","type":["null","long"]}]}
                """);
    GenericData.Record record = new GenericData.Record(grown);
    record.put("note", "new");
    record.put("id", 3L);
    write(topic, avro(registry.register(subject, "AVRO", grown.toString(), ""), record));
    assertThat(rows("SELECT * FROM a")).containsExactly("1 2", "3 null");
    create("b", "id VARCHAR", topic, access("avro-confluent"));
    assertThatThrownBy(() -> session.execute("INSERT INTO b VALUES ('x')"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("the schema registry refuses (409): ")
        .hasMessageContaining("ncompatible");
    assertThat(versions(subject)).isEqualTo("[1,2]");
    write(topic, headed(1_000_000, new byte[] {2}));
    assertThat(rows("SELECT COUNT(*) FROM a")).containsExactly("2");
    assertThat(rows("SELECT \"position\", reason FROM result$errors"))
        .containsExactly("2 the schema registry has no schema 1000000");
  }

  @Test
  void schemasThatNameOthersAreReadWithThem() throws IOException, InterruptedException {
    String topic = broker.topic(1);
    String reference = "{\"name\":\"%1$s\",\"subject\":\"%1$s\",\"version\":1}";
    String record = "{\"type\":\"record\",\"name\":\"%s\",\"fields\":[%s]}";
    String field = "{\"name\":\"%s\",\"type\":\"%s\"}";
    String town = record.formatted("geo.Town", field.formatted("name", "string"));
    String place = record.formatted("geo.Place", field.formatted("town", "geo.Town"));
    String trip =
        record.formatted(
            "Trip",
            field.formatted("begin", "geo.Town") + "," + field.formatted("goal", "geo.Place"));
    registry.register("geo.Town", "AVRO", town, "");
    registry.register("geo.Place", "AVRO", place, reference.formatted("geo.Town"));
    int id =
        registry.register(
            topic + "-value",
            "AVRO",
            trip,
            reference.formatted("geo.Town") + "," + reference.formatted("geo.Place"));
    Schema.Parser parser = new Schema.Parser();
    GenericData.Record ulm = new GenericData.Record(parser.parse(town));
    ulm.put("name", "Ulm");
    GenericData.Record inUlm = new GenericData.Record(parser.parse(place));
    inUlm.put("town", ulm);
    GenericData.Record toUlm = new GenericData.Record(parser.parse(trip));
    toUlm.put("begin", ulm);
    toUlm.put("goal", inUlm);
    write(topic, avro(id, toUlm));
    create(
        "a",
        "\"begin\" ROW<name VARCHAR>, goal ROW<town ROW<name VARCHAR>>",
        topic,
        access("avro-confluent"));
    assertThat(rows("SELECT a.\"begin\".name, a.goal.town.name FROM a")).containsExactly("Ulm Ulm");
  }

  @Test
  void messagesOfProtocolBuffersMayNeedOthers() throws IOException, InterruptedException {
    String topic = broker.topic(1);
    String subject = topic + "-value";
    create(
        "p",
        "id BIGINT, s VARCHAR, ts TIMESTAMP(3), a ARRAY<INT>, mp MAP<VARCHAR, INT>, r ROW<x INT>",
        topic,
        access("protobuf-confluent"));
    String insert =
        """
        INSERT INTO p SELECT 1, 'two', TIMESTAMP '2026-01-02 03:04:05.006', ARRAY[7], MAP['k', 8],
          ROW(9)
        """;
    session.execute(insert);
    session.execute(insert);
    String row = "1 two 2026-01-02T03:04:05.006 [7] {k=8} {x=9}";
    assertThat(rows("SELECT * FROM p")).containsExactly(row, row);
    assertThat(versions(subject)).isEqualTo(REGISTERED);
    registry.register(
        "com%2Facme%2Fpoint.proto",
        "PROTOBUF",
        """
        syntax = "proto3";
        package acme;
        import "google/protobuf/timestamp.proto";
        message Point { int32 x = 1; google.protobuf.Timestamp seen = 2; }
        """,
        "");
    int id =
        registry.register(
            subject,
            "PROTOBUF",
            """
            syntax = "proto3";
            import "com/acme/point.proto";
            message Other {}
            message Order { int64 id = 1; string s = 2; acme.Point r = 3; }
            """,
            "{\"name\":\"%1$s\",\"subject\":\"%1$s\",\"version\":1}"
                .formatted("com/acme/point.proto"));
    // One step, to the second message; id 5, r with x 6.
    write(topic, headed(id, new byte[] {2, 2, 1 << 3, 5, 3 << 3 | 2, 2, 1 << 3, 6}));
    assertThat(rows("SELECT id, s, r FROM p")).hasSize(3).last().isEqualTo("5  {x=6}");
  }

  @Test
  void filesThatEveryRegistryKnowsAreNoReferences() throws IOException, InterruptedException {
    String topic = broker.topic(1);
    int id =
        registry.register(
            topic + "-value",
            "PROTOBUF",
            """
            syntax = "proto3";
            import "confluent/meta.proto";
            import "confluent/type/decimal.proto";
            import "google/type/date.proto";
            message Order {
              option (confluent.message_meta).doc = "as Kafka Connect writes them";
              confluent.type.Decimal price = 1 [(confluent.field_meta) = {
                params: [{value: "4", key: "precision"}, {value: "2", key: "scale"}]
              }];
              google.type.Date day = 2;
            }
            """,
            "");
    byte[] price = {1 << 3 | 2, 6, 1 << 3 | 2, 2, 1, 2, 3 << 3, 2};
    byte[] day = {2 << 3 | 2, 4, 2 << 3, 3, 3 << 3, 4};
    ByteBuffer order = ByteBuffer.allocate(1 + price.length + day.length);
    write(topic, headed(id, order.put((byte) 0).put(price).put(day).array()));
    create(
        "o",
        "price ROW<\"value\" VARBINARY, scale INT>, \"day\" ROW<\"month\" INT, \"day\" INT>",
        topic,
        access("protobuf-confluent"));
    assertThat(rows("SELECT o.price.\"value\" = X'0102', o.price.scale, o.\"day\" FROM o"))
        .containsExactly("true 2 {month=3, day=4}");
    registry.register(
        "day-of-ours",
        "PROTOBUF",
        "syntax = \"proto3\"; package google.type; message Date { int32 year = 1; int32 day = 3; }",
        "");
    int again =
        registry.register(
            topic + "-value",
            "PROTOBUF",
            "syntax = \"proto3\"; import \"google/type/date.proto\"; message Order {"
                + " google.type.Date day = 2; }",
            "{\"name\":\"google/type/date.proto\",\"subject\":\"day-of-ours\",\"version\":1}");
    write(topic, headed(again, new byte[] {0, 2 << 3 | 2, 2, 3 << 3, 9}));
    assertThat(rows("SELECT o.\"day\".\"day\" FROM o"))
        .as("one that is told goes before")
        .containsExactly("4", "9");
  }

  @Test
  void objectsOfJsonHaveASchemaThatItTakesOnce() throws IOException, InterruptedException {
    String topic = broker.topic(1);
    create(
        "j",
        "\"an id\" BIGINT NOT NULL, d DOUBLE, ts TIMESTAMP(3), a ARRAY<INT>, mp MAP<VARCHAR, INT>,"
            + " r ROW<x INT>",
        topic,
        access("json-registry"));
    String insert =
        """
        INSERT INTO j SELECT 1, 2.5, TIMESTAMP '2026-01-02 03:04:05.006', ARRAY[7], MAP['k', 8],
          ROW(9)
        """;
    session.execute(insert);
    session.execute(insert);
    String row = "1 2.5 2026-01-02T03:04:05.006 [7] {k=8} {x=9}";
    assertThat(rows("SELECT * FROM j")).containsExactly(row, row);
    assertThat(versions(topic + "-value")).isEqualTo(REGISTERED);
  }

  @Test
  void changesAreRecordsWhoseSchemaItTakesOnce() throws IOException, InterruptedException {
    String topic = broker.topic(1);
    create(
        "c",
        "sym VARCHAR, n BIGINT, PRIMARY KEY (sym) NOT ENFORCED",
        topic,
        access("debezium-avro-confluent"));
    String insert =
        "INSERT INTO c SELECT sym, COUNT(*) FROM (VALUES ('A'), ('B'), ('A')) AS v (sym) GROUP BY"
            + " sym EMIT CHANGES";
    session.execute(insert);
    assertThat(rows("SELECT * FROM c")).containsExactlyInAnyOrder("A 2", "B 1");
    session.execute(insert);
    assertThat(versions(topic + "-value")).isEqualTo(REGISTERED);
  }

  @Test
  void subjectsMayHaveAnyName() throws IOException, InterruptedException {
    String topic = broker.topic(1);
    create(
        "s",
        "id BIGINT",
        topic,
        access("avro-confluent") + ", 'avro-confluent.subject' = 'a b+c/d%e?ü'");
    session.execute("INSERT INTO s VALUES (1)");
    assertThat(rows("SELECT * FROM s")).containsExactly("1");
    assertThat(registry.ask("GET", "/subjects", "")).contains("\"a b+c/d%e?ü\"");
  }

  @Test
  void schemasOfDeletedSubjectsAreStillRead() throws IOException, InterruptedException {
    String topic = broker.topic(1);
    create("d", "id BIGINT", topic, access("avro-confluent"));
    session.execute("INSERT INTO d VALUES (1)");
    registry.ask("DELETE", "/subjects/" + topic + "-value", "");
    assertThat(rows("SELECT * FROM d")).containsExactly("1");
  }

  @Test
  void whoeverIsNotKnownIsTold() {
    String topic = broker.topic(1);
    for (String user : List.of("", ", 'avro-confluent.basic-auth.user-info' = 'me:guess'")) {
      create(
          "u",
          "id BIGINT",
          topic,
          "'format' = 'avro-confluent', 'avro-confluent.url' = '%s'".formatted(registry.url())
              + user);
      assertThatThrownBy(() -> session.execute("INSERT INTO u VALUES (1)"))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("the schema registry wants to know who asks");
    }
    create(
        "u",
        "id BIGINT",
        topic,
        access("avro-confluent").replace(RegistryProcess.USER, RegistryProcess.READER));
    assertThatThrownBy(() -> session.execute("INSERT INTO u VALUES (1)"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("the schema registry lacks the schema of '" + topic + "-value'")
        .hasMessageContaining("this user may not register it");
  }

  @Test
  void whoMayOnlyReadWritesBySchemasThatAreThere() throws IOException, InterruptedException {
    String topic = broker.topic(1);
    String mine = access("protobuf-confluent");
    String reader = mine.replace(RegistryProcess.USER, RegistryProcess.READER);
    String columns = "id BIGINT, price DECIMAL(10, 2), d DATE";
    create("p", columns, topic, mine);
    session.execute("INSERT INTO p VALUES (1, 2.50, DATE '2026-01-02')");
    create("p", columns, topic, reader);
    session.execute("INSERT INTO p VALUES (2, NULL, NULL)");
    create("q", "id BIGINT, other INT", topic, reader);
    assertThatThrownBy(() -> session.execute("INSERT INTO q VALUES (3, 4)"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "the schema registry lacks the schema of '%s-value' to write with, and this user may"
                    .formatted(topic)
                + " not register it");
    String never = ", 'protobuf-confluent.auto-register-schemas' = 'false'";
    create("q", "id BIGINT", topic, mine + never);
    assertThatThrownBy(() -> session.execute("INSERT INTO q VALUES (3)"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(
            "and 'protobuf-confluent.auto-register-schemas' says that it is not to get it");
    create("q", "id BIGINT", topic, reader + ", 'protobuf-confluent.use-latest-version' = 'true'");
    session.execute("INSERT INTO q VALUES (3)");
    assertThat(rows("SELECT * FROM p"))
        .containsExactly("1 2.50 2026-01-02", "2 null null", "3 null null");
    assertThat(versions(topic + "-value")).isEqualTo(REGISTERED);
    String other = broker.topic(1);
    String avro = access("avro-confluent").replace(RegistryProcess.USER, RegistryProcess.READER);
    String latest = ", 'avro-confluent.use-latest-version' = 'true'";
    create("a", "id BIGINT NOT NULL", other, avro + latest);
    assertThatThrownBy(() -> session.execute("INSERT INTO a VALUES (1)"))
        .isInstanceOf(UserException.class)
        .hasMessage("the schema registry has no schema of '" + other + "-value' that is AVRO");
    int id =
        registry.register(
            other + "-value",
            "AVRO",
            "{\"type\":\"record\",\"name\":\"shop.Order\",\"fields\":[{\"name\":\"note\",\"type\":"
                + "\"string\",\"default\":\"-\"},{\"name\":\"id\",\"type\":\"long\"}]}",
            "");
    session.execute("INSERT INTO a VALUES (1)");
    create("b", "id BIGINT, note VARCHAR", other, avro);
    assertThat(rows("SELECT * FROM b")).as("written by schema %d", id).containsExactly("1 -");
  }

  @Test
  void serversThatAreAwayArePassedOver() {
    String topic = broker.topic(1);
    create(
        "f",
        "id BIGINT",
        topic,
        access("avro-confluent").replace(registry.url(), "http://127.0.0.1:1, " + registry.url()));
    session.execute("INSERT INTO f VALUES (1)");
    assertThat(rows("SELECT * FROM f")).containsExactly("1");
  }

  @Test
  void aUrlWithoutARegistryIsNoMissingSchema() {
    String topic = broker.topic(1);
    create("w", "id BIGINT", topic, access("avro-confluent"));
    session.execute("INSERT INTO w VALUES (1)");
    create(
        "w",
        "id BIGINT",
        topic,
        access("avro-confluent").replace(registry.url(), registry.wrongUrl()));
    assertThatThrownBy(() -> rows("SELECT * FROM w"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no schema registry at " + registry.wrongUrl());
    assertThatThrownBy(() -> session.execute("INSERT INTO w VALUES (1)"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no schema registry at " + registry.wrongUrl());
  }
}
