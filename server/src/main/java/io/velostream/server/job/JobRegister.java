package io.velostream.server.job;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Suggestions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The jobs of a [JobManager] by name, and how they depend on each other. Its lock guards them.
final class JobRegister {
  private final Map<String, Job> jobs = new TreeMap<>();
  private long lastNumber;

  boolean has(String name) {
    return jobs.containsKey(JobSpec.key(name));
  }

  /// @throws UserException UNKNOWN_NAME when there is no such job
  Job find(String name) {
    Job job = jobs.get(JobSpec.key(name));
    if (job != null) {
      return job;
    }
    UserException error =
        new UserException(ErrorCode.UNKNOWN_NAME, "there is no job '" + name + "'");
    throw Suggestions.didYouMean(name, jobs.values().stream().map(j -> j.spec.name()).toList())
        .map(error::hint)
        .orElse(error);
  }

  /// In the order of their making.
  List<Job> all() {
    return jobs.values().stream()
        .sorted(Comparator.comparingLong((Job job) -> job.number))
        .toList();
  }

  int size() {
    return jobs.size();
  }

  /// The number of the next job to be made.
  long nextNumber() {
    return lastNumber + 1;
  }

  /// Adds a job, in place of the one of its name.
  void put(Job job) {
    lastNumber = Math.max(lastNumber, job.number);
    jobs.put(JobSpec.key(job.spec.name()), job);
  }

  void remove(Job job) {
    jobs.remove(JobSpec.key(job.spec.name()));
  }

  /// @throws UserException INVALID_STATEMENT when jobs would feed each other in a circle with a job
  ///   in place of the one of its name
  void requireNoCircle(JobSpec added) {
    List<JobSpec> specs = new ArrayList<>();
    for (Map.Entry<String, Job> other : jobs.entrySet()) {
      if (!other.getKey().equals(JobSpec.key(added.name()))) {
        specs.add(other.getValue().spec);
      }
    }
    specs.add(added);
    JobGraph.ordered(specs);
  }

  /// Jobs that are still to complete what this one reads, if it waits at all. One whose input never
  /// ends never completes it: what reads from it follows it.
  List<Job> awaitedBy(Job job) {
    if (job.state != JobState.WAITING) {
      return List.of();
    }
    return jobs.values().stream()
        .filter(other ->
            other.number != job.number
                && other.spec.bounded()
                && job.spec.dependsOn(other.spec)
                && (other.state.isAlive() || other.state == JobState.FAILED))
        .toList();
  }

  JobStatus status(Job job) {
    return job.status(awaitedBy(job).stream().map(other -> other.spec.name()).toList());
  }
}
