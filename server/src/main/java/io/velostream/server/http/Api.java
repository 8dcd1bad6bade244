package io.velostream.server.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.velostream.server.catalog.Definition;
import io.velostream.server.catalog.ServerCatalog;
import io.velostream.server.job.JobManager;
import io.velostream.server.json.Json;
import io.velostream.server.metrics.PrometheusPage;
import io.velostream.server.statement.ServerStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// What the server can be asked for.
public final class Api {
  private final StatementApi statements;
  private final JobApi jobRoutes;
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
    this.statements = new StatementApi(statements, jobs);
    this.jobRoutes = new JobApi(statements, jobs);
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
    routes.addAll(statements.routes());
    routes.add(Route.get("/v1/tables", "listTables", "Tables and views", _ -> tables()));
    routes.addAll(jobRoutes.routes());
    return List.copyOf(routes);
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
}
