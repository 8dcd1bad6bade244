package io.velostream.engine.settings;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Quantities;
import io.velostream.connector.spi.Suggestions;
import io.velostream.expression.Evaluators;
import io.velostream.plan.stage.Pacing;
import io.velostream.plan.stage.Partitioning;
import io.velostream.runtime.QuietSettings;
import io.velostream.runtime.RecursionLimits;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.runtime.checkpoint.CheckpointPolicy;
import io.velostream.runtime.parallel.Handover;
import io.velostream.runtime.retry.RetryPolicy;
import io.velostream.sql.PlannerSettings;
import io.velostream.state.snapshot.PartSize;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The settings of a session, as SET changes them and SHOW SETTINGS lists them.
public final class Settings {
  public static final String BATCH_ROWS = "batch.rows";
  public static final String EXPRESSION_MODE = "expression.mode";
  public static final String EMIT_STEP = "emit.step";
  public static final String EMIT_SCOPE = "emit.scope";
  public static final String TIME_ZONE = "time.zone";
  public static final String FUTURE_BOUND = "watermark.future-bound-seconds";
  public static final String IDLE_TIMEOUT = "watermark.idle-timeout";
  public static final String QUIET_TIMEOUT = "watermark.quiet-timeout";
  public static final String MOST_DRIFT = "watermark.alignment";
  public static final String KEPT_ROWS = "side-tables.kept-rows";
  public static final String VIEW_WAIT = "view.max-wait";
  public static final String RECURSION_ROUNDS = "recursion.rounds";
  public static final String RECURSION_ROWS = "recursion.rows";

  public static final String STATE_LIFETIME = "state.ttl";
  public static final String JOIN_ROWS = "join.state.max-rows";
  public static final String ON_JOIN_ROWS = "join.state.on-limit";

  public static final String CHECKPOINT_DIR = "checkpoint.dir";
  public static final String CHECKPOINT_INTERVAL = "checkpoint.interval";
  public static final String CHECKPOINT_REST = "checkpoint.rest";
  public static final String CHECKPOINT_RETAIN = "checkpoint.retain";
  public static final String CHECKPOINT_FRESH = "checkpoint.fresh";
  public static final String CHECKPOINT_FROM = "checkpoint.from";
  public static final String DELIVERY = "delivery";

  public static final String RETRY_ATTEMPTS = "sink.retry.attempts";
  public static final String RETRY_DELAY = "sink.retry.delay";
  public static final String BREAKER_FAILURES = "sink.breaker.failures";
  public static final String BREAKER_OPEN = "sink.breaker.open";

  public static final String KAFKA_SERVERS = "kafka.servers";
  public static final String SAMPLE_ROWS = "infer.sample-rows";

  public static final String PASSES_OFF = "optimizer.off";
  public static final String DIALECT = "sql.dialect";
  public static final String CAST_ROUNDING = "cast.rounding";

  public static final String JOB_MODE = "job.mode";
  public static final String PARALLELISM = "parallelism";
  public static final String PARTITIONING = "partitioning";
  public static final String QUEUE_BATCHES = "queue.batches";
  public static final String STEP_ROWS = "exchange.step-rows";
  public static final String PINNING = "pipeline.pinning";

  /// The value of [#PARALLELISM] that leaves it to the machine.
  private static final String AUTO = "auto";

  private static final int MOST_PIPELINES = 256;
  private static final int MOST_STEP_ROWS = 1 << 30;

  public static final String RESTARTS = "test.restarts";
  public static final String SMALL_PARTS = "test.small-parts";

  private static final Map<String, String> NAMES_OF_FLINK =
      Map.of(
          "parallelism.default", "parallelism",
          "table.local-time-zone", "time.zone",
          "execution.checkpointing.interval", "checkpoint.interval",
          "execution.checkpointing.dir", "checkpoint.dir",
          "state.checkpoints.dir", "checkpoint.dir",
          "table.exec.source.idle-timeout", "watermark.idle-timeout",
          "table.exec.state.ttl", "state.ttl");

  private static final List<SettingSpec> SPECS =
      List.of(
          new SettingSpec(BATCH_ROWS, "rows that a source delivers at once", "4096", List.of()),
          new SettingSpec(
              EXPRESSION_MODE,
              "how expressions are evaluated",
              "compiled",
              List.of("compiled", "interpreted")),
          new SettingSpec(
              EMIT_STEP,
              "what counts as one step of EMIT CHANGES",
              "batch",
              List.of("batch", "record")),
          new SettingSpec(
              EMIT_SCOPE,
              "which groups a step of EMIT CHANGES publishes: those that changed, or all of the"
                  + " window",
              "changed",
              List.of("changed", "window")),
          new SettingSpec(
              JOB_MODE,
              "how statements run: simple and direct are one pipeline, adaptive is one per"
                  + " core",
              "simple",
              List.of("direct", "simple", "adaptive")),
          new SettingSpec(
              PARALLELISM, "pipelines of an adaptive job; auto is one per core", AUTO, List.of()),
          new SettingSpec(
              PARTITIONING,
              "how rows are spread over pipelines",
              AUTO,
              List.of(AUTO, "hash", "sticky", "round_robin", "fan_in")),
          new SettingSpec(
              QUEUE_BATCHES,
              "batches that may wait between two pipelines",
              "8",
              List.of("1", "2", "4", "8", "16", "32", "64")),
          new SettingSpec(
              STEP_ROWS,
              "rows that a pipeline groups before it sends the groups to another",
              "262144",
              List.of()),
          new SettingSpec(
              PINNING,
              "whether the thread of each pipeline stays on one core, where the system can do that",
              "off",
              List.of("off", "on")),
          new SettingSpec(
              TIME_ZONE, "the zone in which local times are shown and read", "UTC", List.of()),
          new SettingSpec(
              FUTURE_BOUND,
              "how far event time may run ahead of the wall clock",
              "86400",
              List.of()),
          new SettingSpec(
              IDLE_TIMEOUT,
              "a source without rows for so long does not hold event time back; 0 s is never",
              "60 s",
              List.of()),
          new SettingSpec(
              QUIET_TIMEOUT,
              "without rows of any source for so long, event time goes on with the clock; 0 s is"
                  + " never",
              "0 s",
              List.of()),
          new SettingSpec(
              MOST_DRIFT,
              "a source that is so far ahead of the slowest one waits for it; 0 s is never",
              "0 s",
              List.of()),
          new SettingSpec(
              KEPT_ROWS,
              "late rows and undecodable rows that are kept to be queried; all are counted",
              "100000",
              List.of()),
          new SettingSpec(
              VIEW_WAIT,
              "how long reading a materialized view waits until it has taken in what has arrived;"
                  + " 0 s is for as long as that takes",
              "0 s",
              List.of()),
          new SettingSpec(
              RECURSION_ROUNDS,
              "rounds of WITH RECURSIVE after which it is taken to have no end",
              Long.toString(RecursionLimits.USUAL.rounds()),
              List.of()),
          new SettingSpec(
              RECURSION_ROWS,
              "rows of WITH RECURSIVE after which it is taken to have no end",
              Long.toString(RecursionLimits.USUAL.rows()),
              List.of()),
          new SettingSpec(
              STATE_LIFETIME,
              "how long groups, ranks and rows of joins are remembered without news, where no"
                  + " watermark lets them go; 0 s is for ever",
              "0 s",
              List.of()),
          new SettingSpec(
              JOIN_ROWS,
              "rows that a join keeps of each of its inputs at most; 0 is any number",
              "0",
              List.of()),
          new SettingSpec(
              ON_JOIN_ROWS,
              "what a join does that would keep more: fail, or forget the oldest ones",
              "fail",
              List.of("fail", "evict-oldest")),
          new SettingSpec(
              CHECKPOINT_DIR,
              "the folder from which INSERT and CREATE TABLE AS resume after a death; empty: none",
              "",
              List.of()),
          new SettingSpec(
              CHECKPOINT_INTERVAL,
              "how often a job is saved, and its rows become visible, at most",
              "10 s",
              List.of()),
          new SettingSpec(
              CHECKPOINT_REST,
              "so many times as long as saving has held a job up it is left alone afterwards",
              "19",
              List.of()),
          new SettingSpec(
              CHECKPOINT_RETAIN, "how many of the latest checkpoints are kept", "2", List.of()),
          new SettingSpec(
              CHECKPOINT_FRESH,
              "whether jobs forget what was saved and start over",
              "false",
              List.of("true", "false")),
          new SettingSpec(
              CHECKPOINT_FROM,
              "the folder of savepoints that jobs start from, where nothing else was saved of them",
              "",
              List.of()),
          new SettingSpec(
              DELIVERY,
              "how often a row is seen by who reads what a resumed job writes",
              "exactly_once",
              List.of("exactly_once", "at_least_once")),
          new SettingSpec(
              RETRY_ATTEMPTS,
              "how often a resumable job tries a sink that cannot be reached, in all",
              "10",
              List.of()),
          new SettingSpec(
              RETRY_DELAY,
              "how long it waits after the first failure; twice as long after each further one",
              "100 ms",
              List.of()),
          new SettingSpec(
              BREAKER_FAILURES,
              "failures in a row after which a sink is left alone for a while",
              "5",
              List.of()),
          new SettingSpec(BREAKER_OPEN, "how long it is left alone", "10 s", List.of()),
          new SettingSpec(
              SAMPLE_ROWS,
              "rows that are looked at to find the columns of files, where no option says how many",
              "20000",
              List.of()),
          new SettingSpec(
              KAFKA_SERVERS,
              "where brokers are of topics that no table tells of",
              "localhost:9092",
              List.of()),
          new SettingSpec(
              DIALECT,
              "whose functions are meant where systems differ",
              "standard",
              List.of("standard", "postgresql", "bigquery", "spark", "oracle", "mssql")),
          new SettingSpec(
              CAST_ROUNDING,
              "what casts do with digits that their type has not: the nearest value, or cut them",
              "half_up",
              List.of("half_up", "down")),
          new SettingSpec(
              PASSES_OFF, "names of optimiser passes not to run, with commas", "", List.of()));

  /// Settings for tests, which are neither listed nor suggested.
  private static final List<SettingSpec> HIDDEN =
      List.of(
          new SettingSpec(
              RESTARTS,
              "when pipelines are saved, made anew and restored",
              "never",
              List.of("never", "between-steps")),
          new SettingSpec(
              SMALL_PARTS,
              "whether saved state is cut into parts of two keys, so that few rows make many",
              "false",
              List.of("false", "true")));

  private final Map<String, String> values = new LinkedHashMap<>();

  /// All settings at their defaults.
  public Settings() {
    reset();
  }

  /// Every setting's description.
  public static List<SettingSpec> specs() {
    return SPECS;
  }

  /// Back to the defaults.
  public void reset() {
    SPECS.forEach(s -> values.put(s.name(), s.defaultValue()));
    HIDDEN.forEach(s -> values.put(s.name(), s.defaultValue()));
  }

  /// One setting back to its default.
  public void reset(String name) {
    SettingSpec spec = spec(name);
    values.put(spec.name(), spec.defaultValue());
  }

  /// Changes a setting, after a check of its value.
  public void set(String name, String value) {
    SettingSpec spec = spec(name);
    String text = value.strip();
    if (!spec.values().isEmpty()) {
      text = text.toLowerCase(Locale.ROOT);
      if (!spec.values().contains(text)) {
        throw invalid(spec, value, "one of " + String.join(", ", spec.values()));
      }
    }
    check(spec, text);
    values.put(spec.name(), text);
  }

  /// The value of a setting that exists.
  public String get(String name) {
    return values.getOrDefault(name, "");
  }

  /// The part of the settings that the runtime needs.
  public RuntimeSettings runtime() {
    return new RuntimeSettings(
        (int) number(BATCH_ROWS, 1, 1 << 20),
        get(EXPRESSION_MODE).equals("compiled") ? Evaluators.COMPILED : Evaluators.INTERPRETED,
        ZoneId.of(get(TIME_ZONE)),
        number(FUTURE_BOUND, 0, 4_000_000_000_000L) * 1_000_000L,
        (int) number(KEPT_ROWS, 0, Integer.MAX_VALUE),
        get(RESTARTS).equals("between-steps"),
        new QuietSettings(micros(IDLE_TIMEOUT), micros(QUIET_TIMEOUT), micros(MOST_DRIFT)),
        get(SMALL_PARTS).equals("true") ? new PartSize(1, 1) : PartSize.USUAL,
        new RecursionLimits(
            number(RECURSION_ROUNDS, 1, Long.MAX_VALUE), number(RECURSION_ROWS, 1, Long.MAX_VALUE)),
        get(PINNING).equals("on"));
  }

  /// How long a materialized view may take to take in what has arrived; 0 for as long as it does.
  public long viewPatienceNanos() {
    return Quantities.nanos(VIEW_WAIT, get(VIEW_WAIT));
  }

  private long micros(String name) {
    return Quantities.nanos(name, get(name)) / 1_000;
  }

  /// When and where a job is saved; nothing unless a folder is set.
  ///
  /// @param job names the folder of the job in that folder
  public Optional<CheckpointPolicy> checkpoints(String job) {
    String folder = get(CHECKPOINT_DIR);
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(checkpointsIn(folder + "/" + job, savepoints(), job));
  }

  /// Whether what was saved is to be forgotten.
  public boolean startsFresh() {
    return get(CHECKPOINT_FRESH).equals("true");
  }

  /// The folder of the savepoints to start from; empty for none.
  public String savepoints() {
    return get(CHECKPOINT_FROM);
  }

  /// How often a job is saved, in a folder that a program has chosen.
  ///
  /// @param savepoints the folder of those to start from; empty for none
  /// @param job names the folder of its savepoint in that folder
  public CheckpointPolicy checkpointsIn(String folder, String savepoints, String job) {
    return new CheckpointPolicy(
        folder,
        Quantities.nanos(CHECKPOINT_INTERVAL, get(CHECKPOINT_INTERVAL)),
        (int) number(CHECKPOINT_REST, 0, 1_000),
        (int) number(CHECKPOINT_RETAIN, 1, 1_000),
        startsFresh(),
        savepoints.isEmpty() ? "" : savepoints + "/" + job);
  }

  /// How often sinks that cannot be reached are tried again.
  public RetryPolicy retries() {
    return new RetryPolicy(
        (int) number(RETRY_ATTEMPTS, 1, 1_000_000),
        Quantities.nanos(RETRY_DELAY, get(RETRY_DELAY)),
        (int) number(BREAKER_FAILURES, 1, 1_000_000),
        Quantities.nanos(BREAKER_OPEN, get(BREAKER_OPEN)));
  }

  private void check(SettingSpec spec, String text) {
    switch (spec.name()) {
      case BATCH_ROWS -> parse(spec, text, 1, 1 << 20);
      case PARALLELISM -> pipelines(text, 1);
      case STEP_ROWS -> parse(spec, text, 1, MOST_STEP_ROWS);
      case FUTURE_BOUND -> parse(spec, text, 0, 4_000_000_000_000L);
      case RECURSION_ROUNDS, RECURSION_ROWS -> parse(spec, text, 1, Long.MAX_VALUE);
      case JOIN_ROWS -> parse(spec, text, 0, Long.MAX_VALUE);
      case KEPT_ROWS -> parse(spec, text, 0, Integer.MAX_VALUE);
      case RETRY_ATTEMPTS, BREAKER_FAILURES -> parse(spec, text, 1, 1_000_000);
      case RETRY_DELAY,
          BREAKER_OPEN,
          CHECKPOINT_INTERVAL,
          IDLE_TIMEOUT,
          QUIET_TIMEOUT,
          MOST_DRIFT,
          VIEW_WAIT,
          STATE_LIFETIME ->
          Quantities.nanos(spec.name(), text);
      case CHECKPOINT_REST -> parse(spec, text, 0, 1_000);
      case CHECKPOINT_RETAIN -> parse(spec, text, 1, 1_000);
      case SAMPLE_ROWS -> parse(spec, text, 1, Integer.MAX_VALUE);
      case TIME_ZONE -> {
        try {
          ZoneId.of(text);
        } catch (DateTimeException _) {
          throw invalid(spec, text, "a zone such as UTC, Europe/Berlin or +02:00");
        }
      }
      case PASSES_OFF -> PlannerSettings.of(Map.of(PASSES_OFF, text));
      default -> {
        // the values of all others are listed in the spec
      }
    }
  }

  /// How jobs are run.
  ///
  /// @param cores of the machine
  public JobSettings job(int cores) {
    // Nobody has the silence of all pipelines in view, which is what lets time go on.
    boolean adaptive = get(JOB_MODE).equals("adaptive") && micros(QUIET_TIMEOUT) == 0;
    return new JobSettings(
        adaptive ? pipelines(get(PARALLELISM), cores) : 1,
        Partitioning.valueOf(get(PARTITIONING).toUpperCase(Locale.ROOT)),
        new Pacing(micros(IDLE_TIMEOUT) > 0, micros(MOST_DRIFT) > 0),
        new Handover(
            (int) number(QUEUE_BATCHES, 1, 64), (int) number(STEP_ROWS, 1, MOST_STEP_ROWS)));
  }

  private static int pipelines(String text, int cores) {
    return text.equals(AUTO) ? cores : (int) parse(spec(PARALLELISM), text, 1, MOST_PIPELINES);
  }

  /// The part of the settings that plans depend on.
  ///
  /// @param cores of the machine
  public PlannerSettings planner(int cores) {
    return PlannerSettings.of(values).shared(job(cores).sharing());
  }

  private long number(String name, long min, long max) {
    return parse(spec(name), get(name), min, max);
  }

  private static long parse(SettingSpec spec, String text, long min, long max) {
    try {
      long value = Long.parseLong(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException _) {
      // the message below says what is wanted
    }
    throw invalid(spec, text, "a whole number from " + min + " to " + max);
  }

  private static UserException invalid(SettingSpec spec, String value, String wanted) {
    return new UserException(
        ErrorCode.INVALID_OPTION,
        "the setting '" + spec.name() + "' must be " + wanted + ", not '" + value + "'");
  }

  private static SettingSpec spec(String name) {
    for (SettingSpec spec : SPECS) {
      if (spec.name().equalsIgnoreCase(name.strip())) {
        return spec;
      }
    }
    for (SettingSpec spec : HIDDEN) {
      if (spec.name().equals(name)) {
        return spec;
      }
    }
    List<String> names = SPECS.stream().map(SettingSpec::name).toList();
    throw new UserException(ErrorCode.UNKNOWN_NAME, "there is no setting '" + name + "'")
        .hint(
            Optional.ofNullable(NAMES_OF_FLINK.get(name.strip()))
                .map(ours -> "this is '" + ours + "' here")
                .or(() -> Suggestions.didYouMean(name, names))
                .orElse("the settings are " + String.join(", ", names)));
  }
}
