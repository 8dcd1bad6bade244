package io.velostream.engine.settings;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Quantities;
import io.velostream.expression.Evaluators;
import io.velostream.plan.stage.Pacing;
import io.velostream.plan.stage.Partitioning;
import io.velostream.runtime.CoreChoice;
import io.velostream.runtime.QuietSettings;
import io.velostream.runtime.RecursionLimits;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.runtime.checkpoint.CheckpointPolicy;
import io.velostream.runtime.exchange.Room;
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
  static final String AUTO = "auto";

  private static final int MOST_PIPELINES = 256;
  private static final int MOST_STEP_ROWS = 1 << 30;

  public static final String RESTARTS = "test.restarts";
  public static final String SMALL_PARTS = "test.small-parts";

  private final Map<String, String> values = new LinkedHashMap<>();

  /// All settings at their defaults.
  public Settings() {
    reset();
  }

  /// Every setting's description.
  public static List<SettingSpec> specs() {
    return SettingSpecs.LISTED;
  }

  /// Back to the defaults.
  public void reset() {
    SettingSpecs.LISTED.forEach(s -> values.put(s.name(), s.defaultValue()));
    SettingSpecs.HIDDEN.forEach(s -> values.put(s.name(), s.defaultValue()));
  }

  /// One setting back to its default.
  public void reset(String name) {
    SettingSpec spec = SettingSpecs.named(name);
    values.put(spec.name(), spec.defaultValue());
  }

  /// Changes a setting, after a check of its value.
  public void set(String name, String value) {
    SettingSpec spec = SettingSpecs.named(name);
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
        cores());
  }

  private CoreChoice cores() {
    return switch (get(PINNING)) {
      case "on" -> CoreChoice.BOUND;
      case "off" -> CoreChoice.FREE;
      case String _ -> CoreChoice.SPREAD;
    };
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
        new Handover(room(), (int) number(STEP_ROWS, 1, MOST_STEP_ROWS)));
  }

  private Room room() {
    int parcels = (int) number(QUEUE_BATCHES, 1, 64);
    return get(SMALL_PARTS).equals("true") ? new Room(parcels, 4) : new Room(parcels);
  }

  private static int pipelines(String text, int cores) {
    return text.equals(AUTO)
        ? cores
        : (int) parse(SettingSpecs.named(PARALLELISM), text, 1, MOST_PIPELINES);
  }

  /// The part of the settings that plans depend on.
  ///
  /// @param cores of the machine
  public PlannerSettings planner(int cores) {
    return PlannerSettings.of(values).shared(job(cores).sharing());
  }

  private long number(String name, long min, long max) {
    return parse(SettingSpecs.named(name), get(name), min, max);
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
}
