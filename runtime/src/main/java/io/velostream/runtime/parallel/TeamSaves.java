package io.velostream.runtime.parallel;

import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.TurnReader;
import io.velostream.plan.stage.StagedPlan;
import io.velostream.runtime.pipeline.SavedNodes;
import io.velostream.runtime.table.SideTable;
import io.velostream.state.snapshot.PartSize;
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

  private final List<Runnable> atEnd = new ArrayList<>();
  private final List<SideTable> late = new ArrayList<>();
  private final SideTable errors;
  private final SideTable letters;

  /// @param errors like the tables of undecodable input that the readers fill
  /// @param letters likewise those that keep all of it
  /// @param keepsState whether the state of operators is wanted
  /// @param size of the parts of saved state
  TeamSaves(
      StagedPlan plan,
      List<PipelineParts> parts,
      SideTable errors,
      SideTable letters,
      boolean keepsState,
      PartSize size) {
    this.plan = plan;
    this.parts = parts;
    this.errors = errors.emptyCopy();
    this.letters = letters.emptyCopy();
    parts.getFirst().late().forEach(journal -> late.add(journal.table().emptyCopy()));
    for (int i = 0; i < parts.size(); i++) {
      tasks.add(plan.stages().stream().map(_ -> new SavedTask(keepsState, size)).toList());
    }
  }

  /// Where the task of a pipeline in a stage leaves what there is to save.
  SavedTask of(int pipeline, int stage) {
    return tasks.get(pipeline).get(stage);
  }

  /// Says what a task has to do when the run is over.
  void atEnd(Runnable finish) {
    atEnd.add(finish);
  }

  /// Takes up the side tables.
  ///
  /// @return how many rows were read before
  long restore(Restoration restoration) {
    return restoration.restore(late, errors);
  }

  /// All that there is to save, when all tasks are saved.
  ///
  /// @param last whether the run is over, so that nobody needs the state any more
  TeamState state(boolean last) throws IOException {
    if (last) {
      atEnd.forEach(Runnable::run);
    }
    join();
    long rows = 0;
    long reached = Watermarks.NONE;
    for (List<SavedTask> pipeline : tasks) {
      rows += pipeline.getFirst().rows();
      reached = Math.max(reached, pipeline.getFirst().watermark());
    }
    List<List<StateOutput>> states = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      states.add(last ? List.of() : state(i, i == 0 ? rows : 0, reached));
    }
    TurnReader.Place place = tasks.getFirst().getFirst().place();
    ReadPosition at = last || place == null ? ReadPosition.START : place.tell();
    return new TeamState(states, at, late, errors, rows, savingNanos(), last);
  }

  private long savingNanos() {
    return tasks.stream()
        .mapToLong(pipeline -> pipeline.stream().mapToLong(SavedTask::nanos).sum())
        .max()
        .orElse(0);
  }

  /// Takes out the undecodable input that was joined since the last call.
  SideTable takeLetters() {
    return letters.take();
  }

  /// Joins what was put aside since the last time.
  void join() {
    List<Journal> undecodable = new ArrayList<>();
    List<Journal> all = new ArrayList<>();
    int table = 0;
    for (int stage = 0; stage < plan.stages().size(); stage++) {
      int tables = parts.getFirst().late(stage).size();
      List<List<Journal>> taken = new ArrayList<>();
      for (List<SavedTask> pipeline : tasks) {
        List<Journal> journals = pipeline.get(stage).takeJournals();
        if (!journals.isEmpty()) {
          taken.add(journals);
        }
      }
      for (int t = 0; t < tables; t++) {
        int index = t;
        Journals.join(taken.stream().map(own -> own.get(index)).toList(), late.get(table++));
      }
      if (stage == 0) {
        taken.forEach(own -> undecodable.add(own.get(tables)));
        taken.forEach(own -> all.add(own.get(tables + 1)));
      }
    }
    Journals.join(undecodable, errors);
    Journals.join(all, letters);
  }

  /// The state of one pipeline as if it had run alone.
  ///
  /// @param rows that it has read
  /// @param reached the event time that all have reached
  private List<StateOutput> state(int pipeline, long rows, long reached) {
    PipelineParts own = parts.get(pipeline);
    StateOutput sources = new StateOutput();
    sources.putVarint(Restoration.nodes(plan));
    SavedNodes.putSource(sources, rows, false);
    own.prepared().forEach(each -> SavedNodes.putOperator(sources, Watermarks.NONE, each));
    if (plan.watermark().isPresent()) {
      SavedNodes.putWatermark(sources, reached, reached);
    }
    List<StateOutput> content = new ArrayList<>(List.of(sources));
    for (int stage = 0; stage < plan.stages().size(); stage++) {
      StateOutput state = tasks.get(pipeline).get(stage).state();
      if (state.size() == 0) { // the pipeline has no part in the stage
        own.operators(stage).forEach(each -> SavedNodes.putOperator(state, Watermarks.NONE, each));
      }
      content.add(state);
    }
    StateOutput head = new StateOutput();
    head.putHead(SavedNodes.PIPELINE, content.stream().mapToLong(StateOutput::size).sum());
    content.addFirst(head);
    return content;
  }
}
