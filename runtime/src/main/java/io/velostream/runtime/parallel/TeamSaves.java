package io.velostream.runtime.parallel;

import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.TurnReader;
import io.velostream.plan.LeafNode;
import io.velostream.plan.stage.StagedPlan;
import io.velostream.runtime.pipeline.SavedNodes;
import io.velostream.runtime.table.SideTable;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Puts together what the tasks of all pipelines have left of themselves at the end of an epoch,
/// and the side tables up to there.
final class TeamSaves {
  private final StagedPlan plan;
  private final List<PipelineParts> parts;

  /// By pipeline and stage.
  private final List<List<SavedTask>> tasks = new ArrayList<>();

  /// Those that there is a task for.
  private final List<SavedTask> taken = new ArrayList<>();

  private final List<Runnable> atEnd = new ArrayList<>();
  private final List<SideTable> late = new ArrayList<>();
  private final SideTable errors;
  private final SideTable letters;

  /// How often the end of an epoch was asked for.
  private long requests;

  /// @param errors like the tables of undecodable input that the readers fill
  /// @param letters likewise those that keep all of it
  /// @param saves what is wanted of the tasks
  TeamSaves(
      StagedPlan plan,
      List<PipelineParts> parts,
      SideTable errors,
      SideTable letters,
      SavedTask.Saves saves) {
    this.plan = plan;
    this.parts = parts;
    this.errors = errors.emptyCopy();
    this.letters = letters.emptyCopy();
    parts.getFirst().late().forEach(journal -> late.add(journal.table().emptyCopy()));
    for (int i = 0; i < parts.size(); i++) {
      tasks.add(plan.stages().stream().map(_ -> new SavedTask(saves)).toList());
    }
  }

  /// Where the task of a pipeline in a stage leaves what there is to save.
  SavedTask of(int pipeline, int stage) {
    SavedTask task = tasks.get(pipeline).get(stage);
    taken.add(task);
    return task;
  }

  /// Says what a task has to do when the run is over.
  void atEnd(Runnable finish) {
    atEnd.add(finish);
  }

  /// The end of an epoch is asked for.
  void request() {
    requests++;
  }

  /// Whether the tasks have ended before the epoch has: then some of them have not seen its mark,
  /// and never will.
  private boolean isOver(boolean last) {
    return last || taken.stream().anyMatch(task -> task.marks() < requests);
  }

  /// The tables of late rows so far.
  List<SideTable> late() {
    return late;
  }

  /// Undecodable input so far.
  SideTable errors() {
    return errors;
  }

  /// All that there is to save, when all tasks are saved.
  ///
  /// @param last whether the run is over, so that nobody needs the state any more
  CrewState state(boolean last) throws IOException {
    if (last) {
      atEnd.forEach(Runnable::run);
    }
    boolean over = isOver(last);
    join(over);
    List<List<StateOutput>> states = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      List<StateOutput> own = new ArrayList<>();
      if (!last) {
        if (reads()) {
          own.add(source(i, over));
        }
        addStages(i, over, own);
      }
      states.add(own);
    }
    return new CrewState(states, places(over), rows(over), savingNanos(over));
  }

  private boolean reads() {
    return plan.leaf().inputs().isEmpty();
  }

  private List<ReadPosition> places(boolean over) throws IOException {
    if (!(plan.leaf() instanceof LeafNode.Scan)) {
      return List.of();
    }
    TurnReader.Place place = tasks.getFirst().getFirst().left(over).place();
    return List.of(place == null ? ReadPosition.START : place.tell());
  }

  private long rows(boolean over) {
    return tasks.stream().mapToLong(pipeline -> pipeline.getFirst().left(over).rows()).sum();
  }

  private long savingNanos(boolean over) {
    return tasks.stream()
        .mapToLong(pipeline -> pipeline.stream().mapToLong(t -> t.left(over).nanos()).sum())
        .max()
        .orElse(0);
  }

  /// Takes out the undecodable input that was joined since the last call.
  SideTable takeLetters() {
    return letters.take();
  }

  /// Joins what was put aside since the last time.
  void join() {
    join(isOver(false));
  }

  private void join(boolean over) {
    List<Journal> undecodable = new ArrayList<>();
    List<Journal> all = new ArrayList<>();
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
      if (stage == 0 && reads()) {
        left.forEach(own -> undecodable.add(own.get(tables)));
        left.forEach(own -> all.add(own.get(tables + 1)));
      }
    }
    Journals.join(undecodable, errors);
    Journals.join(all, letters);
  }

  /// The source of one pipeline as if it had run alone, up to where event time is derived. The
  /// first has read all rows.
  private StateOutput source(int pipeline, boolean over) {
    StateOutput source = new StateOutput();
    SavedNodes.putSource(source, pipeline == 0 ? rows(over) : 0, over);
    PipelineParts own = parts.get(pipeline);
    own.prepared().forEach(each -> SavedNodes.putOperator(source, Watermarks.NONE, each));
    if (plan.watermark().isPresent()) {
      long reached =
          tasks.stream()
              .mapToLong(each -> each.getFirst().left(over).watermark())
              .max()
              .orElse(Watermarks.NONE);
      // A table in parts has one reader, the first.
      SavedNodes.putWatermark(
          source,
          reached,
          over ? Watermarks.END : reached,
          tasks.getFirst().getFirst().left(over).partTimes());
    }
    return source;
  }

  private void addStages(int pipeline, boolean over, List<StateOutput> content) {
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
  }
}
