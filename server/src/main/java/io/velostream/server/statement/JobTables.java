package io.velostream.server.statement;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.engine.value.ToJava;
import io.velostream.runtime.job.CheckpointFigures;
import io.velostream.runtime.job.FaultFigures;
import io.velostream.runtime.job.PlanFigures;
import io.velostream.runtime.retry.SinkHealth;
import io.velostream.server.job.AsideRows;
import io.velostream.server.job.JobFailure;
import io.velostream.server.job.JobStatus;
import io.velostream.server.metrics.BreakerWord;
import io.velostream.server.metrics.FaultWords;
import io.velostream.server.metrics.Figure;
import io.velostream.server.metrics.JobFigures;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Jobs as rows: SHOW JOBS, SHOW JOB STATUS, DESCRIBE JOB, SHOW METRICS, and rows put aside.
public final class JobTables {
  private static final String TEXT = "VARCHAR";

  private JobTables() {}

  /// One row a job.
  static RowTable list(List<JobStatus> jobs) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (JobStatus job : jobs) {
      rows.add(
          RowTable.row(
              job.spec().name(),
              job.state().name(),
              time(job.sinceMicros()),
              job.report().figures().rowsIn(),
              job.report().figures().rowsOut(),
              job.restarts(),
              job.failure().map(JobFailure::message).orElse(null)));
    }
    return RowTable.of(
        List.of(
            new RowTable.Column("job", TEXT),
            new RowTable.Column("state", TEXT),
            new RowTable.Column("since", TEXT),
            new RowTable.Column("rows_in", "BIGINT"),
            new RowTable.Column("rows_out", "BIGINT"),
            new RowTable.Column("restarts", "BIGINT"),
            new RowTable.Column("last_error", TEXT)),
        rows);
  }

  /// How a job is doing, one fact a row.
  static RowTable status(JobStatus job) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    add(rows, "job", job.spec().name());
    add(rows, "state", job.state().name());
    add(rows, "since", time(job.sinceMicros()));
    add(rows, "waits for", String.join(", ", job.waitsFor()));
    add(rows, "restarts", Integer.toString(job.restarts()));
    job.retryIn()
        .ifPresent(wait -> add(rows, "next try", wait.toMillis() + " ms after the failure"));
    Optional<JobFailure> failure = job.failure();
    if (failure.isPresent()) {
      JobFailure last = failure.get();
      String place = last.line() == 0 ? "" : " at %d:%d".formatted(last.line(), last.column());
      add(rows, "error", last.code() + place + ": " + last.message());
      add(rows, "hint", last.hint());
      add(rows, "input of the error", last.input());
    }
    add(rows, "not tried again", job.reason());
    job.report().checkpoints().ifPresent(saved -> addCheckpoints(rows, saved));
    job.stall()
        .ifPresent(stall ->
            add(
                rows,
                "stalled",
                "no step has ended for %d s: %s"
                    .formatted(stall.since().toSeconds(), stall.where())));
    for (SinkHealth sink : job.report().sinks()) {
      add(
          rows,
          "sink " + sink.sink(),
          "breaker %s, %d retries; %s"
              .formatted(BreakerWord.of(sink.state()), sink.retries(), sink.lastFailure()));
    }
    for (PlanFigures table : job.report().loading()) {
      add(rows, "loading " + table.source(), table.figures().loading().toString());
    }
    for (FaultFigures fault : job.report().faults()) {
      if (fault.rows() > 0) {
        add(rows, FaultWords.of(fault), Long.toString(fault.rows()));
      }
    }
    for (PlanFigures node : job.report().nodes()) {
      node.figures()
          .lookups()
          .ifPresent(lookups ->
              add(
                  rows,
                  "lookups of " + node.label(),
                  "%d of kept rows, %d of the table".formatted(lookups.hits(), lookups.misses())));
    }
    job.report().metrics().failures().forEach(text -> add(rows, "metric", text));
    for (Figure figure : JobFigures.of(job)) {
      figure.value().ifPresent(value -> add(rows, figure.words(), Figure.text(value)));
    }
    return facts(rows);
  }

  private static void addCheckpoints(List<List<@Nullable Object>> rows, CheckpointFigures saved) {
    if (saved.resumedAfter() > 0) {
      add(rows, "resumed after", "epoch " + saved.resumedAfter());
    }
    if (saved.epoch() > 0) {
      add(rows, "last checkpoint", "epoch %d, %s".formatted(saved.epoch(), time(saved.atMicros())));
    }
  }

  /// What a job is.
  static RowTable describe(JobStatus job) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    add(rows, "job", job.spec().name());
    add(rows, "sql", job.spec().sql());
    add(rows, "reads", String.join(", ", job.spec().reads().stream().sorted().toList()));
    add(rows, "writes", String.join(", ", job.spec().writes().stream().sorted().toList()));
    add(rows, "input", job.spec().bounded() ? "comes to an end" : "has no end");
    job.spec().settings().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(e -> add(rows, "setting " + e.getKey(), e.getValue()));
    job.spec().annotations().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(e -> add(rows, "@" + e.getKey(), e.getValue()));
    return facts(rows);
  }

  /// The figures of all jobs.
  static RowTable metrics(List<JobStatus> jobs) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (JobStatus job : jobs) {
      for (Figure figure : JobFigures.of(job)) {
        if (figure.value().isPresent()) {
          rows.add(RowTable.row(job.spec().name(), figure.name(), figure.value().getAsDouble()));
        }
      }
      for (FaultFigures fault : job.report().faults()) {
        rows.add(RowTable.row(job.spec().name(), FaultWords.metric(fault), (double) fault.rows()));
      }
      for (PlanFigures node : job.report().nodes()) {
        node.figures()
            .lookups()
            .ifPresent(lookups -> {
              rows.add(lookupMetric(job, node, "hits", lookups.hits()));
              rows.add(lookupMetric(job, node, "misses", lookups.misses()));
            });
      }
    }
    return RowTable.of(
        List.of(
            new RowTable.Column("job", TEXT),
            new RowTable.Column("metric", TEXT),
            new RowTable.Column("value", "DOUBLE")),
        rows);
  }

  private static List<@Nullable Object> lookupMetric(
      JobStatus job, PlanFigures node, String what, long count) {
    String name = "operator_lookup_%s{operator=\"%s\"}".formatted(what, node.label());
    return RowTable.row(job.spec().name(), name, (double) count);
  }

  /// Where event time is in jobs, and what holds it back.
  static RowTable watermarks(List<JobStatus> jobs) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (JobStatus job : jobs) {
      for (PlanFigures node : job.report().nodes()) {
        if (node.isBorder()) {
          rows.add(
              RowTable.row(
                  job.spec().name(),
                  node.label(),
                  node.source(),
                  node.time(),
                  node.figures().standing().name(),
                  node.heldBackBy()));
        }
      }
    }
    return RowTable.of(
        List.of(
            new RowTable.Column("job", TEXT),
            new RowTable.Column("node", TEXT),
            new RowTable.Column("source", TEXT),
            new RowTable.Column("watermark", TEXT),
            new RowTable.Column("standing", TEXT),
            new RowTable.Column("held_back_by", TEXT)),
        rows);
  }

  /// Rows that a job has put aside.
  ///
  /// @param most so many of them
  public static RowTable aside(AsideRows aside, int most) {
    Schema schema = aside.schema();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Batch batch : aside.batches()) {
      for (int k = 0; k < batch.rowCount() && rows.size() < most; k++) {
        @Nullable Object[] values = new Object[schema.size()];
        for (int c = 0; c < values.length; c++) {
          values[c] = ToJava.at(schema.type(c), batch.column(c), batch.rowAt(k));
        }
        rows.add(RowTable.row(values));
      }
    }
    boolean complete = rows.size() == aside.count();
    return new RowTable(QueryRows.columns(schema), false, rows, List.of(), complete);
  }

  /// A moment as text, in UTC.
  public static String time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static RowTable facts(List<List<@Nullable Object>> rows) {
    return RowTable.of(
        List.of(new RowTable.Column("property", TEXT), new RowTable.Column("value", TEXT)), rows);
  }

  private static void add(List<List<@Nullable Object>> rows, String name, String value) {
    if (!value.isEmpty()) {
      rows.add(RowTable.row(name, value));
    }
  }
}
