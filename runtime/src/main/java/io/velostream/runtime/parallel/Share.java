package io.velostream.runtime.parallel;

import java.util.ArrayList;
import java.util.List;

/// What one pipeline has to do in a run.
///
/// @param urgent tasks that others wait for, to be tried before all else
/// @param tasks those nearest to the result first
/// @param chains whose state is reported
/// @param preparation what its thread does first
record Share(
    List<Task> urgent, List<Task> tasks, List<OperatorChain> chains, Runnable preparation) {
  /// This one, and another whose rows do not come from it.
  Share and(Share other) {
    List<Task> allUrgent = new ArrayList<>(urgent);
    allUrgent.addAll(other.urgent);
    List<Task> allTasks = new ArrayList<>(tasks);
    allTasks.addAll(other.tasks);
    List<OperatorChain> allChains = new ArrayList<>(chains);
    allChains.addAll(other.chains);
    return new Share(
        allUrgent,
        allTasks,
        allChains,
        () -> {
          preparation.run();
          other.preparation.run();
        });
  }
}
