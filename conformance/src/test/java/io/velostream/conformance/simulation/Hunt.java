package io.velostream.conformance.simulation;

import java.util.Optional;

/// Looks for a seed that shows a bug.
public final class Hunt {
  private Hunt() {}

  /// The first seed below `seeds` whose history goes wrong, and how.
  ///
  /// @param ofSaved whether only jobs that are saved can show it
  public static Optional<String> hunt(long seeds, boolean ofSaved) {
    return hunt(seeds, ofSaved, files -> files);
  }

  /// The same among jobs that join.
  public static Optional<String> huntJoined(long seeds) {
    for (long seed = 0; seed < seeds; seed++) {
      try {
        Simulation.run(Case.ofJoined(seed));
      } catch (AssertionError e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    }
    return Optional.empty();
  }

  /// The first case of many turns in which pipelines wait for each other for good, and how; others
  /// may go wrong before.
  public static Optional<String> huntStuck(long seeds) {
    for (long seed = 0; seed < seeds; seed++) {
      try {
        Simulation.run(Case.ofManyTurns(seed));
      } catch (AssertionError e) {
        if (e.getCause() instanceof Fibers.Stuck) {
          return Optional.of(String.valueOf(e.getMessage()));
        }
      }
    }
    return Optional.empty();
  }

  static Optional<String> hunt(long seeds, boolean ofSaved, Simulation.Wrapping world) {
    for (long seed = 0; seed < seeds; seed++) {
      Case plan = Case.of(seed);
      if (ofSaved && (!plan.saved() || plan.lives() == 0)) {
        continue;
      }
      try {
        Simulation.run(plan, world);
      } catch (AssertionError e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    }
    return Optional.empty();
  }
}
