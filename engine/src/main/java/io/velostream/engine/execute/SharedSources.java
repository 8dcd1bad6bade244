package io.velostream.engine.execute;

import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.Connector;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.TableRequest;
import io.velostream.connector.spi.TurnReader;
import io.velostream.plan.LeafNode;
import io.velostream.runtime.parallel.TurnOpener;
import io.velostream.runtime.table.SharedBatches;
import io.velostream.runtime.table.StoredBatches;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Opens the readers of a query that runs in several pipelines. Rows in memory and what a connector
/// can share are read by all of them, anything else by one.
///
/// @param letters say who takes the bad rows of a table
record SharedSources(Environment environment, DeadLetters letters) implements TurnOpener {
  @Override
  public List<? extends BatchReader> open(
      LeafNode.Scan scan, ReadPosition from, List<BadRows> badRows) {
    String table = scan.table().name();
    Optional<StoredBatches> rows = environment.catalog().rows(table);
    if (rows.isPresent()) {
      return stored(scan, rows.get(), badRows.size());
    }
    if (environment.catalog().input(table).isEmpty()) {
      Connector connector = MemoryTables.connector(environment.connectors(), scan.table());
      List<TableRequest> requests =
          badRows.stream()
              .map(taker ->
                  Sources.request(
                      environment, connector, scan, letters.whenShared(scan.table(), taker)))
              .toList();
      List<TurnReader> shared = connector.openTurns(requests, from);
      if (!shared.isEmpty()) {
        return shared;
      }
    }
    Sources alone = new Sources(environment, badRows.getFirst(), letters::whenShared);
    return List.of(alone.open(scan, from, UnaryOperator.identity()));
  }

  private List<TurnReader> stored(LeafNode.Scan scan, StoredBatches rows, int readers) {
    int batchRows = environment.settings().runtime().batchRows();
    SharedBatches common = new SharedBatches(rows, batchRows);
    List<TurnReader> shared = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      shared.add(common.reader(scan.columns(), i, readers));
    }
    return shared;
  }
}
