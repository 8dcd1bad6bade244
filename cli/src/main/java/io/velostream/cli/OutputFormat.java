package io.velostream.cli;

import io.velostream.cli.output.ChangelogResult;
import io.velostream.cli.output.Colours;
import io.velostream.cli.output.EncodedResult;
import io.velostream.cli.output.TableResult;
import io.velostream.columnar.Schema;
import io.velostream.connector.spi.BatchWriter;
import java.io.OutputStream;

/// The value of `--format`.
public enum OutputFormat {
  /// Aligned columns for reading.
  TABLE,
  /// Comma-separated values with a header.
  CSV,
  /// One JSON object a line.
  JSON,
  /// Every change with its kind, in the notation of Flink's print: `+I[a, b]`.
  CHANGELOG;

  /// A writer of one result.
  public BatchWriter writer(OutputStream out, Schema schema, boolean changelog, Colours colours) {
    return switch (this) {
      case TABLE -> new TableResult(out, schema, changelog, colours);
      case CSV -> new EncodedResult(out, "csv", schema, changelog);
      case JSON -> new EncodedResult(out, "json", schema, changelog);
      case CHANGELOG -> new ChangelogResult(out, schema);
    };
  }
}
