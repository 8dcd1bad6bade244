package io.velostream.connector.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TextFormat;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.Rows;
import io.velostream.engine.Session;
import io.velostream.engine.StatementResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that Google's library writes are read, and it reads those that are written here.
final class ProtobufFilesTest {
  private static final String SCHEMA =
      """
      syntax = "proto3";
      package shop;
      import "confluent/meta.proto";
      import "confluent/type/decimal.proto";
      import "google/protobuf/timestamp.proto";
      import "google/protobuf/wrappers.proto";
      import "google/type/date.proto";
      import "google/type/timeofday.proto";
      message Line { string item = 1; optional int32 amount = 2; }
      message Order {
        enum State { NEW = 0; PAID = 1; }
        int64 id = 1;
        string symbol = 2;
        confluent.type.Decimal price = 3 [(confluent.field_meta).params = [
          {key: "precision" value: "12"}, {key: "scale" value: "2"}]];
        google.protobuf.Timestamp at = 4;
        repeated Line lines = 5;
        State state = 6;
        google.type.Date day = 7;
        google.type.TimeOfDay hour = 8;
        map<string, uint32> counts = 9;
        google.protobuf.StringValue note = 10;
        uint64 serial = 11;
        bytes raw = 12;
        confluent.type.Decimal free = 13;
      }
      """;

  private static final String ONE =
      """
      id: 1 symbol: "A" price { value: "\\000\\200" precision: 3 scale: 2 }
      at { seconds: 1767225600 nanos: 1000 } lines { item: "x" amount: 0 } lines { item: "y" }
      state: PAID day { year: 2026 month: 1 day: 5 } hour { hours: 9 minutes: 30 }
      counts { key: "k" value: 7 } note { value: "n" } serial: 18446744073709551615
      raw: "\\001" free { value: "\\005" precision: 1 scale: 1 }
      """;

  @TempDir Path folder;
  private final Session session = Session.open();
  private Path proto = Path.of("");

  @BeforeEach
  void writeSchema() throws IOException {
    proto = Files.writeString(folder.resolve("shop.proto"), SCHEMA);
  }

  @AfterEach
  void close() {
    session.close();
  }

  private static Descriptor order() {
    return ProtoSchemas.ofText(SCHEMA, List.of(), "Order", "the test");
  }

  private static DynamicMessage message(String text) throws IOException {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(order());
    TextFormat.getParser().merge(text, message);
    return message.build();
  }

  private Path write(String name, DynamicMessage... messages) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (DynamicMessage message : messages) {
        message.writeDelimitedTo(out);
      }
    }
    return file;
  }

  private static List<DynamicMessage> messages(Path file) throws IOException {
    List<DynamicMessage> messages = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      DynamicMessage.Builder message = DynamicMessage.newBuilder(order());
      while (message.mergeDelimitedFrom(in)) {
        messages.add(message.build());
        message.clear();
      }
    }
    return messages;
  }

  /// Columns may be empty.
  private void create(String table, String columns, Path path, String more) {
    session.execute(
        "CREATE OR REPLACE TABLE %s %s WITH ('connector' = 'file', 'path' = '%s'%s)"
            .formatted(table, columns, path, more));
  }

  private String schema() {
    return ", 'protobuf.schema' = '%s', 'protobuf.message-name' = 'Order'".formatted(proto);
  }

  private List<String> rows(String sql) {
    List<String> texts = new ArrayList<>();
    try (Rows rows = session.query(sql)) {
      while (rows.next()) {
        StringJoiner text = new StringJoiner(" | ");
        for (int c = 0; c < rows.schema().size(); c++) {
          Object value = rows.getObject(c);
          text.add(value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value));
        }
        texts.add(text.toString());
      }
    }
    return texts;
  }

  @Test
  void theSchemaSaysWhatTheColumnsAre() throws IOException {
    create("o", "", write("in.pb", message(ONE), message("id: 2")), schema());
    assertThat(rows("DESCRIBE o"))
        .containsExactly(
            "id | BIGINT | no",
            "symbol | VARCHAR | no",
            "price | DECIMAL(12, 2) | yes",
            "at | TIMESTAMP(6) WITH LOCAL TIME ZONE | yes",
            "lines | ARRAY<ROW<item VARCHAR, amount INTEGER>> | no",
            "state | VARCHAR | no",
            "day | DATE | yes",
            "hour | TIME(6) | yes",
            "counts | MAP<VARCHAR, BIGINT> | no",
            "note | VARCHAR | yes",
            "serial | DECIMAL(20, 0) | no",
            "raw | VARBINARY | no",
            "free | DECIMAL(38, 18) | yes");
    assertThat(rows("SELECT * FROM o"))
        .containsExactly(
            "1 | A | 1.28 | 2026-01-01T00:00:00.000001Z | [{item=x, amount=0}, {item=y,"
                + " amount=null}] | PAID | 2026-01-05 | 09:30 | {k=7} | n | 18446744073709551615 |"
                + " [1] | 0.500000000000000000",
            "2 |  | null | null | [] | NEW | null | null | {} | null | 0 | [] | null");
    assertThat(rows("SELECT SUM(id), COUNT(price) FROM o")).containsExactly("3 | 1");
  }

  @Test
  void theLibraryReadsWhatIsWritten() throws IOException {
    DynamicMessage one = message(ONE);
    create("i", "", write("in.pb", one, message("id: 2"), one), schema());
    Path out = folder.resolve("out.pb");
    create("o", "", out, schema());
    session.execute("INSERT INTO o SELECT * FROM i");
    assertThat(messages(out).getFirst().toString())
        .isEqualTo(
            one.toString() // with the scale of the column
                .replace("\"\\005\"", "\"\\006\\360[Y\\323\\262\\000\\000\"")
                .replace("precision: 1\n  scale: 1", "precision: 18\n  scale: 18"));
    assertThat(rows("SELECT * FROM o")).hasSize(3).isEqualTo(rows("SELECT * FROM i"));
    create("p", "(id BIGINT, price DECIMAL(5, 2), tags ARRAY<INT>)", folder.resolve("p.pb"), "");
    session.execute("INSERT INTO p VALUES (1, 2.5, ARRAY[1, 300]), (NULL, NULL, NULL)");
    assertThat(rows("SELECT * FROM p"))
        .as("a schema of the columns")
        .containsExactly("1 | 2.50 | [1, 300]", "null | null | []");
  }

  @Test
  void oneFileOrManyAreWrittenInEpochs() {
    session.set("checkpoint.dir", folder.resolve("state").toString());
    create("o", "(id BIGINT)", folder.resolve("whole.pb"), "");
    session.execute("INSERT INTO o SELECT n FROM GENERATE_SERIES(1, 5000) AS t (n)");
    assertThat(rows("SELECT COUNT(*), SUM(id) FROM o")).containsExactly("5000 | 12502500");
    create(
        "f",
        "(id BIGINT, k INT)",
        folder.resolve("parts"),
        ", 'format' = 'protobuf', 'partitioned-by' = 'k'");
    session.execute("INSERT INTO f SELECT n, n % 2 FROM GENERATE_SERIES(1, 9) AS t (n)");
    assertThat(rows("SELECT k, SUM(id) FROM f GROUP BY k ORDER BY k"))
        .containsExactly("0 | 20", "1 | 25");
    create("c", "(k INT, n BIGINT)", folder.resolve("changes.pb"), "");
    session.execute(
        "SET 'batch.rows' = '1'; INSERT INTO c SELECT k, COUNT(*) FROM (VALUES (1), (1)) AS t (k)"
            + " GROUP BY k EMIT CHANGES");
    create("r", "(op VARCHAR, k INT, n BIGINT)", folder.resolve("changes.pb"), "");
    assertThat(rows("SELECT * FROM r ORDER BY n, op"))
        .containsExactly("+I | 1 | 1", "-D | 1 | 1", "+I | 1 | 2");
  }

  @Test
  void filesMayBeCompressedAsAWhole() throws IOException {
    session.set("checkpoint.dir", folder.resolve("state").toString());
    for (String name : List.of("o.pb.gz", "o.pb.zst")) {
      create("o", "(id BIGINT)", folder.resolve(name), "");
      session.execute("INSERT INTO o SELECT n FROM GENERATE_SERIES(1, 5000) AS t (n)");
      assertThat(rows("SELECT COUNT(*), SUM(id) FROM o")).containsExactly("5000 | 12502500");
      assertThat(Files.size(folder.resolve(name))).as("of some 20 KB").isLessThan(15_000);
    }
    String gzip = ", 'format' = 'protobuf', 'compression' = 'gzip'";
    create("f", "(id BIGINT)", Files.createDirectory(folder.resolve("out")), gzip);
    session.execute("INSERT INTO f VALUES (7)");
    assertThat(rows("SELECT * FROM f")).containsExactly("7");
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      assertThat(files.map(Path::toString)).anyMatch(file -> file.endsWith(".pb.gz"));
    }
    Path cut = folder.resolve("cut.pb.gz");
    byte[] whole = Files.readAllBytes(folder.resolve("o.pb.gz"));
    Files.write(cut, Arrays.copyOf(whole, whole.length - 20));
    create("o", "(id BIGINT)", cut, "");
    assertThatThrownBy(() -> rows("SELECT COUNT(*) FROM o"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("the compressed file '" + cut + "' is cut off after");
  }

  @Test
  void aMessageAtFaultIsToldWithItsPlace() throws IOException {
    Path file = write("in.pb", message("id: 1"), message("id: 300"), message("id: 3"));
    create("t", "(id TINYINT)", file, schema());
    StatementResult job = session.execute("CREATE TABLE good AS SELECT * FROM t").getFirst();
    assertThat(job.warnings().getFirst())
        .contains(file + ":2: column 'id': 300 does not fit TINYINT (the message at byte 3)");
    assertThat(rows("SELECT * FROM good")).containsExactly("1", "3");
    create("t", "(id BIGINT)", file, schema() + ", 'error.policy' = 'fail'");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> rows("SELECT * FROM t"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "'%s' is damaged: the message at byte 7 has 2 bytes, and the file ends after 1 of them"
                .formatted(file));
  }

  @Test
  void largeMessagesAreRead() throws IOException {
    String large = "x".repeat(300_000);
    DynamicMessage message = message("id: 1 symbol: \"" + large + "\"");
    Path file = write("in.pb", message, message("id: 2"), message);
    create("t", "(id INT, symbol VARCHAR)", file, schema());
    assertThat(rows("SELECT id, CHAR_LENGTH(symbol) FROM t"))
        .containsExactly("1 | 300000", "2 | 0", "1 | 300000");
  }

  @Test
  void whatCannotBeIsSaid() throws IOException {
    Path file = write("in.pb", message("id: 1"));
    assertThatThrownBy(() -> rows("SELECT * FROM '" + file + "'"))
        .isInstanceOf(UserException.class)
        .hasMessage("files of Protocol Buffers do not say what their columns are");
    String tree =
        ", 'protobuf.schema' = 'message Tree { repeated Tree children = 1; string s = 2; }'";
    assertThatThrownBy(() -> create("t", "", file, tree))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("the message 'Tree' is in itself");
    create("t", "(children ARRAY<ROW<children ARRAY<ROW<s VARCHAR>>>>)", file, tree);
    assertThat(rows("SELECT * FROM t")).as("as deep as it is declared").containsExactly("[]");
    create("t", "(id BIGINT, symbol BIGINT)", file, schema());
    assertThatThrownBy(() -> rows("SELECT * FROM t"))
        .isInstanceOf(UserException.class)
        .hasMessage("the column 'symbol' is BIGINT, and in the message 'shop.Order' it is string");
    create("t", "(op VARCHAR, n BIGINT)", folder.resolve("changes.pb"), "");
    assertThatThrownBy(() ->
            session.execute(
                "INSERT INTO t SELECT k, COUNT(*) FROM (VALUES ('x')) AS t (k) GROUP BY k EMIT"
                    + " CHANGES"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("the changelog needs a column 'op'");
  }

  /// Any change of any byte is rows, rows at fault, or an error.
  @Test
  void damageIsToldAndNeverRuns() throws IOException {
    byte[] good = Files.readAllBytes(write("in.pb", message(ONE), message("id: 2"), message(ONE)));
    create("t", "", folder.resolve("bad.pb"), schema());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
    int answers = 0;
    for (int round = 0; round < 300; round++) {
      byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
      for (int i = random.nextInt(3); i > 0; i--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      Files.write(folder.resolve("bad.pb"), bad);
      try {
        answers += rows("SELECT * FROM t").size();
      } catch (UserException e) {
        assertThat(e).hasMessageContaining("is damaged");
      }
    }
    assertThat(answers).isPositive();
  }
}
