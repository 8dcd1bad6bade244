package io.velostream.server.statement;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Quantities;
import io.velostream.connector.spi.Suggestions;
import io.velostream.engine.settings.Settings;
import io.velostream.server.job.JobSpec;
import io.velostream.server.job.MetricSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the comments above a statement say about its job: lines `-- @name: value`.
///
/// @param values those that are kept and shown, by name
/// @param settings what they set
/// @param metrics those that they declare
/// @param warnings about names that nobody knows
record Annotations(
    Map<String, String> values,
    Map<String, String> settings,
    List<MetricSpec> metrics,
    List<String> warnings) {
  private static final Pattern LINE =
      Pattern.compile("--\\s*@([A-Za-z_][\\w.\\-]*)\\s*(?::\\s*)?(.*)");

  private static final Set<String> NAMES = Set.of("name", "job_name");

  /// Those that are settings by another name.
  private static final Map<String, String> SETTINGS =
      Map.of(
          "batch_size", Settings.BATCH_ROWS,
          "num_partitions", Settings.PARALLELISM,
          "partitions", Settings.PARALLELISM,
          "partition-count", Settings.PARALLELISM,
          "checkpoint_interval", Settings.CHECKPOINT_INTERVAL,
          "delivery", Settings.DELIVERY);

  private static final String JOB_MODE = "job_mode";
  private static final String STRATEGY = "partitioning_strategy";

  /// Those that say something to people.
  private static final Set<String> INFORMATION =
      Set.of(
          "application",
          "app",
          "version",
          "description",
          "phase",
          "owner",
          "depends_on",
          "sla.latency.p99",
          "sla.availability",
          "data_retention",
          "compliance",
          "deployment.node_id",
          "deployment.node_name",
          "deployment.region");

  /// One line.
  private record Entry(String name, String value, int line) {
    UserException wrong(String wanted) {
      return new UserException(
          ErrorCode.INVALID_OPTION,
          "@%s must be %s, not '%s'".formatted(name, wanted, value),
          SourcePosition.at(line, 1),
          null);
    }
  }

  Annotations {
    values = Map.copyOf(values);
    settings = Map.copyOf(settings);
    metrics = List.copyOf(metrics);
    warnings = List.copyOf(warnings);
  }

  /// The annotations between a statement and the one before it.
  ///
  /// @param line of the statement in the script, from 1
  /// @throws UserException INVALID_OPTION at the line whose value is wrong
  static Annotations above(String script, int line) {
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, String> settings = new LinkedHashMap<>();
    List<String> warnings = new ArrayList<>();
    MetricAnnotations metrics = new MetricAnnotations();
    for (Entry entry : entries(script, line)) {
      if (metrics.takes(entry.name)) {
        metrics.take(entry.name, entry.value, entry::wrong);
      } else {
        values.put(entry.name, entry.value);
        addSettings(entry, settings);
        if (!isKnown(entry.name)) {
          warnings.add(unknown(entry.name));
        }
      }
    }
    return new Annotations(values, settings, metrics.specs(), warnings);
  }

  private static List<Entry> entries(String script, int line) {
    List<Entry> found = new ArrayList<>();
    List<String> lines = script.lines().toList();
    for (int i = line - 2; i >= 0; i--) {
      String text = lines.get(i).strip();
      if (!text.isEmpty() && !text.startsWith("--")) {
        break;
      }
      Matcher matcher = LINE.matcher(text);
      if (matcher.matches()) {
        String name = matcher.group(1).toLowerCase(Locale.ROOT);
        found.addFirst(new Entry(name, matcher.group(2).strip(), i + 1));
      }
    }
    return found;
  }

  private static void addSettings(Entry entry, Map<String, String> settings) {
    String setting = SETTINGS.get(entry.name);
    if (setting != null) {
      put(entry, setting, entry.value, settings);
      if (setting.equals(Settings.PARALLELISM)) {
        settings.putIfAbsent(Settings.JOB_MODE, "adaptive");
      }
    } else if (entry.name.equals(JOB_MODE)) {
      switch (entry.value.toLowerCase(Locale.ROOT)) {
        case "direct", "simple", "adaptive" -> put(entry, Settings.JOB_MODE, entry.value, settings);
        case "transactional" -> {
          put(entry, Settings.JOB_MODE, "simple", settings);
          put(entry, Settings.DELIVERY, "exactly_once", settings);
        }
        default -> throw entry.wrong("one of direct, simple, transactional, adaptive");
      }
    } else if (entry.name.equals(STRATEGY)) {
      String strategy =
          switch (entry.value.toLowerCase(Locale.ROOT)) {
            case "smart", "auto" -> "auto";
            case "hash" -> "hash";
            case "sticky" -> "sticky";
            case "roundrobin", "round_robin" -> "round_robin";
            case "fanin", "fan_in" -> "fan_in";
            default -> throw entry.wrong("one of auto, hash, sticky, round_robin, fan_in");
          };
      put(entry, Settings.PARTITIONING, strategy, settings);
    } else if (entry.name.equals(JobSpec.STATE_LIMIT)) {
      try {
        long _ = Quantities.bytes("@" + JobSpec.STATE_LIMIT, entry.value);
      } catch (UserException _) {
        throw entry.wrong("a size such as 64 mb");
      }
    }
  }

  private static void put(Entry entry, String setting, String value, Map<String, String> settings) {
    try {
      new Settings().set(setting, value);
    } catch (UserException e) {
      throw e.at(SourcePosition.at(entry.line, 1));
    }
    settings.put(setting, value);
  }

  private static boolean isKnown(String name) {
    return NAMES.contains(name)
        || SETTINGS.containsKey(name)
        || INFORMATION.contains(name)
        || name.equals(JOB_MODE)
        || name.equals(JobSpec.STATE_LIMIT)
        || name.equals(STRATEGY);
  }

  private static String unknown(String name) {
    Set<String> known = new LinkedHashSet<>(NAMES);
    known.addAll(SETTINGS.keySet());
    known.addAll(INFORMATION);
    known.addAll(MetricAnnotations.NAMES);
    known.addAll(List.of(JOB_MODE, STRATEGY, JobSpec.STATE_LIMIT));
    return "@%s is not known; it is kept with the job, and has no effect%s"
        .formatted(
            name,
            Suggestions.didYouMean("@" + name, at(known)).map(hint -> ": " + hint).orElse(""));
  }

  private static List<String> at(Set<String> names) {
    return names.stream().map(name -> "@" + name).sorted().toList();
  }

  /// What the job is to be called; the given name if they do not say.
  String jobName(String otherwise) {
    String name = values.getOrDefault("job_name", values.getOrDefault("name", ""));
    return name.isEmpty() ? otherwise : name;
  }
}
