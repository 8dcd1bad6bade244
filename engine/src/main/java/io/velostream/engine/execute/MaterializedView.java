package io.velostream.engine.execute;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.engine.catalog.MemoryTable;
import io.velostream.operators.rows.Consolidator;
import io.velostream.operators.rows.RowEmitter;
import io.velostream.plan.LeafNode;
import io.velostream.plan.Plan;
import io.velostream.plan.PlanNode;
import io.velostream.runtime.pipeline.Pipeline;
import io.velostream.runtime.pipeline.PipelineBuilder;
import io.velostream.runtime.table.StoredBatches;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A view that is kept up to date: its query as a pipeline that is never at its end, which gets
/// each change of the tables that it reads when the statement that made it ends.
///
/// Between statements the rows are the answer over the tables as they are. A change that the query
/// cannot be computed for (a division by zero) is told to whoever reads the view next; the view
/// then has to be created again.
final class MaterializedView {
  private final String name;
  private final Schema schema;
  private final Environment environment;
  private final Consolidator contents;
  private final Map<String, List<ChangesReader>> readers = new LinkedHashMap<>();
  private final List<Following> followed = new ArrayList<>();
  private final MemoryTable table;
  private final Pipeline pipeline;
  private StoredBatches delta;
  private @Nullable UserException failure;

  /// A table that the view reads.
  private final class Following implements MemoryTable.Follower {
    private final MemoryTable source;
    private final List<ChangesReader> to;

    Following(MemoryTable source, List<ChangesReader> to) {
      this.source = source;
      this.to = to;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void changed(List<Batch> changes) {
      to.forEach(reader -> reader.add(changes));
      run();
    }
  }

  private MaterializedView(String name, Plan plan, Environment environment) {
    this.name = name;
    this.environment = environment;
    schema = plan.root().schema();
    List<Lane> lanes = schema.types().stream().map(type -> type.lane()).toList();
    contents = new Consolidator(lanes);
    delta = new StoredBatches(schema);
    table = new MemoryTable(new StoredBatches(schema), this::close);
    pipeline =
        PipelineBuilder.build(
            plan,
            this::open,
            PlanRunner.lowering(environment, plan, name),
            environment.world().clock(),
            batch -> delta.append(batch));
  }

  /// Whether all that a plan reads is kept in memory by the session.
  static boolean canKeep(PlanNode node, Environment environment) {
    return node instanceof LeafNode.Scan scan
        ? environment.catalog().memory(scan.table().name()).isPresent()
        : node.inputs().stream().allMatch(input -> canKeep(input, environment));
  }

  /// The rows of a view, kept up to date from now on.
  ///
  /// @throws UserException when they cannot be computed
  static MemoryTable of(String name, Plan plan, Environment environment) {
    MaterializedView view = new MaterializedView(name, plan, environment);
    if (view.readers.keySet().stream().anyMatch(name::equalsIgnoreCase)) {
      throw new UserException(
              ErrorCode.INVALID_STATEMENT, "the materialized view '" + name + "' reads itself")
          .hint("give it another name");
    }
    view.readers.forEach((source, to) -> {
      MemoryTable read = environment.catalog().memory(source).orElseThrow();
      List<Batch> rows = List.copyOf(read.rows().batches());
      to.forEach(reader -> reader.add(rows));
      view.followed.add(view.new Following(read, to));
    });
    view.run();
    if (view.failure != null) {
      throw view.failure;
    }
    view.followed.forEach(following -> following.source.follow(following));
    return view.table;
  }

  private ChangesReader open(LeafNode.Scan scan) {
    ChangesReader reader =
        new ChangesReader(scan.columns(), environment.settings().runtime().batchRows());
    readers.computeIfAbsent(scan.table().name(), _ -> new ArrayList<>()).add(reader);
    return reader;
  }

  /// Takes what was handed over through the query. The last steps find nothing to read.
  private void run() {
    if (failure != null) {
      return;
    }
    try {
      long before;
      do {
        before = pipeline.rowsRead();
        pipeline.step();
      } while (pipeline.isMidBatch()
          || pipeline.rowsRead() > before
          || readers.values().stream().flatMap(List::stream).anyMatch(r -> !r.isEmpty()));
    } catch (UserException e) {
      failure = e;
    } catch (IOException e) {
      throw new EnvironmentException("a view could not be kept up to date", e, false);
    }
    List<Batch> changes = List.copyOf(delta.batches());
    delta = new StoredBatches(schema);
    changes.forEach(contents::add);
    table.refresh(this::snapshot, failure == null ? changes : List.of());
  }

  private StoredBatches snapshot() {
    UserException failed = failure;
    if (failed != null) {
      UserException told =
          new UserException(
                  failed.code(),
                  "the materialized view '%s' could not be kept up to date: %s"
                      .formatted(name, failed.message()))
              .hint("mend the rows or the query, and create it again");
      told.initCause(failed);
      throw told;
    }
    StoredBatches rows = new StoredBatches(schema);
    RowEmitter emitter = new RowEmitter(schema.types().stream().map(type -> type.lane()).toList());
    for (int slot : contents.liveSlots()) {
      emitter.repeat(contents.columns(), slot, contents.weights()[slot], rows::append);
    }
    emitter.flush(rows::append);
    return rows;
  }

  private void close() {
    followed.forEach(following -> following.source.unfollow(following));
    try {
      pipeline.close();
    } catch (IOException e) {
      throw new EnvironmentException("a view could not be closed", e, false);
    }
  }
}
