package io.velostream.server.statement;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.Session;
import io.velostream.engine.Statement;
import io.velostream.runtime.checkpoint.Savepoint;
import io.velostream.server.catalog.Sessions;
import io.velostream.server.job.DelayedTasks;
import io.velostream.server.job.JobManager;
import io.velostream.server.trace.Tracing;
import io.velostream.stream.seam.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/// Carries out scripts that come to the server. May be used by any thread.
public final class ServerStatements {
  private final Sessions sessions;
  private final JobManager jobs;
  private final Limits limits;
  private final QueryRows queries;
  private final Semaphore room;
  private final Tracing tracing;

  public ServerStatements(
      Sessions sessions,
      JobManager jobs,
      Limits limits,
      Clock clock,
      DelayedTasks tasks,
      Tracing tracing) {
    this.tracing = tracing;
    this.sessions = sessions;
    this.jobs = jobs;
    this.limits = limits;
    this.queries = new QueryRows(clock, tasks);
    this.room = new Semaphore(limits.concurrent());
  }

  /// What this server allows.
  public Limits limits() {
    return limits;
  }

  /// Carries out the statements of a script in order. It is taken whole or not at all: when one
  /// fails, the definitions and jobs that those before it have made are taken back. Jobs start when
  /// all statements are through, those that others read from first.
  ///
  /// @param settings session settings to begin with
  /// @param rows the most rows of a result
  /// @param time the most time of a query
  /// @throws UserException when a statement is at fault; LIMIT_EXCEEDED when the text is too long
  ///   or the server has too much to do
  /// @throws io.velostream.columnar.error.EnvironmentException when a file is at fault
  public List<Outcome> run(String script, Map<String, String> settings, int rows, Duration time) {
    if (script.length() > limits.sqlCharacters()) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "the text has %d characters, and at most %d are taken"
              .formatted(script.length(), limits.sqlCharacters()));
    }
    if (!room.tryAcquire()) {
      throw new UserException(
              ErrorCode.LIMIT_EXCEEDED,
              "the server works on %d requests already".formatted(limits.concurrent()))
          .hint("try again later");
    }
    try (Session session = sessions.open()) {
      settings.forEach(session::set);
      List<Statement> statements = session.parse(script);
      if (statements.size() > limits.statements()) {
        throw new UserException(
            ErrorCode.LIMIT_EXCEEDED,
            "there are %d statements, and at most %d are taken at once"
                .formatted(statements.size(), limits.statements()));
      }
      ScriptState state =
          new ScriptState(
              session, sessions.catalog(), jobs, limits.within(rows, time), script, settings);
      return run(state, statements);
    } finally {
      room.release();
      sessions.keepViews();
    }
  }

  private List<Outcome> run(ScriptState state, List<Statement> statements) {
    ScriptWork work = new ScriptWork(state, queries);
    List<Outcome> outcomes = new ArrayList<>();
    try {
      for (Statement statement : statements) {
        outcomes.add(
            tracing.statement(
                statement.kind().name(),
                statement.position().line(),
                () -> work.carryOut(statement)));
      }
    } catch (RuntimeException e) {
      state.takeBack();
      throw e;
    }
    state.startJobs();
    return outcomes;
  }

  /// Has a job that runs make a savepoint, and waits for it as long as for a query.
  ///
  /// @param place a folder, as a statement says it
  /// @throws UserException UNKNOWN_NAME when there is no such job; otherwise when it cannot make
  ///   one
  /// @throws io.velostream.columnar.error.EnvironmentException when it cannot be written
  public Savepoint savepoint(String job, String place) {
    return new SavepointWork(jobs, limits.time()).make(job, place);
  }

  /// An error in a text that is a part of another one, as an error of the whole.
  ///
  /// @param start where the part begins
  static UserException shifted(UserException error, SourcePosition start) {
    SourcePosition at = error.position();
    if (!at.isKnown() || at.definition() != null) {
      return error;
    }
    int columns = at.line() == 1 ? start.column() - 1 : 0;
    int endColumns = at.endLine() == 1 ? start.column() - 1 : 0;
    int lines = start.line() - 1;
    SourcePosition place =
        new SourcePosition(
            at.line() + lines,
            at.column() + columns,
            at.endLine() + lines,
            at.endColumn() + endColumns);
    return new UserException(error.code(), error.message(), place, error.hint());
  }
}
