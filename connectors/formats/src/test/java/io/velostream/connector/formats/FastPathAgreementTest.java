package io.velostream.connector.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Lines of a repeating shape, some of them damaged, are decoded together, so that the fast paths
/// see them, and one by one, where only the general paths do: both must agree on each line.
class FastPathAgreementTest {
  private static final int SEEDS = 300;
  private static final Schema SCHEMA =
      Schema.of(
          Field.of("s", DataType.STRING),
          Field.of("i", DataType.INTEGER),
          new Field("l", DataType.BIGINT, false),
          Field.of("d", DataType.DOUBLE),
          Field.of("n", new DataType.Decimal(12, 3)),
          Field.of("w", new DataType.Decimal(30, 20)),
          Field.of("b", DataType.BOOLEAN),
          Field.of("ts", DataType.TIMESTAMP_MILLIS),
          Field.of("v", new DataType.Varchar(4)));
  private static final String[] VALUES = {
    "\"abc\"",
    "\"grün\"",
    "\"a\\nb\"",
    "\"\"",
    "null",
    "0",
    "-1",
    "12",
    "12345678",
    "123456789",
    "1234567890123456",
    "12345678901234567",
    "123456789012345678",
    "1234567890123456789",
    "007",
    "1.5",
    "-0.25",
    "1.",
    ".5",
    "1e3",
    "100.10000",
    "0.00049999",
    "123456789.123456789",
    "99999999999.9999",
    "true",
    "false",
    "tru",
    "{}",
    "[1]",
    "\"2024-01-31 12:00:00\"",
    "\"2024-01-31T23:59:59.999\"",
    "\"2024-01-31 12:00:00.123456789\"",
    "\"2024-01-31 12:00:00Z\"",
    "\"2024-01-31 24:00:00\"",
    "\"2023-02-29 12:00:00\"",
    "12.3",
    "-12.34",
    "00.5",
    "1.2.3",
    "1.5x",
    "1705320000123",
    "\"12\"",
    "\"1.5\"",
    "9007199254740993",
    "0.1234567890123456789",
    "-",
    ""
  };

  @Test
  void jsonLinesTogetherAndAloneAgree() throws IOException {
    int good = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<String> lines = new ArrayList<>();
      List<Integer> order = order(random);
      boolean extra = random.nextBoolean();
      boolean spaced = random.nextBoolean();
      for (int n = 0; n < 30; n++) {
        lines.add(damaged(json(order, extra, spaced, random), random));
      }
      good += agree("json", "", lines, seed);
      for (String line : lines) {
        if (!isJson(line)) {
          Decoding alone = Decoding.of("json", SCHEMA, Map.of(), bytes(line));
          assertThat(alone.rows()).as("seed " + seed + ": " + line).isEmpty();
        }
      }
    }
    assertThat(good).isGreaterThan(SEEDS);
  }

  @Test
  void csvLinesTogetherAndAloneAgree() {
    int good = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<String> lines = new ArrayList<>();
      for (int n = 0; n < 30; n++) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < SCHEMA.size(); i++) {
          String value = value(SCHEMA.field(i), random).replace("\"", "");
          line.append(i == 0 ? "" : ",").append(value);
        }
        lines.add(damaged(line.toString(), random).replace("\"", ""));
      }
      good += agree("csv", "s,i,l,d,n,w,b,ts,v\n", lines, seed);
    }
    assertThat(good).isGreaterThan(SEEDS);
  }

  /// Compares and returns how many rows were good.
  private static int agree(String format, String header, List<String> lines, long seed) {
    List<String> rows = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    int number = header.isEmpty() ? 1 : 2;
    int first = number;
    for (String line : lines) {
      Decoding alone = Decoding.of(format, SCHEMA, Map.of(), bytes(header + line + "\n"));
      rows.addAll(alone.rows());
      for (String reason : alone.bad()) {
        bad.add(reason.replaceFirst("^" + first + ":", number + ":"));
      }
      number++;
    }
    byte[] all = bytes(header + String.join("\n", lines) + "\n");
    Decoding together = Decoding.of(format, SCHEMA, Map.of(), all);
    Decoding chopped =
        Decoding.of(
            format,
            SCHEMA,
            Map.of(),
            new RandomRoundTripTest.Chopped(all, new SplittableRandom(seed)),
            100,
            7);

    String what = "seed " + seed + "\n" + header + String.join("\n", lines);
    assertThat(together).as(what).isEqualTo(new Decoding(rows, bad));
    assertThat(chopped).as(what).isEqualTo(together);
    return rows.size();
  }

  private static List<Integer> order(SplittableRandom random) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < SCHEMA.size(); i++) {
      if (random.nextInt(6) > 0 || i == 2) {
        order.add(random.nextInt(order.size() + 1), i);
      }
    }
    return order;
  }

  private static String json(
      List<Integer> order, boolean extra, boolean spaced, SplittableRandom random) {
    StringBuilder line = new StringBuilder("{");
    for (int i : order) {
      Field field = SCHEMA.field(i);
      line.append(line.length() == 1 ? "" : spaced ? ", " : ",");
      line.append('"').append(field.name()).append(spaced ? "\" : " : "\":");
      line.append(value(field, random));
    }
    if (extra) {
      line.append(",\"a rather long key that nobody wants\":");
      line.append(VALUES[random.nextInt(VALUES.length)]);
    }
    return line.append('}').toString();
  }

  private static String value(Field field, SplittableRandom random) {
    if (random.nextInt(30) == 0) {
      return VALUES[random.nextInt(VALUES.length)];
    }
    boolean minus = random.nextBoolean();
    String number = (minus ? "-" : "") + (random.nextLong() >>> (32 + random.nextInt(31)));
    return switch (field.type()) {
      case DataType.Varchar _ -> "\"" + VALUES[random.nextInt(4)].replace("\"", "") + "\"";
      case DataType.Bool _ -> random.nextBoolean() ? "true" : "false";
      case DataType.Integral _ -> random.nextInt(9) == 0 ? number : "" + random.nextInt(1_000);
      case DataType.Timestamp _ ->
          random.nextBoolean() ? "1705320000123" : "\"2024-01-31T12:00:00.5Z\"";
      default -> (minus ? "-" : "") + random.nextInt(100_000) / 100.0;
    };
  }

  /// Changes, drops or doubles a byte now and then; never a newline.
  private static String damaged(String line, SplittableRandom random) {
    if (random.nextInt(8) > 0) {
      return line;
    }
    int at = random.nextInt(line.length());
    String replacement = "{}[]\":,\\ -0.e9n\u0001ü#";
    char c = replacement.charAt(random.nextInt(replacement.length()));
    return switch (random.nextInt(4)) {
      case 0 -> line.substring(0, at) + c + line.substring(at + 1);
      case 1 -> line.substring(0, at) + line.substring(at + 1);
      case 2 -> line.substring(0, at);
      default -> line.substring(0, at) + c + line.substring(at);
    };
  }

  private static boolean isJson(String line) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      boolean object = parser.nextToken() == JsonToken.START_OBJECT;
      parser.skipChildren();
      return object && parser.nextToken() == null;
    } catch (JsonProcessingException _) {
      return false;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
