package io.velostream.connector.spi;

import java.util.List;
import java.util.Optional;

/// An option that a table can have.
///
/// @param name as written in WITH
/// @param description one sentence for the documentation and for error hints
/// @param required whether it must be given
/// @param defaultValue what holds when it is not given
/// @param values the values allowed; empty when any text is
public record OptionSpec(
    String name,
    String description,
    boolean required,
    Optional<String> defaultValue,
    List<String> values) {
  public OptionSpec {
    values = List.copyOf(values);
  }

  /// An option that must be given.
  public static OptionSpec required(String name, String description) {
    return new OptionSpec(name, description, true, Optional.empty(), List.of());
  }

  /// An option without a default.
  public static OptionSpec optional(String name, String description) {
    return new OptionSpec(name, description, false, Optional.empty(), List.of());
  }

  /// An option with a default.
  public static OptionSpec withDefault(String name, String defaultValue, String description) {
    return new OptionSpec(name, description, false, Optional.of(defaultValue), List.of());
  }

  /// The same option limited to a few values.
  public OptionSpec oneOf(String... allowed) {
    return new OptionSpec(name, description, required, defaultValue, List.of(allowed));
  }
}
