package io.velostream.server.statement;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.Rows;
import io.velostream.engine.Session;
import io.velostream.engine.Statement;
import io.velostream.engine.value.ToJava;
import io.velostream.server.job.DelayedTasks;
import io.velostream.stream.seam.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the result of a query as far as its limits allow.
final class QueryRows {
  private final Clock clock;
  private final DelayedTasks tasks;

  QueryRows(Clock clock, DelayedTasks tasks) {
    this.clock = clock;
    this.tasks = tasks;
  }

  RowTable read(Session session, Statement statement, Limits limits) {
    long deadline = clock.monotonicNanos() + limits.time().toNanos();
    Watch watch = new Watch(session, deadline);
    tasks.after(limits.time(), watch);
    try (Rows rows = open(session, statement, limits)) {
      Collector collector = new Collector(rows.schema(), rows.isChangelog(), limits.rows());
      boolean complete = false;
      while (!collector.isFull() && clock.monotonicNanos() < deadline) {
        @Nullable Batch batch;
        try {
          batch = rows.nextBatch();
        } catch (UserException e) {
          if (e.code() == ErrorCode.CANCELLED && clock.monotonicNanos() >= deadline) {
            break;
          }
          throw e;
        }
        if (batch == null) {
          complete = true;
          break;
        }
        collector.add(batch);
      }
      return collector.table(complete);
    } finally {
      watch.over();
    }
  }

  /// Before the first row materialized views take in what has arrived.
  private static Rows open(Session session, Statement statement, Limits limits) {
    try {
      return session.query(statement);
    } catch (UserException e) {
      if (e.code() != ErrorCode.CANCELLED) {
        throw e;
      }
      throw new UserException(
              ErrorCode.LIMIT_EXCEEDED,
              "the query has no rows yet after its time of %d ms"
                  .formatted(limits.time().toMillis()))
          .hint(
              "give it more time, or SET 'view.max-wait' to read materialized views as they are"
                  + " then");
    }
  }

  /// The columns of a schema.
  static List<RowTable.Column> columns(Schema schema) {
    return schema.fields().stream()
        .map(field -> new RowTable.Column(field.name(), field.type().sql()))
        .toList();
  }

  /// Ends a query that waits for its input beyond its time.
  private final class Watch implements Runnable {
    private static final Duration AGAIN = Duration.ofMillis(50);

    private final Session session;
    private final long deadline;
    private boolean over;

    Watch(Session session, long deadline) {
      this.session = session;
      this.deadline = deadline;
    }

    @Override
    public synchronized void run() {
      if (!over) {
        if (clock.monotonicNanos() >= deadline) {
          session.cancel();
        }
        tasks.after(AGAIN, this); // it may have been between two calls
      }
    }

    synchronized void over() {
      over = true;
    }
  }

  /// Rows so far.
  private static final class Collector {
    private final Schema schema;
    private final boolean changelog;
    private final int most;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private final List<Boolean> retracted = new ArrayList<>();
    private boolean full;

    Collector(Schema schema, boolean changelog, int most) {
      this.schema = schema;
      this.changelog = changelog;
      this.most = most;
    }

    boolean isFull() {
      return full;
    }

    void add(Batch batch) {
      for (int k = 0; k < batch.rowCount(); k++) {
        int row = batch.rowAt(k);
        long weight = batch.weightAt(row);
        for (long n = Math.abs(weight); n > 0; n--) {
          if (rows.size() == most) {
            full = true;
            return;
          }
          add(batch, row, weight < 0);
        }
      }
    }

    private void add(Batch batch, int row, boolean retraction) {
      @Nullable Object[] values = new Object[schema.size()];
      for (int c = 0; c < values.length; c++) {
        values[c] = ToJava.at(schema.type(c), batch.column(c), row);
      }
      rows.add(RowTable.row(values));
      if (changelog) {
        retracted.add(retraction);
      }
    }

    RowTable table(boolean complete) {
      return new RowTable(columns(schema), changelog, rows, retracted, complete);
    }
  }
}
