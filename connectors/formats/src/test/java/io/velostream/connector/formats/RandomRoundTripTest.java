package io.velostream.connector.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random rows of all types are written and read back: the same rows, however the input is cut into
/// reads, windows and batches.
class RandomRoundTripTest {
  private static final int SEEDS = 150;
  private static final List<DataType> TYPES =
      List.of(
          DataType.BOOLEAN,
          DataType.TINYINT,
          DataType.SMALLINT,
          DataType.INTEGER,
          DataType.BIGINT,
          DataType.REAL,
          DataType.DOUBLE,
          new DataType.Decimal(9, 3),
          new DataType.Decimal(18, 18),
          new DataType.Decimal(38, 0),
          new DataType.Decimal(38, 20),
          DataType.STRING,
          new DataType.Varchar(5),
          new DataType.Char(4),
          new DataType.Varbinary(),
          DataType.DATE,
          new DataType.Time(6),
          new DataType.Timestamp(0, false),
          DataType.TIMESTAMP_MILLIS,
          new DataType.Timestamp(6, true));

  @ParameterizedTest
  @ValueSource(strings = {"json", "csv"})
  void whatIsWrittenIsReadBack(String format) {
    for (long seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Schema schema = schema(random);
      Map<String, String> options = options(format, random);
      Batch batch = batch(schema, 1 + random.nextInt(40), random);
      TextBuffer out = new TextBuffer();
      RowEncoder encoder =
          Formats.encoder(format, schema, Decoding.options(format, options), false);
      encoder.header(out);
      encoder.encode(batch, out);
      byte[] bytes = Arrays.copyOf(out.array(), out.length());
      List<String> expected = new ArrayList<>();
      for (int row = 0; row < batch.rowCount(); row++) {
        expected.add(Decoding.text(schema, batch, row));
      }

      Decoding whole = Decoding.of(format, schema, options, bytes);
      Decoding cut =
          Decoding.of(
              format,
              schema,
              options,
              new Chopped(bytes, random.split()),
              1 + random.nextInt(200),
              1 + random.nextInt(10));

      String what = "seed " + seed + " " + options + " " + schema + "\n" + out.toText();
      assertThat(whole.bad()).as(what).isEmpty();
      assertThat(whole.rows()).as(what).isEqualTo(expected);
      assertThat(cut).as("cut, " + what).isEqualTo(whole);
    }
  }

  private static Schema schema(SplittableRandom random) {
    List<Field> fields = new ArrayList<>();
    int count = 1 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      String name = random.nextInt(4) == 0 ? "a \"quoted\", name\\" + i : "c" + i;
      fields.add(Field.of(name, TYPES.get(random.nextInt(TYPES.size()))));
    }
    return new Schema(fields);
  }

  private static Map<String, String> options(String format, SplittableRandom random) {
    String dictionary = random.nextBoolean() ? "auto" : "off";
    String timestamps = random.nextBoolean() ? "sql" : "iso";
    if (format.equals("json")) {
      return Map.of("dictionary", dictionary, "json.timestamp-format", timestamps);
    }
    return Map.of(
        "dictionary",
        dictionary,
        "csv.timestamp-format",
        timestamps,
        "csv.header",
        random.nextBoolean() ? "true" : "false",
        "csv.delimiter",
        random.nextBoolean() ? "," : ";",
        "csv.null-literal",
        random.nextBoolean() ? "" : "NULL",
        "csv.escape",
        random.nextBoolean() ? "\"" : "\\");
  }

  private static Batch batch(Schema schema, int rows, SplittableRandom random) {
    List<Vector> columns = new ArrayList<>();
    for (Field field : schema.fields()) {
      VectorBuilder builder = VectorBuilder.of(field.type().lane());
      for (int row = 0; row < rows; row++) {
        Values.append(builder, random.nextInt(8) == 0 ? null : value(field.type(), random));
      }
      columns.add(builder.build());
    }
    return Batch.of(rows, columns);
  }

  private static @Nullable Object value(DataType type, SplittableRandom random) {
    return switch (type) {
      case DataType.Bool _ -> random.nextLong(2);
      case DataType.Integral i ->
          random.nextInt(5) == 0
              ? (random.nextBoolean() ? i.width().min() : i.width().max())
              : (Object) Math.clamp(number(random), i.width().min(), i.width().max());
      case DataType.Floating f -> {
        double d =
            switch (random.nextInt(5)) {
              case 0 -> Double.longBitsToDouble(random.nextLong());
              case 1 -> random.nextInt(100_000) / 100.0;
              case 2 -> number(random) / 1e6;
              case 3 -> -0.0;
              default -> random.nextDouble() * 1e-5;
            };
        yield f.width() == DataType.Floating.Width.REAL ? (double) (float) d : d;
      }
      case DataType.Decimal d -> decimal(d, random);
      case DataType.Char c -> padded(text(random, c.length()), c.length());
      case DataType.Varchar v -> Slice.utf8(text(random, Math.min(v.maxLength(), 40)));
      case DataType.Varbinary _ -> {
        byte[] bytes = new byte[random.nextInt(10)];
        random.nextBytes(bytes);
        yield new Slice(bytes, 0, bytes.length);
      }
      case DataType.Date _ -> random.nextLong(-719_528, 2_932_897);
      case DataType.Time t -> TimeFields.truncated(random.nextLong(86_400_000_000L), t.precision());
      case DataType.Timestamp t ->
          TimeFields.truncated(
              random.nextLong(-62_135_596_800_000_000L, 253_402_300_800_000_000L), t.precision());
      default -> throw new IllegalStateException(type.sql());
    };
  }

  private static long number(SplittableRandom random) {
    return random.nextLong() >> random.nextInt(64);
  }

  private static Object decimal(DataType.Decimal type, SplittableRandom random) {
    int digits = random.nextInt(type.precision() + 1);
    BigInteger value = new BigInteger(127, new java.util.Random(random.nextLong()));
    value = value.mod(BigInteger.TEN.pow(digits));
    value = random.nextBoolean() ? value.negate() : value;
    return type.precision() <= 18 ? (Object) value.longValueExact() : value;
  }

  private static String text(SplittableRandom random, int max) {
    String[] pieces = {
      "a",
      "b",
      "x y",
      ",",
      ";",
      "\"",
      "\\",
      "\n",
      "\r",
      "\r\n",
      "\t",
      "é",
      "€",
      "😀",
      "NULL",
      " ",
      "#",
      "\u0001",
      "0",
      "long plain text without anything",
      "'"
    };
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(6); n > 0; n--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    int points = Math.min(max, text.codePointCount(0, text.length()));
    return text.substring(0, text.offsetByCodePoints(0, points));
  }

  private static Slice padded(String text, int length) {
    int points = text.codePointCount(0, text.length());
    return Slice.utf8(text + " ".repeat(length - points));
  }

  /// Gives bytes in pieces of random length.
  static final class Chopped extends InputStream {
    private final ByteArrayInputStream in;
    private final SplittableRandom random;

    Chopped(byte[] bytes, SplittableRandom random) {
      this.in = new ByteArrayInputStream(bytes);
      this.random = random;
    }

    @Override
    public int read() {
      return in.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return in.read(buffer, offset, Math.min(length, 1 + random.nextInt(30)));
    }
  }
}
