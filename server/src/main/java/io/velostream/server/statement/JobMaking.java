package io.velostream.server.statement;

import io.velostream.columnar.Schema;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.DataFlow;
import io.velostream.engine.Statement;
import io.velostream.engine.StatementResult;
import io.velostream.engine.settings.Settings;
import io.velostream.server.job.JobSpec;
import io.velostream.server.job.JobStatus;
import io.velostream.server.job.MetricSpec;
import io.velostream.sql.JobCommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes jobs of statements that move rows.
final class JobMaking {
  private final ScriptState state;
  private final TableUse use;

  JobMaking(ScriptState state, TableUse use) {
    this.state = state;
    this.use = use;
  }

  /// A job of an INSERT, with the name of its table or one like it.
  Outcome insert(Statement statement) {
    Annotations annotations = Annotations.above(state.script, statement.position().line());
    String wanted = annotations.jobName(statement.targets().getFirst());
    return makeJob(statement, free(wanted), statement.text(), feed(statement), annotations, false);
  }

  /// The name, or with a number behind it if it is taken.
  private String free(String wanted) {
    String name = wanted;
    for (int number = 2; state.jobs.exists(name); number++) {
      name = wanted + "_" + number;
    }
    return name;
  }

  /// A table, and a job that fills it.
  Outcome createAs(Statement statement) {
    String name = statement.targets().getFirst();
    boolean there = state.catalog.find(name).isPresent();
    if (there && !statement.isReplace()) {
      StatementResult result = state.session.define(statement); // or it fails
      return Outcome.said(statement, result.message(), result.warnings(), Optional.empty());
    }
    if (there) {
      use.requireUnused(name, "replaced");
    }
    Feed feed = feed(statement);
    state.session.define(statement);
    use.requireConnector(name);
    Annotations annotations = Annotations.above(state.script, statement.position().line());
    String job = free(annotations.jobName(name));
    state.remember(name);
    state.catalog.put(name, use.createText(name).orElseThrow(), job);
    return makeJob(statement, job, statement.text(), feed, annotations, false);
  }

  /// What a statement moves from where to where.
  ///
  /// @param obstacles why it has to begin anew after a death
  private record Feed(DataFlow flow, List<String> obstacles) {}

  private Feed feed(Statement statement) {
    return new Feed(state.session.flow(statement), obstacles(statement));
  }

  private List<String> obstacles(Statement statement) {
    try {
      return state.session.obstacles(statement);
    } catch (UserException | EnvironmentException _) {
      return List.of(); // it compiles, so this is of a file that a job is still to write
    }
  }

  private Outcome makeJob(
      Statement statement,
      String name,
      String sql,
      Feed feed,
      Annotations annotations,
      boolean replace) {
    DataFlow flow = feed.flow();
    Map<String, String> with = new LinkedHashMap<>(state.settings);
    with.putAll(annotations.settings());
    requireNoBeginning(with);
    checkMetrics(annotations.metrics(), flow.results());
    JobSpec spec =
        new JobSpec(
            name,
            sql,
            with,
            annotations.values(),
            flow.reads(),
            flow.writes(),
            flow.bounded(),
            annotations.metrics());
    state.jobs.create(spec, replace);
    state.startAtEnd(spec);
    List<String> warnings = new ArrayList<>(flow.warnings());
    feed.obstacles()
        .forEach(reason -> warnings.add("the job begins anew at each start: " + reason));
    warnings.addAll(annotations.warnings());
    return Outcome.said(statement, "created job " + name, warnings, Optional.of(name));
  }

  /// A setting would hold for each start of the job, also after a failure.
  private static void requireNoBeginning(Map<String, String> settings) {
    for (String name : List.of(Settings.CHECKPOINT_FRESH, Settings.CHECKPOINT_FROM)) {
      if (settings.containsKey(name)) {
        throw new UserException(
                ErrorCode.INVALID_OPTION, "'" + name + "' is not for jobs of a server")
            .hint("START JOB … FRESH, or START JOB … FROM '…'");
      }
    }
  }

  private void checkMetrics(List<MetricSpec> metrics, List<Schema> results) {
    if (metrics.isEmpty()) {
      return;
    }
    if (results.size() != 1) {
      throw new UserException(
              ErrorCode.NOT_SUPPORTED, "the metrics of a statement set cannot be told apart")
          .hint("make a job of each INSERT");
    }
    for (MetricSpec metric : metrics) {
      metric.check(state.session, results.getFirst());
      for (JobStatus job : state.jobs.all()) {
        job.spec().metrics().forEach(metric::requireSameShape);
      }
    }
  }

  /// CREATE JOB.
  Outcome createJob(Statement statement, JobCommand.Create create) {
    if (create.ifNotExists() && state.jobs.exists(create.name())) {
      return Outcome.said(statement, "job " + create.name() + " exists already");
    }
    Feed feed;
    try {
      feed = feed(state.session.parse(create.body()).getFirst());
    } catch (UserException e) {
      throw ServerStatements.shifted(e, create.position());
    }
    return makeJob(
        statement,
        create.name(),
        create.body(),
        feed,
        Annotations.above(state.script, statement.position().line()),
        create.orReplace());
  }
}
