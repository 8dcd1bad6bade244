package io.velostream.plan;

import java.util.List;
import java.util.Optional;

/// A statement ready to run.
///
/// @param root computes the rows
/// @param sink where they go; empty when the caller of the statement takes them
/// @param oneRecordPerStep whether every input record must be a step of its own (`emit.step =
///   'record'` where no single operator can do that by itself)
/// @param warnings what the author should know, such as state without a bound
public record Plan(
    PlanNode root,
    Optional<TableDescription> sink,
    boolean oneRecordPerStep,
    List<String> warnings) {
  public Plan {
    warnings = List.copyOf(warnings);
  }
}
