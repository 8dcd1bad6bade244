package io.velostream.connector.datagen;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The options `fields.<column>.<property>` of one column.
record FieldOptions(Field field, Options options) {
  private static final String PREFIX = "fields.";
  private static final List<String> PROPERTIES =
      List.of("kind", "min", "max", "length", "start", "step", "end");

  /// Specifications of those options of this form that are given, and of the general form, for
  /// hints.
  static List<OptionSpec> specs(Map<String, String> given) {
    List<OptionSpec> specs = new ArrayList<>();
    for (String name : given.keySet()) {
      String property = name.substring(name.lastIndexOf('.') + 1);
      boolean known = name.startsWith(PREFIX) && PROPERTIES.contains(property);
      if (known && name.length() > PREFIX.length() + property.length() + 1) {
        OptionSpec spec = OptionSpec.optional(name, "how the values of a column are made");
        specs.add(property.equals("kind") ? spec.oneOf("random", "sequence") : spec);
      }
    }
    for (String property : PROPERTIES) {
      specs.add(OptionSpec.optional(PREFIX + "<column>." + property, "of one column"));
    }
    return specs;
  }

  /// Refuses options of columns that the table does not have.
  static void check(Options options, Schema schema) {
    List<String> names = schema.fields().stream().map(Field::name).toList();
    for (String option : options.values().keySet()) {
      if (option.startsWith(PREFIX)) {
        String column = option.substring(PREFIX.length(), option.lastIndexOf('.'));
        if (!names.contains(column)) {
          String known = "columns: " + String.join(", ", names);
          throw new UserException(
                  ErrorCode.INVALID_OPTION,
                  "the option '" + option + "' is for a column that the table does not have")
              .hint(
                  Suggestions.didYouMean(column, names)
                      .map(advice -> advice + " " + known)
                      .orElse(known));
        }
      }
    }
  }

  /// Whether an option is the end of a sequence.
  static boolean isEnd(String option) {
    return option.startsWith(PREFIX) && option.endsWith(".end");
  }

  boolean isSequence() {
    return find("kind").filter("sequence"::equals).isPresent();
  }

  Optional<String> find(String property) {
    return options.find(name(property));
  }

  long getLong(String property, long otherwise) {
    return find(property).isPresent() ? options.getLong(name(property)) : otherwise;
  }

  double getDouble(String property, double otherwise) {
    Optional<String> text = find(property);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      return Double.parseDouble(text.get().strip());
    } catch (NumberFormatException _) {
      throw invalid(property, "must be a number");
    }
  }

  UserException invalid(String property, String what) {
    return new UserException(
        ErrorCode.INVALID_OPTION, "the option '" + name(property) + "' " + what);
  }

  private String name(String property) {
    return PREFIX + field.name() + "." + property;
  }
}
