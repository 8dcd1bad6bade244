package io.velostream.plan;

import io.velostream.columnar.Schema;
import java.util.Map;

/// A table outside the query, as the runtime needs it to open a reader or a writer.
///
/// @param name for display and metrics
/// @param options the WITH options, `connector` among them
/// @param schema the columns that the connector delivers or takes; no computed ones
public record TableDescription(String name, Map<String, String> options, Schema schema) {
  public TableDescription {
    options = Map.copyOf(options);
  }
}
