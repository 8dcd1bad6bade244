package io.velostream.columnar.nested;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Slice;
import io.velostream.columnar.WideInteger;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Slots are equal and ordered as their values are, and give the values back.
class SlotTest {
  private static final long SEED = 20_240_131;

  private static Slice slot(Consumer<SlotWriter> write) {
    SlotWriter out = new SlotWriter();
    write.accept(out);
    Slice slot = out.copy();
    assertThat(SlotReader.end(slot.array(), 0)).isEqualTo(slot.length());
    return slot;
  }

  private static Slice json(String text) {
    return slot(out -> {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(JsonParser.parse(bytes, 0, bytes.length, out)).isNull();
    });
  }

  private static @Nullable String error(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    SlotWriter out = new SlotWriter();
    String error = JsonParser.parse(bytes, 0, bytes.length, out);
    assertThat(out.length()).isZero();
    return error;
  }

  private static <T extends Comparable<T>> void ordered(List<T> values, List<Slice> slots) {
    for (int i = 0; i < values.size(); i++) {
      for (int j = 0; j < values.size(); j++) {
        assertThat(Integer.signum(slots.get(i).compareTo(slots.get(j))))
            .as(values.get(i) + " and " + values.get(j))
            .isEqualTo(Integer.signum(values.get(i).compareTo(values.get(j))));
      }
    }
  }

  @Test
  void longs() {
    List<Long> values = List.of(Long.MIN_VALUE, -256L, -255L, -1L, 0L, 1L, 255L, Long.MAX_VALUE);
    List<Slice> slots = values.stream().map(v -> slot(o -> o.putLong(v))).toList();
    ordered(values, slots);
    for (int i = 0; i < values.size(); i++) {
      assertThat(SlotReader.longAt(slots.get(i).array(), 0)).isEqualTo(values.get(i));
    }
  }

  @Test
  void doublesWithOneZeroAndOneNaN() {
    List<Double> values =
        List.of(
            Double.NEGATIVE_INFINITY,
            -Double.MAX_VALUE,
            -1.5,
            -Double.MIN_VALUE,
            0.0,
            Double.MIN_VALUE,
            1.5,
            Double.POSITIVE_INFINITY,
            Double.NaN);
    List<Slice> slots = values.stream().map(v -> slot(o -> o.putDouble(v))).toList();
    ordered(values, slots);
    for (int i = 0; i < values.size(); i++) {
      assertThat(SlotReader.doubleAt(slots.get(i).array(), 0)).isEqualTo(values.get(i));
    }
    assertThat(slot(o -> o.putDouble(-0.0))).isEqualTo(slot(o -> o.putDouble(0.0)));
    double otherNaN = Double.longBitsToDouble(0xFFF8_0000_0000_0001L);
    assertThat(slot(o -> o.putDouble(otherNaN))).isEqualTo(slot(o -> o.putDouble(Double.NaN)));
  }

  @Test
  void wideIntegers() {
    Random random = new Random(SEED);
    List<BigInteger> values = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      BigInteger value = new BigInteger(random.nextInt(126) + 1, random);
      values.add(random.nextBoolean() ? value : value.negate());
    }
    List<Slice> slots =
        values.stream()
            .map(v -> slot(o -> o.putWide(WideInteger.high(v), WideInteger.low(v))))
            .toList();
    ordered(values, slots);
    for (int i = 0; i < values.size(); i++) {
      assertThat(SlotReader.wideAt(slots.get(i).array(), 0)).isEqualTo(values.get(i));
    }
  }

  @Test
  void bytesWithEveryByte() {
    Random random = new Random(SEED);
    List<Slice> values = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[random.nextInt(4)];
      for (int k = 0; k < bytes.length; k++) {
        bytes[k] = (byte) (random.nextInt(5) - 1);
      }
      values.add(new Slice(bytes, 0, bytes.length));
    }
    List<Slice> slots = values.stream().map(v -> slot(o -> o.putBytes(v))).toList();
    ordered(values, slots);
    for (int i = 0; i < values.size(); i++) {
      assertThat(SlotReader.bytesAt(slots.get(i).array(), 0)).isEqualTo(values.get(i));
    }
  }

  @Test
  void numbersOfAnySize() {
    Random random = new Random(SEED);
    List<BigDecimal> values = new ArrayList<>();
    values.add(BigDecimal.ZERO);
    for (String text : List.of("1", "-1", "1e62", "1e63", "1e-62", "1e-63", "1e-64", "9e61")) {
      values.add(new BigDecimal(text));
    }
    for (int i = 0; i < 150; i++) {
      BigInteger digits = new BigInteger(random.nextInt(100) + 1, random);
      int scale = random.nextInt(200) - 100;
      BigDecimal value = new BigDecimal(random.nextBoolean() ? digits : digits.negate(), scale);
      values.add(value);
      values.add(value.setScale(scale + random.nextInt(3)));
    }
    List<Slice> slots = values.stream().map(v -> slot(o -> o.putNumber(v))).toList();
    ordered(values, slots);
    for (int i = 0; i < values.size(); i++) {
      assertThat(SlotReader.numberAt(slots.get(i).array(), 0)).isEqualByComparingTo(values.get(i));
    }
  }

  @Test
  void containersCompareTheirPartsInOrder() {
    List<Slice> ascending =
        List.of(
            slot(o -> array(o)),
            slot(o -> array(o, 1L)),
            slot(o -> array(o, 1L, 1L)),
            slot(o -> array(o, 1L, null)),
            slot(o -> array(o, 2L)),
            slot(o -> array(o, null, 1L)));
    for (int i = 1; i < ascending.size(); i++) {
      assertThat(ascending.get(i - 1)).isLessThan(ascending.get(i));
    }
  }

  private static void array(SlotWriter out, @Nullable Long... elements) {
    out.begin(Tag.ARRAY);
    for (Long element : elements) {
      if (element == null) {
        out.putNull();
      } else {
        out.putLong(element);
      }
    }
    out.end();
  }

  @Test
  void entriesOfMapsAreInOrderOfTheirKeysAndTheLastOfOneKeyStays() {
    Slice map =
        slot(o -> {
          o.begin(Tag.MAP);
          int from = o.length();
          for (long key : new long[] {3, 1, 3, 2}) {
            o.putLong(key);
            o.putLong(10 * key + o.length());
          }
          assertThat(o.endMap(from)).isFalse();
        });
    assertThat(SlotReader.count(map.array(), 0)).isEqualTo(6);
    int first = SlotReader.part(map.array(), 0, 0);
    assertThat(SlotReader.longAt(map.array(), first)).isEqualTo(1);
  }

  @Test
  void jsonIsCanonical() {
    assertThat(json(" { \"b\" : [ 1.0 , true ] , \"a\" : null } "))
        .isEqualTo(json("{\"a\":null,\"b\":[1,true]}"));
    assertThat(json("1e2")).isEqualTo(json("100.00"));
    assertThat(json("-0.0")).isEqualTo(json("0"));
    assertThat(json("\"\\u0061\\ud83d\\ude00\"")).isEqualTo(json("\"a😀\""));
    assertThat(json("{\"a\":1,\"a\":2}")).isEqualTo(json("{\"a\":2}"));
    assertThat(json("\"1\"")).isNotEqualTo(json("1"));
    assertThat(json("[]")).isNotEqualTo(json("{}"));
  }

  @Test
  void jsonReadsBackAsItself() {
    for (String text :
        List.of(
            "null",
            "[1,-2.5,0.001,123456789012345678901234567890,\"x\\n\\\"\\u0001\",{}]",
            "{\"\":{\"k\":[[[]]]},\"é\":false}")) {
      assertThat(NestedJson.text(json(text))).isEqualTo(text);
      assertThat(json(NestedJson.text(json(text)))).isEqualTo(json(text));
    }
  }

  @Test
  void malformedJsonIsRefusedWithItsPlace() {
    assertThat(error("")).contains("missing at byte 1");
    assertThat(error("[1,]")).contains("no JSON value at byte 4");
    assertThat(error("{a:1}")).contains("byte 2");
    assertThat(error("{\"a\" 1}")).contains("':'");
    assertThat(error("[1")).contains("']'");
    assertThat(error("01")).contains("no JSON value");
    assertThat(error("1.")).contains("malformed number");
    assertThat(error("1 2")).contains("text after the value at byte 3");
    assertThat(error("\"a")).contains("without end");
    assertThat(error("\"\\ud800\"")).contains("surrogate");
    assertThat(error("tru")).contains("no JSON value");
    assertThat(error("1e999999")).contains("exponent");
    assertThat(error("[".repeat(1_001) + "]".repeat(1_001))).contains("nested deeper");
    assertThat(error("[".repeat(1_000) + "]".repeat(1_000) + "x")).contains("after the value");
  }

  @Test
  void equalMultisetsAreEqualBytes() {
    assertThat(multiset(3, 1, 3)).isEqualTo(multiset(1, 3, 3)).isEqualTo(multiset(3, 3, 1));
    assertThat(multiset(1, 3)).isNotEqualTo(multiset(1, 3, 3));
    Slice value = multiset(2, -1);
    assertThat(SlotReader.longAt(value.array(), 1)).isEqualTo(-1);
    assertThat(multiset()).isEqualTo(new Slice(new byte[] {Tag.ARRAY, Tag.END}, 0, 2));
  }

  private static Slice multiset(long... elements) {
    SlotWriter out = new SlotWriter();
    out.begin(Tag.ARRAY);
    int from = out.length();
    for (long element : elements) {
      out.putLong(element);
    }
    out.endMultiset(from);
    return out.copy();
  }

  @Test
  void typesReadBackAsThemselves() {
    DataType row =
        new DataType.Row(
            List.of(
                new Field("a b", DataType.TINYINT, false),
                Field.of("d", new DataType.Decimal(20, 3)),
                Field.of("t", new DataType.Timestamp(3, true)),
                Field.of("c", new DataType.Char(4)),
                Field.of("v", new DataType.Variant())));
    DataType map = new DataType.Map(DataType.STRING, new DataType.Array(row));
    assertThat(TypeCode.read(TypeCode.of(map))).isEqualTo(map);
    for (DataType type :
        List.of(
            DataType.BOOLEAN,
            DataType.REAL,
            DataType.DOUBLE,
            DataType.DATE,
            new DataType.Time(3),
            new DataType.Timestamp(6, false),
            new DataType.Varchar(7),
            new DataType.Varbinary(),
            new DataType.Interval(DataType.Interval.Family.DAY_TIME),
            new DataType.Multiset(new DataType.Array(DataType.BIGINT)),
            new DataType.Null())) {
      assertThat(TypeCode.read(TypeCode.of(type))).isEqualTo(type);
    }
  }
}
