package io.velostream.sql;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.plan.stage.Sharing;
import io.velostream.sql.bind.CastRounding;
import io.velostream.sql.dialect.Dialect;
import io.velostream.sql.optimize.Optimizer;
import io.velostream.sql.retain.StateSettings;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Settings that a plan depends on.
///
/// @param step what counts as a step of EMIT CHANGES
/// @param scope which groups EMIT CHANGES publishes
/// @param zone the session's time zone
/// @param passesOff names of optimiser passes not to run
/// @param dialect whose functions are meant where systems differ
/// @param castRounding what explicit casts do with digits that their type has not
/// @param state how long state is kept that no watermark lets go
/// @param sharing in how many pipelines plans run, for EXPLAIN
public record PlannerSettings(
    Step step,
    Scope scope,
    ZoneId zone,
    Set<String> passesOff,
    Dialect dialect,
    CastRounding castRounding,
    StateSettings state,
    Sharing sharing) {
  /// The setting for [#step].
  public static final String STEP = "emit.step";

  /// The setting for [#scope].
  public static final String SCOPE = "emit.scope";

  /// The setting for [#zone].
  public static final String ZONE = "time.zone";

  /// The setting for [#passesOff]: names separated by commas.
  public static final String PASSES_OFF = "optimizer.off";

  /// The setting for [#dialect].
  public static final String DIALECT = "sql.dialect";

  /// The setting for [#castRounding].
  public static final String CAST_ROUNDING = "cast.rounding";

  /// All defaults.
  public static final PlannerSettings DEFAULT =
      new PlannerSettings(
          Step.BATCH,
          Scope.CHANGED,
          ZoneId.of("UTC"),
          Set.of(),
          Dialect.STANDARD,
          CastRounding.HALF_UP,
          StateSettings.DEFAULT,
          Sharing.NONE);

  /// What counts as a step.
  public enum Step {
    /// A batch of input.
    BATCH,
    /// Every input record.
    RECORD
  }

  /// Which groups are published after a step.
  public enum Scope {
    /// Those that changed.
    CHANGED,
    /// All groups of the windows that the step touched.
    WINDOW
  }

  public PlannerSettings {
    passesOff = Set.copyOf(passesOff);
  }

  /// The settings among `values` that concern plans; defaults for those not given.
  ///
  /// @throws UserException for a value that a setting cannot have
  public static PlannerSettings of(Map<String, String> values) {
    return new PlannerSettings(
        choice(Step.class, values, STEP, DEFAULT.step),
        choice(Scope.class, values, SCOPE, DEFAULT.scope),
        zone(values),
        passes(values.getOrDefault(PASSES_OFF, "")),
        choice(Dialect.class, values, DIALECT, DEFAULT.dialect),
        choice(CastRounding.class, values, CAST_ROUNDING, DEFAULT.castRounding),
        StateSettings.of(values),
        DEFAULT.sharing);
  }

  /// The same for plans that run in so many pipelines.
  public PlannerSettings shared(Sharing other) {
    return new PlannerSettings(step, scope, zone, passesOff, dialect, castRounding, state, other);
  }

  private static <E extends Enum<E>> E choice(
      Class<E> type, Map<String, String> values, String name, E otherwise) {
    String value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(e -> e.name().equalsIgnoreCase(value.strip()))
        .findFirst()
        .orElseThrow(() ->
            new UserException(
                ErrorCode.INVALID_OPTION,
                "the setting '%s' must be %s, not '%s'"
                    .formatted(
                        name,
                        Arrays.stream(type.getEnumConstants())
                            .map(e -> e.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(" or ")),
                        value)));
  }

  private static ZoneId zone(Map<String, String> values) {
    String value = values.get(ZONE);
    if (value == null) {
      return DEFAULT.zone;
    }
    try {
      return ZoneId.of(value.strip());
    } catch (DateTimeException _) {
      throw new UserException(ErrorCode.INVALID_OPTION, "'" + value + "' is not a time zone")
          .hint("write for example 'UTC', 'Europe/Berlin' or '+02:00'");
    }
  }

  private static Set<String> passes(String list) {
    Set<String> names =
        Arrays.stream(list.split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
    for (String name : names) {
      if (!Optimizer.NAMES.contains(name)) {
        throw new UserException(
                ErrorCode.INVALID_OPTION, "the optimiser has no pass '" + name + "'")
            .hint("the passes are " + String.join(", ", Optimizer.NAMES));
      }
    }
    return names;
  }
}
