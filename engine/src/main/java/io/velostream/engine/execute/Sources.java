package io.velostream.engine.execute;

import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.Connector;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.TableRequest;
import io.velostream.plan.PlanNode;
import io.velostream.plan.TableDescription;
import io.velostream.runtime.pipeline.SourceOpener;
import io.velostream.runtime.table.StoredBatches;
import io.velostream.runtime.table.StoredBatchesReader;
import java.util.Optional;

/// Opens the readers of a query: rows in memory, or a connector's.
///
/// @param badRows takes rows that do not decode
public record Sources(Environment environment, BadRows badRows) implements SourceOpener {
  @Override
  public BatchReader open(PlanNode.Scan scan) {
    TableDescription table = scan.table();
    int batchRows = environment.settings().runtime().batchRows();
    Optional<StoredBatches> rows = environment.catalog().rows(table.name());
    if (rows.isPresent()) {
      return new StoredBatchesReader(rows.get().batches().iterator(), scan.columns(), batchRows);
    }
    Connector connector = MemoryTables.connector(environment.connectors(), table);
    return connector.openReader(
        new TableRequest(
            table.name(),
            OptionChecker.check(connector, table.options()),
            table.schema(),
            scan.columns(),
            false,
            batchRows,
            environment.world(),
            badRows));
  }
}
