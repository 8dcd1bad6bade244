package io.velostream.conformance.simulation;

import java.util.List;
import java.util.random.RandomGenerator;

/// What a seed stands for, apart from the dice that are thrown on the way.
///
/// @param tables what is read
/// @param input number of the input
/// @param saved whether the job is saved, so that it goes on after a death instead of starting over
/// @param lives how many lives of the process are disturbed
/// @param rivals whether a second process takes the job over while the first is at it
record Case(
    long seed,
    Shape shape,
    Tables tables,
    long input,
    String sink,
    boolean saved,
    int lives,
    boolean rivals,
    Fibers.Fairness fairness,
    long lookNanos) {
  static final int INPUTS = 6;
  private static final int LONG_INPUTS = 16;

  private static final List<String> SINKS =
      List.of(
          "'path' = 'out.csv'",
          "'path' = 'out.jsonl.gz'",
          "'path' = 'out/', 'format' = 'json'",
          "'path' = 'out/', 'format' = 'csv', 'sink.roll.rows' = '5'");

  /// Tables in memory twice: their readers alone take several turns in a row.
  private static final List<Tables> MANY_TURNS =
      List.of(
          Tables.MEMORY,
          Tables.MEMORY,
          Tables.COMPUTED,
          Tables.LONG_FILES,
          Tables.BESIDE,
          Tables.MADE_UP);

  /// @param batchRows rows of a turn
  /// @param turns of a step
  private record Proportion(int batchRows, int turns) {}

  /// From a hundred rows on, a step shows that groups are not worth while; less than 16 turns are
  /// looked at ahead in any case.
  private static final List<Proportion> PROPORTIONS =
      List.of(
          new Proportion(1, 16),
          new Proportion(1, 64),
          new Proportion(2, 64),
          new Proportion(4, 1),
          new Proportion(4, 32),
          new Proportion(16, 8),
          new Proportion(16, 64));

  static Case of(long seed) {
    RandomGenerator random = Input.random(seed);
    Fibers.Fairness[] fairnesses = Fibers.Fairness.values();
    boolean saved = random.nextInt(4) > 0;
    return new Case(
        seed,
        draw(random, Shape.ALL),
        Tables.FILES,
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
        drawn.tables,
        drawn.input,
        draw(random, SINKS),
        true,
        1 + random.nextInt(3),
        drawn.rivals,
        drawn.fairness,
        drawn.lookNanos);
  }

  /// A case of tables of many turns.
  static Case ofManyTurns(long seed) {
    Case drawn = of(seed);
    RandomGenerator random = Input.random(~seed);
    Tables tables = draw(random, MANY_TURNS);
    List<Shape> shapes = draw(random, List.of(Shape.TIMED, Shape.TIMED, Shape.LONG, Shape.JOINED));
    boolean saved = tables.canBeSaved() && random.nextBoolean();
    return new Case(
        seed,
        draw(random, shapes),
        tables,
        random.nextInt(LONG_INPUTS),
        draw(random, SINKS.subList(0, 2)),
        saved,
        saved ? random.nextInt(2) : 0,
        false,
        drawn.fairness,
        drawn.lookNanos);
  }

  /// Rows of the longer table, at most. Where each row meets many others, fewer make as many
  /// changes.
  int mostRows() {
    return Shape.JOINED.contains(shape) || shape.name().contains("join") ? 160 : 1_200;
  }

  /// A case of two processes that both believe that a job is theirs, and nothing else going wrong.
  static Case ofRivals(long seed) {
    Case drawn = of(seed);
    return new Case(
        seed,
        drawn.shape,
        drawn.tables,
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

  /// The statements that run it.
  String script(String settings) {
    return shape.script(tables, mostRows(), settings, sink);
  }

  /// Settings that change no result, drawn anew for each life: how many pipelines there are and how
  /// rows are cut and handed over; and how often the job is saved.
  String settings(RandomGenerator random) {
    StringBuilder settings = new StringBuilder();
    set(settings, "expression.mode", "interpreted");
    if (tables == Tables.FILES) {
      cutShort(settings, random);
    } else {
      cutLong(settings, random);
    }
    if (saved) {
      set(settings, "checkpoint.dir", "state");
      set(settings, "checkpoint.interval", draw(random, List.of("0 ms", "2 ms", "10 ms", "40 ms")));
      if (tables == Tables.FILES) {
        set(settings, "test.small-parts", draw(random, List.of("true", "true", "false")));
      }
      set(settings, "checkpoint.retain", String.valueOf(1 + random.nextInt(3)));
    }
    return settings.toString();
  }

  private void cutShort(StringBuilder settings, RandomGenerator random) {
    set(settings, "batch.rows", draw(random, List.of("1", "2", "3", "7", "50")));
    if (!saved || random.nextInt(4) > 0) {
      set(settings, "job.mode", "adaptive");
      set(settings, "parallelism", String.valueOf(1 + random.nextInt(4)));
      set(settings, "queue.batches", draw(random, List.of("1", "1", "2")));
      set(settings, "exchange.step-rows", draw(random, List.of("1", "5", "20", "131072")));
    }
  }

  /// The proportions of large runs: a step has up to 64 turns and a reader takes as many in a row
  /// as the table allows, while a queue has room for much less than such a step.
  private void cutLong(StringBuilder settings, RandomGenerator random) {
    Proportion proportion = draw(random, PROPORTIONS);
    set(settings, "batch.rows", String.valueOf(proportion.batchRows));
    set(settings, "job.mode", "adaptive");
    set(settings, "parallelism", draw(random, List.of("2", "2", "3", "4")));
    set(settings, "queue.batches", draw(random, List.of("1", "2", "8")));
    set(settings, "exchange.step-rows", String.valueOf(proportion.batchRows * proportion.turns));
    // Where two tables meet, it changes results that one of them was silent.
    boolean alone = Shape.TIMED.contains(shape);
    set(
        settings,
        "watermark.idle-timeout",
        draw(random, alone ? List.of("0 s", "60 s", "1 ms") : List.of("0 s", "60 s")));
    set(settings, "test.small-parts", draw(random, List.of("true", "false")));
  }

  private static void set(StringBuilder settings, String name, String value) {
    settings.append("SET '").append(name).append("' = '").append(value).append("';\n");
  }

  @Override
  public String toString() {
    return "seed %d: %s from input %d of %s into %s, %s, %d disturbed lives%s, %s"
        .formatted(
            seed,
            shape.name(),
            input,
            tables,
            sink,
            saved ? "saved" : "not saved",
            lives,
            rivals ? ", rivals" : "",
            fairness);
  }
}
