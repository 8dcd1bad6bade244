package io.velostream.engine;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.engine.execute.SteppedQuery;
import io.velostream.operators.Output;
import io.velostream.runtime.table.StoredBatches;
import io.velostream.stream.seam.Closing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A result that is fetched batch by batch.
///
/// What a query puts out during a step is valid during that call only, so that batches that are
/// fetched are copies; a receiver that takes them as they come ([#drainTo]) saves the copy.
abstract sealed class PulledBatches implements AutoCloseable {
  private final ResultShape shape;

  private PulledBatches(ResultShape shape) {
    this.shape = shape;
  }

  /// What is known of the result before its first row.
  ResultShape shape() {
    return shape;
  }

  List<String> warnings() {
    return List.of();
  }

  /// The next batch that has rows, or `null` at the end; nobody else touches it.
  abstract @Nullable Batch next();

  /// What can be had without waiting: further batches may come later.
  abstract List<Batch> available();

  /// Whether [#next()] has given everything.
  abstract boolean hasEnded();

  /// Hands all batches that are left to `output`, as they come.
  abstract void drainTo(Output output);

  /// Ends a wait in [#next()], which then gives nothing any more. Any thread may call it.
  abstract void stop();

  @Override
  public abstract void close();

  /// A list that is complete, such as that of SHOW.
  static final class Complete extends PulledBatches {
    private final Iterator<Batch> batches;

    Complete(ResultShape shape, List<Batch> batches) {
      super(shape);
      this.batches = batches.iterator();
    }

    @Override
    @Nullable Batch next() {
      return batches.hasNext() ? batches.next() : null;
    }

    @Override
    List<Batch> available() {
      List<Batch> rest = new ArrayList<>();
      batches.forEachRemaining(rest::add);
      return rest;
    }

    @Override
    boolean hasEnded() {
      return !batches.hasNext();
    }

    @Override
    void drainTo(Output output) {
      batches.forEachRemaining(output::emit);
    }

    @Override
    void stop() {}

    @Override
    public void close() {}
  }

  /// A query in execution.
  static final class Running extends PulledBatches {
    private final SteppedQuery query;
    private final Collector collector;

    Running(SteppedQuery query, Collector collector) {
      super(query.shape());
      this.query = query;
      this.collector = collector;
    }

    @Override
    List<String> warnings() {
      return query.warnings();
    }

    @Override
    @Nullable Batch next() {
      try (var _ = query.begin()) {
        while (collector.queue.isEmpty() && !query.hasEnded() && !query.isStopped()) {
          step(true);
        }
      }
      return collector.queue.poll();
    }

    @Override
    List<Batch> available() {
      try (var _ = query.begin()) {
        do {
          step(false);
        } while (!query.hasEnded() && !query.isIdle());
      }
      List<Batch> all = List.copyOf(collector.queue);
      collector.queue.clear();
      return all;
    }

    @Override
    boolean hasEnded() {
      return collector.queue.isEmpty() && query.hasEnded();
    }

    @Override
    void drainTo(Output output) {
      collector.queue.forEach(output::emit);
      collector.queue.clear();
      collector.direct = output;
      try (var _ = query.begin()) {
        while (!query.hasEnded()) {
          step(true);
        }
      }
    }

    /// A query that failed has ended.
    private void step(boolean wait) {
      try {
        query.step(wait);
      } catch (RuntimeException e) {
        Closing.after(e, query::close);
        throw e;
      }
    }

    @Override
    void stop() {
      query.stop();
    }

    @Override
    public void close() {
      query.close();
    }
  }

  /// Takes what a query puts out.
  static final class Collector implements Output {
    private final Schema schema;
    private final Queue<Batch> queue = new ArrayDeque<>();
    private @Nullable Output direct;

    Collector(Schema schema) {
      this.schema = schema;
    }

    @Override
    public void emit(Batch batch) {
      if (batch.rowCount() == 0) {
        return;
      }
      if (direct != null) {
        direct.emit(batch);
      } else {
        StoredBatches copy = new StoredBatches(schema);
        copy.append(batch);
        queue.addAll(copy.batches());
      }
    }
  }
}
