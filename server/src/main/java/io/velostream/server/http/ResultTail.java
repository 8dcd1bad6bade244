package io.velostream.server.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.engine.value.ToJava;
import io.velostream.server.job.JobManager;
import io.velostream.server.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What a job writes, as server-sent events: one `row` event each, with the row as an object and
/// `op` before its columns. The job never waits for a client: one that is too slow gets an event
/// `overflow` and is let go.
final class ResultTail implements Response.Writer {
  private static final int QUEUE = 4_096;
  private static final long SILENCE_SECONDS = 10;

  private final JobManager jobs;
  private final String name;
  private final int most;
  private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(QUEUE);
  private volatile boolean overflowed;

  ResultTail(JobManager jobs, String name, int most) {
    this.jobs = jobs;
    this.name = name;
    this.most = most;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    Runnable end = jobs.listen(name, this::take);
    try {
      write(out, ": tail of " + name.replaceAll("\\s", " ") + "\n\n");
      int sent = 0;
      while (sent < most) {
        @Nullable String row = queue.poll(SILENCE_SECONDS, TimeUnit.SECONDS);
        if (row != null) {
          write(out, "event: row\ndata: " + row + "\n\n");
          sent++;
        } else if (overflowed) {
          write(out, "event: overflow\ndata: {}\n\n");
          return;
        } else {
          write(out, ": still here\n\n"); // or it turns out that nobody is
        }
      }
      write(out, "event: end\ndata: {}\n\n");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end.run();
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /// On the job's thread.
  private void take(Schema schema, Batch rows) {
    for (int k = 0; k < rows.rowCount() && !overflowed; k++) {
      int row = rows.rowAt(k);
      long weight = rows.weightAt(row);
      String text = text(schema, rows, row, weight > 0 ? "+I" : "-D");
      for (long n = Math.abs(weight); n > 0; n--) {
        if (!queue.offer(text)) {
          overflowed = true;
          return;
        }
      }
    }
  }

  private static String text(Schema schema, Batch batch, int row, String op) {
    ObjectNode node = Json.object();
    node.put("op", op);
    ArrayNode values = Json.array();
    for (int c = 0; c < schema.size(); c++) {
      Json.add(values, ToJava.at(schema.type(c), batch.column(c), row));
    }
    ObjectNode columns = node.putObject("row");
    for (int c = 0; c < schema.size(); c++) {
      columns.set(schema.field(c).name(), values.get(c));
    }
    return node.toString();
  }
}
