package io.velostream.connector.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// CSV inputs and what becomes of them.
class CsvDecodingTest {
  private static final Schema SCHEMA =
      Schema.of(
          Field.of("s", DataType.STRING),
          Field.of("i", DataType.INTEGER),
          Field.of("d", DataType.DOUBLE),
          Field.of("n", new DataType.Decimal(10, 2)),
          Field.of("ts", DataType.TIMESTAMP_MILLIS));
  private static final String HEADER = "s,i,d,n,ts\n";

  private static Decoding decode(String text, String... options) {
    return decode(SCHEMA, text, options);
  }

  private static Decoding decode(Schema schema, String text, String... options) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      given.put(options[i], options[i + 1]);
    }
    return Decoding.of("csv", schema, given, Decoding.utf8(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,1,1.5,2.25,2024-01-31 12:00:00~[a, 1, 1.5, 2.25, 2024-01-31 12:00:00.000]",
        ",,,,~[NULL, NULL, NULL, NULL, NULL]",
        "\"\",\"\",\"\",\"\",\"\"~[, NULL, NULL, NULL, NULL]",
        "\"a,b\",1,,~bad: 4 fields where 5 were expected",
        "\"a,b\",1,,,~[a,b, 1, NULL, NULL, NULL]",
        "\"a\"\"b\",1,,,~[a\"b, 1, NULL, NULL, NULL]",
        "\"a\nb\",1,,,~[a\nb, 1, NULL, NULL, NULL]",
        "\"a\r\nb\",1,,,\r~[a\r\nb, 1, NULL, NULL, NULL]",
        "a\"b,1,,,~[a\"b, 1, NULL, NULL, NULL]",
        "\"a\"b,1,,,~bad: malformed CSV: text after a closing quote",
        "\"a,1,,,~bad: malformed CSV: a quote that is not closed",
        "a b , 7 , 1e3 , 1.005 ,1705320000123~[a b , 7, 1000.0, 1.01, 2024-01-15 12:00:00.123]",
        "grün,+7,-0.5,-.5,2024-01-31T12:00:00.1Z~[grün, 7, -0.5, -0.50, 2024-01-31 12:00:00.100]",
        "x,007,00.5,1,2024-01-31~[x, 7, 0.5, 1.00, 2024-01-31 00:00:00.000]",
        "\"x\",\"7\",\"0.5\",\"1\",\"2024-01-31\"~[x, 7, 0.5, 1.00, 2024-01-31 00:00:00.000]",
        "x,2147483648,,,~bad: column 'i': '2147483648' is not a whole number",
        "x,1.5,,,~bad: column 'i': '1.5'",
        "x,abc,,,~bad: column 'i': 'abc'",
        "x, ,,,~bad: column 'i': ' '",
        "x,,1.2.3,,~bad: column 'd': '1.2.3'",
        "x,,nan,,~[x, NULL, NaN, NULL, NULL]",
        "x,,0x1p3,,~bad: column 'd'",
        "x,,,100000000,~bad: column 'n'",
        "x,,,,2024-13-01~bad: column 'ts'",
        "x,1,1,1~bad: 4 fields where 5 were expected",
        "x,1,1,1,1,1~bad: 6 fields where 5 were expected",
        "x~bad: 1 fields where 5 were expected",
        "x;1;1;1;1~bad: 1 fields where 5 were expected",
      })
  void singleRowsBetweenGoodOnes(String rowAndResult) {
    String row = rowAndResult.split("~", -1)[0];
    String result = rowAndResult.split("~", -1)[1];
    Decoding decoding = decode(HEADER + "a,1,1,1,1\n" + row + "\nb,2,2,2,2\n");
    Decoding last = decode(HEADER + row);

    if (result.startsWith("bad: ")) {
      assertThat(decoding.rows()).hasSize(2);
      assertThat(decoding.bad()).singleElement().asString().startsWith("3: " + result.substring(5));
      assertThat(last.bad()).singleElement().asString().startsWith("2: " + result.substring(5));
    } else {
      assertThat(decoding.bad()).isEmpty();
      assertThat(decoding.rows()).hasSize(3);
      assertThat(decoding.rows().get(1)).isEqualTo(result);
      assertThat(last.rows()).containsExactly(result);
    }
  }

  @Test
  void lineNumbersCountNewlinesInQuotesCommentsAndBlankLines() {
    Decoding decoding =
        decode(
            "# made up\n\n" + HEADER + "\"a\n\nb\",1,,,\n\n# c\nx,y,,,\nz,3,,,",
            "csv.comment",
            "#");

    assertThat(decoding.rows())
        .containsExactly("[a\n\nb, 1, NULL, NULL, NULL]", "[z, 3, NULL, NULL, NULL]");
    assertThat(decoding.bad()).singleElement().asString().startsWith("9: column 'i'");
  }

  @Test
  void anUnclosedQuoteCostsOneLineOnly() {
    Decoding decoding = decode(HEADER + "\"oops,1,,,\nb,2,,,\nc,3,,,\n");

    assertThat(decoding.rows()).hasSize(2);
    assertThat(decoding.bad()).containsExactly("2: malformed CSV: a quote that is not closed");
  }

  @Test
  void aByteOrderMarkAndCarriageReturnsAreNotData() {
    Decoding decoding = decode("\uFEFFs,i,d,n,ts\r\na,1,,,\r\n,,,,\r\n");

    assertThat(decoding.bad()).isEmpty();
    assertThat(decoding.rows())
        .containsExactly("[a, 1, NULL, NULL, NULL]", "[NULL, NULL, NULL, NULL, NULL]");
  }

  @Test
  void utf16IsRefusedWithAdvice() {
    assertThatThrownBy(() ->
            Decoding.of("csv", SCHEMA, Map.of(), new byte[] {(byte) 0xFF, (byte) 0xFE, 's', 0}))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_INPUT));
  }

  @Test
  void columnsAreFoundByTheNamesOfTheHeader() {
    Schema schema = Schema.of(Field.of("B", DataType.STRING), Field.of("a", DataType.STRING));

    assertThat(decode(schema, "a,x,b\n1,2,3\n").rows()).containsExactly("[3, 1]");
    assertThatThrownBy(() -> decode(schema, "a,x,y\n1,2,3\n"))
        .hasMessageContaining("has no column 'B'");
    assertThat(decode(schema, "p,q\n1,2\n", "csv.match-columns", "position").rows())
        .containsExactly("[1, 2]");
  }

  @Test
  void aFirstRowWithAValueIsNoHeader() {
    Schema schema = Schema.of(Field.of("a", DataType.STRING), Field.of("b", DataType.BIGINT));

    assertThat(decode(schema, "x,1\ny,2\n").rows()).containsExactly("[x, 1]", "[y, 2]");
    assertThat(decode(schema, "a,b\n", "csv.header", "false").bad()).hasSize(1);
  }

  @Test
  void theDelimiterIsTheMostFrequentCandidateOfTheFirstRow() {
    Schema schema = Schema.of(Field.of("a", DataType.STRING), Field.of("b", DataType.DOUBLE));

    assertThat(decode(schema, "a;b\nx,y;1\n").rows()).containsExactly("[x,y, 1.0]");
    assertThat(decode(schema, "a\tb\nx\t1\n").rows()).containsExactly("[x, 1.0]");
    assertThat(decode(schema, "a|b\nx|1\n").rows()).containsExactly("[x, 1.0]");
    assertThat(decode(schema, "a\tb\nx\t1\n", "csv.delimiter", "\\t").rows())
        .containsExactly("[x, 1.0]");
  }

  @Test
  void aNullLiteralLeavesEmptyStringsAlone() {
    Schema schema = Schema.of(Field.of("a", DataType.STRING), Field.of("b", DataType.BIGINT));

    assertThat(decode(schema, "a,b\n-,-\n,\n\"-\",1\n", "csv.null-literal", "-").rows())
        .containsExactly("[NULL, NULL]", "[, NULL]", "[-, 1]");
  }

  @Test
  void anEscapeCharacterOtherThanTheQuote() {
    Schema schema = Schema.of(Field.of("a", DataType.STRING), Field.of("b", DataType.STRING));

    assertThat(decode(schema, "a,b\n'x\\'\\\\',\\y\n", "csv.quote", "'", "csv.escape", "\\").rows())
        .containsExactly("[x'\\, \\y]");
  }

  @Test
  void aBlankLineIsARowWhenThereIsOneColumn() {
    Schema schema = Schema.of(Field.of("a", DataType.BIGINT));

    assertThat(decode(schema, "a\n1\n\n3\n").rows()).containsExactly("[1]", "[NULL]", "[3]");
  }

  @Test
  void aColumnThatTheHeaderHasNoFieldForIsMissing() {
    assertThatThrownBy(() -> decode(TWO, "x\n1\n", "csv.match-columns", "position"))
        .hasMessageContaining(
            "the header of test has 1 fields, and none for column 'b', which is number 2");
  }

  @Test
  void howATooLongRowEndsDoesNotDependOnHowMuchHasArrived() {
    String rows = "1,\"x\n2,y\n3,z\n4,\"z\"\"\" 5\n6,q\n";
    for (String text : List.of(rows, "a,b\n" + rows, "#too long a comment\n" + rows)) {
      Map<String, String> options = Map.of("max-row-bytes", "8", "csv.comment", "#");
      Decoding whole = Decoding.of("csv", TWO, options, Decoding.utf8(text));
      for (int window = 1; window < 12; window++) {
        ByteArrayInputStream in = new ByteArrayInputStream(Decoding.utf8(text));
        assertThat(Decoding.of("csv", TWO, options, in, window, 4_096)).isEqualTo(whole);
      }
      assertThat(whole.rows()).containsExactly("[2, y]", "[3, z]", "[6, q]");
      assertThat(whole.bad()).hasSizeGreaterThan(1);
      assertThat(whole.bad()).allMatch(bad -> bad.contains("the row is longer than 8 bytes"));
    }
  }

  @Test
  void aLongQuotedRowIsSkippedLineByLine() {
    String text = HEADER + "a,1,,,\n\"" + "x\n".repeat(100) + "\",2,,,\nb,3,,,\n";

    Decoding decoding = decode(text, "max-row-bytes", "50");

    assertThat(decoding.rows()).contains("[a, 1, NULL, NULL, NULL]", "[b, 3, NULL, NULL, NULL]");
    assertThat(decoding.bad().getFirst()).startsWith("3: the row is longer than 50 bytes");
  }

  @Test
  void intervalsAreRefused() {
    DataType interval = new DataType.Interval(DataType.Interval.Family.DAY_TIME);
    Schema schema = Schema.of(Field.of("a", new DataType.Array(interval)));

    assertThatThrownBy(() -> decode(schema, "a\n"))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_SUPPORTED));
  }

  @Test
  void anEmptyInputHasNoRows() {
    assertThat(decode("").rows()).isEmpty();
    assertThat(decode("\n\n").rows()).isEmpty();
    assertThat(decode(HEADER).rows()).isEmpty();
  }

  private static final Schema TWO =
      Schema.of(Field.of("a", DataType.BIGINT), Field.of("b", DataType.STRING));

  @Test
  void rowsOfOtherLengthsAreBadUnlessAllowed() {
    String text = "a,b\n1\n2,x,y\n3,z\n4,\"q\",,\n";
    Decoding strict = decode(TWO, text);
    assertThat(strict.rows()).containsExactly("[3, z]");
    assertThat(strict.bad())
        .containsExactly(
            "2: 1 fields where 2 were expected",
            "3: 3 fields where 2 were expected",
            "5: 4 fields where 2 were expected");
    assertThat(decode(TWO, text, "csv.short-rows", "null").rows())
        .containsExactly("[1, NULL]", "[3, z]");
    assertThat(decode(TWO, text, "csv.long-rows", "ignore").rows())
        .containsExactly("[2, x]", "[3, z]", "[4, q]");
    assertThat(decode(TWO, text, "csv.long-rows", "ignore", "csv.short-rows", "null").rows())
        .containsExactly("[1, NULL]", "[2, x]", "[3, z]", "[4, q]");
  }

  @Test
  void whatAShortRowLacksMustBeNullable() {
    Schema schema =
        Schema.of(Field.of("a", DataType.BIGINT), new Field("b", DataType.BIGINT, false));
    Decoding decoded = decode(schema, "a,b\n1\n2,3\n", "csv.short-rows", "null");
    assertThat(decoded.rows()).containsExactly("[2, 3]");
    assertThat(decoded.bad()).containsExactly("2: column 'b' is NOT NULL but has no value");
  }

  @Test
  void linesBeforeTheFirstRowCanBeSkipped() {
    Decoding decoded = decode(TWO, "Report; \"x\n\n\na,b\n1,x\nbad,y\n", "csv.skip-lines", "3");
    assertThat(decoded.rows()).containsExactly("[1, x]");
    assertThat(decoded.bad()).hasSize(1).first().asString().startsWith("6: ");
    assertThat(decode(TWO, "a,b\n", "csv.skip-lines", "3").rows()).isEmpty();
    assertThatThrownBy(() -> decode(TWO, "", "csv.skip-lines", "-1"))
        .hasMessageContaining("must not be negative");
  }

  @Test
  void fieldsCanBeNamedByAnOption() {
    assertThat(decode(TWO, "x,9,1\ny,9,2\n", "csv.columns", "B,,a").rows())
        .containsExactly("[1, x]", "[2, y]");
    assertThat(decode(TWO, "p,q\n1,x\n", "csv.columns", "a, b").rows())
        .as("a header is recognised, and its names do not count")
        .containsExactly("[1, x]");
    assertThatThrownBy(() -> decode(TWO, "1,x\n", "csv.columns", "a,c"))
        .hasMessageContaining("the option 'csv.columns' has no column 'b'");
    assertThatThrownBy(() -> decode(TWO, "1,x\n", "csv.columns", "a,b,A"))
        .hasMessageContaining("names 'A' twice");
  }
}
