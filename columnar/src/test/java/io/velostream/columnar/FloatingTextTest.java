package io.velostream.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatingTextTest {
  @ParameterizedTest
  @CsvSource({
    "8.25e8, 825000000.0",
    "-8.25e8, -825000000.0",
    "9.999999999999998e15, 9999999999999998.0",
    "1e16, 1.0E16",
    "1.5e-4, 0.00015",
    "9e-5, 9.0E-5",
    "12345678.125, 12345678.125",
    "0, 0.0",
    "-0.0, -0.0",
    "NaN, NaN",
    "-Infinity, -Infinity",
  })
  void writesDigitsOut(double value, String text) {
    assertThat(FloatingText.of(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"16777216, 16777216.0", "1.1e8, 110000000.0", "0.1, 0.1", "3.4e38, 3.4E38"})
  void writesDigitsOfReals(float value, String text) {
    assertThat(FloatingText.of(value)).isEqualTo(text);
  }

  @Test
  void readsBack() {
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      assertThat((Double) Double.parseDouble(FloatingText.of(value))).isEqualTo((Double) value);
      double whole = random.nextLong(20_000_000_000_000_000L);
      assertThat(Double.parseDouble(FloatingText.of(whole))).isEqualTo(whole);
    }
  }
}
