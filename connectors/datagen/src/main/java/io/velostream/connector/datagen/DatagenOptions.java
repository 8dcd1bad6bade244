package io.velostream.connector.datagen;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.datagen.field.FieldOptions;
import io.velostream.connector.spi.OptionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/// The options of a generated table, but for those of its fields.
public final class DatagenOptions {
  /// The connector's name.
  public static final String CONNECTOR = "datagen";

  static final String FIRST = "first-row";
  private static final String ROWS = "number-of-rows";
  private static final String RATE = "rows-per-second";
  private static final String SEED = "seed";

  private DatagenOptions() {}

  static List<OptionSpec> specs(Map<String, String> given) {
    List<OptionSpec> specs = new ArrayList<>();
    specs.add(OptionSpec.optional(ROWS, "how many rows there are; without it they never end"));
    specs.add(OptionSpec.optional(RATE, "how many rows a second brings at most"));
    specs.add(OptionSpec.optional(FIRST, "the number of the row to begin with, from 0"));
    specs.add(OptionSpec.optional(SEED, "another seed gives other random values"));
    // Which options fields can have depends on the columns: `TableFields` sees to them.
    given.keySet().stream()
        .filter(DatagenOptions::isOfField)
        .forEach(name -> specs.add(OptionSpec.optional(name, "how a column's values are made")));
    specs.add(OptionSpec.optional(FieldOptions.PREFIX + "<column>.kind", "how values are made"));
    return specs;
  }

  /// Whether rows come to an end. A sequence with an end ends the table.
  static boolean isBounded(Map<String, String> options) {
    return options.containsKey(ROWS)
        || options.keySet().stream()
            .anyMatch(name -> isOfField(name) && name.toLowerCase(Locale.ROOT).endsWith(".end"));
  }

  /// The number of rows, if one is given.
  public static OptionalLong numberOfRows(Map<String, String> options) {
    return find(options, ROWS, 0);
  }

  /// The pace, if one is given.
  public static OptionalLong rowsPerSecond(Map<String, String> options) {
    return find(options, RATE, 1);
  }

  static long firstRow(Map<String, String> options) {
    return find(options, FIRST, 0).orElse(0);
  }

  /// What all random values depend on.
  public static long seed(Map<String, String> options) {
    return find(options, SEED, Long.MIN_VALUE).orElse(0);
  }

  private static boolean isOfField(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith(FieldOptions.PREFIX);
  }

  private static OptionalLong find(Map<String, String> options, String name, long least) {
    String text = options.get(name);
    if (text == null) {
      return OptionalLong.empty();
    }
    try {
      long value = Long.parseLong(text.strip().replace("_", ""));
      if (value >= least) {
        return OptionalLong.of(value);
      }
    } catch (NumberFormatException _) {
      // Told below, as are those out of range.
    }
    String bound = least == Long.MIN_VALUE ? "" : " of at least " + least;
    throw new UserException(
            ErrorCode.INVALID_OPTION,
            "the option '%s' must be a whole number%s, not '%s'".formatted(name, bound, text))
        .about(name);
  }
}
