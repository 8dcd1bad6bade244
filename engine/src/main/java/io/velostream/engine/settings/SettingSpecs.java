package io.velostream.engine.settings;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Suggestions;
import io.velostream.runtime.RecursionLimits;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All settings that there are.
final class SettingSpecs {
  private static final Map<String, String> NAMES_OF_FLINK =
      Map.of(
          "parallelism.default", "parallelism",
          "table.local-time-zone", "time.zone",
          "execution.checkpointing.interval", "checkpoint.interval",
          "execution.checkpointing.dir", "checkpoint.dir",
          "state.checkpoints.dir", "checkpoint.dir",
          "table.exec.source.idle-timeout", "watermark.idle-timeout",
          "table.exec.state.ttl", "state.ttl");

  /// Those that are listed, in that order.
  static final List<SettingSpec> LISTED =
      List.of(
          new SettingSpec(
              Settings.BATCH_ROWS, "rows that a source delivers at once", "4096", List.of()),
          new SettingSpec(
              Settings.EXPRESSION_MODE,
              "how expressions are evaluated",
              "compiled",
              List.of("compiled", "interpreted")),
          new SettingSpec(
              Settings.EMIT_STEP,
              "what counts as one step of EMIT CHANGES",
              "batch",
              List.of("batch", "record")),
          new SettingSpec(
              Settings.EMIT_SCOPE,
              "which groups a step of EMIT CHANGES publishes: those that changed, or all of the"
                  + " window",
              "changed",
              List.of("changed", "window")),
          new SettingSpec(
              Settings.JOB_MODE,
              "how statements run: simple and direct are one pipeline, adaptive is one per"
                  + " core",
              "simple",
              List.of("direct", "simple", "adaptive")),
          new SettingSpec(
              Settings.PARALLELISM,
              "pipelines of an adaptive job; auto is one per core",
              Settings.AUTO,
              List.of()),
          new SettingSpec(
              Settings.PARTITIONING,
              "how rows are spread over pipelines",
              Settings.AUTO,
              List.of(Settings.AUTO, "hash", "sticky", "round_robin", "fan_in")),
          new SettingSpec(
              Settings.QUEUE_BATCHES,
              "batches that may wait between two pipelines",
              "8",
              List.of("1", "2", "4", "8", "16", "32", "64")),
          new SettingSpec(
              Settings.STEP_ROWS,
              "rows that a pipeline groups before it sends the groups to another",
              "262144",
              List.of()),
          new SettingSpec(
              Settings.PINNING,
              "whether the thread of each pipeline has a core of its own (auto), and never leaves"
                  + " it (on)",
              Settings.AUTO,
              List.of(Settings.AUTO, "off", "on")),
          new SettingSpec(
              Settings.TIME_ZONE,
              "the zone in which local times are shown and read",
              "UTC",
              List.of()),
          new SettingSpec(
              Settings.FUTURE_BOUND,
              "how far event time may run ahead of the wall clock",
              "86400",
              List.of()),
          new SettingSpec(
              Settings.IDLE_TIMEOUT,
              "a source without rows for so long does not hold event time back; 0 s is never",
              "60 s",
              List.of()),
          new SettingSpec(
              Settings.QUIET_TIMEOUT,
              "without rows of any source for so long, event time goes on with the clock; 0 s is"
                  + " never",
              "0 s",
              List.of()),
          new SettingSpec(
              Settings.MOST_DRIFT,
              "a source that is so far ahead of the slowest one waits for it; 0 s is never",
              "0 s",
              List.of()),
          new SettingSpec(
              Settings.KEPT_ROWS,
              "late rows and undecodable rows that are kept to be queried; all are counted",
              "100000",
              List.of()),
          new SettingSpec(
              Settings.VIEW_WAIT,
              "how long reading a materialized view waits until it has taken in what has arrived;"
                  + " 0 s is for as long as that takes",
              "0 s",
              List.of()),
          new SettingSpec(
              Settings.RECURSION_ROUNDS,
              "rounds of WITH RECURSIVE after which it is taken to have no end",
              Long.toString(RecursionLimits.USUAL.rounds()),
              List.of()),
          new SettingSpec(
              Settings.RECURSION_ROWS,
              "rows of WITH RECURSIVE after which it is taken to have no end",
              Long.toString(RecursionLimits.USUAL.rows()),
              List.of()),
          new SettingSpec(
              Settings.STATE_LIFETIME,
              "how long groups, ranks and rows of joins are remembered without news, where no"
                  + " watermark lets them go; 0 s is for ever",
              "0 s",
              List.of()),
          new SettingSpec(
              Settings.JOIN_ROWS,
              "rows that a join keeps of each of its inputs at most; 0 is any number",
              "0",
              List.of()),
          new SettingSpec(
              Settings.ON_JOIN_ROWS,
              "what a join does that would keep more: fail, or forget the oldest ones",
              "fail",
              List.of("fail", "evict-oldest")),
          new SettingSpec(
              Settings.CHECKPOINT_DIR,
              "the folder from which INSERT and CREATE TABLE AS resume after a death; empty: none",
              "",
              List.of()),
          new SettingSpec(
              Settings.CHECKPOINT_INTERVAL,
              "how often a job is saved, and its rows become visible, at most",
              "10 s",
              List.of()),
          new SettingSpec(
              Settings.CHECKPOINT_REST,
              "so many times as long as saving has held a job up it is left alone afterwards",
              "19",
              List.of()),
          new SettingSpec(
              Settings.CHECKPOINT_RETAIN,
              "how many of the latest checkpoints are kept",
              "2",
              List.of()),
          new SettingSpec(
              Settings.CHECKPOINT_FRESH,
              "whether jobs forget what was saved and start over",
              "false",
              List.of("true", "false")),
          new SettingSpec(
              Settings.CHECKPOINT_FROM,
              "the folder of savepoints that jobs start from, where nothing else was saved of them",
              "",
              List.of()),
          new SettingSpec(
              Settings.DELIVERY,
              "how often a row is seen by who reads what a resumed job writes",
              "exactly_once",
              List.of("exactly_once", "at_least_once")),
          new SettingSpec(
              Settings.RETRY_ATTEMPTS,
              "how often a resumable job tries a sink that cannot be reached, in all",
              "10",
              List.of()),
          new SettingSpec(
              Settings.RETRY_DELAY,
              "how long it waits after the first failure; twice as long after each further one",
              "100 ms",
              List.of()),
          new SettingSpec(
              Settings.BREAKER_FAILURES,
              "failures in a row after which a sink is left alone for a while",
              "5",
              List.of()),
          new SettingSpec(Settings.BREAKER_OPEN, "how long it is left alone", "10 s", List.of()),
          new SettingSpec(
              Settings.SAMPLE_ROWS,
              "rows that are looked at to find the columns of files, where no option says how many",
              "20000",
              List.of()),
          new SettingSpec(
              Settings.KAFKA_SERVERS,
              "where brokers are of topics that no table tells of",
              "localhost:9092",
              List.of()),
          new SettingSpec(
              Settings.DIALECT,
              "whose functions are meant where systems differ",
              "standard",
              List.of("standard", "postgresql", "bigquery", "spark", "oracle", "mssql")),
          new SettingSpec(
              Settings.CAST_ROUNDING,
              "what casts do with digits that their type has not: the nearest value, or cut them",
              "half_up",
              List.of("half_up", "down")),
          new SettingSpec(
              Settings.PASSES_OFF,
              "names of optimiser passes not to run, with commas",
              "",
              List.of()));

  /// Settings for tests, which are neither listed nor suggested.
  static final List<SettingSpec> HIDDEN =
      List.of(
          new SettingSpec(
              Settings.RESTARTS,
              "when pipelines are saved, made anew and restored",
              "never",
              List.of("never", "between-steps")),
          new SettingSpec(
              Settings.SMALL_PARTS,
              "whether saved state is cut into parts of two keys, and what travels into parcels of"
                  + " four rows, so that few rows make many",
              "false",
              List.of("false", "true")));

  private SettingSpecs() {}

  /// The setting of a name.
  ///
  /// @throws UserException when there is none
  static SettingSpec named(String name) {
    for (SettingSpec spec : LISTED) {
      if (spec.name().equalsIgnoreCase(name.strip())) {
        return spec;
      }
    }
    for (SettingSpec spec : HIDDEN) {
      if (spec.name().equals(name)) {
        return spec;
      }
    }
    List<String> names = LISTED.stream().map(SettingSpec::name).toList();
    throw new UserException(ErrorCode.UNKNOWN_NAME, "there is no setting '" + name + "'")
        .hint(
            Optional.ofNullable(NAMES_OF_FLINK.get(name.strip()))
                .map(ours -> "this is '" + ours + "' here")
                .or(() -> Suggestions.didYouMean(name, names))
                .orElse("the settings are " + String.join(", ", names)));
  }
}
