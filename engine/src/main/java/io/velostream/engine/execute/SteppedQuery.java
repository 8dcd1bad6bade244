package io.velostream.engine.execute;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.engine.ResultShape;
import io.velostream.operators.Output;
import io.velostream.plan.Plan;
import io.velostream.runtime.RuntimeSettings;
import io.velostream.runtime.job.Cancellation;
import io.velostream.runtime.job.PlanFigures;
import io.velostream.runtime.job.Stepper;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.pipeline.PipelineBuilder;
import io.velostream.runtime.table.SideTable;
import io.velostream.sql.CompiledStatement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/// A query that runs as far as its caller drives it, on the caller's thread.
public final class SteppedQuery implements AutoCloseable {
  private final Environment environment;
  private final ResultShape shape;
  private final SideTables sideTables;
  private final Pipeline pipeline;
  private final Stepper stepper;
  private final Supplier<List<PlanFigures>> figures;
  private boolean ended;
  private boolean closed;
  private volatile boolean stopped;

  private SteppedQuery(
      Environment environment,
      ResultShape shape,
      LoweringContext lowering,
      SideTables sideTables,
      Output output) {
    this.environment = environment;
    this.shape = shape;
    this.sideTables = sideTables;
    this.pipeline =
        PipelineBuilder.build(
            sideTables.plan(),
            new Sources(environment, sideTables.errors().badRows()),
            lowering,
            environment.world().clock(),
            output);
    this.stepper = new Stepper(pipeline, environment.arrivals());
    this.figures = () -> PlanFigures.of(sideTables.plan().root(), pipeline.nodes());
    environment.queries().add(figures);
  }

  /// Opens the readers of a query.
  ///
  /// @param changes whether the result is wanted as its changes, even if its input ends
  /// @param output takes the result during [#step]
  public static SteppedQuery open(
      Environment environment, CompiledStatement.Query query, boolean changes, Output output) {
    boolean bounded = query.plan().root().isBounded();
    Plan fresh = FreshViews.in(query.plan(), environment);
    Plan plan =
        changes || query.explicitEmit() || !bounded ? fresh : PlanRunner.finalRowsOnly(fresh);
    RuntimeSettings settings = environment.settings().runtime();
    LoweringContext lowering = PlanRunner.lowering(environment, plan, StatementExecutor.QUERY_JOB);
    SideTables sideTables =
        new SideTables(
            plan,
            lowering::lateTables,
            SideTable.errors(StatementExecutor.QUERY_JOB, settings.keptRows()));
    ResultShape shape = new ResultShape(query.schema(), plan.root().retracts(), bounded);
    return new SteppedQuery(environment, shape, lowering, sideTables, output);
  }

  /// What is known of the result before its first row.
  public ResultShape shape() {
    return shape;
  }

  /// What the author should know.
  public List<String> warnings() {
    return sideTables.warnings();
  }

  /// Whether everything has been put out.
  public boolean hasEnded() {
    return ended;
  }

  /// Whether the last step found nothing to read: the next one may not either.
  public boolean isIdle() {
    return stepper.isIdle();
  }

  /// Begins a call of several steps, so that a request to cancel that comes during one of them is
  /// heeded before the next.
  public Cancellation.Work begin() {
    return environment.cancellation().begin();
  }

  /// Takes the next rows of the sources through the query, waiting for some if the last step found
  /// none and `wait` says so. Does nothing after the end.
  ///
  /// @throws io.velostream.columnar.error.UserException when the data or the statement is at fault,
  ///   or CANCELLED
  /// @throws EnvironmentException when a source fails
  public void step(boolean wait) {
    if (ended) {
      return;
    }
    Cancellation cancellation = environment.cancellation();
    try (var _ = cancellation.begin();
        var _ = cancellation.whenRequested(environment.arrivals()::raise)) {
      if (wait) {
        stepper.await();
      }
      cancellation.check();
      ended = !stepper.step();
    } catch (IOException e) {
      throw failure(e);
    } catch (UncheckedIOException e) {
      throw failure(Objects.requireNonNull(e.getCause()));
    }
  }

  /// Asks that nobody steps any more, and ends a wait. Any thread may call it.
  public void stop() {
    stopped = true;
    environment.arrivals().raise();
  }

  /// Whether [#stop()] was called.
  public boolean isStopped() {
    return stopped;
  }

  /// Ends the query and leaves what it has put aside as tables of the session. Does nothing the
  /// second time.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    ended = true;
    environment.queries().remove(figures);
    try {
      pipeline.close();
    } catch (IOException e) {
      throw failure(e);
    }
    sideTables.keepIn(environment.catalog());
  }

  private static EnvironmentException failure(IOException e) {
    String message = e.getMessage();
    return new EnvironmentException(
        message == null ? e.getClass().getSimpleName() : message, e, false);
  }
}
