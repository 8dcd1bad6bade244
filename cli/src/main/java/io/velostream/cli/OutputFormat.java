package io.velostream.cli;

import io.velostream.cli.output.DelimitedResult;
import io.velostream.cli.output.TableResult;
import io.velostream.columnar.Schema;
import io.velostream.connector.spi.BatchWriter;
import java.io.OutputStream;

/// The value of `--format`.
enum OutputFormat {
  /// Aligned columns for reading.
  TABLE,
  /// Comma-separated values with a header.
  CSV,
  /// One JSON object a line.
  JSON,
  /// Every change with its kind, in the notation of Flink's print: `+I[a, b]`.
  CHANGELOG;

  /// A writer of one result.
  BatchWriter writer(OutputStream out, Schema schema, boolean changelog) {
    return switch (this) {
      case TABLE -> new TableResult(out, schema, changelog);
      case CSV -> DelimitedResult.csv(out, schema, changelog);
      case JSON -> DelimitedResult.json(out, schema, changelog);
      case CHANGELOG -> DelimitedResult.changelog(out, schema);
    };
  }
}
