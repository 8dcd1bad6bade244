package io.velostream.connector.datagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.velostream.columnar.DataType;
import java.util.Arrays;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What many values have in common. Seeds are fixed: a bound of four standard errors holds or it
/// does not.
class DistributionTest {
  private static final int ROWS = 200_000;

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double deviation(double[] values) {
    double mean = mean(values);
    return Math.sqrt(
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1));
  }

  private static double share(double[] values, DoublePredicate which) {
    return (double) Arrays.stream(values).filter(which).count() / values.length;
  }

  private static double[] doubles(String... options) {
    return Made.column("x", DataType.DOUBLE).with(options).rows(ROWS).numbers();
  }

  @Test
  void uniformValuesFillTheirRangeEvenly() {
    double[] values = doubles("min", "-1", "max", "3");
    assertThat(mean(values)).isCloseTo(1, within(4 * 4 / Math.sqrt(12.0 * ROWS)));
    assertThat(deviation(values)).isCloseTo(4 / Math.sqrt(12), within(0.01));
    for (int tenth = 0; tenth < 10; tenth++) {
      double low = -1 + 0.4 * tenth;
      assertThat(share(values, v -> v >= low && v < low + 0.4)).isCloseTo(0.1, within(0.003));
    }
  }

  @Test
  void normalValuesHaveTheirMeanAndDeviationAndTails() {
    double[] values = doubles("distribution", "normal", "mean", "10", "deviation", "2");
    assertThat(mean(values)).isCloseTo(10, within(4 * 2 / Math.sqrt(ROWS)));
    assertThat(deviation(values)).isCloseTo(2, within(4 * 2 / Math.sqrt(2.0 * ROWS)));
    assertThat(share(values, v -> Math.abs(v - 10) < 2)).isCloseTo(0.682_689, within(0.004));
    assertThat(share(values, v -> Math.abs(v - 10) > 6)).isCloseTo(0.002_700, within(0.0005));
  }

  @Test
  void boundsCutADistributionWithoutPilingUp() {
    double[] values =
        doubles("distribution", "normal", "mean", "0", "deviation", "1", "min", "0", "max", "1");
    // The mean of the bell between 0 and 1.
    assertThat(mean(values)).isCloseTo(0.459_862, within(0.003));
    assertThat(share(values, v -> v == 0 || v == 1)).isZero();
    assertThat(Arrays.stream(values)).allMatch(v -> v > 0 && v < 1);
  }

  @Test
  void logarithmsOfLognormalValuesAreNormal() {
    double[] logs =
        Arrays.stream(doubles("distribution", "lognormal", "median", "30", "sigma", "0.5"))
            .map(Math::log)
            .toArray();
    assertThat(mean(logs)).isCloseTo(Math.log(30), within(4 * 0.5 / Math.sqrt(ROWS)));
    assertThat(deviation(logs)).isCloseTo(0.5, within(0.004));
  }

  @Test
  void exponentialValuesHaveTheirMean() {
    double[] values = doubles("distribution", "exponential", "mean", "7");
    assertThat(mean(values)).isCloseTo(7, within(4 * 7 / Math.sqrt(ROWS)));
    assertThat(deviation(values)).isCloseTo(7, within(0.12));
    assertThat(share(values, v -> v > 7)).isCloseTo(Math.exp(-1), within(0.005));
  }

  /// Small and large numbers of ranks are drawn in different ways.
  @ParameterizedTest
  @CsvSource({"1000, 1", "1000, 0.8", "1000, 1.5", "10_000_000, 1", "10_000_000, 1.2"})
  void zipfRanksFollowTheirExponent(String max, double skew) {
    double[] values =
        Made.column("x", DataType.BIGINT)
            .with("distribution", "zipf", "max", max, "skew", Double.toString(skew))
            .rows(ROWS)
            .numbers();
    double all = 0;
    for (int rank = 1; rank <= Integer.parseInt(max.replace("_", "")); rank++) {
      all += Math.pow(rank, -skew);
    }
    for (int rank : new int[] {1, 2, 3, 10, 30}) {
      double expected = Math.pow(rank, -skew) / all;
      double error = 4 * Math.sqrt(expected / ROWS);
      assertThat(share(values, v -> v == rank)).isCloseTo(expected, within(error));
    }
    // The exponent as the slope between the first ranks and the tenth, on logarithmic scales.
    double slope =
        Math.log(share(values, v -> v == 1) / share(values, v -> v == 10)) / Math.log(10);
    assertThat(slope).isCloseTo(skew, within(0.03));
    assertThat(Arrays.stream(values).min().orElseThrow()).isEqualTo(1);
  }

  @Test
  void decimalsAndWholeNumbersAreRounded() {
    double[] cents =
        Made.column("x", new DataType.Decimal(10, 2))
            .with("distribution", "normal", "mean", "5", "deviation", "0.5", "min", "4", "max", "6")
            .rows(ROWS)
            .numbers();
    assertThat(mean(cents)).isCloseTo(500, within(0.5));
    assertThat(Arrays.stream(cents)).allMatch(v -> v >= 400 && v <= 600 && v == Math.rint(v));

    double[] bytes =
        Made.column("x", DataType.TINYINT)
            .with("distribution", "exponential", "mean", "100")
            .rows(10_000)
            .numbers();
    assertThat(Arrays.stream(bytes)).allMatch(v -> v >= 0 && v <= 127);
  }

  @Test
  void aShareOfTheRowsIsNull() {
    double[] values =
        Made.column("x", DataType.BIGINT).with("null-rate", "0.2").rows(ROWS).numbers();
    assertThat(1 - (double) values.length / ROWS)
        .isCloseTo(0.2, within(4 * Math.sqrt(0.16 / ROWS)));
  }

  @Test
  void weightsAreKeptTo() {
    double[] values =
        Made.column("x", DataType.INTEGER)
            .with("values", "1, 2, 3, 4", "weights", "5, 3, 2, 0")
            .rows(ROWS)
            .numbers();
    assertThat(share(values, v -> v == 1)).isCloseTo(0.5, within(0.005));
    assertThat(share(values, v -> v == 2)).isCloseTo(0.3, within(0.005));
    assertThat(share(values, v -> v == 3)).isCloseTo(0.2, within(0.005));
  }

  @Test
  void twoColumnsDoNotDependOnEachOther() {
    double[] xs = doubles();
    double[] ys = Made.column("y", DataType.DOUBLE).rows(ROWS).numbers();
    double product = 0;
    for (int i = 0; i < ROWS; i++) {
      product += (xs[i] - 0.5) * (ys[i] - 0.5);
    }
    assertThat(product / ROWS * 12).isCloseTo(0, within(4 / Math.sqrt(ROWS)));
  }

  @Test
  void theStepsOfAWalkAreNormalAndDoNotDependOnEachOther() {
    double[] walk =
        Made.column("x", DataType.DOUBLE)
            .with("kind", "walk", "start", "100", "deviation", "2")
            .rows(ROWS)
            .numbers();
    double[] steps = new double[ROWS - 1];
    double[] products = new double[ROWS - 2];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = walk[i + 1] - walk[i];
      if (i > 0) {
        products[i - 1] = steps[i] * steps[i - 1];
      }
    }
    assertThat(walk[0]).isEqualTo(100);
    assertThat(mean(steps)).isCloseTo(0, within(4 * 2 / Math.sqrt(ROWS)));
    assertThat(deviation(steps)).isCloseTo(2, within(0.02));
    assertThat(mean(products) / 4).isCloseTo(0, within(4 / Math.sqrt(ROWS)));
    assertThat(share(steps, v -> Math.abs(v) < 2)).isCloseTo(0.683, within(0.01));
    // How far it gets in 1000 steps, across the blocks in which it is made.
    double[] far = new double[ROWS / 1_000 - 1];
    for (int i = 0; i < far.length; i++) {
      far[i] = walk[(i + 1) * 1_000] - walk[i * 1_000];
    }
    assertThat(deviation(far)).isCloseTo(2 * Math.sqrt(1_000), within(13.0));
  }

  @Test
  void aWalkStaysWithinItsBounds() {
    double[] walk =
        Made.column("x", new DataType.Decimal(8, 2))
            .with("kind", "walk", "start", "10", "volatility", "0.05", "min", "5", "max", "20")
            .rows(20_000)
            .numbers();
    assertThat(Arrays.stream(walk)).allMatch(v -> v >= 500 && v <= 2_000);
    assertThat(Arrays.stream(walk).max().orElseThrow()).isGreaterThan(1_900);
    assertThat(Arrays.stream(walk).min().orElseThrow()).isLessThan(525);
  }
}
