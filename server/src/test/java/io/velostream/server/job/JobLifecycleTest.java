package io.velostream.server.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The whole table, and what must hold of every line of it.
class JobLifecycleTest {
  /// State: then for each event where it leads, with `!` for a refused wish, and the action if any.
  private static final String TABLE =
      """
      event         CREATED             WAITING             STARTING          RUNNING           PAUSED            STOPPING          RESTARTING         BACKING_OFF         FAILED              FINISHED            STOPPED
      START         WAITING/AWAIT_INPUT WAITING             STARTING          RUNNING           PAUSED!           RESTARTING        RESTARTING         STARTING/LAUNCH     WAITING/AWAIT_INPUT WAITING/AWAIT_INPUT WAITING/AWAIT_INPUT
      STOP          CREATED             STOPPED             STOPPING/END      STOPPING/END      STOPPING/END      STOPPING          STOPPING           STOPPED             FAILED              FINISHED            STOPPED
      PAUSE         CREATED!            WAITING!            PAUSED/HOLD       PAUSED/HOLD       PAUSED            STOPPING!         RESTARTING!        BACKING_OFF!        FAILED!             FINISHED!           STOPPED!
      RESUME        CREATED!            WAITING!            STARTING          RUNNING           RUNNING/RELEASE   STOPPING!         RESTARTING!        BACKING_OFF!        FAILED!             FINISHED!           STOPPED!
      RESTART       WAITING/AWAIT_INPUT WAITING/AWAIT_INPUT RESTARTING/END    RESTARTING/END    RESTARTING/END    RESTARTING        RESTARTING         WAITING/AWAIT_INPUT WAITING/AWAIT_INPUT WAITING/AWAIT_INPUT WAITING/AWAIT_INPUT
      INPUT_READY   CREATED             STARTING/LAUNCH     STARTING          RUNNING           PAUSED            STOPPING          RESTARTING         BACKING_OFF         FAILED              FINISHED            STOPPED
      RUN_BEGAN     CREATED             WAITING             RUNNING           RUNNING           PAUSED            STOPPING          RESTARTING         BACKING_OFF         FAILED              FINISHED            STOPPED
      RUN_FINISHED  CREATED             WAITING             FINISHED          FINISHED          FINISHED          FINISHED          WAITING/AWAIT_INPUT BACKING_OFF        FAILED              FINISHED            STOPPED
      RUN_STOPPED   CREATED             WAITING             STOPPED           STOPPED           STOPPED           STOPPED           WAITING/AWAIT_INPUT BACKING_OFF        FAILED              FINISHED            STOPPED
      RUN_FAILED    CREATED             WAITING             BACKING_OFF/BACK_OFF BACKING_OFF/BACK_OFF BACKING_OFF/BACK_OFF STOPPED WAITING/AWAIT_INPUT BACKING_OFF        FAILED              FINISHED            STOPPED
      RUN_GAVE_UP   CREATED             WAITING             FAILED            FAILED            FAILED            FAILED            WAITING/AWAIT_INPUT BACKING_OFF        FAILED              FINISHED            STOPPED
      BACK_OFF_OVER CREATED             WAITING             STARTING          RUNNING           PAUSED            STOPPING          RESTARTING         STARTING/LAUNCH     FAILED              FINISHED            STOPPED
      """;

  @Test
  void everyEventInEveryStateDoesWhatTheTableSays() {
    Map<String, String> actual = new LinkedHashMap<>();
    Map<String, String> expected = new LinkedHashMap<>();
    String[] states = TABLE.lines().findFirst().orElseThrow().split("\\s+");
    TABLE
        .lines()
        .skip(1)
        .forEach(line -> {
          String[] cells = line.split("\\s+");
          for (int i = 1; i < cells.length; i++) {
            expected.put(cells[0] + " in " + states[i], cells[i]);
          }
        });
    for (JobEvent event : JobEvent.values()) {
      for (JobState state : JobState.values()) {
        actual.put(event + " in " + state, text(JobLifecycle.next(state, event)));
      }
    }
    assertThat(actual).containsExactlyInAnyOrderEntriesOf(expected);
  }

  private static String text(JobLifecycle.Step step) {
    String action = step.action() == JobAction.NONE ? "" : "/" + step.action();
    return step.state() + (step.isRefused() ? "!" : "") + action;
  }

  @ParameterizedTest
  @EnumSource
  void whateverIsRefusedChangesNothing(JobState state) {
    for (JobEvent event : JobEvent.values()) {
      JobLifecycle.Step step = JobLifecycle.next(state, event);
      if (step.isRefused()) {
        assertThat(step.state()).isEqualTo(state);
        assertThat(step.action()).isEqualTo(JobAction.NONE);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRunIsMadeOnlyWhereThereIsNone(JobState state) {
    for (JobEvent event : JobEvent.values()) {
      JobLifecycle.Step step = JobLifecycle.next(state, event);
      if (step.action() == JobAction.LAUNCH) {
        assertThat(state.hasRun()).isFalse();
        assertThat(step.state()).isEqualTo(JobState.STARTING);
      }
      boolean endsRun = state.hasRun() && !step.state().hasRun();
      if (endsRun) {
        assertThat(event.name()).startsWith("RUN_");
      }
    }
  }

  @Test
  void everyStateCanBeReachedAndLeftForAStart() {
    assertThat(reachable(JobState.CREATED)).isEqualTo(EnumSet.allOf(JobState.class));
    for (JobState state : JobState.values()) {
      assertThat(reachable(state)).as("from " + state).contains(JobState.RUNNING);
    }
  }

  private static Set<JobState> reachable(JobState from) {
    Set<JobState> seen = EnumSet.of(from);
    Deque<JobState> left = new ArrayDeque<>(seen);
    while (!left.isEmpty()) {
      JobState state = left.pop();
      Set<JobState> next =
          Arrays.stream(JobEvent.values())
              .map(event -> JobLifecycle.next(state, event).state())
              .collect(Collectors.toSet());
      next.stream().filter(seen::add).forEach(left::push);
    }
    return seen;
  }
}
