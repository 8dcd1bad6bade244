package io.velostream.runtime.parallel;

import io.velostream.runtime.race.Interleavings;
import java.util.ArrayList;
import java.util.List;

/// Two readers that hand event time to each other, turn by turn, for each order of events.
public final class BatonScenario {
  private final Batons batons = new Batons(2, 1);
  private final int turns;
  private final boolean patient;
  private final List<Long> seen = new ArrayList<>();

  private BatonScenario(int turns, boolean patient) {
    this.turns = turns;
    this.patient = patient;
  }

  /// @return how many orders there are
  public static long explore(int turns) {
    return Interleavings.explore(() -> new BatonScenario(turns, true).scenario());
  }

  /// With readers that do not wait for the baton.
  public static long exploreImpatient(int turns) {
    return Interleavings.explore(() -> new BatonScenario(turns, false).scenario());
  }

  private Interleavings.Scenario scenario() {
    return new Interleavings.Scenario(() -> read(0), () -> read(1), this::check);
  }

  private void read(int reader) {
    for (int turn = 0; turn < turns; turn++) {
      while (!batons.has(reader, turn) && patient) {
        Interleavings.block();
      }
      long moment = 2L * turn + reader;
      if (moment > 0) {
        seen.add(batons.watermark(reader));
      }
      if (batons.hasEnded(reader)) {
        throw new IllegalStateException("the table ended before turn " + moment);
      }
      batons.pass(reader, turn, moment, moment == 2L * turns - 1);
    }
  }

  /// Each turn has learned what the one before it has made.
  private void check() {
    for (int i = 0; i < seen.size(); i++) {
      if (seen.get(i) != i) {
        throw new IllegalStateException("event time in another order: " + seen);
      }
    }
    if (seen.size() != 2 * turns - 1 || !batons.has(0, turns) || !batons.hasEnded(0)) {
      throw new IllegalStateException("the baton was lost: " + seen);
    }
  }
}
