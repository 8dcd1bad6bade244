package io.velostream.connector.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What a kernel of the fast path takes, the general parser reads as the same value.
class FastFieldsTest {
  private static final int TEXTS = 40_000;
  private static final List<String> TIMES =
      List.of(
          "2024-01-31 12:00:00",
          "2024-02-29T23:59:59.999",
          "1969-12-31 00:00:00.000001",
          "2023-02-29 12:00:00.5",
          "9999-12-31T23:59:59.999999999");

  private interface Kernel {
    int read(Column column, int row, byte[] data, int from);
  }

  @Test
  void timestampsAreReadAsByTheGeneralParser() {
    for (int precision : new int[] {0, 3, 6}) {
      DataType type = new DataType.Timestamp(precision, false);
      agree(type, FastFields::timestamp, random -> mutated(TIMES, random), 4_000);
    }
  }

  @Test
  void decimalsAreReadAsByTheGeneralParser() {
    agree(DataType.DOUBLE, FastFields::float64, FastFieldsTest::number, 4_000);
    agree(new DataType.Decimal(9, 2), FastFields::decimal, FastFieldsTest::number, 4_000);
    agree(new DataType.Decimal(30, 5), FastFields::decimal, FastFieldsTest::number, 4_000);
  }

  private interface Texts {
    String next(SplittableRandom random);
  }

  /// @param least how many texts the kernel must take at least
  private static void agree(DataType type, Kernel kernel, Texts texts, int least) {
    Column fast = new Column(Field.of("c", type), 1, TimestampFormat.SQL);
    Column general = new Column(Field.of("c", type), 1, TimestampFormat.SQL);
    SplittableRandom random = new SplittableRandom(7);
    int taken = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = texts.next(random);
      byte[] data = Arrays.copyOf(bytes(text + ",9:.5"), 100);
      int end = kernel.read(fast, 0, data, 0);
      // The caller refuses a value that the delimiter does not follow.
      if (end > 0 && data[end] == ',') {
        taken++;
        assertThat(FieldParser.parse(general, 0, data, 0, end)).as(text).isTrue();
        assertThat(end).as(text).isEqualTo(text.length());
        assertThat(Arrays.toString(fast.longs)).as(text).isEqualTo(Arrays.toString(general.longs));
        assertThat(Arrays.toString(fast.highs)).as(text).isEqualTo(Arrays.toString(general.highs));
        assertThat(Arrays.toString(fast.doubles))
            .as(text)
            .isEqualTo(Arrays.toString(general.doubles));
      }
    }
    assertThat(taken).isGreaterThan(least);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// One of some texts, most often with a character or two replaced or its end cut off.
  private static String mutated(List<String> texts, SplittableRandom random) {
    StringBuilder text = new StringBuilder(texts.get(random.nextInt(texts.size())));
    for (int n = random.nextInt(3); n > 0; n--) {
      text.setCharAt(random.nextInt(text.length()), "0123456789:.-T Z".charAt(random.nextInt(16)));
    }
    text.setLength(text.length() - (random.nextInt(4) == 0 ? random.nextInt(text.length()) : 0));
    return text.toString();
  }

  private static String number(SplittableRandom random) {
    StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "-" : "");
    for (int n = 1 + random.nextInt(9); n > 0; n--) {
      text.append((char) ('0' + random.nextInt(10)));
    }
    if (random.nextInt(4) > 0) {
      text.insert(random.nextInt(text.length() + 1), '.');
    }
    if (random.nextInt(20) == 0) {
      text.setCharAt(random.nextInt(text.length()), ".-e \u00e9".charAt(random.nextInt(5)));
    }
    return text.toString();
  }
}
