package io.velostream.server.statement;

import io.velostream.engine.Session;
import io.velostream.server.catalog.Definition;
import io.velostream.server.catalog.ServerCatalog;
import io.velostream.server.job.JobEvent;
import io.velostream.server.job.JobGraph;
import io.velostream.server.job.JobManager;
import io.velostream.server.job.JobSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the statements of one script share, and leave for its end.
final class ScriptState {
  final Session session;
  final ServerCatalog catalog;
  final JobManager jobs;
  final Limits limits;
  final String script;

  /// Those that jobs of the script are to run with.
  final Map<String, String> settings;

  private final List<Runnable> undo = new ArrayList<>();
  private final List<JobSpec> toStart = new ArrayList<>();

  ScriptState(
      Session session,
      ServerCatalog catalog,
      JobManager jobs,
      Limits limits,
      String script,
      Map<String, String> settings) {
    this.session = session;
    this.catalog = catalog;
    this.jobs = jobs;
    this.limits = limits;
    this.script = script;
    this.settings = new LinkedHashMap<>(settings);
  }

  /// Notes how to bring a definition back to what it is now.
  void remember(String name) {
    Optional<Definition> before = catalog.find(name);
    undo.add(() ->
        before.ifPresentOrElse(
            old -> catalog.put(old.name(), old.sql(), old.job()), () -> catalog.remove(name)));
  }

  /// Has a job that was made started at the end, or dropped if that is not reached.
  void startAtEnd(JobSpec spec) {
    undo.add(() -> jobs.drop(spec.name()));
    boolean _ = unstart(spec.name());
    toStart.add(spec);
  }

  /// Takes back that a job is to be started at the end.
  ///
  /// @return whether it was
  boolean unstart(String name) {
    return toStart.removeIf(job -> job.name().equalsIgnoreCase(name));
  }

  /// Takes back what was defined.
  void takeBack() {
    undo.reversed().forEach(Runnable::run);
  }

  /// Starts the jobs that were made to run.
  void startJobs() {
    for (JobSpec spec : JobGraph.ordered(toStart)) {
      jobs.wish(spec.name(), JobEvent.START);
    }
  }
}
