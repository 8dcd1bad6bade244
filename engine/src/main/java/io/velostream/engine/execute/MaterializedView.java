package io.velostream.engine.execute;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Backlog;
import io.velostream.engine.catalog.Freshness;
import io.velostream.engine.catalog.MemoryTable;
import io.velostream.operators.rows.Consolidator;
import io.velostream.operators.rows.RowEmitter;
import io.velostream.plan.Plan;
import io.velostream.runtime.job.Stepper;
import io.velostream.runtime.lower.LoweringContext;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.pipeline.PipelineBuilder;
import io.velostream.runtime.table.SideTable;
import io.velostream.runtime.table.StoredBatches;
import io.velostream.stream.seam.Closing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A view that is kept up to date: its query as a pipeline that stays open. It gets each change of
/// a table in memory when the statement that made it ends, and what arrived from outside when it is
/// to be read.
///
/// Between statements the rows are the answer over what was taken in, at the border of a step. What
/// the query cannot be computed for (a division by zero), or a source that fails, is told to
/// whoever reads the view next; the view then has to be created again.
final class MaterializedView implements MemoryTable.Upkeep {
  private final String name;
  private final Schema schema;
  private final Environment environment;
  private final Consolidator contents;
  private final ViewSources sources;
  private final SideTables aside;
  private final MemoryTable table;
  private final Pipeline pipeline;
  private final Stepper stepper;
  private StoredBatches delta;
  private long putAside;
  private boolean ended;
  private boolean advancing;
  private @Nullable RuntimeException failure;

  private MaterializedView(String name, Plan plan, Environment environment) {
    this.name = name;
    this.environment = environment;
    schema = plan.root().schema();
    contents = new Consolidator(lanes());
    delta = new StoredBatches(schema);
    table = new MemoryTable(new StoredBatches(schema), this);
    LoweringContext lowering = PlanRunner.lowering(environment, plan, name);
    SideTable errors = SideTable.errors(name, environment.settings().runtime().keptRows());
    Plan silent = new Plan(plan.root(), plan.sink(), plan.oneRecordPerStep(), List.of());
    aside = new SideTables(silent, lowering::lateTables, errors);
    sources = new ViewSources(environment, errors.badRows());
    pipeline =
        PipelineBuilder.build(
            plan, sources, lowering, environment.world().clock(), batch -> delta.append(batch));
    stepper = new Stepper(pipeline, environment.arrivals());
  }

  private List<Lane> lanes() {
    return schema.types().stream().map(type -> type.lane()).toList();
  }

  /// The rows of a view, kept up to date from now on. What comes from outside is opened, and read
  /// when it is wanted.
  ///
  /// @throws UserException when they cannot be computed
  static MemoryTable of(String name, Plan plan, Environment environment) {
    MaterializedView view = new MaterializedView(name, plan, environment);
    try {
      view.begin();
    } catch (RuntimeException e) {
      Closing.after(e, view::close);
      throw e;
    }
    return view.table;
  }

  private void begin() {
    if (sources.have(name)) {
      throw new UserException(
              ErrorCode.INVALID_STATEMENT, "the materialized view '" + name + "' reads itself")
          .hint("give it another name");
    }
    sources.follow(this::changed, this::catchUp);
    changed();
    if (failure != null) {
      throw failure;
    }
  }

  /// A table in memory has changed. Beside what comes from outside that can wait until both are
  /// wanted.
  private void changed() {
    if (!sources.areOutside()) {
      advance();
    }
  }

  @Override
  public boolean reads(String table) {
    return sources.have(table);
  }

  @Override
  public Freshness catchUp() {
    Freshness sourcesAre = sources.catchUp();
    if (!sources.areOutside() || advancing) {
      return sourcesAre;
    }
    boolean all = advance();
    keepAside();
    List<String> notes = new ArrayList<>(aside.warnings());
    if (!all) {
      notes.addFirst(
          "the materialized view '"
              + name
              + "' is behind: what has arrived was not all taken in within the time of the"
              + " setting 'view.max-wait'");
    }
    return sourcesAre.and(new Freshness(!all, notes));
  }

  private void keepAside() {
    long rows =
        aside.errors().count() + aside.late().get().stream().mapToLong(SideTable::count).sum();
    if (rows > putAside) {
      putAside = rows;
      aside.keepIn(environment.catalog());
    }
  }

  /// Takes what there is through the query.
  ///
  /// @return whether that was done in time
  private boolean advance() {
    if (failure != null || ended) {
      return true;
    }
    advancing = true;
    try {
      return stepToPresent();
    } finally {
      advancing = false;
      List<Batch> changes = List.copyOf(delta.batches());
      delta = new StoredBatches(schema);
      changes.forEach(contents::add);
      if (failure != null || !changes.isEmpty()) {
        table.refresh(this::snapshot, failure == null ? changes : List.of());
      }
    }
  }

  private boolean stepToPresent() {
    long patience = sources.areOutside() ? environment.settings().viewPatienceNanos() : 0;
    long begun = environment.world().clock().monotonicNanos();
    @Nullable Backlog present = null;
    while (present == null || !present.isRead()) {
      if (sources.areOutside()) {
        environment.cancellation().check();
      }
      try {
        present = present == null ? pipeline.backlog() : present;
        ended = !stepper.step();
      } catch (IOException e) {
        failure = new EnvironmentException(String.valueOf(e.getMessage()), e, false);
      } catch (UserException | EnvironmentException e) {
        failure = e;
      }
      if (ended || failure != null) {
        return true;
      }
      if (patience > 0 && environment.world().clock().monotonicNanos() - begun >= patience) {
        return present != null && present.isRead();
      }
      if (present != null && !present.isRead()) {
        stepper.await();
      }
    }
    return true;
  }

  private StoredBatches snapshot() {
    if (failure != null) {
      throw told(failure);
    }
    StoredBatches rows = new StoredBatches(schema);
    RowEmitter emitter = new RowEmitter(lanes());
    for (int slot : contents.liveSlots()) {
      emitter.repeat(contents.columns(), slot, contents.weights()[slot], rows::append);
    }
    emitter.flush(rows::append);
    return rows;
  }

  private RuntimeException told(RuntimeException failed) {
    String message = "the materialized view '%s' could not be kept up to date: ".formatted(name);
    if (failed instanceof UserException user) {
      UserException told =
          new UserException(user.code(), message + user.message())
              .hint("mend the rows or the query, and create it again");
      told.initCause(failed);
      return told;
    }
    return new EnvironmentException(message + failed.getMessage(), failed, false);
  }

  @Override
  public void close() {
    sources.unfollow();
    try {
      pipeline.close();
    } catch (IOException e) {
      throw new EnvironmentException("a view could not be closed", e, false);
    }
  }
}
