package io.velostream.server.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.runtime.checkpoint.Savepoint;
import io.velostream.server.job.AsideRows;
import io.velostream.server.job.JobEvent;
import io.velostream.server.job.JobManager;
import io.velostream.server.job.JobState;
import io.velostream.server.job.JobStatus;
import io.velostream.server.json.Json;
import io.velostream.server.statement.JobTables;
import io.velostream.server.statement.Outcome;
import io.velostream.server.statement.ServerStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/// Tells of jobs, and steers them.
final class JobApi {
  private static final int ASIDE_ROWS = 1_000;

  private final ServerStatements statements;
  private final JobManager jobs;

  JobApi(ServerStatements statements, JobManager jobs) {
    this.statements = statements;
    this.jobs = jobs;
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(Route.get("/v1/jobs", "listJobs", "All jobs", _ -> listJobs()));
    routes.add(
        job("", "describeJob", "A job and how it is doing", r -> Response.json(200, job(r))));
    routes.add(
        Route.delete(
            "/v1/jobs/{name}", "deleteJob", "Forgets a job that is at rest", this::delete));
    routes.add(
        wish(JobEvent.START, this::start)
            .with("fresh", "boolean", "from the beginning, whatever was saved")
            .with("from", "string", "from the savepoint in this folder, whatever was saved"));
    for (JobEvent wish :
        List.of(JobEvent.STOP, JobEvent.PAUSE, JobEvent.RESUME, JobEvent.RESTART)) {
      routes.add(wish(wish, request -> wished(request, name -> jobs.wish(name, wish))));
    }
    routes.add(
        Route.post(
                "/v1/jobs/{name}/savepoint",
                "savepointJob",
                "Has a job that runs make a savepoint, and waits for it",
                this::savepoint)
            .with(
                new Route.Parameter(
                    "to", "string", "the folder that gets a folder for the job", true))
            .succeeding(201));
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
    return routes;
  }

  private static Route job(String rest, String operation, String summary, Route.Handler handler) {
    return Route.get("/v1/jobs/{name}" + rest, operation, summary, handler);
  }

  private static Route wish(JobEvent wish, Route.Handler handler) {
    String verb = wish.name().toLowerCase(Locale.ROOT);
    return Route.post(
        "/v1/jobs/{name}/" + verb,
        verb + "Job",
        "Says " + wish + " JOB; does not wait for it",
        handler);
  }

  private Response listJobs() {
    ObjectNode answer = Json.object();
    ArrayNode list = answer.putArray("jobs");
    jobs.all().forEach(status -> list.add(Answers.job(status)));
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
    return Answers.job(status(request));
  }

  private Response delete(Request request) {
    known(() -> {
      jobs.drop(request.variable("name"));
      return true;
    });
    return new Response.Empty(204);
  }

  private Response start(Request request) {
    String from = request.query().getOrDefault("from", "");
    boolean fresh = request.query().getOrDefault("fresh", "false").equals("true");
    if (fresh && !from.isEmpty()) {
      throw new ProblemException(400, "either 'fresh' or 'from'");
    }
    return wished(
        request,
        name -> {
          if (!from.isEmpty()) {
            return jobs.startFrom(name, from);
          }
          return fresh ? jobs.startFresh(name) : jobs.wish(name, JobEvent.START);
        });
  }

  private Response wished(Request request, Function<String, JobState> wish) {
    JobState _ = known(() -> wish.apply(request.variable("name")));
    return Response.json(job(request));
  }

  private Response savepoint(Request request) {
    String name = status(request).spec().name();
    String to = request.query().getOrDefault("to", "");
    if (to.isEmpty()) {
      throw new ProblemException(400, "a savepoint needs a folder: ?to=…");
    }
    Savepoint made = statements.savepoint(name, to);
    ObjectNode node = Json.object();
    node.put("job", name);
    node.put("folder", made.folder());
    node.put("epoch", made.epoch());
    node.put("records_in", made.rows());
    return Response.json(201, node);
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
    return Response.json(Answers.figures(status(request)));
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
        Answers.put(table, JobTables.aside(aside, most));
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
}
