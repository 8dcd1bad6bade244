package io.velostream.server.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.InputRange;
import io.velostream.runtime.job.LastInput;
import io.velostream.server.job.RestartPolicy.Decision;
import io.velostream.server.job.RestartPolicy.History;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
  private static final RestartPolicy POLICY = RestartPolicy.STANDARD;
  private static final JobFailure DISK =
      JobFailure.of(
          new EnvironmentException("disk full", new IOException(), false), "t rows 1 to 9");

  private static LastInput rows(String table, long from, long to) {
    InputRange range = InputRange.rows(from, to);
    return new LastInput(List.of(new LastInput.OfSource(table, List.of(range))));
  }

  private static JobFailure division(LastInput input) {
    return JobFailure.of(
        new UserException(ErrorCode.DIVISION_BY_ZERO, "division by zero"), input.toString());
  }

  private static Decision divides(LastInput input, Duration lasted, History before) {
    return POLICY.after(division(input), input, lasted, before, 0);
  }

  /// Which of the tries on those inputs is the last one, from 1; 0 if none is.
  private static int triesOn(List<LastInput> inputs) {
    History history = History.NONE;
    for (int i = 0; i < inputs.size(); i++) {
      Decision decision = divides(inputs.get(i), Duration.ZERO, history);
      if (decision.retryIn().isEmpty()) {
        return i + 1;
      }
      history = decision.history();
    }
    return 0;
  }

  private static List<Double> secondsUntilRetry(int failures, double chance) {
    List<Double> waits = new ArrayList<>();
    History history = History.NONE;
    for (int i = 0; i < failures; i++) {
      Decision decision =
          POLICY.after(DISK, rows("t", 1, 9), Duration.ofSeconds(5), history, chance);
      history = decision.history();
      waits.add(decision.retryIn().orElseThrow().toNanos() / 1e9);
    }
    return waits;
  }

  @Test
  void waitsDoubleFromOneSecondToSixty() {
    assertThat(secondsUntilRetry(9, 1))
        .containsExactly(1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0);
    assertThat(secondsUntilRetry(9, 0))
        .containsExactly(0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0);
    assertThat(secondsUntilRetry(2_000, 0.5).getLast()).isEqualTo(45.0);
  }

  @Test
  void tenHealthyMinutesMakeThemForgotten() {
    History history = new History(7, List.of(), Optional.of(DISK));
    Decision healthy = POLICY.after(DISK, LastInput.NONE, Duration.ofMinutes(10), history, 1);
    assertThat(healthy.retryIn()).contains(Duration.ofSeconds(1));
    Duration less = Duration.ofMinutes(10).minusNanos(1);
    Decision unhealthy = POLICY.after(DISK, LastInput.NONE, less, history, 1);
    assertThat(unhealthy.retryIn()).contains(Duration.ofSeconds(60));
  }

  @Test
  void threeFailuresOnOneInputEndTheTryingAndNameIt() {
    LastInput input = rows("trades", 4097, 8192);
    Decision first = divides(input, Duration.ofSeconds(1), History.NONE);
    Decision second = divides(input, Duration.ofHours(1), first.history());
    Decision third = divides(input, Duration.ofHours(1), second.history());
    assertThat(first.retryIn()).isPresent();
    assertThat(second.retryIn()).isPresent();
    assertThat(third.retryIn()).isEmpty();
    assertThat(third.reason())
        .isEqualTo("it has failed 3 times on the same input: trades rows 4097 to 8192");
  }

  @Test
  void anotherInputBeginsTheCountAnew() {
    List<LastInput> inputs = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      inputs.add(rows("trades", i / 2, i / 2));
    }
    assertThat(triesOn(inputs)).isZero();
    assertThat(triesOn(List.of(rows("a", 1, 9), rows("b", 1, 9), rows("c", 1, 9)))).isZero();
  }

  @Test
  void theSameInputMayBeCutInAnotherWay() {
    List<LastInput> cuts = List.of(rows("t", 1, 100), rows("t", 51, 150), rows("t", 90, 95));
    assertThat(triesOn(cuts)).isEqualTo(3);
    List<LastInput> side = List.of(rows("t", 1, 50), rows("t", 51, 100), rows("t", 50, 51));
    assertThat(triesOn(side)).isZero();
  }

  @Test
  void failuresOnTwoInputsMayComeMixed() {
    LastInput one = rows("t", 1, 100);
    LastInput other = rows("t", 901, 1000);
    assertThat(triesOn(List.of(one, other, one, other, other, one))).isEqualTo(5);
  }

  @Test
  void ofSeveralSourcesOneIsEnoughToTellTheSameInput() {
    List<LastInput> tries = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      List<LastInput.OfSource> sources = new ArrayList<>(rows("left", 5, 9).sources());
      sources.addAll(rows("right", i * 100 + 1, i * 100 + 100).sources());
      tries.add(new LastInput(sources));
    }
    assertThat(tries.getFirst()).hasToString("left rows 5 to 9, right rows 1 to 100");
    assertThat(triesOn(tries)).isEqualTo(3);
  }

  @Test
  void whereNobodyKnowsThePlaceAHealthyRunMakesItForgotten() {
    LastInput somewhere = LastInput.somewhereIn(List.of("t"));
    assertThat(triesOn(List.of(somewhere, somewhere, somewhere))).isEqualTo(3);
    History history = History.NONE;
    for (int i = 0; i < 5; i++) {
      Decision decision = divides(somewhere, Duration.ofHours(1), history);
      assertThat(decision.retryIn()).isPresent();
      history = decision.history();
    }
  }

  @Test
  void aStatementAtFaultIsNotTriedAgain() {
    Decision decision = divides(LastInput.NONE, Duration.ZERO, History.NONE);
    assertThat(decision.retryIn()).isEmpty();
    assertThat(decision.reason()).contains("statement is at fault");
  }

  @Test
  void theEnvironmentIsTriedForEver() {
    assertThat(secondsUntilRetry(500, 0)).hasSize(500);
  }

  @Test
  void bugsAreNotTriedForEver() {
    History history = History.NONE;
    JobFailure bug = JobFailure.of(new AssertionError("no"), "t rows 1 to 2");
    for (int i = 0; i < 2; i++) {
      history = POLICY.after(bug, rows("t", 1, 2), Duration.ZERO, history, 0).history();
    }
    assertThat(POLICY.after(bug, rows("t", 1, 2), Duration.ZERO, history, 0).retryIn()).isEmpty();
  }
}
