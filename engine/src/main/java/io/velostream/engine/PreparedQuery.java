package io.velostream.engine;

import io.velostream.columnar.Schema;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.operators.Output;
import io.velostream.plan.Plan;

/// A compiled SELECT that can be opened any number of times: the way to drive a query directly,
/// with no job around it.
public interface PreparedQuery {
  /// The columns of the result.
  Schema schema();

  /// The plan.
  Plan plan();

  /// A fresh run over the query's tables. Call [OpenQuery#step()] until it returns `false`, then
  /// close it.
  ///
  /// @param output takes the result; see [Output] for how long a batch is valid
  OpenQuery open(Output output);

  /// Runs the query as a job from start to end, in as many pipelines as the session's settings and
  /// the plan allow.
  ///
  /// @param writer takes the changes of the result on this thread; it is closed in any case
  StatementResult run(BatchWriter writer);
}
