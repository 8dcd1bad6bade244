package io.velostream.plan.explain;

import java.util.List;
import java.util.Map;

/// One operator as EXPLAIN shows it.
///
/// @param name what it does: `Aggregate`, `Scan`, …
/// @param details its parameters in words, in the order shown
/// @param changelog `append-only` or `retracts`
/// @param state what it keeps, and what bounds that
/// @param inputs the operators that feed it
public record OperatorDescription(
    String name,
    Map<String, String> details,
    String changelog,
    String state,
    List<OperatorDescription> inputs) {}
