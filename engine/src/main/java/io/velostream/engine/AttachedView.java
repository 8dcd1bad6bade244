package io.velostream.engine;

import io.velostream.columnar.Schema;
import io.velostream.engine.catalog.Freshness;
import io.velostream.engine.catalog.MemoryTable;
import io.velostream.engine.execute.Environment;
import io.velostream.engine.execute.FreshViews;
import io.velostream.plan.PlanNode;
import io.velostream.runtime.table.StoredBatches;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a view that another session keeps, as far as this session has asked for them.
final class AttachedView implements MemoryTable.Upkeep {
  private final SharedView view;
  private final PlanNode query;
  private final Environment environment;
  private final MemoryTable table;
  private @Nullable StoredBatches seen;

  AttachedView(SharedView view, Schema schema, PlanNode query, Environment environment) {
    this.view = view;
    this.query = query;
    this.environment = environment;
    this.table = new MemoryTable(new StoredBatches(schema), this);
  }

  MemoryTable table() {
    return table;
  }

  @Override
  public boolean reads(String name) {
    return FreshViews.tables(query).stream().anyMatch(name::equalsIgnoreCase);
  }

  /// The other session takes things in a piece at a time: so others get their turns, and whoever
  /// waits here can be cancelled.
  @Override
  public Freshness catchUp() {
    long patience = environment.settings().viewPatienceNanos();
    long begun = environment.world().clock().monotonicNanos();
    SharedView.Contents contents = view.read(environment.cancellation());
    while (contents.freshness().isBehind()
        && (patience == 0 || environment.world().clock().monotonicNanos() - begun < patience)) {
      environment.cancellation().check();
      contents = view.read(environment.cancellation());
    }
    if (contents.rows() != seen) {
      seen = contents.rows();
      table.replace(contents.rows().batches(), List.of());
    }
    return contents.freshness();
  }

  /// The other session goes on.
  @Override
  public void close() {}
}
