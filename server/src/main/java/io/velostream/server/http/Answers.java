package io.velostream.server.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.velostream.runtime.job.CheckpointFigures;
import io.velostream.runtime.job.FaultFigures;
import io.velostream.runtime.job.PlanFigures;
import io.velostream.runtime.pipeline.NodeFigures;
import io.velostream.runtime.retry.SinkHealth;
import io.velostream.server.job.JobStatus;
import io.velostream.server.json.Json;
import io.velostream.server.metrics.BreakerWord;
import io.velostream.server.metrics.FaultWords;
import io.velostream.server.metrics.Figure;
import io.velostream.server.metrics.JobFigures;
import io.velostream.server.statement.JobTables;
import io.velostream.server.statement.RowTable;
import java.util.List;
import java.util.Locale;

/// What is told of jobs and rows, as JSON.
final class Answers {
  private Answers() {}

  /// A job and how it is doing.
  static ObjectNode job(JobStatus status) {
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
    status
        .stall()
        .ifPresent(stall ->
            node.putObject("stalled")
                .put("seconds", stall.since().toSeconds())
                .put("at", stall.where()));
    for (SinkHealth sink : status.report().sinks()) {
      ObjectNode health = node.withArray("sinks").addObject();
      health.put("sink", sink.sink());
      health.put("breaker", BreakerWord.of(sink.state()).name());
      health.put("retries", sink.retries());
      Json.putUnlessEmpty(health, "lastFailure", sink.lastFailure());
    }
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

  /// The figures of a job that are known.
  static ObjectNode figures(JobStatus status) {
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
    for (PlanFigures table : status.report().loading()) {
      NodeFigures.Loading loading = table.figures().loading();
      node.withArray("loading")
          .addObject()
          .put("table", table.source())
          .put("records", loading.rows())
          .put("percent", loading.progress().percent());
    }
    for (PlanFigures operator : status.report().nodes()) {
      operator
          .figures()
          .lookups()
          .ifPresent(lookups ->
              node.withArray("lookups")
                  .addObject()
                  .put("operator", operator.label())
                  .put("hits", lookups.hits())
                  .put("misses", lookups.misses()));
    }
    for (FaultFigures fault : status.report().faults()) {
      node.withArray("faults")
          .addObject()
          .put("table", fault.table())
          .put("side", FaultWords.side(fault))
          .put("fate", fault.fate().name().toLowerCase(Locale.ROOT))
          .put("records", fault.rows());
    }
    return node;
  }

  /// Rows, and what they are like.
  static void put(ObjectNode node, RowTable table) {
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
}
