package io.velostream.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.runtime.job.CheckpointFigures;
import io.velostream.server.catalog.Definition;
import io.velostream.server.catalog.ServerCatalog;
import io.velostream.server.job.AsideRows;
import io.velostream.server.job.JobEvent;
import io.velostream.server.job.JobManager;
import io.velostream.server.job.JobStatus;
import io.velostream.server.json.Json;
import io.velostream.server.metrics.Figure;
import io.velostream.server.metrics.JobFigures;
import io.velostream.server.metrics.PrometheusPage;
import io.velostream.server.statement.JobTables;
import io.velostream.server.statement.Outcome;
import io.velostream.server.statement.RowTable;
import io.velostream.server.statement.ServerStatements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What the server can be asked for.
public final class Api {
  private static final int ASIDE_ROWS = 1_000;

  private final ServerStatements statements;
  private final JobManager jobs;
  private final ServerCatalog catalog;
  private final PrometheusPage metrics;
  private final BooleanSupplier ready;
  private final String version;

  /// @param ready whether jobs have been taken over and it is not shutting down
  public Api(
      ServerStatements statements,
      JobManager jobs,
      ServerCatalog catalog,
      PrometheusPage metrics,
      BooleanSupplier ready,
      String version) {
    this.statements = statements;
    this.jobs = jobs;
    this.catalog = catalog;
    this.metrics = metrics;
    this.ready = ready;
    this.version = version;
  }

  /// All routes.
  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.get("/health", "health", "Whether the process answers", _ -> health()));
    routes.add(Route.get("/ready", "ready", "Whether statements are taken", _ -> ready()));
    routes.add(
        Route.get("/metrics", "metrics", "Figures for Prometheus", _ -> prometheus())
            .answering(PrometheusPage.CONTENT_TYPE));
    routes.add(
        Route.get(
            "/openapi.json",
            "openapi",
            "This description",
            _ -> Response.json(OpenApi.of(routes, version))));
    routes.add(
        Route.post("/v1/statements", "runStatements", "Carries out a script", this::run)
            .withBody());
    routes.add(Route.get("/v1/tables", "listTables", "Tables and views", _ -> tables()));
    routes.add(Route.get("/v1/jobs", "listJobs", "All jobs", _ -> listJobs()));
    routes.add(
        Route.post("/v1/jobs", "createJob", "Makes a job of an INSERT, and starts it", this::create)
            .withBody());
    routes.add(
        job("", "describeJob", "A job and how it is doing", r -> Response.json(200, job(r))));
    routes.add(
        Route.delete(
            "/v1/jobs/{name}", "deleteJob", "Forgets a job that is at rest", this::delete));
    for (JobEvent wish :
        List.of(JobEvent.START, JobEvent.STOP, JobEvent.PAUSE, JobEvent.RESUME, JobEvent.RESTART)) {
      String verb = wish.name().toLowerCase(java.util.Locale.ROOT);
      routes.add(
          Route.post(
              "/v1/jobs/{name}/" + verb,
              verb + "Job",
              "Says " + wish + " JOB; does not wait for it",
              request -> wish(request, wish)));
    }
    routes.add(job("/plan", "jobPlan", "The plan of a job", this::plan));
    routes.add(job("/metrics", "jobMetrics", "The figures of a job", this::jobMetrics));
    routes.add(
        job("/late", "jobLate", "Rows that came too late", r -> aside(r, true))
            .with("rows", "integer", "at most so many"));
    routes.add(
        job("/errors", "jobErrors", "Input that did not decode", r -> aside(r, false))
            .with("rows", "integer", "at most so many"));
    routes.add(
        job("/tail", "tailJob", "What a job writes, from now on, as server-sent events", this::tail)
            .answering("text/event-stream")
            .with("rows", "integer", "ends after so many"));
    return List.copyOf(routes);
  }

  private static Route job(String rest, String operation, String summary, Route.Handler handler) {
    return Route.get("/v1/jobs/{name}" + rest, operation, summary, handler);
  }

  private static Response health() {
    return Response.json(Json.object().put("status", "up"));
  }

  private Response ready() {
    boolean is = ready.getAsBoolean();
    return Response.json(is ? 200 : 503, Json.object().put("ready", is));
  }

  private Response prometheus() {
    return new Response.Document(
        200, PrometheusPage.CONTENT_TYPE, metrics.text(jobs.all(), ready.getAsBoolean()));
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
      outcome.rows().ifPresent(rows -> put(result, rows));
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
    return Response.json(201, job(jobs.status(script.name())));
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
        new io.velostream.columnar.error.SourcePosition(
            1, Math.max(1, at.column() - before), at.endLine(), Math.max(1, endColumn)),
        error.hint());
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private Response tables() {
    ObjectNode answer = Json.object();
    ArrayNode tables = answer.putArray("tables");
    for (Definition definition : catalog.all()) {
      ObjectNode table = tables.addObject();
      table.put("name", definition.name());
      table.put("sql", definition.sql());
      Json.putUnlessEmpty(table, "job", definition.job());
    }
    return Response.json(answer);
  }

  private Response listJobs() {
    ObjectNode answer = Json.object();
    ArrayNode list = answer.putArray("jobs");
    jobs.all().forEach(status -> list.add(job(status)));
    return Response.json(answer);
  }

  private JobStatus status(Request request) {
    return known(() -> jobs.status(request.variable("name")));
  }

  private static <T> T known(Supplier<T> action) {
    try {
      return action.get();
    } catch (UserException e) {
      if (e.code() == ErrorCode.UNKNOWN_NAME) {
        throw new NotFoundException(e);
      }
      throw e;
    }
  }

  private ObjectNode job(Request request) {
    return job(status(request));
  }

  private static ObjectNode job(JobStatus status) {
    ObjectNode node = Json.object();
    node.put("name", status.spec().name());
    node.put("state", status.state().name());
    node.put("since", JobTables.time(status.sinceMicros()));
    node.put("sql", status.spec().sql());
    status.spec().reads().stream().sorted().forEach(node.putArray("reads")::add);
    status.spec().writes().stream().sorted().forEach(node.putArray("writes")::add);
    node.put("bounded", status.spec().bounded());
    node.put("restarts", status.restarts());
    ObjectNode annotations = node.putObject("annotations");
    status.spec().annotations().forEach(annotations::put);
    if (!status.waitsFor().isEmpty()) {
      status.waitsFor().forEach(node.putArray("waitsFor")::add);
    }
    status.failure().ifPresent(failure -> Json.put(node.putObject("failure"), failure));
    Json.putUnlessEmpty(node, "reason", status.reason());
    status
        .retryIn()
        .ifPresent(wait -> node.put("retrySecondsAfterFailure", wait.toMillis() / 1000.0));
    status.report().checkpoints().ifPresent(saved -> put(node.putObject("checkpoints"), saved));
    node.set("metrics", figures(status));
    return node;
  }

  private static void put(ObjectNode node, CheckpointFigures saved) {
    node.put("resumed_after", saved.resumedAfter());
    node.put("epoch", saved.epoch());
    if (saved.epoch() > 0) {
      node.put("at", JobTables.time(saved.atMicros()));
    }
  }

  private static ObjectNode figures(JobStatus status) {
    ObjectNode node = Json.object();
    for (Figure figure : JobFigures.of(status)) {
      if (figure.value().isPresent()) {
        double value = figure.value().getAsDouble();
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
          node.put(figure.name(), (long) value);
        } else {
          node.put(figure.name(), value);
        }
      }
    }
    return node;
  }

  private Response delete(Request request) {
    known(() -> {
      jobs.drop(request.variable("name"));
      return true;
    });
    return new Response.Empty(204);
  }

  private Response wish(Request request, JobEvent wish) {
    String name = request.variable("name");
    boolean fresh = request.query().getOrDefault("fresh", "false").equals("true");
    known(() -> fresh && wish == JobEvent.START ? jobs.startFresh(name) : jobs.wish(name, wish));
    return Response.json(job(request));
  }

  private Response plan(Request request) {
    JobStatus status = status(request);
    List<Outcome> outcomes =
        statements.run(
            "EXPLAIN " + status.spec().sql(),
            status.spec().settings(),
            statements.limits().rows(),
            statements.limits().time());
    StringBuilder text = new StringBuilder();
    outcomes
        .getFirst()
        .rows()
        .orElseThrow()
        .rows()
        .forEach(row -> text.append(row.get(0)).append('\n'));
    return Response.json(Json.object().put("plan", text.toString()));
  }

  private Response jobMetrics(Request request) {
    return Response.json(figures(status(request)));
  }

  private Response aside(Request request, boolean late) {
    JobStatus status = status(request);
    int most = request.number("rows", ASIDE_ROWS);
    ObjectNode answer = Json.object();
    ArrayNode tables = answer.putArray("tables");
    for (AsideRows aside : status.report().asideRows()) {
      if (aside.name().endsWith("$errors") != late) {
        ObjectNode table = tables.addObject();
        table.put("name", aside.name());
        table.put("count", aside.count());
        put(table, JobTables.aside(aside, most));
      }
    }
    return Response.json(answer);
  }

  private Response tail(Request request) {
    String name = request.variable("name");
    status(request);
    int rows = request.number("rows", Integer.MAX_VALUE);
    return new Response.Stream("text/event-stream", new ResultTail(jobs, name, rows));
  }

  private static void put(ObjectNode node, RowTable table) {
    ArrayNode columns = node.putArray("columns");
    for (RowTable.Column column : table.columns()) {
      columns.addObject().put("name", column.name()).put("type", column.type());
    }
    node.put("changelog", table.changelog());
    node.put("complete", table.complete());
    ArrayNode rows = node.putArray("rows");
    for (List<?> row : table.rows()) {
      ArrayNode values = rows.addArray();
      row.forEach(value -> Json.add(values, value));
    }
    if (table.changelog()) {
      ArrayNode ops = node.putArray("ops");
      table.retracted().forEach(retracted -> ops.add(retracted ? "-D" : "+I"));
    }
  }

  /// A script and what goes with it.
  ///
  /// @param rows at most so many of a result; 0 for the server's limit
  /// @param seconds at most so many for a query; 0 for the server's limit
  private record Script(
      String sql, String name, Map<String, String> settings, int rows, int seconds) {
    static Script of(Request request) {
      return switch (request.contentType()) {
        case "application/json" -> of(request.json());
        case "application/sql", "text/plain" ->
            new Script(request.body(), request.query().getOrDefault("name", ""), Map.of(), 0, 0);
        default ->
            throw new ProblemException(
                415, "the body is to be application/json or application/sql");
      };
    }

    private static Script of(JsonNode body) {
      JsonNode sql = body.path("sql");
      if (!sql.isTextual()) {
        throw new ProblemException(400, "the body has no text 'sql'");
      }
      Map<String, String> settings = new LinkedHashMap<>();
      body.path("settings")
          .properties()
          .forEach(e -> settings.put(e.getKey(), e.getValue().asText()));
      return new Script(
          sql.asText(),
          body.path("name").asText(),
          settings,
          Math.max(0, body.path("rows").asInt()),
          Math.max(0, body.path("seconds").asInt()));
    }
  }
}
