package io.velostream.connector.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TimestampProto;
import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Values;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.MessageReader;
import io.velostream.connector.formats.TextBuffer;
import io.velostream.connector.spi.Options;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// Messages against those of Google's library.
final class ProtobufMessagesTest extends MessageCases {
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

  private static Descriptor all() {
    return ProtoSchemas.ofText(ALL, List.of(), "All", "the test");
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
            format.encoder(Schema.of(Field.of("x", new DataType.Variant())), options(), false, use))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Protocol Buffers do not have");
  }

  @Test
  void everyFieldOfTheTestIsAColumn() {
    assertThat(all().getFields().stream().map(FieldDescriptor::getName))
        .containsExactlyElementsOf(COLUMNS.fields().stream().map(Field::name).toList());
  }
}
