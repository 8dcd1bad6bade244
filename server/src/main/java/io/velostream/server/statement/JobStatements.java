package io.velostream.server.statement;

import io.velostream.engine.Statement;
import io.velostream.runtime.checkpoint.Savepoint;
import io.velostream.server.job.JobEvent;
import io.velostream.server.job.JobManager;
import io.velostream.server.job.JobState;
import io.velostream.sql.JobCommand;
import java.util.List;

/// Carries out statements about jobs.
final class JobStatements {
  private final ScriptState script;
  private final JobManager jobs;
  private final JobMaking making;
  private final SavepointWork savepoints;

  JobStatements(ScriptState script, JobMaking making) {
    this.script = script;
    this.jobs = script.jobs;
    this.making = making;
    this.savepoints = new SavepointWork(script.jobs, script.limits.time());
  }

  Outcome carryOut(Statement statement, JobCommand command) {
    return switch (command) {
      case JobCommand.Create create -> making.createJob(statement, create);
      case JobCommand.Control control -> control(statement, control);
      case JobCommand.Drop drop -> dropJob(statement, drop);
      case JobCommand.Describe describe ->
          Outcome.of(statement, JobTables.describe(jobs.status(describe.name())));
      case JobCommand.Status status ->
          Outcome.of(statement, JobTables.status(jobs.status(status.name())));
      case JobCommand.ListAll _ -> Outcome.of(statement, JobTables.list(jobs.all()));
      case JobCommand.Watermarks(String name) ->
          Outcome.of(
              statement,
              JobTables.watermarks(name.isEmpty() ? jobs.all() : List.of(jobs.status(name))));
      case JobCommand.StartFrom(String name, String place) -> startFrom(statement, name, place);
      case JobCommand.Savepoint(String name, String place) -> savepoint(statement, name, place);
      case JobCommand.Metrics _ -> Outcome.of(statement, JobTables.metrics(jobs.all()));
    };
  }

  private Outcome control(Statement statement, JobCommand.Control control) {
    // Said of a job of this script, it comes instead of the start at the end.
    boolean ours = script.unstart(control.name());
    if (ours && control.action() == JobCommand.Action.STOP) {
      return Outcome.said(statement, "job " + control.name() + " is not started");
    }
    JobState state =
        switch (control.action()) {
          case START -> jobs.wish(control.name(), JobEvent.START);
          case START_FRESH -> jobs.startFresh(control.name());
          case STOP -> jobs.wish(control.name(), JobEvent.STOP);
          case PAUSE -> jobs.wish(control.name(), JobEvent.PAUSE);
          case RESUME -> jobs.wish(control.name(), JobEvent.RESUME);
          case RESTART -> jobs.wish(control.name(), JobEvent.RESTART);
        };
    return is(statement, control.name(), state);
  }

  private Outcome dropJob(Statement statement, JobCommand.Drop drop) {
    if (drop.ifExists() && !jobs.exists(drop.name())) {
      return Outcome.said(statement, "there is no job " + drop.name());
    }
    boolean _ = script.unstart(drop.name());
    jobs.drop(drop.name());
    return Outcome.said(statement, "dropped job " + drop.name());
  }

  private Outcome startFrom(Statement statement, String name, String place) {
    boolean _ = script.unstart(name);
    return is(statement, name, jobs.startFrom(name, place));
  }

  private Outcome savepoint(Statement statement, String name, String place) {
    Savepoint made = savepoints.make(name, place);
    return Outcome.said(
        statement,
        "savepoint of the job %s in %s: %d rows".formatted(name, made.folder(), made.rows()));
  }

  private static Outcome is(Statement statement, String name, JobState state) {
    return Outcome.said(statement, "job %s is %s".formatted(name, state));
  }
}
