package io.velostream.expression;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.columnar.DataType.Integral;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Slice;
import io.velostream.columnar.nested.JsonParser;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Draws values of a type: mostly from a few special ones, so that cases meet, and sometimes NULL.
final class RandomValues {
  private static final List<Double> DOUBLES =
      List.of(
          0.0,
          -0.0,
          1.0,
          -1.5,
          0.1,
          2.5,
          1e10,
          -1e300,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          Double.MIN_VALUE,
          9.007199254740992E15,
          0x1p63);
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "b",
          "abc",
          "ABC",
          "aXbX",
          " a ",
          "1",
          "-12",
          "3.5",
          "1e2",
          "NaN",
          "true",
          "f",
          "2024-02-29",
          "2024-02-29 12:34:56.789",
          "12:00:00",
          "1 00:00:01",
          "1-2",
          "€uro",
          "😀x😀",
          "%a_",
          "ééé",
          "x'y",
          "a,b,c",
          "99999999999999999999",
          "{\"a\": [1, {\"b\": \"x\"}]}",
          "a\u0000\u0001b");
  private static final List<String> JSON =
      List.of(
          "null",
          "true",
          "12.50",
          "-1e30",
          "\"a\"",
          "\"2024-01-31\"",
          "[]",
          "[1, null, \"x\"]",
          "{}",
          "{\"a\": 1, \"n\": {\"d\": [2]}}",
          "{\"n\": 5, \"d\": 1.5, \"t\": \"ab\", \"a\": [1, 2]}");
  private static final long DAY = 86_400_000_000L;

  private RandomValues() {}

  /// A value boxed by lane, or `null`.
  static @Nullable Object draw(DataType type, RandomGenerator random) {
    return random.nextInt(8) == 0 ? null : some(type, random);
  }

  static Object some(DataType type, RandomGenerator random) {
    return switch (type) {
      case DataType.Bool _ -> (long) random.nextInt(2);
      case Integral integral -> integer(integral, random);
      case DataType.Floating floating -> {
        double value = DOUBLES.get(random.nextInt(DOUBLES.size()));
        yield floating.width() == DataType.Floating.Width.REAL ? (double) (float) value : value;
      }
      case Decimal decimal -> decimal(decimal, random);
      case DataType.Char text -> pad(text(random), text.length());
      case DataType.Varchar text -> {
        String value = text(random);
        int length = value.codePointCount(0, value.length());
        int most = Math.min(length, text.maxLength());
        yield Slice.utf8(value.substring(0, value.offsetByCodePoints(0, most)));
      }
      case DataType.Date _ -> random.nextLong(-1000, 30_000);
      case DataType.Time _ -> random.nextLong(86_400_000) * 1000;
      case DataType.Timestamp _ ->
          random.nextInt(3) == 0
              ? (Object) (random.nextLong(20_000) * DAY)
              : (Object) (random.nextLong(-1_000_000_000_000L, 2_000_000_000_000L) * 1000);
      case DataType.Interval _ ->
          random.nextInt(20) == 0 ? random.nextLong() : random.nextLong(-40, 40);
      case DataType.Array _,
          DataType.Multiset _,
          DataType.Map _,
          DataType.Row _,
          DataType.Variant _ ->
          nested(type, random);
      case DataType.Varbinary _, DataType.Geometry _, DataType.Null _ ->
          throw new IllegalArgumentException(type.sql());
    };
  }

  private static Slice nested(DataType type, RandomGenerator random) {
    SlotWriter out = new SlotWriter();
    put(type, random, out);
    return out.copy();
  }

  private static void part(DataType type, RandomGenerator random, SlotWriter out) {
    if (random.nextInt(5) == 0) {
      out.putNull();
    } else {
      put(type, random, out);
    }
  }

  private static void put(DataType type, RandomGenerator random, SlotWriter out) {
    int size = random.nextInt(4);
    switch (type) {
      case DataType.Array array -> {
        out.begin(Tag.ARRAY);
        for (int i = 0; i < size; i++) {
          part(array.element(), random, out);
        }
        out.end();
      }
      case DataType.Map map -> {
        out.begin(Tag.MAP);
        int from = out.length();
        for (int i = 0; i < size; i++) {
          put(map.key(), random, out);
          part(map.value(), random, out);
        }
        out.endMap(from);
      }
      case DataType.Row row -> {
        out.begin(Tag.ROW);
        row.fields().forEach(field -> part(field.type(), random, out));
        out.end();
      }
      case DataType.Variant _ -> {
        byte[] json = JSON.get(random.nextInt(JSON.size())).getBytes(StandardCharsets.UTF_8);
        if (JsonParser.parse(json, 0, json.length, out) != null) {
          throw new AssertionError("not JSON");
        }
      }
      case DataType scalar -> out.putScalar(some(scalar, random));
    }
  }

  private static Object integer(Integral type, RandomGenerator random) {
    return switch (random.nextInt(5)) {
      case 0 -> type.width().min();
      case 1 -> type.width().max();
      case 2 -> random.nextLong(type.width().min(), type.width().max());
      default -> random.nextLong(-3, 12);
    };
  }

  private static Object decimal(Decimal type, RandomGenerator random) {
    BigInteger limit = BigInteger.TEN.pow(type.precision());
    BigInteger value =
        switch (random.nextInt(4)) {
          case 0 -> limit.subtract(BigInteger.ONE);
          case 1 -> BigInteger.ONE.subtract(limit);
          case 2 -> BigInteger.valueOf(random.nextLong(-500, 500));
          default -> BigInteger.valueOf(random.nextLong()).remainder(limit);
        };
    return type.lane() == Lane.LONG ? (Object) value.longValueExact() : value;
  }

  private static String text(RandomGenerator random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private static Slice pad(String value, int length) {
    int[] points = value.codePoints().limit(length).toArray();
    return Slice.utf8(new String(points, 0, points.length) + " ".repeat(length - points.length));
  }
}
