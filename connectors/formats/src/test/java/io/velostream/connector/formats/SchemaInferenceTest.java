package io.velostream.connector.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaInferenceTest {
  private static String infer(String format, String text) throws IOException {
    return infer(format, false, text);
  }

  private static String infer(String format, boolean union, String... texts) throws IOException {
    SchemaInference inference =
        new SchemaInference(format, Decoding.options(format, Map.of()), 1_000, union);
    for (int i = 0; i < texts.length; i++) {
      inference.add(new ByteArrayInputStream(Decoding.utf8(texts[i])), "test" + i);
    }
    return inference.schema().toString();
  }

  @Test
  void csvColumnsGetTheNarrowestTypeOfAllTheirValues() throws IOException {
    assertThat(
            infer(
                "csv",
                """
                id,price,ok,day,at,micro,code,mixed,nothing,name
                1,1,true,2024-01-31,2024-01-31 12:00:00,2024-01-31 12:00:00.123456,007,1,,a
                2,1.5,false,2024-02-01,2024-02-01,2024-01-31T12:00:00Z,008,x,,"b,c"
                """))
        .isEqualTo(
            "(id BIGINT, price DOUBLE, ok BOOLEAN, day DATE, at TIMESTAMP(3), micro TIMESTAMP(6),"
                + " code VARCHAR, mixed VARCHAR, nothing VARCHAR, name VARCHAR)");
  }

  @Test
  void csvWithoutHeaderAndWithOtherDelimiters() throws IOException {
    assertThat(infer("csv", "1;x\n2;y\n")).isEqualTo("(column0 BIGINT, column1 VARCHAR)");
    assertThat(infer("csv", "a\tb\tA\t\n1\t2\t3\t4\n"))
        .isEqualTo("(a BIGINT, b BIGINT, A_1 BIGINT, column3 BIGINT)");
    assertThat(infer("csv", "a,b\n")).isEqualTo("(a VARCHAR, b VARCHAR)");
    assertThat(infer("csv", "n\n9223372036854775807\n")).isEqualTo("(n BIGINT)");
    assertThat(infer("csv", "n\n9223372036854775808\n")).isEqualTo("(n DOUBLE)");
  }

  @Test
  void jsonColumnsAreTheKeysInOrderOfAppearance() throws IOException {
    assertThat(
            infer(
                "json",
                """
                {"i":1,"d":1,"b":true,"s":"1","ts":"2024-01-31T12:00:00Z","day":"2024-01-31"}

                {"i":-2,"d":1.5,"b":null,"s":"x","o":{"a":[1]},"none":null,"big":12345678901234567890}
                not json
                {"m":1}
                {"m":"x"}\
                """))
        .isEqualTo(
            "(i BIGINT, d DOUBLE, b BOOLEAN, s VARCHAR, ts TIMESTAMP(3), day DATE,"
                + " o ROW<a ARRAY<BIGINT>>, none VARCHAR, big DOUBLE, m VARCHAR)");
  }

  @Test
  void anInputWithoutRowsIsAnError() {
    assertThatThrownBy(() -> infer("csv", "")).hasMessageContaining("it is empty");
    assertThatThrownBy(() -> infer("json", "\n\n")).hasMessageContaining("it is empty");
    assertThatThrownBy(() -> infer("json", "[1]\n")).hasMessageContaining("is a JSON array");
  }

  @Test
  void severalInputsAreJoinedByTheNamesOfTheirColumns() throws IOException {
    assertThat(infer("csv", false, "a,b\n1,x\n", "", "B,A\n,1.5\n"))
        .isEqualTo("(a DOUBLE, b VARCHAR)");
    assertThat(infer("csv", true, "a,b\n1,\n", "c,b\n1,2024-01-31\n"))
        .isEqualTo("(a BIGINT, b DATE, c BIGINT)");
    assertThat(infer("json", false, "{\"a\":1}\n", "{\"b\":{\"x\":1}}\n{\"a\":0.5}"))
        .isEqualTo("(a DOUBLE, b ROW<x BIGINT>)");
  }

  @Test
  void columnsThatOnlySomeInputsHaveAreAnErrorUnlessWanted() {
    assertThatThrownBy(() -> infer("csv", false, "a,b\n1,2\n", "a\n1\n"))
        .hasMessageContaining("test0 has a column 'b', but test1 has not");
    assertThatThrownBy(() -> infer("csv", false, "a\n1\n", "a,b\n1,2\n"))
        .hasMessageContaining("test1 has a column 'b', but test0 has not");
  }

  @Test
  void optionsOfTheDialectCountWhenLooking() throws IOException {
    SchemaInference inference =
        new SchemaInference(
            "csv",
            Decoding.options(
                "csv",
                Map.of(
                    "csv.skip-lines", "1",
                    "csv.columns", "id,,price",
                    "csv.comment", "#",
                    "csv.short-rows", "null")),
            1_000,
            false);
    inference.add(new ByteArrayInputStream(Decoding.utf8("made today\n# x\n1,a\n2,b,1.5\n")), "t");
    assertThat(inference.schema().toString()).isEqualTo("(id BIGINT, price DOUBLE)");
  }
}
