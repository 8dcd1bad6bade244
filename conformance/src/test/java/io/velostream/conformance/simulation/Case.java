package io.velostream.conformance.simulation;

import java.util.List;
import java.util.random.RandomGenerator;

/// What a seed stands for, apart from the dice that are thrown on the way.
///
/// @param input number of the input
/// @param saved whether the job is saved, so that it goes on after a death instead of starting over
/// @param lives how many lives of the process are disturbed
/// @param rivals whether a second process takes the job over while the first is at it
record Case(
    long seed,
    Shape shape,
    long input,
    String sink,
    boolean saved,
    int lives,
    boolean rivals,
    Fibers.Fairness fairness,
    long lookNanos) {
  static final int INPUTS = 6;

  private static final List<String> SINKS =
      List.of(
          "'path' = 'out.csv'",
          "'path' = 'out.jsonl.gz'",
          "'path' = 'out/', 'format' = 'json'",
          "'path' = 'out/', 'format' = 'csv', 'sink.roll.rows' = '5'");

  static Case of(long seed) {
    RandomGenerator random = Input.random(seed);
    Fibers.Fairness[] fairnesses = Fibers.Fairness.values();
    boolean saved = random.nextInt(4) > 0;
    return new Case(
        seed,
        draw(random, Shape.ALL),
        random.nextInt(INPUTS),
        // Without checkpoints, files of a folder appear one by one.
        draw(random, saved ? SINKS : SINKS.subList(0, 2)),
        saved,
        random.nextInt(4),
        saved && random.nextInt(3) == 0,
        fairnesses[random.nextInt(fairnesses.length)],
        draw(random, List.of(20_000L, 200_000L, 1_000_000L)));
  }

  /// A case of a saved job that joins.
  static Case ofJoined(long seed) {
    return ofSaved(seed, Shape.JOINED);
  }

  /// A case of a saved job of several inserts.
  static Case ofSet(long seed) {
    return ofSaved(seed, Shape.SETS);
  }

  private static Case ofSaved(long seed, List<Shape> shapes) {
    Case drawn = of(seed);
    RandomGenerator random = Input.random(~seed);
    return new Case(
        seed,
        draw(random, shapes),
        drawn.input,
        draw(random, SINKS),
        true,
        1 + random.nextInt(3),
        drawn.rivals,
        drawn.fairness,
        drawn.lookNanos);
  }

  /// A case of two processes that both believe that a job is theirs, and nothing else going wrong.
  static Case ofRivals(long seed) {
    Case drawn = of(seed);
    return new Case(
        seed,
        drawn.shape,
        drawn.input,
        draw(Input.random(~seed), SINKS),
        true,
        0,
        true,
        drawn.fairness,
        drawn.lookNanos);
  }

  private static <T> T draw(RandomGenerator random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /// Settings that change no result, drawn anew for each life: how many pipelines there are and how
  /// rows are cut and handed over; and how often the job is saved.
  String settings(RandomGenerator random) {
    StringBuilder settings = new StringBuilder();
    set(settings, "expression.mode", "interpreted");
    set(settings, "batch.rows", draw(random, List.of("1", "2", "3", "7", "50")));
    if (!saved || random.nextInt(4) > 0) {
      set(settings, "job.mode", "adaptive");
      set(settings, "parallelism", String.valueOf(1 + random.nextInt(4)));
      set(settings, "queue.batches", draw(random, List.of("1", "1", "2")));
      set(settings, "exchange.step-rows", draw(random, List.of("1", "5", "20", "131072")));
    }
    if (saved) {
      set(settings, "checkpoint.dir", "state");
      set(settings, "checkpoint.interval", draw(random, List.of("0 ms", "2 ms", "10 ms", "40 ms")));
      set(settings, "test.small-parts", draw(random, List.of("true", "true", "false")));
      set(settings, "checkpoint.retain", String.valueOf(1 + random.nextInt(3)));
    }
    return settings.toString();
  }

  private static void set(StringBuilder settings, String name, String value) {
    settings.append("SET '").append(name).append("' = '").append(value).append("';\n");
  }

  @Override
  public String toString() {
    return "seed %d: %s from input %d into %s, %s, %d disturbed lives%s, %s"
        .formatted(
            seed,
            shape.name(),
            input,
            sink,
            saved ? "saved" : "not saved",
            lives,
            rivals ? ", rivals" : "",
            fairness);
  }
}
