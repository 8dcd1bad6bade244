package io.velostream.connector.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.error.UserException;
import io.velostream.engine.Rows;
import io.velostream.engine.Session;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that Avro's library writes are read, and it reads those that are written here.
class AvroFilesTest {
  private static final Schema ALL =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "r", "fields": [
                {"name": "b", "type": "boolean"},
                {"name": "i", "type": "int"},
                {"name": "l", "type": ["null", "long"], "default": null},
                {"name": "f", "type": "float"},
                {"name": "d", "type": "double"},
                {"name": "s", "type": ["string", "null"]},
                {"name": "x", "type": "bytes"},
                {"name": "fx", "type": {"type": "fixed", "name": "three", "size": 3}},
                {"name": "e", "type": {"type": "enum", "name": "side", "symbols": ["BUY", "SELL"]}},
                {"name": "dec", "type": {"type": "bytes", "logicalType": "decimal", "precision": 30, "scale": 4}},
                {"name": "small", "type": {"type": "fixed", "name": "money", "size": 5, "logicalType": "decimal", "precision": 9, "scale": 2}},
                {"name": "day", "type": {"type": "int", "logicalType": "date"}},
                {"name": "tm", "type": {"type": "int", "logicalType": "time-millis"}},
                {"name": "tu", "type": {"type": "long", "logicalType": "time-micros"}},
                {"name": "ts", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                {"name": "lts", "type": {"type": "long", "logicalType": "local-timestamp-micros"}},
                {"name": "tn", "type": {"type": "long", "logicalType": "local-timestamp-nanos"}},
                {"name": "u", "type": {"type": "string", "logicalType": "uuid"}},
                {"name": "fu", "type": {"type": "fixed", "name": "id", "size": 16, "logicalType": "uuid"}},
                {"name": "a", "type": {"type": "array", "items": ["null", "int"]}},
                {"name": "m", "type": {"type": "map", "values": "long"}},
                {"name": "n", "type": ["null", {"type": "record", "name": "inner", "fields": [
                  {"name": "p", "type": "string"}, {"name": "q", "type": {"type": "array", "items": "double"}}]}]},
                {"name": "num", "type": ["null", "int", "double"]}
              ]}
              """);

  @TempDir Path folder;
  private final Session session = Session.open();

  @AfterEach
  void close() {
    session.close();
  }

  private static GenericRecord row(int i) {
    GenericData.Record row = new GenericData.Record(ALL);
    boolean even = i % 2 == 0;
    row.put("b", even);
    row.put("i", -i);
    row.put("l", even ? null : Long.MAX_VALUE - i);
    row.put("f", i + 0.5f);
    row.put("d", i / 4.0);
    row.put("s", even ? "text ü " + i : null);
    row.put("x", ByteBuffer.wrap(new byte[] {0, 1, (byte) i}));
    row.put("fx", new GenericData.Fixed(ALL.getField("fx").schema(), new byte[] {1, 0, 2}));
    row.put("e", new GenericData.EnumSymbol(ALL.getField("e").schema(), even ? "BUY" : "SELL"));
    row.put(
        "dec",
        ByteBuffer.wrap(
            new BigDecimal("-12345678901234567890.1234").unscaledValue().toByteArray()));
    row.put(
        "small",
        new GenericData.Fixed(
            ALL.getField("small").schema(), new byte[] {-1, -1, -1, -1, (byte) (-5 - i % 10)}));
    row.put("day", 20_000 + i);
    row.put("tm", 3_600_001);
    row.put("tu", 3_600_000_001L);
    row.put("ts", 1_700_000_000_123L);
    row.put("lts", -1L);
    row.put("tn", 1_999L);
    row.put("u", "123e4567-e89b-12d3-a456-426614174000");
    row.put(
        "fu",
        new GenericData.Fixed(
            ALL.getField("fu").schema(),
            new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}));
    row.put("a", Arrays.asList(i, null, 3));
    row.put("m", Map.of("k" + i, 5L, "a", 1L));
    GenericData.Record inner = new GenericData.Record(ALL.getField("n").schema().getTypes().get(1));
    inner.put("p", "in");
    inner.put("q", List.of(1.5, -2.0));
    row.put("n", even ? inner : null);
    row.put("num", even ? (Object) 7 : (Object) 2.5);
    return row;
  }

  private Path write(String name, Schema schema, String codec, List<GenericRecord> rows)
      throws IOException {
    Path file = folder.resolve(name);
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(schema))) {
      writer.setCodec(CodecFactory.fromString(codec));
      writer.setSyncInterval(2_000);
      writer.create(schema, file.toFile());
      for (GenericRecord row : rows) {
        writer.append(row);
      }
    }
    return file;
  }

  private static List<GenericRecord> records(Path file) throws IOException {
    List<GenericRecord> rows = new ArrayList<>();
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      reader.forEach(rows::add);
    }
    return rows;
  }

  private List<String> rows(String sql) {
    List<String> texts = new ArrayList<>();
    try (Rows rows = session.query(sql)) {
      while (rows.next()) {
        StringJoiner text = new StringJoiner(" | ");
        for (int c = 0; c < rows.schema().size(); c++) {
          Object value = rows.getObject(c);
          text.add(
              value instanceof byte[] bytes
                  ? HexFormat.of().formatHex(bytes)
                  : String.valueOf(value));
        }
        texts.add(text.toString());
      }
    }
    return texts;
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "snappy", "zstandard"})
  void everyTypeIsReadAsTheLibraryWroteIt(String codec) throws IOException {
    List<GenericRecord> written = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      written.add(row(i));
    }
    Path file = write("in.avro", ALL, codec, written);
    assertThat(rows("SELECT COUNT(*), SUM(i), COUNT(l), MIN(s) FROM '%s'".formatted(file)))
        .containsExactly("300 | -44850 | 150 | text ü 0");
    assertThat(rows("SELECT b, i, l, f, d, s FROM '%s' WHERE i > -2".formatted(file)))
        .containsExactly(
            "true | 0 | null | 0.5 | 0.0 | text ü 0",
            "false | -1 | 9223372036854775806 | 1.5 | 0.25 | null");
    assertThat(
            rows(
                "SELECT HEX(x), HEX(fx), e, \"dec\", small, \"day\", tm, tu FROM '%s' WHERE i > -2"
                    .formatted(file)))
        .containsExactly(
            "000100 | 010002 | BUY | -12345678901234567890.1234 | -0.05 | 2024-10-04 | 01:00:00.001"
                + " | 01:00:00.000001",
            "000101 | 010002 | SELL | -12345678901234567890.1234 | -0.06 | 2024-10-05 |"
                + " 01:00:00.001 | 01:00:00.000001");
    assertThat(rows("SELECT ts, lts, tn, u, fu FROM '%s' WHERE i = 0".formatted(file)))
        .containsExactly(
            "2023-11-14T22:13:20.123Z | 1969-12-31T23:59:59.999999 | 1970-01-01T00:00:00.000001 |"
                + " 123e4567-e89b-12d3-a456-426614174000 | 00010203-0405-0607-0809-0a0b0c0d0e0f");
    assertThat(
            rows(
                "SELECT CAST(a AS VARCHAR), CAST(m AS VARCHAR), n.p, CAST(n.q AS VARCHAR), num FROM"
                    + " '%s' WHERE i > -2".formatted(file)))
        .containsExactly(
            "[0, NULL, 3] | {a=1, k0=5} | in | [1.5, -2.0] | 7.0",
            "[1, NULL, 3] | {a=1, k1=5} | null | null | 2.5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "snappy", "zstandard"})
  void theLibraryReadsWhatIsWritten(String codec) throws IOException {
    Path in = write("in.avro", ALL, "null", List.of(row(0), row(1), row(2)));
    Path out = folder.resolve("out.avro");
    session.execute(
        "CREATE TABLE o WITH ('connector' = 'file', 'path' = '%s', 'avro.codec' = '%s') AS SELECT *"
                .formatted(out, codec)
            + " FROM '%s'".formatted(in));
    List<GenericRecord> back = records(out);
    assertThat(back).hasSize(3);
    assertThat(back.get(1).getSchema().getField("ts").schema().toString())
        .contains("timestamp-millis");
    assertThat(back.get(2).toString())
        .isEqualTo(
            records(in)
                .get(2)
                .toString()
                .replace("\"fx\": [1, 0, 2]", "\"fx\": \"\\u0001\\u0000\\u0002\"")
                .replace("\"small\": [-1, -1, -1, -1, -7]", "\"small\": \"\u00F9\"")
                .replace("\"tn\": 1999", "\"tn\": 1")
                .replace("\"num\": 7", "\"num\": 7.0")
                .replace(
                    "\"fu\": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]",
                    "\"fu\": \"00010203-0405-0607-0809-0a0b0c0d0e0f\""));
    List<String> first = rows("SELECT * FROM '%s'".formatted(in));
    assertThat(rows("SELECT * FROM '%s'".formatted(out))).isEqualTo(first);
    assertThat(rows("SELECT small FROM '%s' WHERE i = -1".formatted(out))).containsExactly("-0.06");
  }

  @Test
  void aGivenSchemaIsWrittenWithItsDefaultsAndRead() throws IOException {
    Path out = folder.resolve("out.avro");
    Files.writeString(
        folder.resolve("s.avsc"),
        """
        {"type": "record", "name": "Trade", "namespace": "x.y", "fields": [
          {"name": "side", "type": {"type": "enum", "name": "Side", "symbols": ["B", "S"]}},
          {"name": "extra", "type": "string", "default": "none"},
          {"name": "id", "type": ["long", "null"]},
          {"name": "price", "type": {"type": "fixed", "name": "D", "size": 4, "logicalType": "decimal", "precision": 9, "scale": 2}}]}
        """);
    session.execute(
        """
        CREATE TABLE o (id BIGINT, price DECIMAL(9, 2), side VARCHAR) WITH ('connector' = 'file',
          'path' = '%s', 'format' = 'avro', 'avro.schema' = '%s')
        """
            .formatted(out, folder.resolve("s.avsc")));
    session.execute("INSERT INTO o VALUES (1, -2.50, 'S'), (NULL, 1, 'B')");
    List<GenericRecord> back = records(out);
    assertThat(back.getFirst().getSchema().getFullName()).isEqualTo("x.y.Trade");
    assertThat(back.getFirst().toString())
        .isEqualTo("{\"side\": \"S\", \"extra\": \"none\", \"id\": 1, \"price\": [-1, -1, -1, 6]}");
    assertThat(rows("SELECT * FROM o")).containsExactly("1 | -2.50 | S", "null | 1.00 | B");
    assertThatThrownBy(() -> session.execute("INSERT INTO o VALUES (1, 1, 'X')"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'X' is none of [B, S]");
  }

  @Test
  void aFolderIsFilledEpochByEpoch() {
    session.execute(
        "CREATE TABLE f (id BIGINT) WITH ('connector' = 'file', 'path' = '%s/', 'format' = 'avro')"
            .formatted(folder.resolve("out")));
    session.execute("INSERT INTO f VALUES (1)");
    session.set("checkpoint.dir", folder.resolve("state").toString());
    session.execute("INSERT INTO f VALUES (2)");
    assertThat(rows("SELECT id FROM f ORDER BY id")).containsExactly("1", "2");
    assertThat(rows("SELECT id FROM '%s/out/*.avro' ORDER BY id".formatted(folder)))
        .containsExactly("1", "2");
  }

  @Test
  void schemasMayGrowAndOtherwiseTheDifferenceIsTold() throws IOException {
    Schema old =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"r\",\"fields\":[{\"name\":\"id\",\"type\":\"int\"}]}");
    GenericData.Record row = new GenericData.Record(old);
    row.put("id", 4);
    write("1.avro", old, "null", List.of(row));
    Schema grown =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"r\",\"fields\":[{\"name\":\"note\",\"type\":\"string\"},"
                    + "{\"name\":\"id\",\"type\":\"long\"}]}");
    GenericData.Record second = new GenericData.Record(grown);
    second.put("id", 5_000_000_000L);
    second.put("note", "n");
    write("2.avro", grown, "deflate", List.of(second));
    String all =
        "CREATE OR REPLACE TABLE t (id BIGINT, note VARCHAR) WITH ('connector' = 'file', 'path' ="
            + " '%s', 'format' = 'avro'%s)";
    session.execute(all.formatted(folder, ", 'union-by-name' = 'true'"));
    assertThat(rows("SELECT * FROM t")).containsExactly("4 | null", "5000000000 | n");
    session.execute(
        all.formatted(
            folder,
            ", 'avro.schema' ="
                + " '{\"type\":\"record\",\"name\":\"r\",\"fields\":[{\"name\":\"note\",\"type\":\"string\",\"default\":\"?\"}]}'"));
    assertThat(rows("SELECT * FROM t")).containsExactly("4 | ?", "5000000000 | n");
    session.execute(all.formatted(folder, ""));
    assertThatThrownBy(() -> rows("SELECT * FROM t"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("has no field 'note'");
    session.execute(
        "CREATE OR REPLACE TABLE t (id DATE) WITH ('connector' = 'file', 'path' = '%s', 'format' = 'avro')"
            .formatted(folder.resolve("1.avro")));
    assertThatThrownBy(() -> rows("SELECT * FROM t"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("the column 'id' is DATE, and in")
        .hasMessageContaining("it is int");
  }

  @Test
  void valuesThatDoNotFitAreRowsAtFault() throws IOException {
    List<GenericRecord> written = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      written.add(row(i));
    }
    Path file = write("in.avro", ALL, "null", written);
    session.execute(
        "CREATE TABLE t (i TINYINT, s VARCHAR(9)) WITH ('connector' = 'file', 'path' = '%s', 'format' = 'avro')"
            .formatted(file));
    assertThat(rows("SELECT COUNT(*), COUNT(s), MIN(i) FROM t")).containsExactly("114 | 50 | -127");
    assertThat(rows("SELECT \"position\", reason FROM result$errors").subList(0, 2))
        .containsExactly(
            "101 | column 's': text is too long for VARCHAR(9)",
            "103 | column 's': text is too long for VARCHAR(9)");
  }

  @Test
  void damageIsToldAndNeverRuns() throws IOException {
    List<GenericRecord> written = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      written.add(row(i));
    }
    byte[] whole = Files.readAllBytes(write("in.avro", ALL, "null", written));
    byte[] deflated = Files.readAllBytes(write("in2.avro", ALL, "deflate", written));
    int answers = 0;
    for (byte[] good : List.of(whole, deflated)) {
      for (int i = 0; i < good.length; i += 61) {
        byte[] bad = good.clone();
        bad[i] ^= (byte) (1 << i % 8);
        Files.write(folder.resolve("bad.avro"), bad);
        answers += answer();
        Files.write(folder.resolve("bad.avro"), Arrays.copyOf(good, i));
        answers += answer();
      }
    }
    assertThat(answers).isPositive();
  }

  /// Rows, or a user's error.
  private int answer() {
    try {
      return rows("SELECT * FROM '%s'".formatted(folder.resolve("bad.avro"))).size();
    } catch (UserException _) {
      return 0;
    }
  }
}
