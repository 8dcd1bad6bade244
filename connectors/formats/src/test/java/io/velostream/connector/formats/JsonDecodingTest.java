package io.velostream.connector.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Single lines: what each gives, or why it is bad. Each is read on its own and again behind good
/// rows of the same shape, so that both the general path and the speculative one see it.
class JsonDecodingTest {
  private static final Schema SCHEMA =
      Schema.of(
          Field.of("s", DataType.STRING),
          Field.of("i", DataType.INTEGER),
          Field.of("l", DataType.BIGINT),
          Field.of("d", DataType.DOUBLE),
          Field.of("r", DataType.REAL),
          Field.of("n", new DataType.Decimal(10, 2)),
          Field.of("w", new DataType.Decimal(38, 10)),
          Field.of("b", DataType.BOOLEAN),
          Field.of("day", DataType.DATE),
          Field.of("t", new DataType.Time(3)),
          Field.of("ts", DataType.TIMESTAMP_MILLIS),
          Field.of("v", new DataType.Varchar(3)),
          Field.of("c", new DataType.Char(3)),
          Field.of("bin", new DataType.Varbinary()));

  private static Schema only(String column) {
    return Schema.of(SCHEMA.field(SCHEMA.indexOf(column)));
  }

  /// Decodes `{"x":1,"<column>":<value>}`, alone and as the third of three lines.
  private static Decoding value(String column, String value) {
    String line = "{\"x\":1,\"" + column + "\":" + value + "}\n";
    Decoding alone = Decoding.of("json", only(column), Map.of(), Decoding.utf8(line));
    String before = "{\"x\":1,\"" + column + "\":null}\n";
    String like = "{\"x\":1,\"" + column + "\":" + LIKE.get(column) + "}\n";
    for (String first : new String[] {before, like, line}) {
      Decoding third =
          Decoding.of("json", only(column), Map.of(), Decoding.utf8(first + first + line + first));
      Decoding own = Decoding.of("json", only(column), Map.of(), Decoding.utf8(first));
      if (alone.bad().isEmpty()) {
        assertThat(third.rows()).as(first + line).contains(alone.rows().getFirst());
        assertThat(third.rows()).hasSize(own.rows().isEmpty() ? 1 : 4);
        assertThat(third.rows().get(third.rows().size() > 1 ? 2 : 0))
            .as(first + line)
            .isEqualTo(alone.rows().getFirst());
      } else if (!own.rows().isEmpty()) {
        assertThat(third.bad())
            .as(first + line)
            .containsExactly(alone.bad().getFirst().replaceFirst("^1:", "3:"));
        assertThat(third.rows()).hasSize(3);
      }
    }
    return alone;
  }

  private static final Map<String, String> LIKE =
      Map.ofEntries(
          Map.entry("s", "\"abc\""),
          Map.entry("i", "17"),
          Map.entry("l", "1234567890123"),
          Map.entry("d", "123.25"),
          Map.entry("r", "1.5"),
          Map.entry("n", "12.34"),
          Map.entry("w", "12.3456"),
          Map.entry("b", "true"),
          Map.entry("day", "\"2024-01-31\""),
          Map.entry("t", "\"12:34:56.789\""),
          Map.entry("ts", "\"2024-01-31T12:34:56.789Z\""),
          Map.entry("v", "\"ab\""),
          Map.entry("c", "\"ab\""),
          Map.entry("bin", "\"AQID\""));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s~\"\"~[]",
        "s~\"a b\"~[a b]",
        "s~\"grün €\"~[grün €]",
        "s~\"\\u20ac\\n\\\"\\\\\\/\\b\\f\\r\\t\"~[€\n\"\\/\b\f\r\t]",
        "s~\"\\ud83d\\ude00\"~[😀]",
        "s~\"a longer string that takes more than one word\"~[a longer string that takes more than"
            + " one word]",
        "s~12~[12]",
        "s~-1.50e3~[-1.50e3]",
        "s~true~[true]",
        "s~null~[NULL]",
        "s~{\"a\": [1, {}]}~[{\"a\": [1, {}]}]",
        "s~[]~[[]]",
        "i~2147483647~[2147483647]",
        "i~-2147483648~[-2147483648]",
        "i~0~[0]",
        "i~-0~[0]",
        "i~\"42\"~[42]",
        "i~1.0~[1]",
        "i~1e3~[1000]",
        "i~12.50e1~[125]",
        "i~  7  ~[7]",
        "l~9223372036854775807~[9223372036854775807]",
        "l~-9223372036854775808~[-9223372036854775808]",
        "l~123456789012345678~[123456789012345678]",
        "l~12345678~[12345678]",
        "l~1234567890123456~[1234567890123456]",
        "d~1~[1.0]",
        "d~-0~[-0.0]",
        "d~0.1~[0.1]",
        "d~123456789.123456789~[123456789.12345679]",
        "d~1e22~[1.0E22]",
        "d~1e23~[1.0E23]",
        "d~5e-324~[4.9E-324]",
        "d~9007199254740993~[9007199254740992.0]",
        "d~0.30000000000000000000000000000000000004~[0.3]",
        "d~1.7976931348623157e308~[1.7976931348623157E308]",
        "d~\"NaN\"~[NaN]",
        "d~\"-Infinity\"~[-Infinity]",
        "r~0.1~[0.1]",
        "r~16777217~[16777216.0]",
        "n~12.34~[12.34]",
        "n~12.3~[12.30]",
        "n~12~[12.00]",
        "n~-0.005~[-0.01]",
        "n~0.0049~[0.00]",
        "n~99999999.99~[99999999.99]",
        "n~1.5e2~[150.00]",
        "n~\"0.10\"~[0.10]",
        "w~1234567890123456789012345678.0123456789~[1234567890123456789012345678.0123456789]",
        "w~-1234567890123456789012345678.01234567895~[-1234567890123456789012345678.0123456790]",
        "w~0.00000000005~[0.0000000001]",
        "w~-123456789012345678~[-123456789012345678.0000000000]",
        "b~true~[true]",
        "b~false~[false]",
        "b~\"true\"~[true]",
        "b~0~[false]",
        "day~\"2024-02-29\"~[2024-02-29]",
        "day~\"1969-12-31\"~[1969-12-31]",
        "t~\"23:59:59.9999\"~[23:59:59.999]",
        "t~\"01:02\"~[01:02:00.000]",
        "ts~\"2024-01-15T12:00:00.123Z\"~[2024-01-15 12:00:00.123]",
        "ts~\"2024-01-15 12:00:00\"~[2024-01-15 12:00:00.000]",
        "ts~\"2024-01-15T12:00:00.123456789+02:00\"~[2024-01-15 10:00:00.123]",
        "ts~\"2024-01-15T12:00-0530\"~[2024-01-15 17:30:00.000]",
        "ts~\"2024-01-15\"~[2024-01-15 00:00:00.000]",
        "ts~1705320000123~[2024-01-15 12:00:00.123]",
        "ts~-1~[1969-12-31 23:59:59.999]",
        "v~\"€€€\"~[€€€]",
        "v~\"\\u20acab\"~[€ab]",
        "c~\"a\"~[a  ]",
        "c~\"€    \"~[€  ]",
        "bin~\"AQID\"~[AQID]",
        "bin~\"AQ==\"~[AQ==]",
        "bin~\"\"~[]",
      })
  void goodValues(String columnValueRow) {
    String[] parts = columnValueRow.split("~", -1);
    Decoding decoding = value(parts[0], parts[1]);

    assertThat(decoding.bad()).isEmpty();
    assertThat(decoding.rows()).containsExactly(parts[2]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "i~2147483648~column 'i'",
        "i~\"abc\"~column 'i': \"abc\" is not a whole number",
        "i~1.5~column 'i': 1.5 is not",
        "i~true~column 'i': true is not",
        "i~{}~column 'i': {} is not",
        "i~[1]~column 'i': [1] is not",
        "i~1e999999999~column 'i'",
        "i~\"\"~column 'i': \"\" is not",
        "l~9223372036854775808~column 'l'",
        "l~01~malformed JSON",
        "l~+1~malformed JSON",
        "l~-~malformed JSON",
        "l~1a~malformed JSON",
        "d~1.~malformed JSON",
        "d~.5~malformed JSON",
        "d~1e~malformed JSON",
        "d~1e400~column 'd'",
        "d~NaN~malformed JSON",
        "d~0x10~malformed JSON",
        "d~00.5~malformed JSON",
        "d~\"1f\"~column 'd'",
        "r~1e39~column 'r'",
        "n~100000000~column 'n'",
        "n~99999999.995~column 'n'",
        "n~1e999999999~column 'n'",
        "n~\"1.2.3\"~column 'n'",
        "w~99999999999999999999999999999~column 'w'",
        "b~\"maybe\"~column 'b'",
        "b~tru~malformed JSON",
        "b~2~column 'b'",
        "day~\"2023-02-29\"~column 'day'",
        "day~\"2024-1-1\"~column 'day'",
        "t~\"24:00:00\"~column 't'",
        "ts~\"2024-01-15T12:00:00+99:00\"~column 'ts'",
        "ts~\"yesterday\"~column 'ts'",
        "ts~9223372036854775807~column 'ts'",
        "ts~1.5~column 'ts'",
        "v~\"abcd\"~is longer than 3 characters",
        "c~\"abcd\"~is longer than 3 characters",
        "bin~\"A\"~is not Base64",
        "bin~1234~column 'bin'",
        "s~\"\\ud83d\"~half a surrogate pair",
        "s~\"\\x\"~malformed JSON",
        "s~\"\\u12g4\"~malformed JSON",
        "s~\"abc~malformed JSON",
        "s~\"a\tb\"~malformed JSON",
        "s~{\"a\":}~malformed JSON",
        "s~[1,]~malformed JSON",
        "s~{\"a\" 1}~malformed JSON",
        "s~{1:2}~malformed JSON",
        "s~[1}~malformed JSON",
        "s~~malformed JSON",
      })
  void badValues(String columnValueReason) {
    String[] parts = columnValueReason.split("~", -1);
    Decoding decoding = value(parts[0], parts[1]);

    assertThat(decoding.rows()).isEmpty();
    assertThat(decoding.bad()).singleElement().asString().startsWith("1: ").contains(parts[2]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}~[NULL, NULL]",
        " { } ~[NULL, NULL]",
        "{\"i\":1}~[NULL, 1]",
        "{\"i\":1,\"s\":\"a\"}~[a, 1]",
        "{\"s\":\"a\",\"i\":1,\"s\":\"b\"}~[b, 1]",
        "{\"s\":\"a\\n\",\"i\":1,\"s\":\"b\"}~[b, 1]",
        "{\"s\":\"b\",\"i\":1,\"s\":\"a\\n\"}~[a\n, 1]",
        "{\"\\u0073\":\"a\"}~[a, NULL]",
        "{\"S\":\"a\"}~[NULL, NULL]",
        "{\"zz\":{\"s\":[1,2,{}]},\"i\":3}~[NULL, 3]",
        "{\t\"s\" : \"a\" ,\r \"i\" : 1 }~[a, 1]",
        "{\"s\":{\"a\":\"}\"},\"i\":1}~[{\"a\":\"}\"}, 1]",
      })
  void goodObjects(String lineAndRow) {
    String line = lineAndRow.split("~", -1)[0];
    String row = lineAndRow.split("~", -1)[1];
    Schema schema = Schema.of(SCHEMA.field(0), SCHEMA.field(1));
    Decoding decoding = Decoding.of("json", schema, Map.of(), Decoding.utf8(line + "\r\n" + line));

    assertThat(decoding.bad()).isEmpty();
    assertThat(decoding.rows()).containsExactly(row, row);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"i\":1}]~is a JSON array",
        "1~is not a JSON object",
        "hello~is not a JSON object",
        "{~malformed JSON",
        "{\"i\":1~malformed JSON",
        "{\"i\":1,}~malformed JSON",
        "{\"i\":1}}~text after the object",
        "{\"i\":1}{\"i\":2}~text after the object",
        "{i:1}~expected a key",
        "{'i':1}~expected a key",
        "{\"i\"=1}~expected ':'",
        "{\"i\":1 \"s\":\"a\"}~expected ','",
        "{\"i\":1,\"s\":\"a\"~expected ','",
      })
  void badObjects(String lineAndReason) {
    String line = lineAndReason.split("~", -1)[0];
    String reason = lineAndReason.split("~", -1)[1];
    Schema schema = Schema.of(SCHEMA.field(0), SCHEMA.field(1));
    Decoding decoding =
        Decoding.of("json", schema, Map.of(), Decoding.utf8("{\"i\":7}\n" + line + "\n{\"i\":8}"));

    assertThat(decoding.rows()).containsExactly("[NULL, 7]", "[NULL, 8]");
    assertThat(decoding.bad()).singleElement().asString().startsWith("2: ").contains(reason);
  }

  @Test
  void invalidUtf8InAWantedStringIsBadAndElsewhereIsNot() {
    byte[] line = Decoding.utf8("{\"s\":\"a?b\",\"i\":1}\n");
    line[7] = (byte) 0xFF;

    Decoding wanted = Decoding.of("json", only("s"), Map.of(), line);
    Decoding skipped = Decoding.of("json", only("i"), Map.of(), line);

    assertThat(wanted.bad()).singleElement().asString().contains("is not valid UTF-8");
    assertThat(skipped.rows()).containsExactly("[1]");
  }

  @Test
  void aMissingValueOfANotNullColumnIsBad() {
    Schema schema = Schema.of(new Field("i", DataType.BIGINT, false));

    Decoding decoding =
        Decoding.of(
            "json", schema, Map.of(), Decoding.utf8("{\"i\":1}\n{}\n{\"i\":null}\n{\"i\":2}\n"));

    assertThat(decoding.rows()).containsExactly("[1]", "[2]");
    assertThat(decoding.bad())
        .containsExactly(
            "2: column 'i' is NOT NULL but has no value",
            "3: column 'i' is NOT NULL but has no value");
  }

  @Test
  void nestingBeyondTheBoundIsBadAndDoesNotExhaustTheStack() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    String fine = "[".repeat(1_000) + "]".repeat(1_000);

    Decoding decoding =
        Decoding.of(
            "json",
            only("i"),
            Map.of(),
            Decoding.utf8("{\"x\":" + deep + "}\n{\"x\":" + fine + ",\"i\":5}\n"));

    assertThat(decoding.rows()).containsExactly("[5]");
    assertThat(decoding.bad()).singleElement().asString().contains("deeper than 1000");
  }

  @Test
  void aNumberOfTenMillionDigitsIsBad() {
    String digits = "9".repeat(10_000_000);
    for (String column : new String[] {"i", "l", "d", "n", "w", "ts"}) {
      Decoding decoding =
          Decoding.of(
              "json", only(column), Map.of(), Decoding.utf8("{\"" + column + "\":" + digits + "}"));
      assertThat(decoding.bad()).as(column).hasSize(1);
    }
  }

  @Test
  void aLineBeyondTheLimitIsSkippedWithBoundedMemory() {
    String text =
        "{\"i\":1}\n{\"s\":\""
            + "x".repeat(5_000_000)
            + "\"}\n{\"i\":2}\n{\"s\":\""
            + "x".repeat(3_000_000);

    Decoding decoding =
        Decoding.of("json", only("i"), Map.of("max-row-bytes", "100_000"), Decoding.utf8(text));

    assertThat(decoding.rows()).containsExactly("[1]", "[2]");
    assertThat(decoding.bad())
        .containsExactly(
            "2: the row is longer than 100000 bytes (option 'max-row-bytes')",
            "4: the row is longer than 100000 bytes (option 'max-row-bytes')");
  }

  @Test
  void epochUnitsFollowTheOption() {
    assertThat(stamp("epoch-seconds", "1705320000")).isEqualTo("[2024-01-15 12:00:00.000]");
    assertThat(stamp("epoch-micros", "1705320000123456")).isEqualTo("[2024-01-15 12:00:00.123]");
    assertThat(
            Decoding.of(
                    "json",
                    only("ts"),
                    Map.of("json.timestamp-format", "iso"),
                    Decoding.utf8("{\"ts\":1}"))
                .bad())
        .hasSize(1);
  }

  private static String stamp(String format, String number) {
    return Decoding.of(
            "json",
            only("ts"),
            Map.of("json.timestamp-format", format),
            Decoding.utf8("{\"ts\":" + number + "}"))
        .rows()
        .getFirst();
  }
}
