package io.velostream.server;

import io.velostream.server.job.JobStatus;
import io.velostream.server.log.EventLog;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Says in the log which jobs have come to a standstill, once each time. Belongs to the timer's
/// thread.
final class StallWatch {
  /// How often it is to look.
  static final Duration INTERVAL = Duration.ofSeconds(10);

  private final EventLog log;
  private final Set<String> stalled = new HashSet<>();

  StallWatch(EventLog log) {
    this.log = log;
  }

  void look(List<JobStatus> jobs) {
    for (JobStatus job : jobs) {
      String name = job.spec().name();
      if (job.stall().isEmpty()) {
        stalled.remove(name);
      } else if (stalled.add(name)) {
        JobStatus.Stall stall = job.stall().get();
        log.warn(
            "job.stalled", "job", name, "seconds", stall.since().toSeconds(), "at", stall.where());
      }
    }
  }
}
