package io.velostream.connector.spi;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.Map;
import java.util.Optional;

/// The checked options of one table: typed access for connectors.
///
/// @param values every given option, and the defaults of those not given
public record Options(Map<String, String> values) {
  public Options {
    values = Map.copyOf(values);
  }

  /// The value, if there is one.
  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /// The value of an option that is required or has a default.
  public String get(String name) {
    return find(name)
        .orElseThrow(() ->
            new UserException(ErrorCode.INVALID_OPTION, "the option '" + name + "' is missing"));
  }

  /// The value as a whole number.
  public long getLong(String name) {
    String text = get(name);
    try {
      return Long.parseLong(text.strip().replace("_", ""));
    } catch (NumberFormatException _) {
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "the option '" + name + "' must be a whole number, not '" + text + "'")
          .about(name);
    }
  }

  /// The value as a duration in nanoseconds: `100 ms`, `5 min`.
  public long getNanos(String name) {
    return Quantities.nanos(name, get(name));
  }

  /// The value as a size in bytes: `64 mb`.
  public long getBytes(String name) {
    return Quantities.bytes(name, get(name));
  }

  /// The value as `true` or `false`.
  public boolean getBoolean(String name) {
    String text = get(name).strip();
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    if (text.equalsIgnoreCase("false")) {
      return false;
    }
    throw new UserException(
            ErrorCode.INVALID_OPTION,
            "the option '" + name + "' must be true or false, not '" + text + "'")
        .about(name);
  }
}
