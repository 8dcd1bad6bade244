package io.velostream.connector.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Values;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.formats.MessageReader;
import io.velostream.connector.spi.Options;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Messages that are one value, as the library and Kafka Connect write them.
final class ValueMessagesTest extends MessageCases {
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
    wrong.put("n { value: \"\\005\\365\\341\\000\" scale: 2 }", "1000000.00 does not fit");
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
    byte[] largest =
        message(values(), "n { value: \"\\005\\365\\340\\377\" scale: 2 }").toByteArray();
    assertThat(read(VALUE_COLUMNS, options, largest).getFirst()).isEqualTo(99_999_999L);
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
    byte[] large = message(values(), "n { value: \"\\177\\377\\377\\377\\377\" }").toByteArray();
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
}
