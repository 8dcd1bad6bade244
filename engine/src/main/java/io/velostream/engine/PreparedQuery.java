package io.velostream.engine;

import io.velostream.columnar.Schema;
import io.velostream.operators.Output;
import io.velostream.plan.Plan;
import io.velostream.runtime.pipeline.Pipeline;

/// A compiled SELECT that can be opened any number of times: the way to drive a query directly,
/// with no job around it.
public interface PreparedQuery {
  /// The columns of the result.
  Schema schema();

  /// The plan.
  Plan plan();

  /// A fresh pipeline over the query's tables. Call [Pipeline#step()] until it returns `false`,
  /// then close it.
  ///
  /// @param output takes the result; see [Output] for how long a batch is valid
  Pipeline open(Output output);
}
