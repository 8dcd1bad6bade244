package io.velostream.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.benchmarks.scenario.Scenario;
import io.velostream.benchmarks.scenario.Scenarios;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.stream.seam.World;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every scenario in its smallest form: results compared with DuckDB's, and a short timed run.
class ScenarioResultsTest {
  private static final World WORLD = SystemWorld.create();
  private static final long RECORDS = 5_000;

  @ParameterizedTest
  @MethodSource("scenarios")
  void resultsAreDuckDbs(Scenario scenario) {
    new ScenarioCheck(WORLD, scenario).check(RECORDS, 4096);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void resultsDoNotDependOnTheBatchSize(Scenario scenario) {
    new ScenarioCheck(WORLD, scenario).check(1_000, 7);
  }

  @Test
  void lateRowsAreCountedExactly() {
    Scenario scenario = Scenarios.of(List.of("3l")).getFirst();
    new ScenarioCheck(WORLD, scenario).check(scenario.checkRecords(), 4096);
  }

  @Test
  void theReferenceSystemsRulePutsOut99810Rows() {
    ScenarioBenchmark benchmark =
        new ScenarioBenchmark(WORLD, WORLD.clock(), 1, 4096, ScenarioBenchmark.Rival.NONE);
    Measurement measured = benchmark.measure(Scenarios.of(List.of("3w")).getFirst(), 0);
    assertThat(measured.outputRows()).isEqualTo(99_810);
    assertThat(measured.errors()).isZero();
  }

  @Test
  void aMeasurementComparesWithThePeer() {
    ScenarioBenchmark benchmark =
        new ScenarioBenchmark(WORLD, WORLD.clock(), 2, 4096, ScenarioBenchmark.Rival.PLAIN);
    Measurement measured = benchmark.measure(Scenarios.of(List.of("3a")).getFirst(), RECORDS);
    assertThat(measured.valid()).isTrue();
    assertThat(measured.records()).isEqualTo(RECORDS);
    assertThat(measured.outputRows()).isEqualTo(100);
    assertThat(measured.ratio()).isPresent();
  }

  static List<Scenario> scenarios() {
    return Scenarios.all();
  }
}
