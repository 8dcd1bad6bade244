package io.velostream.benchmarks.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowComparisonTest {
  private final RowComparison comparison = new RowComparison(List.of("k", "v"), Set.of("v"));

  @Test
  void orderDoesNotMatter() {
    assertThat(
            comparison.difference(
                List.of(row("a", 1.0), row("b", 2.0)), List.of(row("b", 2.0), row("a", 1.0))))
        .isEmpty();
  }

  @Test
  void approximateColumnsMayDifferInTheLastDigits() {
    assertThat(comparison.difference(List.of(row("a", 0.1 + 0.2)), List.of(row("a", 0.3))))
        .isEmpty();
    assertThat(comparison.difference(List.of(row("a", 0.300001)), List.of(row("a", 0.3))))
        .hasValueSatisfying(text -> assertThat(text).contains("0.300001", "instead of 0.3"));
  }

  @Test
  void exactColumnsMayNot() {
    RowComparison exact = new RowComparison(List.of("k", "v"), Set.of());
    assertThat(exact.difference(List.of(row("a", 0.1 + 0.2)), List.of(row("a", 0.3)))).isPresent();
  }

  @Test
  void howOftenARowOccursMatters() {
    assertThat(
            comparison.difference(
                List.of(row("a", 1.0), row("a", 1.0), row("b", 1.0)),
                List.of(row("a", 1.0), row("b", 1.0), row("b", 1.0))))
        .isPresent();
    assertThat(comparison.difference(List.of(), List.of(row("a", 1.0))))
        .hasValue("0 rows instead of 1");
  }

  @Test
  void nullIsNotZero() {
    assertThat(comparison.difference(List.of(row("a", null)), List.of(row("a", 0.0)))).isPresent();
    assertThat(comparison.difference(List.of(row("a", null)), List.of(row("a", null)))).isEmpty();
  }

  @Test
  void averagesAreCheckedToHalfAUnit() {
    List<ResultRow> sums = List.of(row("a", new BigDecimal("1"), new BigDecimal("3")));
    ExactAverages.check(List.of(row("a", new BigDecimal("0.3333"))), 1, 1, 4, sums);
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(() ->
                ExactAverages.check(List.of(row("a", new BigDecimal("0.3334"))), 1, 1, 4, sums)))
        .isInstanceOf(CheckFailure.class);
  }

  private static ResultRow row(Object... values) {
    return new ResultRow(Arrays.asList(values));
  }
}
