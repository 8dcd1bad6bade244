package io.velostream.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ScenariosTest {
  @Test
  void allVariantsAreThere() {
    assertThat(Scenarios.all())
        .extracting(Scenario::id)
        .containsExactly(
            "0", "0h", "1", "2", "2k", "2z", "2d", "2s", "3a", "3o", "3l", "3b", "3r", "3w");
  }

  @Test
  void someCanBeChosenInAnyOrderAndCase() {
    assertThat(Scenarios.of(List.of("3A", " 0")))
        .extracting(Scenario::id)
        .containsExactly("0", "3a");
  }

  @Test
  void anUnknownIdIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> Scenarios.of(List.of("0", "4x")))
        .hasMessage(
            "no such scenario: 4x; there are 0, 0h, 1, 2, 2k, 2z, 2d, 2s, 3a, 3o, 3l, 3b, 3r, 3w");
  }

  @Test
  void theReferenceSystemsRuleGivesItsPublishedNumberOfRows() {
    assertThat(new Outcome.WindowPerRecord(20).outputRows(5_000, 0))
        .isEqualTo(OptionalLong.of(99_810));
    assertThat(new Outcome.WindowPerRecord(20).outputRows(3, 0)).isEqualTo(OptionalLong.of(6));
  }

  @Test
  void theWindowScenarioKeepsItsOwnData() {
    Scenario scenario = Scenarios.of(List.of("3w")).getFirst();
    assertThat(scenario.timedRecords(1_000_000)).isEqualTo(5_000);
    assertThat(scenario.outcome().outputRows(scenario.timedRecords(0), 20)).hasValue(99_810);
  }
}
