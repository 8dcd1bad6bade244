package io.velostream.plan;

import io.velostream.columnar.Schema;
import java.util.Map;

/// A table outside the query, as the runtime needs it to open a reader or a writer.
///
/// @param name for display and metrics
/// @param options the WITH options, `connector` among them
/// @param schema the columns that the connector delivers or takes; no computed ones
/// @param bounded whether reading it comes to an end (a file) or may go on for ever (a topic)
public record TableDescription(
    String name, Map<String, String> options, Schema schema, boolean bounded) {
  public TableDescription {
    options = Map.copyOf(options);
  }

  /// A bounded table.
  public TableDescription(String name, Map<String, String> options, Schema schema) {
    this(name, options, schema, true);
  }
}
