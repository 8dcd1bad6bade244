package io.velostream.engine;

import io.velostream.columnar.Schema;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.engine.execute.Environment;
import io.velostream.engine.execute.FreshViews;
import io.velostream.engine.execute.Sources;
import io.velostream.engine.execute.StatementExecutor;
import io.velostream.operators.Output;
import io.velostream.plan.Plan;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.pipeline.PipelineBuilder;
import io.velostream.sql.CompiledStatement;

/// A query bound to its session.
record OpenableQuery(Environment environment, CompiledStatement.Query query)
    implements PreparedQuery {
  @Override
  public Schema schema() {
    return query.schema();
  }

  @Override
  public Plan plan() {
    return query.plan();
  }

  @Override
  public StatementResult run(BatchWriter writer) {
    return StatementExecutor.run(environment, query.plan(), writer);
  }

  @Override
  public OpenQuery open(Output output) {
    Plan plan = FreshViews.in(query.plan(), environment);
    LoweringContext lowering = LoweringContext.of(environment.settings().runtime(), "result", plan);
    long[] errors = new long[1];
    Sources sources = new Sources(environment, (_, _, _, _) -> errors[0]++);
    Pipeline pipeline =
        PipelineBuilder.build(plan, sources, lowering, environment.world().clock(), output);
    return new OpenQuery(pipeline, lowering, () -> errors[0]);
  }
}
