package io.velostream.plan.explain;

import java.util.List;
import java.util.OptionalLong;

/// The state that an operator keeps.
///
/// @param description what is kept
/// @param bytesPerKey estimated bytes for each group, where there are groups
/// @param bound what limits how much is kept
/// @param warnings sentences for the author of a query on a stream that never ends: why this state
///   then grows without end, and what to do; none when time or a constant bounds it
record StateSummary(
    String description, OptionalLong bytesPerKey, String bound, List<String> warnings) {
  /// No state that grows.
  static final StateSummary NONE =
      new StateSummary("none", OptionalLong.empty(), "constant", List.of());

  StateSummary {
    warnings = List.copyOf(warnings);
  }

  /// State that time or a constant bounds.
  static StateSummary bounded(String description, String bound) {
    return new StateSummary(description, OptionalLong.empty(), bound, List.of());
  }

  /// State that nothing bounds but the end of the input.
  static StateSummary growing(String description, String bound, String warning) {
    return new StateSummary(description, OptionalLong.empty(), bound, List.of(warning));
  }

  /// Rows that are held to the end of the input.
  ///
  /// @param reason a sentence that says which operator holds them and how to avoid it
  static StateSummary allRows(String reason) {
    return growing(
        "all rows until the end of input", "grows with the input; no watermark frees it", reason);
  }

  /// Rows that wait for the watermark.
  static StateSummary rowsAhead(String timeColumn) {
    return bounded(
        "rows newer than the watermark", "rows are released as the watermark passes " + timeColumn);
  }

  /// Description and bound on one line.
  String line() {
    return equals(NONE) ? description : description + "; " + bound;
  }
}
