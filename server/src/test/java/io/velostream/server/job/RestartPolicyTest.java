package io.velostream.server.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.server.job.RestartPolicy.Decision;
import io.velostream.server.job.RestartPolicy.History;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
  private static final RestartPolicy POLICY = RestartPolicy.STANDARD;
  private static final JobFailure DISK =
      JobFailure.of(
          new EnvironmentException("disk full", new IOException(), false), "t rows 1 to 9");

  private static JobFailure division(String input) {
    return JobFailure.of(new UserException(ErrorCode.DIVISION_BY_ZERO, "division by zero"), input);
  }

  private static List<Double> secondsUntilRetry(int failures, double chance) {
    List<Double> waits = new ArrayList<>();
    History history = History.NONE;
    for (int i = 0; i < failures; i++) {
      Decision decision = POLICY.after(DISK, Duration.ofSeconds(5), history, chance);
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
    History history = new History(7, 1, java.util.Optional.of(DISK));
    Decision healthy = POLICY.after(DISK, Duration.ofMinutes(10), history, 1);
    assertThat(healthy.retryIn()).contains(Duration.ofSeconds(1));
    Decision unhealthy = POLICY.after(DISK, Duration.ofMinutes(10).minusNanos(1), history, 1);
    assertThat(unhealthy.retryIn()).contains(Duration.ofSeconds(60));
  }

  @Test
  void threeFailuresOnOneInputEndTheTryingAndNameIt() {
    JobFailure failure = division("trades rows 4097 to 8192");
    Decision first = POLICY.after(failure, Duration.ofSeconds(1), History.NONE, 0);
    Decision second = POLICY.after(failure, Duration.ofHours(1), first.history(), 0);
    Decision third = POLICY.after(failure, Duration.ofHours(1), second.history(), 0);
    assertThat(first.retryIn()).isPresent();
    assertThat(second.retryIn()).isPresent();
    assertThat(third.retryIn()).isEmpty();
    assertThat(third.reason())
        .isEqualTo("it has failed 3 times on the same input: trades rows 4097 to 8192");
  }

  @Test
  void anotherInputBeginsTheCountAnew() {
    History history = History.NONE;
    for (int i = 0; i < 20; i++) {
      Decision decision = POLICY.after(division("trades row " + i / 2), Duration.ZERO, history, 0);
      assertThat(decision.retryIn()).as("failure " + i).isPresent();
      history = decision.history();
    }
  }

  @Test
  void aStatementAtFaultIsNotTriedAgain() {
    Decision decision = POLICY.after(division(""), Duration.ZERO, History.NONE, 0);
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
      history = POLICY.after(bug, Duration.ZERO, history, 0).history();
    }
    assertThat(POLICY.after(bug, Duration.ZERO, history, 0).retryIn()).isEmpty();
  }
}
