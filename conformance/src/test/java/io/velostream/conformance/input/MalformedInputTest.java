package io.velostream.conformance.input;

import static io.velostream.conformance.input.InputCase.bytes;
import static io.velostream.conformance.input.InputCase.fails;
import static io.velostream.conformance.input.InputCase.rows;
import static io.velostream.conformance.input.InputCase.some;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.Rows;
import io.velostream.engine.Session;
import io.velostream.engine.StatementResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedInputTest {
  private static final String TYPED = "a INT, d DATE, ts TIMESTAMP(3)";

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource({"compressed", "encodings", "csv", "json", "values", "shapes", "messages"})
  void everyRowIsAnAnswerOrAnErrorWithItsReason(InputCase input) throws IOException {
    Path file = Files.write(folder.resolve(input.file()), input.content());
    for (int batchRows : new int[] {4096, 1, 3}) {
      try (Session session = Session.open()) {
        session.set("batch.rows", Integer.toString(batchRows));
        String table = "'" + file + "'";
        if (!input.columns().isEmpty()) {
          session.execute(
              "CREATE TABLE t (%s) WITH ('connector' = 'file', 'path' = '%s')"
                  .formatted(input.columns(), file));
          table = "t";
        }
        check(session, table, file, input);
      }
    }
  }

  private static void check(Session session, String table, Path file, InputCase input) {
    if (input.rows() < 0) {
      assertThatThrownBy(() -> count(session, "SELECT * FROM " + table))
          .isInstanceOfAny(UserException.class, EnvironmentException.class)
          .hasMessageContaining(input.text())
          .hasMessageContaining(file.getFileName().toString());
      return;
    }
    assertThat(count(session, "SELECT * FROM " + table)).isEqualTo(input.rows());
    List<String> errors = errors(session);
    assertThat(errors).hasSize(input.errors());
    if (!errors.isEmpty()) {
      assertThat(errors.getFirst()).startsWith(file + ":").contains(input.text());
    }
  }

  private static int count(Session session, String sql) {
    int count = 0;
    try (Rows rows = session.query(sql)) {
      while (rows.next()) {
        count++;
      }
    }
    return count;
  }

  private static List<String> errors(Session session) {
    List<String> errors = new java.util.ArrayList<>();
    try (Rows rows = session.query("SELECT source, \"position\", reason FROM result$errors")) {
      while (rows.next()) {
        assertThat(rows.getLong(1)).isPositive();
        errors.add(rows.getString(0) + ":" + rows.getLong(1) + ": " + rows.getString(2));
      }
    }
    return errors;
  }

  static Stream<InputCase> compressed() {
    byte[] one = gzip("a,b\n1,x\n");
    byte[] big = gzip("a,b\n" + "1234,abcdef\n".repeat(300_000) + new Random(1).nextLong());
    return Stream.of(
        fails("gzip cut in its header", "t.csv.gz", Arrays.copyOf(one, 5), "is cut off"),
        fails("gzip cut in its data", "t.csv.gz", Arrays.copyOf(big, big.length / 2), "is cut off"),
        fails("gzip cut in its trailer", "t.csv.gz", Arrays.copyOf(one, one.length - 3), "cut off"),
        fails("gzip with a wrong checksum", "t.csv.gz", flipped(one, -8), "checksum"),
        fails("gzip with a wrong length", "t.csv.gz", flipped(one, -1), "length does not match"),
        fails("gzip with a flipped bit", "t.csv.gz", flipped(big, big.length / 2), "is damaged"),
        fails("gzip with a bad flag", "t.csv.gz", flipped(one, 3), "unknown flags"),
        fails("text named .gz", "t.csv.gz", "a,b\n1,x\n", "not in gzip format"),
        fails("nothing named .gz", "t.csv.gz", "", "is cut off"),
        rows("several members", "t.csv.gz", joined(one, gzip("2,y\n"), gzip("3,z")), 3),
        rows("zeros behind a member", "t.csv.gz", joined(one, new byte[512]), 1),
        fails("junk behind a member", "t.csv.gz", joined(one, bytes("junk")), "begin no other"),
        fails("a second member cut", "t.csv.gz", joined(one, Arrays.copyOf(one, 15)), "cut off"),
        fails("zstd cut in its header", "t.csv.zst", bytes("(\u00b5/"), "is cut off"),
        fails("text named .zst", "t.csv.zst", "a,b\n1,x\n", "is damaged"));
  }

  static Stream<InputCase> encodings() {
    return Stream.of(
        some(
            "bytes that are no UTF-8", "t.csv", "a,b\n1,x\u00ff\n2,\u00c3(\n3,ok\n", 1, 2, "UTF-8"),
        some("no UTF-8 in JSON", "t.jsonl", "{\"a\":\"x\u00ff\"}\n{\"a\":\"y\"}\n", 1, 1, "UTF-8"),
        some("no UTF-8 in a key", "t.jsonl", "{\"a\":1}\n{\"b\u00ff\":1}\n", 1, 1, "not UTF-8"),
        fails("no UTF-8 in a header", "t.csv", "a,b\u00ff\n1,x\n", "not UTF-8"),
        rows("a byte order mark", "t.csv", "\u00ef\u00bb\u00bfa,b\n1,x\n", 1),
        rows("a byte order mark and JSON", "t.jsonl", "\u00ef\u00bb\u00bf{\"a\":1}\n", 1),
        fails("UTF-16, low byte first", "t.csv", utf16("a,b\n1,x\n", false), "UTF-16"),
        fails("UTF-16, high byte first", "t.csv", utf16("a,b\n1,x\n", true), "UTF-16"),
        fails("UTF-16 JSON", "t.jsonl", utf16("{\"a\":1}\n", false), "UTF-16"),
        fails("UTF-16 without a mark", "t.csv", "a\0,\0b\0\n\0001\0,\0x\0\n\0", "zero bytes"),
        rows("zero bytes in values", "t.csv", "a,b\n1,x\0y\n2,\0\n", 2),
        some(
            "zero bytes in JSON",
            "t.jsonl",
            "{\"a\":\"x\0\"}\n\0\0\n{\"a\":\"\\u0000\"}\n",
            1,
            2,
            ""),
        fails("noise", "t.csv", noise(), "t.csv"),
        fails("noise as JSON", "t.jsonl", noise(), "malformed JSON"));
  }

  static Stream<InputCase> csv() {
    return Stream.of(
        rows("CR LF", "t.csv", "a,b\r\n1,x\r\n2,y\r\n", 2),
        rows("LF and CR LF", "t.csv", "a,b\r\n1,x\n2,y\r\n", 2),
        fails("CR alone", "t.csv", "a,b\r1,x\r2,y\r", "carriage returns"),
        some("a CR alone among others", "t.csv", "a,b\n1,x\n3,z\r4,q\n", 1, 1, "3 fields"),
        some("rows of other lengths", "t.csv", "a,b\n1,x\n2\n3,y,z\n4,q\n", 2, 2, "1 fields"),
        some("a quote never closed", "t.csv", "a,b\n1,x\n2,\"y\n3,z\n4,w\n", 3, 1, "not closed"),
        some("text behind a quote", "t.csv", "a,b\n1,\"x\"y\n2,z\n", 1, 1, "after a closing quote"),
        rows("a quote inside a field", "t.csv", "a,b\n1,x\"y\n2,z\"\n", 2),
        rows("names given twice", "t.csv", "a,a,,\n1,2,3,4\n", 1),
        rows("a header alone", "t.csv", "a,b\n", 0),
        rows("a header without a newline", "t.csv", "a,b", 0),
        fails("nothing", "t.csv", "", "it is empty"),
        fails("newlines", "t.csv", "\n".repeat(1000), "it is empty"),
        rows("an unknown extension", "t.foo", "a,b\n1,2\n", 1));
  }

  static Stream<InputCase> json() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    return Stream.of(
        some("100,000 levels", "t.jsonl", "{\"a\":1}\n{\"a\":" + deep + "}\n", 1, 1, "deeper"),
        some("levels that never end", "t.jsonl", "{\"a\":1}\n" + "[{\"a\":".repeat(9999), 1, 1, ""),
        some("levels first", "t.jsonl", "{\"a\":" + deep + "}\n{\"a\":1}\n", 1, 1, "deeper"),
        rows("a key twice", "t.jsonl", "{\"a\":1,\"a\":2}\n{\"a\":3}\n", 2),
        some(
            "trailing text", "t.jsonl", "{\"a\":1} x\n{\"a\":2},\n{\"a\":3}\n", 1, 2, "text after"),
        some("two on a line", "t.jsonl", "{\"a\":1}{\"a\":2}\n{\"a\":3}\n", 1, 1, "text after"),
        some("no end", "t.jsonl", "{\"a\":1}\n{\"a\":2", 1, 1, "expected ',' or '}'"),
        some("not objects", "t.jsonl", "{\"a\":1}\n[1]\n5\nnull\n\"s\"\n", 1, 4, "is a JSON array"),
        fails("an array", "t.json", "[{\"a\":1},{\"a\":2}]", "is a JSON array"),
        some("CR alone", "t.jsonl", "{\"a\":1}\r{\"a\":2}\r", 0, 1, "text after the object"),
        some("half a surrogate", "t.jsonl", "{\"a\":\"\\ud800\"}\n{\"a\":\"x\"}\n", 1, 1, "'a'"),
        some("single quotes", "t.jsonl", "{\"a\":1}\n{'a':2}\n", 1, 1, "double quotes"),
        some("numbers of Java", "t.jsonl", "{\"a\":1}\n{\"a\":NaN}\n{\"a\":01}\n", 1, 2, ""),
        fails("nothing", "t.jsonl", "", "it is empty"),
        fails("newlines", "t.jsonl", "\n".repeat(1000), "it is empty"));
  }

  static Stream<InputCase> values() {
    String moments = ",2024-02-28,2024-01-01 00:00:00\n";
    return Stream.of(
        some("no number", "t.csv", "a,d,ts\nx" + moments + "1" + moments, 1, 1, "'a': 'x'")
            .as(TYPED),
        some("too large", "t.csv", "a,d,ts\n99999999999" + moments, 0, 1, "INT").as(TYPED),
        some("no such day", "t.csv", "a,d,ts\n1,2024-02-30,\n2,2023-02-29,\n", 0, 2, "'d'")
            .as(TYPED),
        some("no such hour", "t.csv", "a,d,ts\n1,,2024-01-01 25:00:00\n", 0, 1, "'ts'").as(TYPED),
        some("a text", "t.jsonl", "{\"a\":\"x\"}\n{\"a\":1}\n", 1, 1, "'a'").as(TYPED),
        some("out of range", "t.jsonl", "{\"a\":1e400}\n{\"a\":2147483648}\n", 0, 2, "'a'")
            .as(TYPED),
        some("a fraction", "t.jsonl", "{\"a\":1.5}\n", 0, 1, "'a'").as(TYPED),
        some("other kinds", "t.jsonl", "{\"a\":true}\n{\"a\":[1]}\n{\"a\":{}}\n", 0, 3, "")
            .as(TYPED),
        some("no value", "t.jsonl", "{\"b\":1}\n{\"a\":2}\n", 1, 1, "NOT NULL")
            .as("a INT NOT NULL"),
        some("too long", "t.csv", "a\nabcdef\nabc\n", 1, 1, "'a'").as("a CHAR(3)"),
        some("no decimal", "t.csv", "a\n12345.678\n1.5\n", 1, 1, "'a'").as("a DECIMAL(4, 2)"),
        fails("another header", "t.csv", "x,y\n1,2\n", "has no column 'a'").as("a INT"));
  }

  static Stream<InputCase> shapes() {
    StringBuilder wide = new StringBuilder();
    for (int i = 0; i < 500; i++) {
      wide.append('c').append(i).append(i < 499 ? ',' : '\n');
    }
    return Stream.of(
        rows("500 columns", "t.csv", wide + ("1,".repeat(499) + "1\n").repeat(3), 3),
        rows("a quoted value of 2 MB", "t.csv", "a\n\"" + "x\n".repeat(1 << 20) + "\"\ny\n", 2),
        some("a number of 1 MB", "t.csv", "a\n1\n" + "7".repeat(1 << 20) + "\n3\n", 2, 1, "'a'")
            .as("a BIGINT"),
        some(
                "a number of 1 MB in JSON",
                "t.jsonl",
                "{\"a\":" + "7".repeat(1 << 20) + "}\n",
                0,
                1,
                "'a'")
            .as("a BIGINT"));
  }

  /// Messages of one field, `a`, behind their lengths.
  static Stream<InputCase> messages() {
    String one = "\2\10\1";
    String ten = "\u0080\u0080\u0080\u0080\u0080";
    return Stream.of(
        rows("messages", "t.pb", one + one, 2).as("a INT"),
        rows("nothing", "t.pb", "", 0).as("a INT"),
        rows("messages of no bytes", "t.pb", "\0\0\0", 3).as("a INT"),
        some("a field that is cut", "t.pb", one + "\1\10" + one, 2, 1, "(the message at byte 3)")
            .as("a INT"),
        some("a length within that is too long", "t.pb", "\3\22\177x" + one, 1, 1, "too early")
            .as("a INT"),
        some("groups without an end", "t.pb", "\4\13\13\13\13" + one, 1, 1, "byte 0").as("a INT"),
        some("a number that does not fit", "t.pb", "\3\10\u00ac\2" + one, 1, 1, "'a': 300")
            .as("a TINYINT"),
        some("no UTF-8", "t.pb", "\3\12\1\u00ff\3\12\1x", 1, 1, "UTF-8").as("a VARCHAR"),
        fails("cut within a message", "t.pb", one + "\5\10\1", "message at byte 3 has 5 bytes")
            .as("a INT"),
        fails("cut within a length", "t.pb", one + "\u0080", "length of the message at byte 3")
            .as("a INT"),
        fails("a length of two gigabytes", "t.pb", one + "\u00ff\u00ff\u00ff\u00ff\7", "2147483647")
            .as("a INT"),
        fails("no length", "t.pb", one + ten, "no length of a message at byte 3").as("a INT"),
        fails("noise", "t.pb", noise(), "is damaged").as("a INT"),
        fails("text", "t.pb", "{\"a\":1}\n{\"a\":2}\n", "is damaged").as("a INT"));
  }

  @Test
  void namesWhatIsNoFile() throws IOException {
    Files.createDirectory(folder.resolve("empty"));
    try (Session session = Session.open()) {
      assertThatThrownBy(() -> count(session, "SELECT * FROM '" + folder + "/none.csv'"))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("there is no file");
      assertThatThrownBy(() -> count(session, "SELECT * FROM '" + folder + "/empty'"))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("no files in the folder");
      assertThatThrownBy(() -> count(session, "SELECT * FROM '" + folder + "/*.csv'"))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("no file matches");
    }
  }

  @Test
  void tellsThatAFileBecameShorterWhileItWasRead() throws IOException {
    Path file = folder.resolve("t.csv");
    Files.writeString(file, "a,b\n" + "12345678,abcdefgh\n".repeat(500_000));
    try (Session session = Session.open();
        Rows rows = session.query("SELECT * FROM '" + file + "'")) {
      assertThat(rows.next()).isTrue();
      Files.writeString(file, "a,b\n1,x\n");
      assertThatThrownBy(
              () -> {
                readAll(rows);
              })
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("became shorter while it was read");
    }
  }

  @Test
  void warnsOfRowsThatAreMissing() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "a,b\n1,x\n2\n3\n");
    try (Session session = Session.open();
        Rows rows = session.query("SELECT * FROM '" + file + "'")) {
      readAll(rows);
      assertThat(rows.warnings())
          .containsExactly(
              "2 rows could not be read and are missing from the answer; SELECT * FROM"
                  + " result$errors tells why\n"
                  + "  the first: "
                  + file
                  + ":3: 1 fields where 2 were expected");
    }
  }

  @Test
  void theAdviceOfAWarningCanBeRun() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "a,b\n1,x\n2\n");
    Path result = folder.resolve("of \"this\".csv");
    try (Session session = Session.open()) {
      StatementResult job =
          session.execute("INSERT INTO '" + result + "' SELECT * FROM '" + file + "'").getFirst();
      String advice = job.warnings().getFirst().replaceAll("(?s).*(SELECT .*) tells why.*", "$1");
      try (Rows rows = session.query(advice)) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("reason")).isEqualTo("1 fields where 2 were expected");
      }
    }
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// A copy with the bits of a byte turned; a negative place counts from the end.
  private static byte[] flipped(byte[] data, int place) {
    byte[] copy = data.clone();
    int at = place < 0 ? data.length + place : place;
    copy[at] = (byte) ~copy[at];
    return copy;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] utf16(String text, boolean highFirst) {
    return highFirst
        ? joined(new byte[] {(byte) 0xFE, (byte) 0xFF}, text.getBytes(StandardCharsets.UTF_16BE))
        : joined(new byte[] {(byte) 0xFF, (byte) 0xFE}, text.getBytes(StandardCharsets.UTF_16LE));
  }

  private static byte[] noise() {
    byte[] noise = new byte[100_000];
    new Random(7).nextBytes(noise);
    return noise;
  }

  private static void readAll(Rows rows) {
    boolean more;
    do {
      more = rows.next();
    } while (more);
  }
}
