package io.velostream.runtime.parallel;

import java.util.ArrayList;
import java.util.List;

/// What one pipeline has to do in a run.
///
/// @param urgent tasks that others wait for, to be tried before all else
/// @param tasks those nearest to the result first
/// @param standing says how it stands
/// @param preparation what its thread does first
record Share(List<Task> urgent, List<Task> tasks, Worker.Standing standing, Runnable preparation) {
  /// This one, and another that is nearer to the result.
  Share before(Share next) {
    List<Task> allUrgent = new ArrayList<>(next.urgent);
    allUrgent.addAll(urgent);
    List<Task> allTasks = new ArrayList<>(next.tasks);
    allTasks.addAll(tasks);
    return new Share(
        allUrgent,
        allTasks,
        (idle, seen) -> standing.now(idle, seen).and(next.standing.now(idle, seen)),
        () -> {
          preparation.run();
          next.preparation.run();
        });
  }
}
