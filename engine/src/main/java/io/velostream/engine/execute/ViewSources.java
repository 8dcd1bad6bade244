package io.velostream.engine.execute;

import io.velostream.columnar.Batch;
import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.BatchReader;
import io.velostream.engine.catalog.Freshness;
import io.velostream.engine.catalog.MemoryTable;
import io.velostream.engine.input.InputBuffer;
import io.velostream.plan.LeafNode;
import io.velostream.plan.RowNode;
import io.velostream.runtime.pipeline.LookupTable;
import io.velostream.runtime.pipeline.SourceOpener;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a materialized view reads: of tables in memory the rows that there are and every change of
/// them, of any other table what its connector or the program brings.
final class ViewSources implements SourceOpener {
  private final Environment environment;
  private final Sources others;
  private final Map<MemoryTable, List<ChangesReader>> inMemory = new LinkedHashMap<>();
  private final List<InputBuffer> inputs = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final List<Runnable> atEnd = new ArrayList<>();
  private boolean fromOutside;

  /// @param badRows takes rows that do not decode
  ViewSources(Environment environment, BadRows badRows) {
    this.environment = environment;
    this.others = new Sources(environment, badRows);
  }

  @Override
  public BatchReader open(LeafNode.Scan scan) {
    String table = scan.table().name();
    names.add(key(table));
    Optional<MemoryTable> memory = environment.catalog().memory(table);
    if (memory.isEmpty()) {
      fromOutside = true;
      environment.catalog().input(table).ifPresent(inputs::add);
      return others.open(scan);
    }
    ChangesReader reader =
        new ChangesReader(scan.columns(), environment.settings().runtime().batchRows());
    inMemory.computeIfAbsent(memory.get(), _ -> new ArrayList<>()).add(reader);
    return reader;
  }

  @Override
  public LookupTable lookUp(RowNode.LookupJoin join) {
    names.add(key(join.table().name()));
    return others.lookUp(join);
  }

  /// Whether a table of that name is one of them.
  boolean have(String table) {
    return names.contains(key(table));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /// Whether rows come that no statement brings.
  boolean areOutside() {
    return fromOutside;
  }

  /// Hands over the rows that there are, and from now on every change.
  ///
  /// @param changed runs when a table in memory has changed
  /// @param full runs when an input has no room, on the thread that reads it
  void follow(Runnable changed, Runnable full) {
    inMemory.forEach((table, readers) -> {
      List<Batch> rows = List.copyOf(table.rows().batches());
      readers.forEach(reader -> reader.add(rows));
      MemoryTable.Follower follower =
          delta -> {
            readers.forEach(reader -> reader.add(delta));
            changed.run();
          };
      table.follow(follower);
      atEnd.add(() -> table.unfollow(follower));
    });
    for (InputBuffer input : inputs) {
      input.whenFull(full);
      atEnd.add(() -> input.noMoreWhenFull(full));
    }
  }

  /// Ends what [#follow] began.
  void unfollow() {
    atEnd.forEach(Runnable::run);
    atEnd.clear();
  }

  /// Has the views among the tables take in what has arrived.
  Freshness catchUp() {
    return inMemory.keySet().stream()
        .map(MemoryTable::catchUp)
        .reduce(Freshness.UP_TO_DATE, Freshness::and);
  }
}
