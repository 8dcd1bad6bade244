package io.velostream.cli.output;

import io.velostream.connector.spi.BatchWriter;
import io.velostream.engine.ResultShape;
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
  public BatchWriter writer(OutputStream out, ResultShape shape, Colours colours) {
    return switch (this) {
      case TABLE -> new TableResult(out, shape, colours);
      case CSV -> new EncodedResult(out, "csv", shape);
      case JSON -> new EncodedResult(out, "json", shape);
      case CHANGELOG -> new ChangelogResult(out, shape.schema());
    };
  }
}
