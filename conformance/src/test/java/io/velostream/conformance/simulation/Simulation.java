package io.velostream.conformance.simulation;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.conformance.crash.Crash;
import io.velostream.conformance.crash.Loss;
import io.velostream.conformance.crash.SimulatedFiles;
import io.velostream.engine.Session;
import io.velostream.engine.StatementResult;
import io.velostream.stream.seam.Files;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Runs the history that a seed stands for: a process that runs a statement dies or meets faults,
/// another one takes its place, and so on, until one is left in peace. That one must come to the
/// end, and what is then there must be what is there when nothing happens.
final class Simulation {
  private static final List<Loss> LOSSES = List.of(Loss.values());
  private static final int MOST_OPERATIONS = 200;
  private static final int MOST_FILES_LEFT = 40;
  private static final int MOST_FILES_OF_LONG_INPUT = 80;

  /// By shape, tables, input and sink: what there is when nothing happens.
  private static final Map<String, Shown> UNDISTURBED = new HashMap<>();

  private final Case plan;
  private final RandomGenerator random;
  private final Trace trace = new Trace();
  private final StringBuilder story = new StringBuilder();
  private SimulatedFiles disk;
  private int disturbedSoFar;
  private int threads;

  /// What a run has left.
  ///
  /// @param hash of all that happened, in order
  /// @param disturbed lives in which something was to go wrong
  /// @param threads how many threads beside the first one there were, in all lives
  /// @param failures why it gave up
  record Outcome(long hash, long events, int disturbed, int threads, List<String> failures) {}

  /// How a process wraps its files; the world's bugs sit here.
  interface Wrapping {
    Files wrap(DisturbedFiles files);
  }

  private final Wrapping wrapping;
  private final List<String> failures = new ArrayList<>();

  private Simulation(Case plan, Wrapping wrapping) {
    this.plan = plan;
    this.random = Input.random(plan.seed() ^ 0x5EEDL);
    this.disk = plan.tables().disk(plan.input(), plan.mostRows());
    this.wrapping = wrapping;
  }

  /// Runs a case.
  ///
  /// @throws AssertionError when something is wrong, with the history that led to it
  static Outcome run(Case plan) {
    return run(plan, files -> files);
  }

  /// Runs a case in a world that may have a bug.
  static Outcome run(Case plan, Wrapping wrapping) {
    Shown expected =
        UNDISTURBED.computeIfAbsent(
            plan.shape().name() + plan.tables() + plan.input() + plan.sink(),
            _ -> undisturbed(plan));
    Simulation simulation = new Simulation(plan, wrapping);
    try {
      simulation.live(expected);
    } catch (Throwable e) {
      throw new AssertionError("" + plan + simulation.story + "\n  " + e.getMessage(), e);
    }
    return new Outcome(
        simulation.trace.hash(),
        simulation.trace.events(),
        simulation.disturbedSoFar,
        simulation.threads,
        simulation.failures);
  }

  private static Shown undisturbed(Case of) {
    Case plain =
        new Case(
            0,
            of.shape(),
            of.tables(),
            of.input(),
            of.sink(),
            false,
            0,
            false,
            Fibers.Fairness.EVEN,
            1_000);
    Simulation simulation = new Simulation(plain, files -> files);
    try {
      Life life = simulation.new Life(Disturbances.none());
      life.run(plain.script(""));
      return new Shown(Shown.rows(simulation.disk), life.late, life.errors);
    } catch (Throwable e) {
      throw new IllegalStateException("undisturbed " + plain, e);
    }
  }

  private void live(Shown expected) throws Throwable {
    boolean appends = expected.rows().keySet().stream().noneMatch(row -> row.contains("+I"));
    while (true) {
      boolean disturbed = disturbedSoFar < plan.lives();
      Disturbances disturbances = disturbed ? disturbances() : Disturbances.none();
      String settings = plan.settings(random);
      story.append("\n  life: ").append(settings.replace("\n", " "));
      Life life = new Life(disturbances);
      Ending ending = life.runToEnd(settings);
      threads += life.fibers.started();
      story.append("\n    ").append(disturbances).append(": ").append(ending);
      disturbedSoFar += disturbed ? 1 : 0;
      switch (ending) {
        case Ending.Complete _ -> {
          check(expected, life);
          return;
        }
        case Ending.Died _ -> {
          Loss loss = LOSSES.get(random.nextInt(LOSSES.size()));
          story.append(", losing ").append(loss);
          disk = disk.restarted(loss, random);
        }
        case Ending.GaveUp(String why) -> {
          failures.add(why);
          if (!disturbances.hasFailed()) {
            throw new AssertionError("it gave up in peace: " + why);
          }
          if (random.nextBoolean()) {
            disk = disk.restarted(Loss.NOTHING, random);
          }
        }
      }
      if (appends) {
        notMore(expected.rows(), Shown.rows(disk));
      }
    }
  }

  private Disturbances disturbances() {
    // Early deaths are as likely as late ones, however long a life is.
    int most = 1 << random.nextInt(1, Integer.numberOfTrailingZeros(256) + 1);
    return random.nextInt(3) > (plan.saved() ? 0 : 1)
        ? Disturbances.crash(1 + random.nextInt(Math.min(most, MOST_OPERATIONS)))
        : Disturbances.faults(random, !plan.saved());
  }

  private static void notMore(Map<String, Integer> expected, Map<String, Integer> shown) {
    shown.forEach((row, count) -> {
      if (count > expected.getOrDefault(row, 0)) {
        throw new AssertionError("seen too often on the way: " + count + " times " + row);
      }
    });
  }

  private void check(Shown expected, Life life) {
    Shown shown = new Shown(Shown.rows(disk), life.late, life.errors);
    same("rows", expected.rows(), shown.rows());
    if (life.knowsSides) {
      same("late rows", expected.late(), shown.late());
      same("bad rows", expected.errors(), shown.errors());
    }
    long left =
        disk.names().stream().filter(n -> n.startsWith("state/") || n.contains("/.")).count();
    int most = plan.tables() == Tables.FILES ? MOST_FILES_LEFT : MOST_FILES_OF_LONG_INPUT;
    if (left > most) {
      throw new AssertionError(left + " files are left: " + disk.names());
    }
  }

  private static void same(String what, Object expected, Object shown) {
    if (!expected.equals(shown)) {
      throw new AssertionError(
          "other " + what + ": expected\n    " + expected + "\n  but there are\n    " + shown);
    }
  }

  /// How a life ended.
  private sealed interface Ending {
    record Complete() implements Ending {}

    record Died() implements Ending {}

    record GaveUp(String why) implements Ending {}
  }

  /// A process, or two that both believe that the job is theirs.
  private final class Life {
    private final Fibers fibers = new Fibers(random, trace, plan.fairness(), plan.lookNanos());
    private final World world;
    private List<String> late = List.of();
    private List<String> errors = List.of();
    private boolean knowsSides;
    private @Nullable Ending rival;

    Life(Disturbances disturbances) {
      DisturbedFiles files = new DisturbedFiles(disk, fibers, trace, disturbances, random);
      world =
          new World(
              new VirtualClock(fibers, random),
              new SimulatedRandom(random),
              wrapping.wrap(files),
              fibers);
    }

    Ending runToEnd(String settings) throws Throwable {
      String script = plan.script(settings);
      boolean twice = plan.rivals() && random.nextBoolean();
      try {
        fibers.run(() -> {
          if (!twice) {
            session(script);
            return;
          }
          long later = random.nextLong(plan.lookNanos() * 200);
          var second =
              fibers.start(
                  "rival",
                  () -> {
                    fibers.sleepUntil(fibers.nanos() + later);
                    rival = rival(script);
                  });
          Ending own = rival(script);
          second.awaitEnd();
          both(own);
        });
      } catch (Crash _) {
        return new Ending.Died();
      } catch (EnvironmentException e) {
        return new Ending.GaveUp(String.valueOf(e.getMessage()));
      }
      return new Ending.Complete();
    }

    /// One of the two must have done it. The other one was shut out.
    private void both(Ending own) {
      fibers.alive();
      Ending other = rival;
      if (own instanceof Ending.GaveUp(String why)
          && other instanceof Ending.GaveUp(String whyToo)) {
        throw new EnvironmentException(why + "; " + whyToo, new IOException(why), false);
      }
    }

    private Ending rival(String script) {
      try {
        session(script);
        return new Ending.Complete();
      } catch (Crash _) {
        return new Ending.Died();
      } catch (EnvironmentException e) {
        return new Ending.GaveUp(String.valueOf(e.getMessage()));
      }
    }

    void run(String script) throws Throwable {
      fibers.run(() -> session(script));
    }

    private void session(String script) {
      try (Session session = Session.open(world)) {
        List<StatementResult> results = session.execute(script);
        if (!results.getLast().message().contains("complete already")) {
          late = sides(session, "$late");
          errors = sides(session, "$errors");
          knowsSides = true;
        }
      }
    }

    /// What was put aside by all that run side by side.
    private List<String> sides(Session session, String kind) {
      List<String> all = new ArrayList<>(Shown.side(session, "o" + kind));
      for (int i = 0; i < plan.shape().beside().size(); i++) {
        String table = "o" + (i + 2) + kind;
        Shown.side(session, table).forEach(row -> all.add(table + " " + row));
      }
      return all;
    }
  }
}
