package io.velostream.plan.stage;

/// What came of the wish to run plans side by side in several pipelines.
public sealed interface SetStaging {
  /// It can be done.
  record SideBySide(SetPlan plan) implements SetStaging {}

  /// They run in one pipeline.
  ///
  /// @param reason why, for people: the end of "runs in one pipeline: …"
  record Whole(String reason) implements SetStaging {}

  /// One of the plans cannot be run as the setting `partitioning` wants it.
  ///
  /// @param reason why, for people: a sentence about the setting
  record Refused(String reason) implements SetStaging {}
}
