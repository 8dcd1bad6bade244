package io.velostream.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.benchmarks.bytes.FileFormat;
import io.velostream.benchmarks.check.CheckFailure;
import io.velostream.expression.Evaluators;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the micro benchmarks measure is right.
class GatesTest {
  @Test
  void aGateStopsAWrongResult() {
    Gate.requireEqual(1L, 1L, "count");
    assertThatThrownBy(() -> Gate.requireEqual(1L, 2L, "count"))
        .isInstanceOf(CheckFailure.class)
        .hasMessage("count: 2 instead of 1");
  }

  @ParameterizedTest
  @EnumSource
  void groups(KeyForm keys) {
    GroupBenchmark benchmark = new GroupBenchmark();
    benchmark.keys = keys;
    benchmark.prepare();
    assertThat(benchmark.resolve()).isNotNegative();
  }

  @ParameterizedTest
  @EnumSource
  void expressions(Evaluators evaluators) {
    ExpressionBenchmark benchmark = new ExpressionBenchmark();
    benchmark.evaluators = evaluators;
    benchmark.prepare();
    assertThat(benchmark.projectRows()).isGreaterThan(benchmark.filterRows());
  }

  @ParameterizedTest
  @EnumSource
  void decoding(FileFormat format) throws IOException {
    DecodeBenchmark benchmark = new DecodeBenchmark();
    benchmark.format = format;
    benchmark.prepare();
    assertThat(benchmark.allColumns()).isEqualTo(benchmark.twoColumns());
  }

  @ParameterizedTest
  @EnumSource
  void aggregates(KeyForm groups) {
    AggregateBenchmark benchmark = new AggregateBenchmark();
    benchmark.groups = groups;
    benchmark.prepare();
    assertThat(benchmark.aggregate()).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void windows(WindowBenchmark.Order order) {
    WindowBenchmark benchmark = new WindowBenchmark();
    benchmark.order = order;
    benchmark.prepare();
    assertThat(benchmark.aggregate()).isPositive();
  }
}
