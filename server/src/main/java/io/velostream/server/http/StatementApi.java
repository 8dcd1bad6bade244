package io.velostream.server.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.server.job.JobManager;
import io.velostream.server.json.Json;
import io.velostream.server.statement.Outcome;
import io.velostream.server.statement.ServerStatements;
import java.time.Duration;
import java.util.List;

/// Takes statements.
final class StatementApi {
  private final ServerStatements statements;
  private final JobManager jobs;

  StatementApi(ServerStatements statements, JobManager jobs) {
    this.statements = statements;
    this.jobs = jobs;
  }

  List<Route> routes() {
    return List.of(
        Route.post("/v1/statements", "runStatements", "Carries out a script", this::run).withBody(),
        Route.post("/v1/jobs", "createJob", "Makes a job of an INSERT, and starts it", this::create)
            .withBody()
            .succeeding(201));
  }

  private Response run(Request request) {
    Script script = Script.of(request);
    ObjectNode answer = Json.object();
    ArrayNode results = answer.putArray("results");
    for (Outcome outcome : run(script)) {
      ObjectNode result = results.addObject();
      result.put("line", outcome.line());
      result.put("column", outcome.column());
      Json.putUnlessEmpty(result, "message", outcome.message());
      outcome.job().ifPresent(job -> result.put("job", job));
      if (!outcome.warnings().isEmpty()) {
        outcome.warnings().forEach(result.withArray("warnings")::add);
      }
      outcome.rows().ifPresent(rows -> Answers.put(result, rows));
    }
    return Response.json(answer);
  }

  private List<Outcome> run(Script script) {
    int rows = script.rows() == 0 ? statements.limits().rows() : script.rows();
    Duration time =
        script.seconds() == 0 ? statements.limits().time() : Duration.ofSeconds(script.seconds());
    return statements.run(script.sql(), script.settings(), rows, time);
  }

  private Response create(Request request) {
    Script script = Script.of(request);
    if (script.name().isEmpty()) {
      throw new ProblemException(400, "a job needs a 'name'");
    }
    String name = quoted(script.name());
    String sql = "CREATE JOB " + name + " AS " + script.sql() + ";\nSTART JOB " + name;
    int before = ("CREATE JOB " + name + " AS ").length();
    try {
      statements.run(
          sql, script.settings(), statements.limits().rows(), statements.limits().time());
    } catch (UserException e) {
      throw unshifted(e, before);
    }
    return Response.json(201, Answers.job(jobs.status(script.name())));
  }

  /// The caller knows nothing of the words before the statement.
  private static UserException unshifted(UserException error, int before) {
    var at = error.position();
    if (at.line() != 1) {
      return error;
    }
    int endColumn = at.endLine() == 1 ? at.endColumn() - before : at.endColumn();
    return new UserException(
        error.code(),
        error.message(),
        new SourcePosition(
            1, Math.max(1, at.column() - before), at.endLine(), Math.max(1, endColumn)),
        error.hint());
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
