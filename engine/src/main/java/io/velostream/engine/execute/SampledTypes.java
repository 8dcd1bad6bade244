package io.velostream.engine.execute;

import io.velostream.connector.file.FileTables;
import io.velostream.connector.spi.BadRows;
import io.velostream.plan.TableDescription;
import java.util.Map;

/// What is to be said of tables whose columns were found by looking at some of their rows.
final class SampledTypes {
  private SampledTypes() {}

  /// Whether the columns were found, and by looking at how many rows at most; nothing if declared.
  static String origin(Map<String, String> options) {
    String rows = options.get(FileTables.SAMPLE_ROWS);
    return rows == null ? "" : "found in the first " + rows + " rows at most";
  }

  /// Takes the bad rows of a table, and adds to the reason what to do if a value does not fit a
  /// type that was found in other rows.
  static BadRows advising(TableDescription table, BadRows target) {
    String rows = table.options().get(FileTables.SAMPLE_ROWS);
    if (rows == null) {
      return target;
    }
    String advice =
        "; the type comes from the first "
            + rows
            + " rows: raise --sample, or declare VARCHAR and use TRY_CAST";
    return (source, position, raw, reason) ->
        target.report(
            source, position, raw, reason.startsWith("column '") ? reason + advice : reason);
  }
}
