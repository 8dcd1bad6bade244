package io.velostream.connector.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Nested columns: what lines and fields give, or why they are bad, on the general path and on the
/// speculative one.
class NestedDecodingTest {
  private static final DataType USER =
      new DataType.Row(
          List.of(
              Field.of("name", new DataType.Varchar(5)),
              Field.of("age", DataType.INTEGER),
              Field.of("day", DataType.DATE),
              Field.of("price", new DataType.Decimal(20, 2)),
              Field.of("tags", new DataType.Array(DataType.STRING))));
  private static final DataType NUMBERS = new DataType.Array(DataType.INTEGER);
  private static final DataType MAP = new DataType.Map(DataType.INTEGER, DataType.DOUBLE);
  private static final DataType VARIANT = new DataType.Variant();

  /// The value of a line of its own; the same must come out behind lines that taught the fast path.
  private static String json(DataType type, String value) {
    Schema schema = Schema.of(Field.of("x", type), Field.of("n", DataType.BIGINT));
    String line = "{\"x\":" + value + ",\"n\":1}\n";
    Decoding alone = Decoding.of("json", schema, Map.of(), Decoding.utf8(line));
    String teaching = "{\"x\":null,\"n\":1}\n".repeat(4);
    Decoding fifth = Decoding.of("json", schema, Map.of(), Decoding.utf8(teaching + line + line));
    if (alone.bad().isEmpty()) {
      assertThat(fifth.rows())
          .hasSize(6)
          .endsWith(alone.rows().getFirst(), alone.rows().getFirst());
      return alone.rows().getFirst();
    }
    assertThat(fifth.rows()).hasSize(4);
    assertThat(fifth.bad()).hasSize(2);
    assertThat(fifth.bad().getFirst()).endsWith(alone.bad().getFirst().substring(1));
    return alone.bad().getFirst();
  }

  @Test
  void rowsTakeTheirFieldsByName() {
    assertThat(
            json(
                USER,
                "{\"name\":\"ann\",\"age\":3,\"day\":\"2024-01-31\",\"price\":1.5,\"tags\":[\"x\",null]}"))
        .isEqualTo(
            "[{'name': ann, 'age': 3, 'day': 2024-01-31, 'price': 1.50, 'tags': [x, NULL]}, 1]");
    String partial = "{'name': esc, 'age': 2, 'day': NULL, 'price': NULL, 'tags': NULL}";
    assertThat(
            json(
                USER,
                "{ \"age\" : \"1\", \"zz\" : [[{}]], \"age\":2, \"n\\u0061me\":\"\\u0065sc\" }"))
        .isEqualTo("[" + partial + ", 1]");
    assertThat(json(USER, "{}")).startsWith("[{'name': NULL, 'age': NULL");
    assertThat(json(USER, "null")).isEqualTo("[NULL, 1]");
  }

  @Test
  void arraysMapsAndVariants() {
    assertThat(json(NUMBERS, "[ 1 , null,\"3\" ]")).isEqualTo("[[1, NULL, 3], 1]");
    assertThat(json(NUMBERS, "[]")).isEqualTo("[[], 1]");
    assertThat(json(new DataType.Multiset(DataType.INTEGER), "[2,null,1,2]"))
        .isEqualTo("[[1, 2, 2, NULL], 1]");
    assertThat(json(MAP, "{\"2\":1,\"1\":2.5,\"2\":null}")).isEqualTo("[{1=2.5, 2=NULL}, 1]");
    assertThat(json(VARIANT, "{\"b\":[1.0,\"\\n\"],\"a\":null}"))
        .isEqualTo("[{\"a\":null,\"b\":[1,\"\\n\"]}, 1]");
    assertThat(json(VARIANT, "\"text\"")).isEqualTo("[\"text\", 1]");
    assertThat(json(new DataType.Array(new DataType.Char(3)), "[\"a\"]")).isEqualTo("[['a  '], 1]");
    assertThat(json(new DataType.Array(new DataType.Varbinary()), "[\"AQID\"]"))
        .isEqualTo("[[AQID], 1]");
    assertThat(json(new DataType.Array(DataType.TIMESTAMP_MILLIS), "[\"2024-01-31T10:00:00Z\"]"))
        .isEqualTo("[[2024-01-31 10:00:00.000], 1]");
  }

  @Test
  void whatDoesNotFitSaysWhere() {
    assertThat(json(NUMBERS, "[1,\"q\"]"))
        .isEqualTo(
            "1: column 'x': [1,\"q\"] does not fit ARRAY<INTEGER>: there is \"q\" for INTEGER");
    assertThat(json(USER, "{\"name\":\"toolong\"}"))
        .contains("there is \"toolong\" for VARCHAR(5)");
    assertThat(json(USER, "{\"tags\":[\"a\",{\"b\":1}]}")).startsWith("[{'name': NULL");
    assertThat(json(USER, "{\"tags\":7}")).contains("there is 7 for ARRAY<VARCHAR>");
    assertThat(json(USER, "[1]")).contains("there is [1] for ROW<name VARCHAR(5)");
    assertThat(json(MAP, "{\"a\":1}")).contains("there is \"a\" for INTEGER");
    assertThat(json(VARIANT, "1e999999")).contains("there is 1e999999 for VARIANT");
    assertThat(json(NUMBERS, "[1,}")).contains("malformed JSON");
    assertThat(json(NUMBERS, "[1")).contains("malformed JSON");
  }

  @Test
  void invalidUtf8IsRefused() {
    byte[] line = Decoding.utf8("{\"x\":[\"?\"]}\n");
    line[7] = (byte) 0xFF;
    Schema schema = Schema.of(Field.of("x", VARIANT));
    assertThat(Decoding.of("json", schema, Map.of(), line).bad().getFirst())
        .contains("is not valid UTF-8");
  }

  /// Small windows and batches: slots must outlive neither, and be kept within both.
  @Test
  void manyRowsOverManyWindowsAndBatches() {
    Schema schema = Schema.of(Field.of("i", DataType.BIGINT), Field.of("x", NUMBERS));
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      lines.append("{\"i\":").append(i).append(",\"x\":[").append(i).append(",-1]}\n");
    }
    ByteArrayInputStream in = new ByteArrayInputStream(Decoding.utf8(lines.toString()));
    Decoding decoded = Decoding.of("json", schema, Map.of(), in, 256, 7);
    assertThat(decoded.bad()).isEmpty();
    assertThat(decoded.rows()).hasSize(500).element(321).isEqualTo("[321, [321, -1]]");
  }

  @Test
  void csvFieldsAreJson() {
    Schema schema = Schema.of(Field.of("u", USER), Field.of("x", NUMBERS), Field.of("v", VARIANT));
    Decoding decoded =
        Decoding.of(
            "csv",
            schema,
            Map.of(),
            Decoding.utf8(
                """
                u,x,v
                "{""name"":""b"",
                ""age"":1}","[1,2]",7
                ,[],\"""a\"""
                [1],[3],
                {},[3,
                """));
    assertThat(decoded.rows())
        .containsExactly(
            "[{'name': b, 'age': 1, 'day': NULL, 'price': NULL, 'tags': NULL}, [1, 2], 7]",
            "[NULL, [], \"a\"]");
    assertThat(decoded.bad()).hasSize(2);
  }

  private static String infer(String text) throws IOException {
    SchemaInference inference =
        new SchemaInference("json", Decoding.options("json", Map.of()), 1_000, false);
    inference.add(new ByteArrayInputStream(Decoding.utf8(text)), "test");
    return inference.schema().toString();
  }

  @Test
  void typesAreFoundInSamples() throws IOException {
    assertThat(
            infer(
                """
                {"o":{"a":1,"b":"x"},"xs":[1,2.5],"e":[],"mix":[1,"a"],"any":1,"d":["2024-01-31"],"n":[null]}
                {"o":{"b":null,"c":[{"k":1},{"l":true}]},"any":[1],"mix":null,"empty":{}}
                """))
        .isEqualTo(
            "(o ROW<a BIGINT, b VARCHAR, c ARRAY<ROW<k BIGINT, l BOOLEAN>>>, xs ARRAY<DOUBLE>,"
                + " e ARRAY<VARIANT>, mix ARRAY<VARIANT>, any VARIANT, d ARRAY<DATE>,"
                + " n ARRAY<VARIANT>, empty VARIANT)");
  }

  @Test
  void objectsWithEverNewMembersAreVariant() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      lines.append("{\"byId\":{\"id").append(i).append("\":1}}\n");
    }
    assertThat(infer(lines.toString())).isEqualTo("(byId VARIANT)");
  }
}
