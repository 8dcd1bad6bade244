package io.velostream.runtime.parallel;

import io.velostream.plan.stage.StagedPlan;
import io.velostream.runtime.pipeline.SavedNodes;
import io.velostream.runtime.table.SideTable;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import java.util.ArrayList;
import java.util.List;

/// Puts together what the tasks of all pipelines have left of themselves at the end of an epoch in
/// the stages of a plan, and the tables of late rows up to there.
final class TeamSaves {
  private final StagedPlan plan;
  private final List<PipelineParts> parts;
  private final CrewTasks crew;

  /// By pipeline and stage.
  private final List<List<SavedTask>> tasks = new ArrayList<>();

  private final List<SideTable> late = new ArrayList<>();

  /// @param parts by pipeline
  /// @param crew its tasks
  TeamSaves(StagedPlan plan, List<PipelineParts> parts, CrewTasks crew) {
    this.plan = plan;
    this.parts = List.copyOf(parts);
    this.crew = crew;
    parts.getFirst().late().forEach(journal -> late.add(journal.table().emptyCopy()));
    for (int i = 0; i < parts.size(); i++) {
      tasks.add(plan.stages().stream().map(_ -> crew.place()).toList());
    }
  }

  /// Where the task of a pipeline in a stage leaves what there is to save.
  SavedTask of(int pipeline, int stage) {
    SavedTask task = tasks.get(pipeline).get(stage);
    crew.take(task);
    return task;
  }

  /// The tables of late rows so far.
  List<SideTable> late() {
    return late;
  }

  /// How long it took the pipeline that was slowest to save itself.
  long savingNanos(boolean over) {
    return tasks.stream()
        .mapToLong(pipeline -> pipeline.stream().mapToLong(t -> t.left(over).nanos()).sum())
        .max()
        .orElse(0);
  }

  /// Joins what was put aside since the last time.
  void join(boolean over) {
    int table = 0;
    for (int stage = 0; stage < plan.stages().size(); stage++) {
      int tables = parts.getFirst().late(stage).size();
      List<List<Journal>> left = new ArrayList<>();
      for (List<SavedTask> pipeline : tasks) {
        List<Journal> journals = pipeline.get(stage).takeJournals(over);
        if (!journals.isEmpty()) {
          left.add(journals);
        }
      }
      for (int t = 0; t < tables; t++) {
        int index = t;
        Journals.join(left.stream().map(own -> own.get(index)).toList(), late.get(table++));
      }
    }
  }

  /// The stages of a pipeline, one behind the other.
  List<StateOutput> stages(int pipeline, boolean over) {
    List<StateOutput> content = new ArrayList<>();
    for (int stage = 0; stage < plan.stages().size(); stage++) {
      StateOutput state = tasks.get(pipeline).get(stage).left(over).state();
      if (state.size() == 0) { // the pipeline has no part in the stage
        parts
            .get(pipeline)
            .operators(stage)
            .forEach(each -> SavedNodes.putOperator(state, Watermarks.NONE, each));
      }
      content.add(state);
    }
    return content;
  }
}
