package io.velostream.server.statement;

import io.velostream.columnar.error.UserException;
import io.velostream.engine.Rows;
import io.velostream.engine.Statement;
import io.velostream.engine.StatementResult;
import java.util.Objects;
import java.util.Optional;

/// The work on one script, statement by statement.
final class ScriptWork {
  private final ScriptState state;
  private final QueryRows queries;
  private final TableUse use;
  private final JobMaking making;
  private final JobStatements jobs;

  ScriptWork(ScriptState state, QueryRows queries) {
    this.state = state;
    this.queries = queries;
    this.use = new TableUse(state.session, state.jobs);
    this.making = new JobMaking(state, use);
    this.jobs = new JobStatements(state, making);
  }

  Outcome carryOut(Statement statement) {
    try {
      return switch (statement.kind()) {
        case QUERY, LISTING ->
            Outcome.of(statement, queries.read(state.session, statement, state.limits));
        case DEFINITION -> define(statement);
        case DROP -> drop(statement);
        case SETTING -> set(statement);
        case CHANGE -> execute(statement);
        case INSERT -> making.insert(statement);
        case CREATE_AS -> making.createAs(statement);
        case JOB -> jobs.carryOut(statement, statement.jobCommand().orElseThrow());
      };
    } catch (UserException e) {
      throw e.at(statement.position());
    }
  }

  private Outcome set(Statement statement) {
    Outcome outcome = execute(statement);
    // What SET said, jobs of this script are to run with.
    state.settings.clear();
    try (Rows rows = state.session.query("SHOW SETTINGS")) {
      while (rows.next()) {
        String name = Objects.requireNonNull(rows.getString("name"));
        String value = rows.getString("value");
        if (value != null && !value.equals(rows.getString("default"))) {
          state.settings.put(name, value);
        }
      }
    }
    return outcome;
  }

  private Outcome define(Statement statement) {
    String name = statement.targets().getFirst();
    boolean there = state.catalog.find(name).isPresent();
    if (there && statement.isReplace()) {
      use.requireUnused(name, "replaced");
    }
    Outcome outcome = execute(statement);
    if (!there || statement.isReplace()) {
      use.requireConnector(name);
      state.remember(name);
      state.catalog.put(name, statement.text(), "");
    }
    return outcome;
  }

  private Outcome drop(Statement statement) {
    String name = statement.targets().getFirst();
    use.requireUnused(name, "dropped");
    Outcome outcome = execute(statement);
    state.remember(name);
    state.catalog.remove(name);
    return outcome;
  }

  private Outcome execute(Statement statement) {
    StatementResult result =
        state.session.execute(
            statement,
            shape -> {
              throw new IllegalStateException("rows of a statement without: " + shape);
            });
    return Outcome.said(statement, result.message(), result.warnings(), Optional.empty());
  }
}
