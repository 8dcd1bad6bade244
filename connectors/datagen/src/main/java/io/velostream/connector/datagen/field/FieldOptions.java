package io.velostream.connector.datagen.field;

import io.velostream.columnar.Field;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The options of one field: a column, or a part of a nested one. It keeps account of what was
/// asked for, so that an option without a meaning is an error.
public final class FieldOptions {
  /// How the options of fields begin.
  public static final String PREFIX = "fields.";

  private final String path;
  private final Field field;
  private final Map<String, String> given;
  private final Set<String> asked = new TreeSet<>();

  /// @param path the column, and the way to the part of it, with dots
  /// @param all the options of the table
  FieldOptions(String path, Field field, Map<String, String> all) {
    this.path = path;
    this.field = field;
    String start = PREFIX + path.toLowerCase(Locale.ROOT) + ".";
    this.given = new LinkedHashMap<>();
    all.forEach((name, value) -> {
      String rest = name.toLowerCase(Locale.ROOT);
      if (rest.startsWith(start) && rest.indexOf('.', start.length()) < 0) {
        given.put(rest.substring(start.length()), value.strip());
      }
    });
  }

  String path() {
    return path;
  }

  Field field() {
    return field;
  }

  /// The kind that is given, or that another option implies.
  String kind() {
    Optional<String> kind = find("kind").map(name -> name.toLowerCase(Locale.ROOT));
    if (kind.isPresent()) {
      return kind.get();
    }
    for (Map.Entry<String, String> implied : FieldKinds.IMPLIED.entrySet()) {
      if (given.containsKey(implied.getKey())) {
        return implied.getValue();
      }
    }
    return "random";
  }

  boolean has(String property) {
    asked.add(property);
    return given.containsKey(property);
  }

  Optional<String> find(String property) {
    asked.add(property);
    return Optional.ofNullable(given.get(property));
  }

  String require(String property, String why) {
    return find(property)
        .orElseThrow(() ->
            new UserException(
                    ErrorCode.INVALID_OPTION, "the option '" + name(property) + "' is missing")
                .hint(why));
  }

  /// A number, or another if none is given.
  double number(String property, double otherwise) {
    Optional<String> text = find(property);
    if (text.isEmpty()) {
      return otherwise;
    }
    return number(property, text.get());
  }

  double number(String property, String text) {
    try {
      double value = Double.parseDouble(text.replace("_", ""));
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException _) {
      // Told below, as are infinite ones.
    }
    throw invalid(property, "must be a number, not '" + text + "'");
  }

  /// A number above 0.
  double positive(String property, double otherwise) {
    double value = number(property, otherwise);
    if (!(value > 0)) {
      throw invalid(property, "must be above 0");
    }
    return value;
  }

  /// A share, from 0 to 1.
  double share(String property, double otherwise) {
    double value = number(property, otherwise);
    if (!(value >= 0 && value <= 1)) {
      throw invalid(property, "must be a share from 0 to 1");
    }
    return value;
  }

  /// A whole number from `min` to `max`.
  long whole(String property, long otherwise, long min, long max) {
    Optional<String> text = find(property);
    return text.isEmpty() ? otherwise : whole(property, text.get(), min, max);
  }

  private long whole(String property, String text, long min, long max) {
    try {
      long value = Long.parseLong(text.strip().replace("_", ""));
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException _) {
      // Told below, as are those out of range.
    }
    String above = max == Long.MAX_VALUE ? "of at least " + min : "from " + min + " to " + max;
    throw invalid(property, "must be a whole number " + above + ", not '" + text + "'");
  }

  /// A number of things, or a range like `2..5`.
  Range range(String property, String otherwise, int max) {
    String text = find(property).orElse(otherwise);
    int dots = text.indexOf("..");
    String low = dots < 0 ? text : text.substring(0, dots);
    String high = dots < 0 ? text : text.substring(dots + 2);
    Range range =
        new Range((int) whole(property, low, 0, max), (int) whole(property, high, 0, max));
    if (range.min > range.max) {
      throw invalid(property, "is a range that is empty");
    }
    return range;
  }

  record Range(int min, int max) {}

  /// A duration in microseconds.
  long duration(String property, String otherwise) {
    String text = find(property).orElse(otherwise);
    return Durations.micros(text)
        .orElseThrow(
            () -> invalid(property, "must be a duration like '30 ms', not '" + text + "'"));
  }

  String name(String property) {
    return PREFIX + path + "." + property;
  }

  UserException invalid(String property, String what) {
    String name = name(property);
    return new UserException(ErrorCode.INVALID_OPTION, "the option '" + name + "' " + what)
        .about(name);
  }

  /// Two options that exclude each other.
  UserException contradiction(String property, String other) {
    return invalid(property, "contradicts '" + name(other) + "'").hint("leave one of the two out");
  }

  UserException unsupported(String what) {
    return new UserException(
            ErrorCode.NOT_SUPPORTED,
            "the connector 'datagen' cannot make %s of type %s (column '%s')"
                .formatted(what, field.type().sql(), path))
        .about(name("kind"));
  }

  /// @throws UserException for the first option that nobody has asked for
  void checkAllUsed(String kind) {
    for (String property : given.keySet()) {
      if (!asked.contains(property)) {
        List<String> known = new ArrayList<>(asked);
        String list = "options that go with the others here: " + String.join(", ", known);
        throw invalid(property, "has no meaning for the kind '" + kind + "'" + distribution())
            .hint(
                Suggestions.didYouMean(property, known)
                    .map(advice -> advice + " " + list)
                    .orElse(list));
      }
    }
  }

  private String distribution() {
    return asked.contains("distribution")
        ? " with the distribution '" + given.getOrDefault("distribution", "uniform") + "'"
        : "";
  }
}
