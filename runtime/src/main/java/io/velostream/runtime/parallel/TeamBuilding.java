package io.velostream.runtime.parallel;

import io.velostream.plan.stage.JoinedPlan;
import io.velostream.plan.stage.SharedPlan;
import io.velostream.plan.stage.StagedPlan;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.runtime.lower.LoweringContext;
import java.util.List;
import java.util.function.IntFunction;

/// What it takes to wire the pipelines of a run.
///
/// @param job names the side tables
/// @param contexts by pipeline, what its operators share
/// @param from where to go on
/// @param section which part of the plan of the run is to be wired
/// @param keepsState whether the state of operators is wanted at the ends of epochs
/// @param letters says of which tables all undecodable input is
record TeamBuilding(
    TurnOpener opener,
    RuntimeSettings settings,
    String job,
    List<LoweringContext> contexts,
    Handover handover,
    SavedTeam from,
    Section section,
    boolean keepsState,
    LetterTaker letters) {
  TeamBuilding {
    contexts = List.copyOf(contexts);
  }

  int pipelines() {
    return contexts.size();
  }

  /// The same for another part of the plan.
  TeamBuilding of(Section other) {
    return new TeamBuilding(
        opener, settings, job, contexts, handover, from, other, keepsState, letters);
  }

  /// What is wanted of the tasks.
  SavedTask.Saves saves() {
    return new SavedTask.Saves(keepsState, keepsState && section.outlived(), settings.parts());
  }

  /// Opens the readers of a plan and wires everything. When that fails, readers already open are
  /// closed.
  ///
  /// @param result by pipeline, where the last stage puts its rows; asked when the pipelines get
  ///   their shares
  Crew build(SharedPlan plan, IntFunction<StageOutput> result) {
    return switch (plan) {
      case StagedPlan staged -> Team.build(staged, this, result);
      case JoinedPlan joined -> JoinedTeam.build(joined, this, result);
    };
  }
}
