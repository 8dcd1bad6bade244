package io.velostream.connector.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.Rows;
import io.velostream.engine.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            .formatted(
                table,
                columns,
                topic,
                broker.servers(),
                options.contains("scan.bounded")
                    ? options
                    : options + ", 'scan.bounded.mode' = 'latest-offset'"));
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
    broker.write(
        new ProducerRecord<>(
            topic, 0, "{\"sym\":\"A\"}".getBytes(UTF_8), "no change".getBytes(UTF_8)));
    assertThat(rows("SELECT n, COUNT(*) FROM c GROUP BY n"))
        .containsExactlyInAnyOrder("2 1", "5 1");
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
        "'key.format' = 'avro', 'value.format' = 'avro', 'key.fields' = 'id',"
            + " 'value.fields-include' = 'EXCEPT_KEY'");
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

  private static byte[] message(int id, Schema schema, Object... values) {
    GenericData.Record row = new GenericData.Record(schema);
    for (int i = 0; i < values.length; i++) {
      row.put(i, values[i]);
    }
    return message(id, schema, row);
  }

  private static byte[] message(int id, Schema schema, GenericData.Record row) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<GenericData.Record>(schema).write(row, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Schema schema(String fields) {
    return new Schema.Parser()
        .parse("{\"type\":\"record\",\"name\":\"r\",\"fields\":[" + fields + "]}");
  }

  private static String kept(Schema schema) {
    return "\"schema\":" + Registry.quoted(schema.toString());
  }

  @Test
  void schemasOfARegistryAreFoundByTheirIdsAndMayGrow() throws IOException {
    try (Registry registry = new Registry()) {
      String topic = broker.topic(1);
      String options =
          "'key.format' = 'avro-confluent', 'key.fields' = 'id', 'value.format' = 'avro-confluent',"
              + " 'avro-confluent.url' = '%s/', 'avro-confluent.basic-auth.user-info' = 'me:pw'"
                  .formatted(registry.url());
      create("a", "id BIGINT, sym VARCHAR, qty BIGINT", topic, options);
      session.execute("INSERT INTO a SELECT * FROM i");
      session.execute("INSERT INTO a SELECT * FROM i WHERE id = 1");
      assertThat(registry.requests)
          .containsExactly(
              "POST /subjects/%s-key/versions Basic bWU6cHc=".formatted(topic),
              "POST /subjects/%s-value/versions Basic bWU6cHc=".formatted(topic),
              "POST /subjects/%s-key/versions Basic bWU6cHc=".formatted(topic),
              "POST /subjects/%s-value/versions Basic bWU6cHc=".formatted(topic));
      registry.requests.clear();
      assertThat(rows("SELECT * FROM a"))
          .containsExactly("1 A 10", "2 B 20", "3 A 30", "4 B null", "1 A 10");
      assertThat(registry.requests).containsExactly("GET /schemas/ids/2 Basic bWU6cHc=");

      Schema grown =
          schema(
              "{\"name\":\"note\",\"type\":\"string\"},{\"name\":\"id\",\"type\":\"int\"},"
                  + "{\"name\":\"side\",\"type\":{\"type\":\"enum\",\"name\":\"e\",\"symbols\":[\"S\"]}}");
      int id = registry.add(kept(grown));
      byte[] good =
          message(
              id, grown, "n", 7, new GenericData.EnumSymbol(grown.getField("side").schema(), "S"));
      broker.write(new ProducerRecord<>(topic, 0, null, good));
      broker.write(new ProducerRecord<>(topic, 0, null, new byte[] {0, 0, 0, 0, 99, 1}));
      broker.write(new ProducerRecord<>(topic, 0, null, new byte[] {1, 0, 0, 0, 1, 1}));
      broker.write(new ProducerRecord<>(topic, 0, null, new byte[] {0, 0}));
      assertThat(rows("SELECT id, qty FROM a WHERE id > 3")).containsExactly("4 null", "7 null");
      assertThat(rows("SELECT \"position\", reason FROM result$errors"))
          .containsExactly(
              "6 the schema registry has no schema 99",
              "7 does not begin with a zero and the id of a schema",
              "8 too short to name a schema of a registry");

      Schema other = schema("{\"name\":\"id\",\"type\":\"string\"}");
      broker.write(
          new ProducerRecord<>(topic, 0, null, message(registry.add(kept(other)), other, "x")));
      assertThatThrownBy(() -> rows("SELECT id FROM a"))
          .isInstanceOf(UserException.class)
          .hasMessageContaining(
              "the column 'id' is BIGINT, and in schema %d of %s[0] at 9 it is string"
                  .formatted(id + 1, topic));

      create("b", "id VARCHAR, sym VARCHAR, qty BIGINT", topic, options);
      assertThatThrownBy(() -> session.execute("INSERT INTO b VALUES ('x', 'y', 1)"))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("incompatible with an earlier schema");
      registry.status = 503;
      assertThatThrownBy(() -> session.execute("INSERT INTO a SELECT * FROM i"))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("cannot ask the schema registry")
          .matches(e -> ((EnvironmentException) e).retryable());
      registry.status = 401;
      assertThatThrownBy(() -> session.execute("INSERT INTO a SELECT * FROM i"))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("wants to know who asks");
    }
  }

  @Test
  void schemasMayNameOthers() throws IOException {
    try (Registry registry = new Registry()) {
      String topic = broker.topic(1);
      String place =
          "{\"type\":\"record\",\"name\":\"place\",\"fields\":[{\"name\":\"city\",\"type\":\"string\"}]}";
      registry.version("places", registry.add("\"schema\":" + Registry.quoted(place)));
      Schema.Parser parser = new Schema.Parser();
      Schema inner = parser.parse(place);
      String text =
          "{\"type\":\"record\",\"name\":\"r\",\"fields\":[{\"name\":\"at\",\"type\":\"place\"}]}";
      int id =
          registry.add(
              "\"schemaType\":\"AVRO\",\"schema\":%s,\"references\":[{\"name\":\"place\",\"subject\":\"places\",\"version\":1}]"
                  .formatted(Registry.quoted(text)));
      GenericData.Record ulm = new GenericData.Record(inner);
      ulm.put("city", "Ulm");
      broker.write(
          new ProducerRecord<>(topic, 0, null, message(id, parser.parse(text), (Object) ulm)));
      create(
          "p",
          "\"at\" ROW<city VARCHAR>",
          topic,
          "'format' = 'avro-confluent', 'avro-confluent.url' = '%s'".formatted(registry.url()));
      assertThat(rows("SELECT p.\"at\".city FROM p")).containsExactly("Ulm");
    }
  }

  private static byte[] registered(int id, byte[] rest) {
    return ByteBuffer.allocate(5 + rest.length).put((byte) 0).putInt(id).put(rest).array();
  }

  @Test
  void messagesOfProtocolBuffersNameTheirSchema() throws IOException {
    try (Registry registry = new Registry()) {
      String topic = broker.topic(1);
      String options =
          "'format' = 'protobuf-confluent', 'protobuf-confluent.url' = '%s'"
              .formatted(registry.url());
      create("p", "id BIGINT, sym VARCHAR, qty BIGINT", topic, options);
      session.execute("INSERT INTO p SELECT * FROM i");
      assertThat(rows("SELECT * FROM p")).containsExactly("1 A 10", "2 B 20", "3 A 30", "4 B null");
      byte[] first = new byte[8];
      broker.records(topic).getFirst().value().get(0, first);
      assertThat(first).containsExactly(0, 0, 0, 0, 1, 0, 1 << 3, 1); // id 1, first message, id: 1
      String more =
          "syntax = \"proto3\"; message A { message B {} } message C { message D { string extra ="
              + " 9; sint32 qty = 2; int32 id = 1; } }";
      int id = registry.add("\"schemaType\":\"PROTOBUF\",\"schema\":" + Registry.quoted(more));
      byte[] inner = {4, 2, 0, 2 << 3, 3, 1 << 3, 5}; // two steps: C, D; qty -2, id 5
      broker.write(new ProducerRecord<>(topic, 0, null, registered(id, inner)));
      broker.write(new ProducerRecord<>(topic, 0, null, registered(99, new byte[] {0})));
      broker.write(topic, 0, "plain");
      assertThat(rows("SELECT * FROM p")).hasSize(5).last().isEqualTo("5 null -2");
      assertThat(rows("SELECT \"position\", reason FROM result$errors"))
          .containsExactly(
              "5 the schema registry has no schema 99",
              "6 too short to name a schema of a registry");
      String other = "message X { string id = 1; }";
      int last = registry.add("\"schemaType\":\"PROTOBUF\",\"schema\":" + Registry.quoted(other));
      broker.write(
          new ProducerRecord<>(topic, 0, null, registered(last, new byte[] {0, 1 << 3 | 2, 0})));
      assertThatThrownBy(() -> rows("SELECT * FROM p"))
          .isInstanceOf(UserException.class)
          .hasMessageContaining(
              "the column 'id' is BIGINT, and in schema %d of %s[0] at 7 it is string"
                  .formatted(last, topic));
    }
  }

  @Test
  void messagesOfProtocolBuffersMayBeDeclared() {
    String topic = broker.topic(1);
    create(
        "p",
        "id BIGINT, sym VARCHAR, qty BIGINT",
        topic,
        "'format' = 'protobuf', 'protobuf.message-name' = 'Trade', 'protobuf.schema' = 'syntax ="
            + " \"proto2\"; message O {} message Trade { required sfixed64 id = 1; optional Sym sym"
            + " = 2; enum Sym { A = 0; B = 1; } optional uint32 qty = 3 [default = 7]; }'");
    session.execute("INSERT INTO p SELECT * FROM i");
    assertThat(rows("SELECT * FROM p")).containsExactly("1 A 10", "2 B 20", "3 A 30", "4 B null");
    assertThat(broker.records(topic).getLast().value().remaining()).isEqualTo(1 + 8 + 2);
  }

  @Test
  void messagesOfJsonNameTheirSchema() throws IOException {
    try (Registry registry = new Registry()) {
      String topic = broker.topic(1);
      create(
          "j",
          "id BIGINT, sym VARCHAR, qty BIGINT",
          topic,
          "'key.format' = 'json-registry', 'key.fields' = 'id', 'value.format' = 'json-registry',"
              + " 'key.json-registry.url' = '%1$s', 'key.json-registry.subject' = 'ids',"
                  .formatted(registry.url())
              + " 'value.json-registry.url' = '%s'".formatted(registry.url()));
      session.execute("INSERT INTO j SELECT * FROM i");
      assertThat(registry.requests)
          .containsExactly(
              "POST /subjects/ids/versions", "POST /subjects/" + topic + "-value/versions");
      assertThat(rows("SELECT * FROM j")).containsExactly("1 A 10", "2 B 20", "3 A 30", "4 B null");
      byte[] bytes = new byte[broker.records(topic).getLast().value().remaining()];
      broker.records(topic).getLast().value().get(0, bytes);
      assertThat(new String(bytes, 5, bytes.length - 5, UTF_8))
          .isEqualTo("{\"id\":4,\"sym\":\"B\",\"qty\":null}");
      String more =
          "{\"type\":\"object\",\"properties\":{\"id\":{\"$ref\":\"#/definitions/no\"},\"new\":{\"type\":"
              + "\"array\"},\"qty\":{\"type\":[\"integer\",\"null\"]}},\"definitions\":{\"no\":{\"type\":"
              + "\"integer\"}}}";
      int id = registry.add("\"schemaType\":\"JSON\",\"schema\":" + Registry.quoted(more));
      byte[] added = "{\"id\":5,\"new\":[1],\"qty\":6}".getBytes(UTF_8);
      broker.write(new ProducerRecord<>(topic, 0, null, registered(id, added)));
      broker.write(topic, 0, "{\"id\":6}");
      broker.write(new ProducerRecord<>(topic, 0, null, registered(77, added)));
      assertThat(rows("SELECT * FROM j")).hasSize(5).last().isEqualTo("5 null 6");
      assertThat(rows("SELECT \"position\", reason FROM result$errors"))
          .containsExactly(
              "5 does not begin with a zero and the id of a schema",
              "6 the schema registry has no schema 77");
      String other =
          more.replace(
              "\"type\":[\"integer\",\"null\"]",
              "\"oneOf\":[{\"type\":\"null\"},{\"type\":\"string\"}]");
      int last = registry.add("\"schemaType\":\"JSON\",\"schema\":" + Registry.quoted(other));
      broker.write(new ProducerRecord<>(topic, 0, null, registered(last, added)));
      assertThatThrownBy(() -> rows("SELECT * FROM j"))
          .isInstanceOf(UserException.class)
          .hasMessageContaining(
              "the column 'qty' is BIGINT, and the member is string in schema %d of %s[0] at 7"
                  .formatted(last, topic));
      assertThat(rows("SELECT id FROM j")).as("it is not asked for").hasSize(6);
    }
  }

  @Test
  void schemasThatAreThereNeedNotBeRegistered() throws IOException {
    try (Registry registry = new Registry()) {
      String topic = broker.topic(1);
      String json =
          "'format' = 'json-registry', 'json-registry.url' = '%s'".formatted(registry.url());
      create("j", "id BIGINT", topic, json + ", 'json-registry.use-latest-version' = 'true'");
      String schema = "{\"properties\":{\"id\":{\"type\":\"string\"}}}";
      registry.version(
          topic + "-value",
          registry.add("\"schemaType\":\"JSON\",\"schema\":" + Registry.quoted(schema)));
      assertThatThrownBy(() -> session.execute("INSERT INTO j VALUES (1)"))
          .isInstanceOf(UserException.class)
          .hasMessage("the column 'id' is BIGINT, and the member is string in the schema 1");
      registry.version(
          topic + "-value",
          registry.add(
              "\"schemaType\":\"JSON\",\"schema\":"
                  + Registry.quoted(schema.replace("string", "integer"))));
      session.execute("INSERT INTO j VALUES (1)");
      assertThat(rows("SELECT * FROM j")).containsExactly("1");
      assertThat(registry.requests).noneMatch(request -> request.startsWith("POST"));
      create(
          "j",
          "id BIGINT",
          topic,
          json
              + ", 'json-registry.use-latest-version' = 'true', 'json-registry.schema' = '%s'"
                  .formatted(schema));
      assertThatThrownBy(() -> session.execute("INSERT INTO j VALUES (1)"))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("says what 'json-registry.schema' says, too");
      String changes =
          "'format' = 'debezium-avro-confluent', 'debezium-avro-confluent.url' = '%s'"
              .formatted(registry.url());
      String other = broker.topic(1);
      String insert = "INSERT INTO c SELECT sym, COUNT(*) FROM i GROUP BY sym EMIT CHANGES";
      String never = ", 'debezium-avro-confluent.auto-register-schemas' = 'false'";
      create("c", "sym VARCHAR, n BIGINT", other, changes + never);
      assertThatThrownBy(() -> session.execute(insert))
          .isInstanceOfSatisfying(
              UserException.class,
              e ->
                  assertThat(e.hint())
                      .as("it has no other way")
                      .startsWith("have it registered: {\"type\":\"record\","));
      create("c", "sym VARCHAR, n BIGINT", other, changes);
      session.execute(insert);
      create("c", "sym VARCHAR, n BIGINT", other, changes + never);
      session.execute(insert);
      assertThat(registry.requests).last().isEqualTo("POST /subjects/" + other + "-value");
    }
  }

  @Test
  void changesMayBeRecordsOfAvro() throws IOException {
    try (Registry registry = new Registry()) {
      String topic = broker.topic(1);
      create(
          "c",
          "sym VARCHAR, n BIGINT, PRIMARY KEY (sym) NOT ENFORCED",
          topic,
          "'format' = 'debezium-avro-confluent', 'debezium-avro-confluent.url' = '%s'"
              .formatted(registry.url()));
      session.execute("SET 'batch.rows' = '1'");
      session.execute("INSERT INTO c SELECT sym, COUNT(*) AS n FROM i GROUP BY sym EMIT CHANGES");
      assertThat(rows("SELECT * FROM c")).containsExactlyInAnyOrder("A 2", "B 2");
      Schema value =
          new Schema.Parser()
              .parse(
                  """
                  {"type":"record","name":"Envelope","fields":[
                    {"name":"op","type":"string"},
                    {"name":"after","type":["null",{"type":"record","name":"Value","fields":[
                      {"name":"n","type":"int"},{"name":"sym","type":["null","string"]}]}]},
                    {"name":"source","type":{"type":"map","values":"long"}},
                    {"name":"before","type":["null","Value"]}]}
                  """);
      GenericData.Record old =
          new GenericData.Record(value.getField("before").schema().getTypes().get(1));
      old.put("n", 2);
      old.put("sym", "A");
      GenericData.Record now = new GenericData.Record(old, true);
      now.put("n", 9);
      int id = registry.add(kept(value));
      broker.write(
          new ProducerRecord<>(
              topic, 0, null, message(id, value, "u", now, Map.of("lsn", 1L), old)));
      broker.write(
          new ProducerRecord<>(topic, 0, null, message(id, value, "u", now, Map.of(), null)));
      broker.write(
          new ProducerRecord<>(topic, 0, null, message(id, value, "t", null, Map.of(), null)));
      assertThat(rows("SELECT * FROM c")).containsExactlyInAnyOrder("A 9", "B 2");
      assertThat(rows("SELECT \"position\", reason FROM result$errors"))
          .containsExactly(
              "7 the change 'u' has no 'before': the database must tell it (PostgreSQL: REPLICA"
                  + " IDENTITY FULL)",
              "8 the change 't' is not one of rows: c, r, u, d");
    }
  }

  @Test
  void changesAreNoKeysAndReplaceNothing() {
    assertThatThrownBy(() ->
            create(
                "c",
                "a BIGINT",
                "t",
                "'format' = 'json', 'key.format' = 'debezium-json', 'key.fields' = 'a'"))
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
