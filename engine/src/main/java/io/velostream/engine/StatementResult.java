package io.velostream.engine;

import io.velostream.runtime.job.RunSummary;
import java.util.List;
import java.util.Optional;

/// What a statement did.
///
/// @param message one readable line, for instance `created table trades`; empty for a query
/// @param summary figures of a run, for queries and inserts
/// @param warnings what the author should know, such as state without a bound
public record StatementResult(String message, Optional<RunSummary> summary, List<String> warnings) {
  public StatementResult {
    warnings = List.copyOf(warnings);
  }
}
