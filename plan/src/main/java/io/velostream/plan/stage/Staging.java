package io.velostream.plan.stage;

/// What came of the wish to run a plan in several pipelines.
public sealed interface Staging {
  /// It can be done.
  record Staged(StagedPlan plan) implements Staging {}

  /// It can be done with a plan that reads several tables.
  record Joined(JoinedPlan plan) implements Staging {}

  /// The plan runs in one pipeline.
  ///
  /// @param reason why, for people: the end of "runs in one pipeline: …"
  record Whole(String reason) implements Staging {}

  /// The plan cannot be run as the setting `partitioning` wants it.
  ///
  /// @param reason why, for people: a sentence about the setting
  record Refused(String reason) implements Staging {}
}
