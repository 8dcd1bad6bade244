package io.velostream.engine.execute;

import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.Connector;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.TableRequest;
import io.velostream.plan.Plan;
import io.velostream.runtime.table.StoredBatches;
import io.velostream.sql.TableDefinition;
import java.util.stream.IntStream;

/// Opens the writers of tables.
final class TableWriters {
  private final Environment environment;

  TableWriters(Environment environment) {
    this.environment = environment;
  }

  /// The plan as the target wants it: a table in memory takes final rows, any other every change.
  static Plan planFor(TableDefinition target, Plan plan) {
    return MemoryTables.isInMemory(target.options()) ? PlanRunner.finalRowsOnly(plan) : plan;
  }

  /// A writer to a table of the catalogue.
  ///
  /// @param changelog whether retractions will come
  BatchWriter open(TableDefinition target, boolean changelog) {
    if (MemoryTables.isInMemory(target.options())) {
      return new StoringWriter(rows(target));
    }
    Connector connector = MemoryTables.connector(environment.connectors(), target.description());
    Schema schema = target.physicalSchema();
    return connector.openWriter(
        new TableRequest(
            target.name(),
            OptionChecker.check(connector, target.options()),
            schema,
            IntStream.range(0, schema.size()).boxed().toList(),
            changelog,
            environment.settings().runtime().batchRows(),
            environment.world(),
            (source, position, raw, reason) -> {
              throw new IllegalStateException("a writer reported a bad row: " + reason);
            }));
  }

  private StoredBatches rows(TableDefinition target) {
    return environment
        .catalog()
        .rows(target.name())
        .orElseThrow(() ->
            new UserException(
                ErrorCode.INVALID_STATEMENT,
                "'" + target.name() + "' cannot be written to: it has no rows of its own"));
  }
}
