package io.velostream.engine;

import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.table.SideTable;
import java.io.IOException;
import java.util.function.LongSupplier;

/// A query in execution, driven by its caller's thread.
public final class OpenQuery implements AutoCloseable {
  private final Pipeline pipeline;
  private final LoweringContext lowering;
  private final LongSupplier errors;

  OpenQuery(Pipeline pipeline, LoweringContext lowering, LongSupplier errors) {
    this.pipeline = pipeline;
    this.lowering = lowering;
    this.errors = errors;
  }

  /// Takes the next batch of input through the query. Does not wait: where an [InputTable] has no
  /// rows, nothing happens.
  ///
  /// @return whether there is more to come; after `false` everything has been put out
  /// @throws IOException when a source fails
  public boolean step() throws IOException {
    return pipeline.step();
  }

  /// Rows put aside so far because their window had closed.
  public long lateRows() {
    return lowering.lateTables().stream().mapToLong(SideTable::count).sum();
  }

  /// Input rows so far that did not decode.
  public long errorRows() {
    return errors.getAsLong();
  }

  /// The pipeline itself, for figures of its state.
  public Pipeline pipeline() {
    return pipeline;
  }

  @Override
  public void close() throws IOException {
    pipeline.close();
  }
}
