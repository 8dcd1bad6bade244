package io.velostream.runtime.parallel;

import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.TurnReader;
import io.velostream.operators.Operator;
import io.velostream.plan.LeafNode;
import io.velostream.plan.stage.ForkedPlan;
import io.velostream.runtime.pipeline.SavedNodes;
import io.velostream.runtime.table.SideTable;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Puts together what the readers of a table have left of themselves at the end of an epoch, and
/// the undecodable input up to there.
final class SourceSaves {
  private final ForkedPlan plan;
  private final CrewTasks tasks;

  /// By pipeline.
  private final List<SavedTask> readers = new ArrayList<>();

  private final SideTable errors;
  private final SideTable letters;

  /// @param tasks those of the crew
  /// @param undecodable has tables like those that the readers fill
  SourceSaves(ForkedPlan plan, CrewTasks tasks, int pipelines, Undecodable undecodable) {
    this.plan = plan;
    this.tasks = tasks;
    this.errors = undecodable.errors().emptyCopy();
    this.letters = undecodable.letters().emptyCopy();
    for (int i = 0; i < pipelines; i++) {
      readers.add(tasks.place());
    }
  }

  /// Where the reader of a pipeline leaves what there is to save.
  SavedTask of(int pipeline) {
    SavedTask reader = readers.get(pipeline);
    tasks.take(reader);
    return reader;
  }

  /// Where the table is to be read on; nothing for what is in the statement.
  List<ReadPosition> places(boolean over) throws IOException {
    if (!(plan.leaf() instanceof LeafNode.Scan)) {
      return List.of();
    }
    TurnReader.Place place = readers.getFirst().left(over).place();
    return List.of(place == null ? ReadPosition.START : place.tell());
  }

  /// Rows read since the job began.
  long rows(boolean over) {
    return readers.stream().mapToLong(reader -> reader.left(over).rows()).sum();
  }

  /// Takes out the undecodable input that was joined since the last call, and was written elsewhere
  /// too.
  SideTable takeLetters() {
    return letters.take();
  }

  /// Takes out the undecodable input that was joined since the last call.
  SideTable takeErrors() {
    return errors.take();
  }

  /// Joins what was put aside since the last time.
  void join(boolean over) {
    List<Journal> shown = new ArrayList<>();
    List<Journal> sent = new ArrayList<>();
    for (SavedTask reader : readers) {
      List<Journal> journals = reader.takeJournals(over);
      if (!journals.isEmpty()) {
        shown.add(journals.get(0));
        sent.add(journals.get(1));
      }
    }
    Journals.join(shown, errors);
    Journals.join(sent, letters);
  }

  /// The source of one pipeline as if it had run alone. The first has read all rows.
  StateOutput source(int pipeline, boolean over) {
    StateOutput source = new StateOutput();
    SavedNodes.putSource(source, pipeline == 0 ? rows(over) : 0, over);
    return source;
  }

  /// Likewise where event time is derived.
  ///
  /// @param prepared the operators before
  StateOutput time(List<Operator> prepared, boolean over) {
    StateOutput time = new StateOutput();
    prepared.forEach(each -> SavedNodes.putOperator(time, Watermarks.NONE, each));
    if (plan.watermark().isPresent()) {
      long reached =
          readers.stream()
              .mapToLong(reader -> reader.left(over).watermark())
              .max()
              .orElse(Watermarks.NONE);
      // A table in parts has one reader, the first.
      SavedNodes.putWatermark(
          time,
          reached,
          over ? Watermarks.END : reached,
          readers.getFirst().left(over).partTimes());
    }
    return time;
  }
}
