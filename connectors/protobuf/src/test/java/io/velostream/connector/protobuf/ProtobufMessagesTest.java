package io.velostream.connector.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TextFormat;
import com.google.protobuf.TimestampProto;
import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Values;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.DecodeRequest;
import io.velostream.connector.formats.MessageEncoder;
import io.velostream.connector.formats.MessageReader;
import io.velostream.connector.formats.MessageUse;
import io.velostream.connector.formats.TextBuffer;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.Options;
import io.velostream.runtime.system.SystemWorld;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Messages against those of Google's library.
final class ProtobufMessagesTest {
  private static final String ALL =
      """
      // comments /* of */ both kinds
      syntax = "proto3";
      package shop.v1; /* and
      lines */
      import "google/protobuf/timestamp.proto";
      import "google/protobuf/wrappers.proto";
      option java_package = "com.example";
      message All {
        option deprecated = true;
        reserved 90 to 99, 101;
        reserved "old";
        int32 a = 1; sint32 b = 2; uint32 c = 3; fixed32 d = 4; sfixed32 e = 5;
        int64 f = 6; sint64 g = 7; uint64 h = 8; fixed64 i = 9; sfixed64 j = 10;
        float k = 11; double l = 12; bool m = 13; string n = 14; bytes o = 15;
        Color p = 16;
        optional int32 q = 17 [json_name = "kju", deprecated = true];
        google.protobuf.Timestamp r = 18;
        google.protobuf.Int64Value s = 19;
        Inner t = 20;
        repeated int32 u = 21;
        repeated string v = 22;
        repeated Inner w = 23;
        map<string, int32> x = 24;
        map<int32, Inner> y = 25;
        oneof z { string za = 26; int64 zb = 2000; }
        enum Color { option allow_alias = false; RED = 0; GREEN = 1 [deprecated = true]; BLUE = -3; }
        message Inner { string s = 1; optional double d = 2; repeated Deep deep = 3; }
        message Deep { int64 n = 1; }
      }
      service Shop { rpc Get (All) returns (All) { option idempotency_level = IDEMPOTENT; } }
      """;

  private static final DataType DEEP = row("n", DataType.BIGINT);
  private static final DataType INNER =
      new DataType.Row(
          List.of(
              Field.of("d", DataType.DOUBLE),
              Field.of("s", DataType.STRING),
              Field.of("deep", new DataType.Array(DEEP))));

  private static final Schema COLUMNS =
      new Schema(
          List.of(
              Field.of("a", DataType.INTEGER),
              Field.of("b", DataType.INTEGER),
              Field.of("c", DataType.BIGINT),
              Field.of("d", DataType.BIGINT),
              Field.of("e", DataType.INTEGER),
              Field.of("f", DataType.BIGINT),
              Field.of("g", DataType.BIGINT),
              Field.of("h", DataType.BIGINT),
              Field.of("i", DataType.BIGINT),
              Field.of("j", DataType.BIGINT),
              Field.of("k", DataType.REAL),
              Field.of("l", DataType.DOUBLE),
              Field.of("m", DataType.BOOLEAN),
              Field.of("n", DataType.STRING),
              Field.of("o", new DataType.Varbinary()),
              Field.of("p", DataType.STRING),
              Field.of("q", DataType.INTEGER),
              Field.of("r", new DataType.Timestamp(6, false)),
              Field.of("s", DataType.BIGINT),
              Field.of("t", INNER),
              Field.of("u", new DataType.Array(DataType.INTEGER)),
              Field.of("v", new DataType.Array(DataType.STRING)),
              Field.of("w", new DataType.Array(INNER)),
              Field.of("x", new DataType.Map(DataType.STRING, DataType.INTEGER)),
              Field.of("y", new DataType.Map(DataType.INTEGER, INNER)),
              Field.of("za", DataType.STRING),
              Field.of("zb", DataType.BIGINT)));

  @TempDir Path folder;
  private final ProtobufMessages format = new ProtobufMessages();
  private final MessageUse use = new MessageUse("t", false, SystemWorld.create());
  private final List<String> faults = new ArrayList<>();

  private static DataType row(String name, DataType type) {
    return new DataType.Row(List.of(Field.of(name, type)));
  }

  private Options options(String... given) {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < given.length; i += 2) {
      all.put("protobuf." + given[i], given[i + 1]);
    }
    return OptionChecker.check("it", format.options(Set.of()), all);
  }

  private MessageReader reader(Schema columns, Options options) {
    List<Integer> all = IntStream.range(0, columns.size()).boxed().toList();
    return format.reader(
        new DecodeRequest(
            columns, all, 100, options, false, (_, _, _, reason) -> faults.add(reason)),
        use);
  }

  private List<Object> read(Schema columns, Options options, byte[] message) {
    MessageReader reader = reader(columns, options);
    reader.begin("t[0]");
    if (reader.add(ByteBuffer.wrap(message), 7) < 0) {
      return List.of();
    }
    Batch batch = reader.batch();
    List<Object> values = new ArrayList<>();
    for (int c = 0; c < columns.size(); c++) {
      Object value = Values.get(batch.column(c), 0);
      values.add(value == null ? "NULL" : value);
    }
    return values;
  }

  private byte[] written(Schema columns, Options options, Batch batch) {
    MessageEncoder encoder = format.encoder(columns, options, false, use);
    TextBuffer out = new TextBuffer();
    encoder.message(batch, 0, true, out);
    return Arrays.copyOf(out.array(), out.length());
  }

  private static Descriptor all() {
    return ProtoSchemas.ofText(ALL, List.of(), "All", "the test");
  }

  private static DynamicMessage message(Descriptor type, String text) throws IOException {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    TextFormat.getParser().merge(text, message);
    return message.build();
  }

  @Test
  void whatIsWrittenIsReadByTheLibraryAndBack() throws IOException {
    DynamicMessage message =
        message(
            all(),
            """
            a: -1 b: -2 c: 4294967295 d: 4000000000 e: -5 f: -6 g: -7 h: 8 i: 9 j: -10
            k: 1.5 l: -2.25 m: true n: "é\\n" o: "\\377\\000" p: BLUE q: 0
            r { seconds: -1 nanos: 999999000 } s { value: 0 }
            t { s: "in" deep { n: 1 } deep { n: -2 } }
            u: 1 u: -1 v: "" v: "x" w { d: 0.5 } w { s: "y" }
            x { key: "k" value: 7 } x { key: "" value: 0 } y { key: -3 value { s: "m" } } zb: 5
            """);
    Options options = options("schema", ALL);
    MessageReader reader = reader(COLUMNS, options);
    reader.begin("t");
    assertThat(reader.add(ByteBuffer.wrap(message.toByteArray()), 0)).as("%s", faults).isEqualTo(1);
    Batch batch = reader.batch();
    byte[] again = written(COLUMNS, options, batch);
    // As texts: entries of maps have no order.
    assertThat(DynamicMessage.parseFrom(all(), again)).hasToString(message.toString());
    assertThat(read(COLUMNS, options, again).stream().map(String::valueOf).toList().subList(0, 19))
        .containsExactly(
            "-1",
            "-2",
            "4294967295",
            "4000000000",
            "-5",
            "-6",
            "-7",
            "8",
            "9",
            "-10",
            "1.5",
            "-2.25",
            "1",
            "é\n",
            String.valueOf(Values.get(batch.column(14), 0)),
            "BLUE",
            "0",
            "-1",
            "0");
    Schema made = new Schema(COLUMNS.fields()); // a schema of the columns takes the same rows
    assertThat(read(made, options(), written(made, options(), batch)))
        .isEqualTo(read(COLUMNS, options, again));
  }

  @Test
  void whatIsNotThereIsTheDefaultOrNull() {
    assertThat(read(COLUMNS, options("schema", ALL), new byte[0]).stream().map(String::valueOf))
        .startsWith("0", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0.0", "0.0", "0", "")
        .element(15)
        .isEqualTo("RED");
    List<Object> values = read(COLUMNS, options("schema", ALL), new byte[0]);
    assertThat(values.subList(16, 20)).containsOnly("NULL");
    assertThat(values.subList(25, 27)).containsOnly("NULL");
    assertThat(
            read(COLUMNS, options("schema", ALL, "read-default-values", "true"), new byte[0])
                .subList(16, 18))
        .containsExactly(0L, "NULL");
    String proto2 =
        "message M { optional int32 x = 1 [default = -7]; required string y = 2; repeated int32 z"
            + " = 3 [packed = true]; optional group G = 4 {} }";
    assertThatThrownBy(() -> read(COLUMNS, options("schema", proto2), new byte[0]))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("line 1: groups are not known");
    Schema x = Schema.of(Field.of("X", DataType.INTEGER));
    String known = proto2.replaceAll("optional group.*", "}");
    assertThat(read(x, options("schema", known), new byte[0])).containsExactly("NULL");
    assertThat(read(x, options("schema", known, "read-default-values", "true"), new byte[0]))
        .containsExactly(-7L);
  }

  /// Fields in any order, of several pieces, packed or not, with others between them: all the same
  /// message.
  @Test
  void theOrderOfFieldsDoesNotMatter() throws IOException {
    long seed = 42;
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Descriptor type = all();
    for (int round = 0; round < 300; round++) {
      TextBuffer pieces = new TextBuffer();
      for (int i = random.nextInt(30); i > 0; i--) {
        byte[] piece = message(type, PIECES.get(random.nextInt(PIECES.size()))).toByteArray();
        pieces.append(piece, 0, piece.length);
        if (random.nextInt(4) == 0) { // unpacked: one at a time
          WireOutput.tag(21, WireInput.VARINT, pieces);
          WireOutput.varint(random.nextInt(), pieces);
        }
        if (random.nextInt(4) == 0) { // unknown, and known in a form that is not its own
          WireOutput.tag(random.nextBoolean() ? 77 : 14, WireInput.FIXED32, pieces);
          WireOutput.fixed(1, 4, pieces);
        }
      }
      byte[] bytes = Arrays.copyOf(pieces.array(), pieces.length());
      byte[] whole = DynamicMessage.parseFrom(type, bytes).toByteArray();
      Options options = options("schema", ALL);
      assertThat(read(COLUMNS, options, bytes))
          .as("round %d of seed %d: %s", round, seed, faults)
          .isNotEmpty()
          .isEqualTo(read(COLUMNS, options, whole));
    }
  }

  private static final List<String> PIECES =
      List.of(
          "a: 5",
          "a: 0 n: \"x\"",
          "t { s: \"a\" }",
          "t { d: 1 deep { n: 1 } }",
          "t { deep { n: 2 } }",
          "u: 1 u: 2 u: 3",
          "v: \"p\"",
          "w { s: \"q\" }",
          "x { key: \"k\" value: 1 }",
          "x { key: \"k\" value: 2 }",
          "y { key: 1 value { s: \"r\" } }",
          "za: \"one\"",
          "r { seconds: 5 }",
          "r { nanos: 7000 }",
          "s { value: 9 }");

  @Test
  void bytesThatAreNoMessageAreReported() throws IOException {
    byte[] whole =
        message(all(), "n: \"hello\" t { s: \"a\" } u: 300 x { key: \"k\" }").toByteArray();
    Options options = options("schema", ALL);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    for (int round = 0; round < 3_000; round++) {
      byte[] bytes = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      faults.clear();
      List<Object> row = read(COLUMNS, options, bytes);
      assertThat(faults).hasSize(row.isEmpty() ? 1 : 0);
    }
    assertThat(read(COLUMNS, options, new byte[] {14 << 3 | 2, 5, 'a'})).isEmpty();
    assertThat(faults.getLast()).isEqualTo("the message ends too early");
    assertThat(read(COLUMNS, options, new byte[] {14 << 3 | 2, 1, (byte) 0xFF})).isEmpty();
    assertThat(faults.getLast()).contains("'n'", "not valid UTF-8");
  }

  @Test
  void schemasAreFoundInFiles() throws IOException {
    Path proto = folder.resolve("order.proto");
    Files.createDirectories(folder.resolve("common"));
    Files.writeString(
        folder.resolve("common/money.proto"),
        "syntax = \"proto3\"; package common; message Money { int64 units = 1; }");
    Files.writeString(
        proto,
        """
        syntax = "proto3";
        package shop;
        import public "common/money.proto";
        message Line { int32 no = 1; }
        message Order { common.Money price = 1; repeated Line lines = 2; message Sub { bool b = 1; } }
        """);
    Schema columns =
        Schema.of(
            Field.of("price", row("units", DataType.BIGINT)),
            Field.of("lines", new DataType.Array(row("no", DataType.INTEGER))));
    for (String name : List.of("Order", "shop.Order")) {
      reader(columns, options("schema", proto.toString(), "message-name", name));
    }
    reader(
        Schema.of(Field.of("b", DataType.BOOLEAN)),
        options("schema", proto.toString(), "message-name", "Order.Sub"));
    assertThatThrownBy(
            () -> reader(columns, options("schema", proto.toString(), "message-name", "Ordr")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("declares no message 'Ordr'");
    Descriptor order = ProtoSchemas.declared("o", proto.toString(), "Order", use.world().files());
    FileDescriptorSet set =
        FileDescriptorSet.newBuilder()
            .addFile(TimestampProto.getDescriptor().toProto())
            .addAllFile(order.getFile().getDependencies().stream().map(f -> f.toProto()).toList())
            .addFile(order.getFile().toProto())
            .build();
    Path descriptors = folder.resolve("all.desc");
    Files.write(descriptors, set.toByteArray());
    reader(columns, options("schema", descriptors.toString(), "message-name", "shop.Order"));
    Files.write(descriptors, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> reader(COLUMNS, options("schema", descriptors.toString())))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("neither a .proto file nor a set of descriptors");
  }

  @Test
  void textsMayNameOthers() {
    String money = "syntax = \"proto3\"; package c; message Money { int64 units = 1; }";
    String line =
        "syntax = \"proto3\"; import \"money.proto\"; message Line { c.Money price = 1; }";
    String order =
        "syntax = \"proto3\"; import \"line.proto\"; import \"google/protobuf/timestamp.proto\";"
            + " message Order { repeated Line lines = 1; google.protobuf.Timestamp at = 2; }";
    assertThat(ProtoSchemas.ofText(order, List.of(money, line), "", "it").getFields()).hasSize(2);
    assertThatThrownBy(() -> ProtoSchemas.ofText(order, List.of(money), "", "it"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("\"Line\" is not defined");
  }

  @Test
  void differencesAreTold() {
    assertThatThrownBy(
            () -> reader(Schema.of(Field.of("n", DataType.BIGINT)), options("schema", ALL)))
        .isInstanceOf(UserException.class)
        .hasMessage("the column 'n' is BIGINT, and in the message 'shop.v1.All' it is string");
    assertThatThrownBy(() ->
            reader(Schema.of(new Field("no", DataType.BIGINT, false)), options("schema", ALL)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("has no field 'no'");
    assertThatThrownBy(() ->
            reader(
                COLUMNS, options("schema", "syntax = \"proto3\";\nmessage M {\n  int x = 1;\n}")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("\"int\" is not defined");
    assertThatThrownBy(() -> reader(COLUMNS, options("schema", "message M {\n  int32 = 1;\n}")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("line 2");
    assertThatThrownBy(() ->
            format.encoder(
                Schema.of(Field.of("x", new DataType.Variant())), options(), false, use))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Protocol Buffers do not have");
  }

  private static final String VALUES =
      """
      syntax = "proto3";
      import "confluent/meta.proto";
      import "confluent/type/decimal.proto";
      import "google/type/date.proto";
      import "google/type/timeofday.proto";
      message M {
        confluent.type.Decimal n = 1 [(confluent.field_meta) = {
          doc: "key", params: [{value: "10", key: "precision"}, {key: "scale", value: "3"}]
        }];
        google.type.Date d = 2;
        google.type.TimeOfDay t = 3 [deprecated = true];
        repeated confluent.type.Decimal a = 4 [
          (confluent.field_meta).params = {key: "scale" value: "0"}, packed = false];
        map<string, google.type.Date> m = 5;
        repeated google.type.TimeOfDay ts = 6;
      }
      """;

  private static final Schema VALUE_COLUMNS =
      Schema.of(
          Field.of("n", new DataType.Decimal(8, 2)),
          Field.of("d", new DataType.Date()),
          Field.of("t", new DataType.Time(3)),
          Field.of("a", new DataType.Array(new DataType.Decimal(38, 0))),
          Field.of("m", new DataType.Map(DataType.STRING, new DataType.Date())),
          Field.of("ts", new DataType.Array(new DataType.Time(6))));

  private static Descriptor values() {
    return ProtoSchemas.ofText(VALUES, List.of(), "M", "the test");
  }

  private List<String> texts(Schema columns, Options options, byte[] message) {
    return read(columns, options, message).stream().map(String::valueOf).toList();
  }

  @Test
  void decimalsDatesAndTimesAreValues() throws IOException {
    DynamicMessage message =
        message(
            values(),
            """
            n { value: "\\377\\205" precision: 3 scale: 1 } d { year: 1969 month: 12 day: 31 }
            t { hours: 1 seconds: 2 nanos: 3999999 } a { value: "\\001\\000" precision: 3 }
            m { key: "k" value { year: 2024 month: 2 day: 29 } }
            ts { } ts { minutes: 59 nanos: 1000 }
            """);
    Options options = options("schema", VALUES);
    MessageReader reader = reader(VALUE_COLUMNS, options);
    reader.begin("t");
    assertThat(reader.add(ByteBuffer.wrap(message.toByteArray()), 0)).as("%s", faults).isEqualTo(1);
    Batch batch = reader.batch();
    assertThat(Values.get(batch.column(0), 0)).as("-12.3 as hundredths").isEqualTo(-1_230L);
    assertThat(Values.get(batch.column(1), 0)).isEqualTo(-1L);
    assertThat(Values.get(batch.column(2), 0)).isEqualTo(3_602_003_000L);
    byte[] again = written(VALUE_COLUMNS, options, batch);
    String text =
        message
            .toString()
            .replace("\\377\\205", "\\317\\364") // with the scale of the schema: -12.300
            .replace("precision: 3\n  scale: 1", "precision: 5\n  scale: 3")
            .replace("nanos: 3999999", "nanos: 3000000");
    assertThat(DynamicMessage.parseFrom(values(), again)).hasToString(text);
    assertThat(read(VALUE_COLUMNS, options, again))
        .isEqualTo(read(VALUE_COLUMNS, options, message.toByteArray()));
    byte[] made = written(VALUE_COLUMNS, options(), batch);
    assertThat(texts(VALUE_COLUMNS, options(), made))
        .as("a schema of the columns takes the same")
        .isEqualTo(texts(VALUE_COLUMNS, options, again));
    assertThat(texts(VALUE_COLUMNS, options, new byte[0]).subList(0, 3)).containsOnly("NULL");
  }

  @Test
  void theyAreRowsForThoseWhoSayRow() throws IOException {
    byte[] message =
        message(values(), "n { value: \"\\001\" scale: 2 } d { month: 3 }").toByteArray();
    Schema columns =
        Schema.of(
            Field.of("n", row("scale", DataType.INTEGER)),
            Field.of("d", row("month", DataType.INTEGER)));
    Options options = options("schema", VALUES);
    MessageReader reader = reader(columns, options);
    reader.begin("t");
    assertThat(reader.add(ByteBuffer.wrap(message), 0)).isEqualTo(1);
    byte[] again = written(columns, options, reader.batch());
    assertThat(DynamicMessage.parseFrom(values(), again))
        .hasToString(message(values(), "n { scale: 2 } d { month: 3 }").toString());
  }

  @Test
  void valuesThatDoNotFitAreFaults() throws IOException {
    Options options = options("schema", VALUES);
    Map<String, String> wrong = new LinkedHashMap<>();
    wrong.put("n { value: \"\\001\" scale: 3 }", "0.001 does not fit DECIMAL(8, 2)");
    wrong.put("n { value: \"\\001\" scale: -7 }", "10000000 does not fit DECIMAL(8, 2)");
    wrong.put("n { value: \"\\001\" scale: -2000000000 }", "a decimal of scale -2000000000");
    wrong.put("n { precision: 1 }", "a decimal of 0 bytes");
    wrong.put("d { year: 2026 month: 2 day: 29 }", "2026-2-29 is no whole date");
    wrong.put("d { month: 2 day: 28 }", "0-2-28 is no whole date");
    wrong.put("d { year: 10000 month: 1 day: 1 }", "is no whole date");
    wrong.put("t { hours: 24 }", "24:0:0 and 0 nanoseconds is no time of the day");
    wrong.put("t { seconds: 60 }", "0:0:60 and 0 nanoseconds is no time of the day");
    wrong.put("t { nanos: -1 }", "and -1 nanoseconds is no time of the day");
    wrong.put("m { key: \"k\" value { year: 1 } }", "column 'm': 1-0-0 is no whole date");
    for (Map.Entry<String, String> entry : wrong.entrySet()) {
      faults.clear();
      byte[] bytes = message(values(), entry.getKey()).toByteArray();
      assertThat(read(VALUE_COLUMNS, options, bytes)).as(entry.getKey()).isEmpty();
      assertThat(faults).hasSize(1);
      assertThat(faults.getFirst()).contains(entry.getValue());
    }
  }

  @Test
  void decimalsKeepToWhatTheSchemaSays() throws IOException {
    Schema finer = Schema.of(Field.of("n", new DataType.Decimal(10, 4)));
    assertThatThrownBy(() -> format.encoder(finer, options("schema", VALUES), false, use))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "the column 'n' is DECIMAL(10, 4), and in the schema it is confluent.type.Decimal (10,"
                + " 3)");
    Schema wider = Schema.of(Field.of("n", new DataType.Decimal(18, 2)));
    byte[] large =
        message(values(), "n { value: \"\\177\\377\\377\\377\\377\" }").toByteArray();
    MessageReader reader = reader(wider, options("schema", VALUES));
    reader.begin("t");
    assertThat(reader.add(ByteBuffer.wrap(large), 0)).isEqualTo(1);
    assertThatThrownBy(() -> written(wider, options("schema", VALUES), reader.batch()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("549755813887.000 does not fit the field 'n' of the schema");
    Path descriptors = folder.resolve("values.desc");
    FileDescriptorSet.Builder set = FileDescriptorSet.newBuilder();
    values().getFile().getDependencies().forEach(file -> set.addFile(file.toProto()));
    Files.write(descriptors, set.addFile(values().getFile().toProto()).build().toByteArray());
    Descriptor read = ProtoSchemas.declared("o", descriptors.toString(), "M", use.world().files());
    assertThat(FieldMeta.number(read.findFieldByName("n"), "precision")).contains(10);
    assertThat(FieldMeta.number(read.findFieldByName("a"), "scale")).contains(0);
    assertThat(FieldMeta.number(read.findFieldByName("d"), "scale")).isEmpty();
    Path proto = Files.writeString(folder.resolve("values.proto"), VALUES);
    assertThat(ProtoSchemas.declared("o", proto.toString(), "M", use.world().files()).getFields())
        .as("what registries have is known everywhere")
        .hasSize(6);
  }

  @Test
  void everyFieldOfTheTestIsAColumn() {
    assertThat(all().getFields().stream().map(FieldDescriptor::getName))
        .containsExactlyElementsOf(COLUMNS.fields().stream().map(Field::name).toList());
  }
}
