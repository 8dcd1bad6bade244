package io.velostream.server.job;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which job feeds which: a job that reads what another writes comes after it.
public final class JobGraph {
  private JobGraph() {}

  /// The jobs with those that others read first, otherwise in the order given.
  ///
  /// @throws UserException INVALID_STATEMENT when jobs feed each other in a circle
  public static List<JobSpec> ordered(Collection<JobSpec> jobs) {
    Set<JobSpec> done = new LinkedHashSet<>();
    for (JobSpec job : jobs) {
      visit(job, jobs, new ArrayList<>(), done);
    }
    return List.copyOf(done);
  }

  private static void visit(
      JobSpec job, Collection<JobSpec> all, List<JobSpec> path, Set<JobSpec> done) {
    if (done.contains(job)) {
      return;
    }
    int start = path.indexOf(job);
    path.add(job);
    if (start >= 0) {
      throw circle(path.subList(start, path.size()));
    }
    for (JobSpec other : all) {
      if (job.dependsOn(other)) {
        visit(other, all, path, done);
      }
    }
    path.removeLast();
    done.add(job);
  }

  private static UserException circle(List<JobSpec> path) {
    if (path.size() == 2) {
      return new UserException(
              ErrorCode.INVALID_STATEMENT,
              "the job '%s' reads what it writes".formatted(path.getFirst().name()))
          .hint("write to another table");
    }
    List<String> names = path.stream().map(job -> "'" + job.name() + "'").toList();
    return new UserException(
            ErrorCode.INVALID_STATEMENT,
            "jobs would feed each other in a circle: " + String.join(" reads from ", names))
        .hint("break the circle: none of them could begin");
  }
}
