package io.velostream.conformance.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Runs simulations from the command line: `--seed S` one of them, twice; `--seeds N` as many,
/// `--from F` beginning with that seed; `--rivals 1` as cases of rivals, `--joined 1` as cases of
/// joins, `--turns 1` as cases of many turns.
public final class SimulationMain {
  private SimulationMain() {}

  private static Case drawn(Set<String> options, long seed) {
    if (options.contains("--rivals")) {
      return Case.ofRivals(seed);
    }
    if (options.contains("--joined")) {
      return Case.ofJoined(seed);
    }
    return options.contains("--turns") ? Case.ofManyTurns(seed) : Case.of(seed);
  }

  /// Ends with the exit code 1 when one fails.
  public static void main(String[] args) {
    Map<String, Long> options = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], Long.parseLong(args[i + 1]));
    }
    Long one = options.get("--seed");
    if (one != null) {
      System.out.println(Case.of(one));
      System.out.println(Simulation.run(Case.of(one)));
      System.out.println(Simulation.run(Case.of(one)));
      return;
    }
    long from = options.getOrDefault("--from", 0L);
    long count = options.getOrDefault("--seeds", 1_000L);
    long events = 0;
    long disturbed = 0;
    long threads = 0;
    int failed = 0;
    for (long seed = from; seed < from + count; seed++) {
      try {
        Simulation.Outcome outcome = Simulation.run(drawn(options.keySet(), seed));
        events += outcome.events();
        disturbed += outcome.disturbed();
        threads += outcome.threads();
      } catch (AssertionError e) {
        failed++;
        System.out.println(e.getMessage());
        Throwable cause = e.getCause();
        if (cause != null && failed <= 5) {
          cause.printStackTrace(System.out);
        }
      }
    }
    System.out.printf(
        "%d seeds from %d: %d failed; %d events, %d disturbed lives, %d further threads%n",
        count, from, failed, events, disturbed, threads);
    if (failed > 0) {
      System.exit(1);
    }
  }
}
