package io.velostream.runtime.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.runtime.retry.BreakerState.Closed;
import io.velostream.runtime.retry.BreakerState.GivenUp;
import io.velostream.runtime.retry.BreakerState.HalfOpen;
import io.velostream.runtime.retry.BreakerState.Open;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Every story of attempts, of any outcome and begun as early as allowed or later, for small
/// policies of all kinds.
final class BreakerTest {
  private int stories;

  @Test
  void inEveryStoryTheBreakerKeepsItsPromises() {
    for (int attempts = 1; attempts <= 6; attempts++) {
      for (int opensAfter = 1; opensAfter <= 4; opensAfter++) {
        for (long open : List.of(0L, 7L, 50L)) {
          explore(
              new RetryPolicy(attempts, 3, opensAfter, open),
              BreakerState.INITIAL,
              100,
              new ArrayList<>(),
              8);
        }
      }
    }
    assertThat(stories).isGreaterThan(10_000);
  }

  private void explore(
      RetryPolicy policy, BreakerState state, long now, List<Boolean> outcomes, int left) {
    stories++;
    String story = policy + " " + outcomes + " " + state;
    int row = failuresInARow(outcomes);
    assertThat(state.failures()).as(story).isEqualTo(row);
    assertThat(row).as(story).isLessThanOrEqualTo(policy.attempts());
    assertThat(state instanceof GivenUp).as(story).isEqualTo(row == policy.attempts());
    assertThat(state instanceof Open)
        .as(story)
        .isEqualTo(row >= policy.opensAfter() && row < policy.attempts());
    if (state instanceof GivenUp) {
      assertThatThrownBy(() -> Breaker.earliest(state)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> Breaker.failed(state, now, policy))
          .isInstanceOf(IllegalStateException.class);
      return;
    }
    long earliest = Breaker.earliest(state);
    if (row > 0) {
      long wait = earliest - now;
      assertThat(wait).as(story).isEqualTo(wait(policy, row));
      if (wait > 0) {
        assertThatThrownBy(() -> Breaker.attempted(state, earliest - 1))
            .isInstanceOf(IllegalStateException.class);
      }
    }
    if (left == 0) {
      return;
    }
    for (long late : List.of(0L, 5L)) {
      long then = Math.max(now, earliest) + late;
      BreakerState trying = Breaker.attempted(state, then);
      assertThat(trying instanceof HalfOpen).as(story).isEqualTo(state instanceof Open);
      outcomes.add(false);
      explore(policy, Breaker.failed(trying, then, policy), then, outcomes, left - 1);
      outcomes.set(outcomes.size() - 1, true);
      BreakerState back = Breaker.succeeded(trying);
      assertThat(back).as(story).isEqualTo(BreakerState.INITIAL);
      explore(policy, back, then, outcomes, left - 1);
      outcomes.removeLast();
    }
  }

  /// How long to wait, said in another way: an open breaker waits its time, a closed one 3, 6, 12
  /// …, and never longer than an open one.
  private static long wait(RetryPolicy policy, int failures) {
    return failures >= policy.opensAfter()
        ? policy.openNanos()
        : Math.min(policy.openNanos(), 3L << (failures - 1));
  }

  private static int failuresInARow(List<Boolean> outcomes) {
    int row = 0;
    for (boolean success : outcomes) {
      row = success ? 0 : row + 1;
    }
    return row;
  }

  @Test
  void anOpenBreakerHasNothingThatCouldSucceedOrFail() {
    BreakerState open = new Open(2, 10);
    RetryPolicy policy = new RetryPolicy(5, 1, 2, 10);
    assertThatThrownBy(() -> Breaker.succeeded(open)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Breaker.failed(open, 3, policy))
        .isInstanceOf(IllegalStateException.class);
    assertThat(Breaker.failed(new HalfOpen(2), 20, policy)).isEqualTo(new Open(3, 30));
    assertThat(Breaker.failed(new Closed(0, 0), 20, policy)).isEqualTo(new Closed(1, 21));
  }

  @Test
  void waitsNeverOverflow() {
    RetryPolicy policy = new RetryPolicy(1_000, 1, 1_000, Long.MAX_VALUE / 4);
    assertThat(policy.waitNanos(999)).isEqualTo(Long.MAX_VALUE / 4);
  }
}
