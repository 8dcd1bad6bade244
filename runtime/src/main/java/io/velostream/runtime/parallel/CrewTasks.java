package io.velostream.runtime.parallel;

import java.util.ArrayList;
import java.util.List;

/// The tasks of a crew, as far as saving goes: all see the same marks, or some have ended before.
final class CrewTasks {
  private final SavedTask.Saves saves;
  private final List<SavedTask> taken = new ArrayList<>();
  private final List<Runnable> atEnd = new ArrayList<>();

  /// How often the end of an epoch was asked for.
  private long requests;

  /// @param saves what is wanted of the tasks
  CrewTasks(SavedTask.Saves saves) {
    this.saves = saves;
  }

  /// Where a task can leave what there is to save.
  SavedTask place() {
    return new SavedTask(saves);
  }

  /// There is a task for that place.
  void take(SavedTask place) {
    taken.add(place);
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
  ///
  /// @param last whether the run is over
  boolean isOver(boolean last) {
    return last || taken.stream().anyMatch(task -> task.marks() < requests);
  }

  /// The run is over.
  void finish() {
    atEnd.forEach(Runnable::run);
  }
}
