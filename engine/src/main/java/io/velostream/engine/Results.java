package io.velostream.engine;

import io.velostream.columnar.Batch;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.engine.execute.Environment;
import io.velostream.engine.execute.StatementExecutor;
import io.velostream.engine.execute.SteppedQuery;
import io.velostream.runtime.job.Cancellation;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.table.StoredBatches;
import io.velostream.sql.CompiledStatement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The results of a session that are open.
final class Results {
  private final Environment environment;
  private final Set<PulledBatches> open = Collections.newSetFromMap(new IdentityHashMap<>());

  Results(Environment environment) {
    this.environment = environment;
  }

  /// The rows of a statement.
  Rows rows(CompiledStatement statement) {
    PulledBatches batches = open(statement, false);
    return new Rows(batches, () -> open.remove(batches));
  }

  /// The changes of a query's result.
  Changes changes(CompiledStatement statement) {
    PulledBatches batches = open(statement, true);
    return new Changes(batches, () -> open.remove(batches));
  }

  private PulledBatches open(CompiledStatement statement, boolean changes) {
    PulledBatches batches =
        statement instanceof CompiledStatement.Query query
            ? running(query, changes)
            : complete(statement);
    open.add(batches);
    return batches;
  }

  private PulledBatches running(CompiledStatement.Query query, boolean changes) {
    PulledBatches.Collector collector = new PulledBatches.Collector(query.schema());
    return new PulledBatches.Running(
        SteppedQuery.open(environment, query, changes, collector), collector);
  }

  private PulledBatches complete(CompiledStatement statement) {
    Kept kept = new Kept();
    try (Cancellation.Work _ = environment.cancellation().begin()) {
      new StatementExecutor(environment, kept, ProgressListener.NONE).execute(statement);
    }
    StoredBatches rows = kept.rows;
    ResultShape shape = kept.shape;
    if (rows == null || shape == null) {
      throw new UserException(ErrorCode.INVALID_STATEMENT, "the statement has no rows");
    }
    return new PulledBatches.Complete(shape, rows.batches());
  }

  /// Closes all that are open.
  void closeAll() {
    List<PulledBatches> all = new ArrayList<>(open);
    open.clear();
    all.forEach(PulledBatches::close);
  }

  /// Keeps the rows of a statement that is no query.
  private static final class Kept implements ResultHandler, BatchWriter {
    private @Nullable ResultShape shape;
    private @Nullable StoredBatches rows;

    @Override
    public BatchWriter open(ResultShape theShape) {
      shape = theShape;
      rows = new StoredBatches(theShape.schema());
      return this;
    }

    @Override
    public void write(Batch batch) {
      if (rows != null) {
        rows.append(batch);
      }
    }

    @Override
    public void endStep() {}

    @Override
    public void commit() {}

    @Override
    public void close() {}
  }
}
