package io.velostream.engine;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Vector;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchReader;
import io.velostream.engine.execute.Environment;
import io.velostream.engine.execute.StatementExecutor;
import io.velostream.plan.LeafNode;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.pipeline.PipelineBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A query without memory over rows that a program hands to it batch by batch: what it selects of
/// each comes out at once. Belongs to one thread.
public final class RowQuery implements AutoCloseable {
  private final Pipeline pipeline;
  private @Nullable Handed handed;

  private RowQuery(Environment environment, Plan plan, Consumer<Batch> output) {
    LoweringContext lowering =
        new LoweringContext(
            environment.settings().runtime(), StatementExecutor.QUERY_JOB, Set.of());
    this.pipeline =
        PipelineBuilder.build(
            plan, this::open, lowering, environment.world().clock(), output::accept);
  }

  /// @throws UserException NOT_SUPPORTED when the query does more than to select from one table
  static RowQuery of(Environment environment, Plan plan, Consumer<Batch> output) {
    requirePlain(plan.root());
    return new RowQuery(environment, plan, output);
  }

  private static void requirePlain(PlanNode node) {
    switch (node) {
      case RowNode.Calc calc -> requirePlain(calc.input());
      case LeafNode.Scan _ -> {}
      default ->
          throw new UserException(
              ErrorCode.NOT_SUPPORTED, "only columns, functions and a condition can be used here");
    }
  }

  private BatchReader open(LeafNode.Scan scan) {
    Handed made = new Handed(scan.columns());
    handed = made;
    return made;
  }

  /// Puts out what the query makes of some rows.
  ///
  /// @param rows only read, and not kept
  /// @throws UserException when a row cannot be evaluated
  public void take(Batch rows) {
    Objects.requireNonNull(handed).next = rows;
    try {
      pipeline.step();
    } catch (IOException e) {
      throw new EnvironmentException("memory cannot be read: " + e, e, false);
    }
  }

  @Override
  public void close() {
    try {
      pipeline.close();
    } catch (IOException e) {
      throw new EnvironmentException("memory cannot be let go: " + e, e, false);
    }
  }

  /// Reads what was handed over last.
  private static final class Handed implements BatchReader {
    private final List<Integer> columns;
    private @Nullable Batch next;

    Handed(List<Integer> columns) {
      this.columns = columns;
    }

    @Override
    public @Nullable Batch read() {
      Batch rows = next;
      next = null;
      return rows == null ? null : projected(rows);
    }

    private Batch projected(Batch rows) {
      Vector[] kept = new Vector[columns.size()];
      for (int c = 0; c < kept.length; c++) {
        kept[c] = rows.column(columns.get(c));
      }
      return rows.withColumns(kept);
    }

    @Override
    public long bytesRead() {
      return 0;
    }

    @Override
    public long bytesTotal() {
      return -1;
    }

    @Override
    public void close() {}
  }
}
