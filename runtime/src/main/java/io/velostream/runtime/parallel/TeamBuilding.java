package io.velostream.runtime.parallel;

import io.velostream.plan.stage.ForkedPlan;
import io.velostream.plan.stage.JoinedPlan;
import io.velostream.plan.stage.SetPart;
import io.velostream.plan.stage.SharedPlan;
import io.velostream.plan.stage.StagedPlan;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.stream.seam.Closing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// What it takes to wire the pipelines of a run.
///
/// @param jobs by plan, those that run side by side
/// @param from where to go on
/// @param section which part of the plan of the run is to be wired
/// @param keepsState whether the state of operators is wanted at the ends of epochs
/// @param letters says of which tables all undecodable input is
record TeamBuilding(
    TurnOpener opener,
    RuntimeSettings settings,
    List<Job> jobs,
    Handover handover,
    SavedTeam from,
    Section section,
    boolean keepsState,
    LetterTaker letters) {
  TeamBuilding {
    jobs = List.copyOf(jobs);
  }

  /// One of the plans.
  ///
  /// @param name of its side tables
  /// @param contexts by pipeline, what its operators share; all plans have one evaluation context
  record Job(String name, List<LoweringContext> contexts) {
    Job {
      contexts = List.copyOf(contexts);
    }
  }

  int pipelines() {
    return jobs.getFirst().contexts().size();
  }

  /// The same for another part of the plan.
  TeamBuilding of(Section other) {
    return new TeamBuilding(opener, settings, jobs, handover, from, other, keepsState, letters);
  }

  /// What is wanted of the tasks.
  SavedTask.Saves saves() {
    return new SavedTask.Saves(keepsState, keepsState && section.outlived(), settings.parts());
  }

  /// Opens the readers of a run and wires everything. When that fails, readers already open are
  /// closed.
  ///
  /// @param outputs take the results
  Crew build(Work work, Outputs outputs) {
    return switch (work) {
      case Work.One one -> build(one.plan(), _ -> outputs.of(0));
      case Work.SideBySide all -> build(all.plan().parts(), outputs);
    };
  }

  private Crew build(List<SetPart> parts, Outputs outputs) {
    List<Crew> crews = new ArrayList<>();
    int piece = 0;
    int plan = 0;
    try {
      for (SetPart part : parts) {
        int plans = part.outputs().size();
        TeamBuilding own =
            new TeamBuilding(
                opener,
                settings,
                jobs.subList(plan, plan + plans),
                handover,
                from,
                parts.size() == 1 ? section : section.part(piece),
                keepsState,
                letters);
        List<IntFunction<StageOutput>> results = new ArrayList<>();
        for (int i = plan; i < plan + plans; i++) {
          StageOutput output = outputs.of(i);
          results.add(_ -> output);
        }
        crews.add(
            switch (part) {
              case ForkedPlan forked -> Team.build(forked, own, results);
              case JoinedPlan joined -> JoinedTeam.build(joined, own, results.getFirst());
            });
        piece += Layout.of(part).pieces().size();
        plan += plans;
      }
    } catch (RuntimeException e) {
      Closing.after(e, () -> Closing.all(crews, Crew::close));
      throw e;
    }
    return crews.size() == 1 ? crews.getFirst() : new Company(crews);
  }

  /// Opens the readers of a plan and wires everything. When that fails, readers already open are
  /// closed.
  ///
  /// @param result by pipeline, where the last stage puts its rows; asked when the pipelines get
  ///   their shares
  Crew build(SharedPlan plan, IntFunction<StageOutput> result) {
    return switch (plan) {
      case StagedPlan staged -> Team.build(ForkedPlan.of(staged), this, List.of(result));
      case JoinedPlan joined -> JoinedTeam.build(joined, this, result);
    };
  }
}
