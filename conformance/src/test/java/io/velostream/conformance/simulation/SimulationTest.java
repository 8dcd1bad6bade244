package io.velostream.conformance.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Histories of the whole runtime, each from a seed. `-Dsim.seed=S` runs one of them,
/// `-Dsim.seeds=N` as many as that, from `-Dsim.from=F` on.
class SimulationTest {
  private static final long SEEDS = Long.getLong("sim.seeds", 800);
  private static final long FROM = Long.getLong("sim.from", 0);

  private static String replay(long seed, AssertionError e) {
    return "-Dsim.seed=" + seed + " replays this:\n" + e.getMessage();
  }

  @Test
  void whateverHappensTheOutputIsWhatItIsWhenNothingDoes() {
    Long only = Long.getLong("sim.seed");
    long from = only == null ? FROM : only;
    long to = only == null ? FROM + SEEDS : only + 1;
    List<String> failures = new ArrayList<>();
    long events = 0;
    long disturbed = 0;
    long threads = 0;
    int gaveUp = 0;
    for (long seed = from; seed < to; seed++) {
      try {
        Simulation.Outcome outcome = Simulation.run(Case.of(seed));
        events += outcome.events();
        disturbed += outcome.disturbed();
        threads += outcome.threads();
        gaveUp += outcome.failures().size();
      } catch (AssertionError e) {
        failures.add(replay(seed, e));
      }
    }
    assertTrue(failures.isEmpty(), () -> failures.size() + " failed:\n" + failures.getFirst());
    if (only == null) {
      assertTrue(events > 200 * SEEDS, "too little happens: " + events + " events");
      assertTrue(disturbed > SEEDS, "too little goes wrong: " + disturbed + " disturbed lives");
      assertTrue(threads * 4 > SEEDS, "too little runs side by side: " + threads);
      assertTrue(gaveUp * 10L > SEEDS, "too few faults are met: " + gaveUp);
    }
  }

  /// Histories in which a rival made the file of a result between two looks at it, so that it was
  /// taken for a device.
  @Test
  void aFileThatARivalMakesIsNoDevice() {
    Simulation.Outcome _ = Simulation.run(Case.of(508_761));
    Simulation.Outcome _ = Simulation.run(Case.ofSet(501_214));
    Simulation.Outcome _ = Simulation.run(Case.ofJoined(503_767));
  }

  @Test
  void oneOfTwoRivalsComesToTheEnd() {
    for (long seed = FROM; seed < FROM + SEEDS / 3; seed++) {
      Simulation.run(Case.ofRivals(seed));
    }
  }

  @Test
  void whatIsJoinedGoesOnFromWhereItWasSaved() {
    for (long seed = FROM; seed < FROM + SEEDS / 2; seed++) {
      try {
        Simulation.Outcome _ = Simulation.run(Case.ofJoined(seed));
      } catch (AssertionError e) {
        throw new AssertionError("joined case of seed " + seed + "\n" + e.getMessage(), e);
      }
    }
  }

  @Test
  void whatRunsSideBySideGoesOnFromWhereItWasSaved() {
    for (long seed = FROM; seed < FROM + SEEDS / 8; seed++) {
      try {
        Simulation.Outcome _ = Simulation.run(Case.ofSet(seed));
      } catch (AssertionError e) {
        throw new AssertionError("set of seed " + seed + "\n" + e.getMessage(), e);
      }
    }
  }

  /// Of how many turns a step is made, and how few parcels queues have room for, decides whether
  /// pipelines can come to wait for each other for good; so it is that which is drawn here. See
  /// [Tables].
  @Test
  void manyTurnsToAStepComeToTheEndThroughSmallQueues() {
    long threads = 0;
    for (long seed = FROM; seed < FROM + SEEDS / 6; seed++) {
      try {
        threads += Simulation.run(Case.ofManyTurns(seed)).threads();
      } catch (AssertionError e) {
        throw new AssertionError("many turns of seed " + seed + "\n" + e.getMessage(), e);
      }
    }
    assertTrue(threads > SEEDS / 6, "too little runs side by side: " + threads);
  }

  @Test
  void aSeedTellsTheSameHistoryAgain() {
    for (long seed = 0; seed < 100; seed++) {
      Simulation.Outcome first = Simulation.run(Case.of(seed));
      Simulation.Outcome second = Simulation.run(Case.of(seed));
      long which = seed;
      assertEquals(first, second, () -> "-Dsim.seed=" + which + " is not the same twice");
    }
  }

  @Test
  void otherSeedsTellOtherHistories() {
    long different =
        LongStream.range(0, 50)
            .map(seed -> Simulation.run(Case.of(seed)).hash())
            .distinct()
            .count();
    assertTrue(different > 40, "only " + different + " histories of 50 seeds");
  }
}
