package io.velostream.connector.spi;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Checks the WITH options of a table against what its connector knows.
public final class OptionChecker {
  /// The option that selects the connector; every table may have it, besides those of its
  /// [ErrorPolicy] and [LookupOptions].
  public static final String CONNECTOR = "connector";

  /// How long queries remember rows of the table, and groups that they make of them, without news;
  /// every table may say so. Connectors do not look at it.
  public static final String STATE_LIFETIME = "state.ttl";

  /// What the names of options begin with that say what a METADATA column shows.
  private static final String METADATA = "metadata.";

  private OptionChecker() {}

  /// The checked options of a table of this kind, defaults filled in, `connector` included.
  ///
  /// @throws UserException INVALID_OPTION for an unknown option, a missing one, or a value that is
  ///   not allowed; the hint names the nearest known option
  public static Options check(Connector connector, Map<String, String> given) {
    String subject = "the connector '" + connector.name() + "'";
    ErrorPolicy.of(given);
    checkLifetime(given);
    Options checked = check(subject, connector.options(given), without(given));
    Map<String, String> values = new LinkedHashMap<>(checked.values());
    values.putAll(common(given));
    values.putAll(LookupOptions.check(given));
    values.put(CONNECTOR, connector.name());
    return new Options(values);
  }

  /// The checked options according to a list of known ones.
  ///
  /// @param subject whose options they are, for messages
  /// @throws UserException as above
  public static Options check(String subject, List<OptionSpec> known, Map<String, String> given) {
    List<String> names = known.stream().map(OptionSpec::name).toList();
    for (String name : given.keySet()) {
      if (!names.contains(name)) {
        throw unknown(subject, name, names);
      }
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (OptionSpec spec : known) {
      String value = given.get(spec.name());
      if (value != null) {
        values.put(spec.name(), allowed(spec, value));
      } else if (spec.defaultValue().isPresent()) {
        values.put(spec.name(), spec.defaultValue().get());
      } else if (spec.required()) {
        throw new UserException(
                ErrorCode.INVALID_OPTION,
                "the option '" + spec.name() + "' is missing; " + subject + " needs it")
            .hint("'" + spec.name() + "': " + spec.description());
      }
    }
    return new Options(values);
  }

  private static Map<String, String> without(Map<String, String> given) {
    Map<String, String> rest = new LinkedHashMap<>(given);
    rest.remove(CONNECTOR);
    rest.keySet().removeAll(common(given).keySet());
    return rest;
  }

  /// Those of the options given that every table with a connector may have.
  static Map<String, String> common(Map<String, String> given) {
    Map<String, String> common = new LinkedHashMap<>();
    common.putAll(among(ErrorPolicy.specs(), given));
    common.putAll(among(LookupOptions.specs(), given));
    String lifetime = given.get(STATE_LIFETIME);
    if (lifetime != null) {
      common.put(STATE_LIFETIME, lifetime);
    }
    return common;
  }

  /// Those of the options given that are in a list.
  static Map<String, String> among(List<OptionSpec> known, Map<String, String> given) {
    Map<String, String> own = new LinkedHashMap<>();
    for (OptionSpec spec : known) {
      String value = given.get(spec.name());
      if (value != null) {
        own.put(spec.name(), value);
      }
    }
    return own;
  }

  /// Checks the option [#STATE_LIFETIME], if it is given.
  ///
  /// @throws UserException INVALID_OPTION for what is no duration
  public static void checkLifetime(Map<String, String> given) {
    String lifetime = given.get(STATE_LIFETIME);
    if (lifetime != null) {
      long _ = Quantities.nanos(STATE_LIFETIME, lifetime);
    }
  }

  private static UserException unknown(String subject, String name, List<String> names) {
    if (name.startsWith(METADATA)) {
      return new UserException(
              ErrorCode.NOT_SUPPORTED,
              "%s knows nothing of its records that the METADATA column '%s' could show"
                  .formatted(subject, name.substring(METADATA.length())))
          .about(name)
          .hint("leave the column out");
    }
    String known = "known options: " + String.join(", ", names);
    String hint =
        Suggestions.didYouMean(name, names).map(advice -> advice + " " + known).orElse(known);
    return new UserException(ErrorCode.INVALID_OPTION, subject + " has no option '" + name + "'")
        .about(name)
        .hint(hint);
  }

  /// The value in the spelling of the specification; letter case does not count.
  private static String allowed(OptionSpec spec, String value) {
    if (spec.values().isEmpty()) {
      return value;
    }
    for (String candidate : spec.values()) {
      if (candidate.equalsIgnoreCase(value)) {
        return candidate;
      }
    }
    String list = "allowed values: " + String.join(", ", spec.values());
    throw new UserException(
            ErrorCode.INVALID_OPTION, "the option '" + spec.name() + "' cannot be '" + value + "'")
        .about(spec.name())
        .hint(
            Suggestions.didYouMean(value, spec.values())
                .map(advice -> advice + " " + list)
                .orElse(list));
  }
}
