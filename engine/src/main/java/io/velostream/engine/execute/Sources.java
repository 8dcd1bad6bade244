package io.velostream.engine.execute;

import io.velostream.columnar.Batch;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.Connector;
import io.velostream.connector.spi.KeyLookup;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.TableRequest;
import io.velostream.engine.input.InputBuffer;
import io.velostream.plan.JoinKey;
import io.velostream.plan.LeafNode;
import io.velostream.plan.RowNode;
import io.velostream.plan.TableDescription;
import io.velostream.runtime.checkpoint.PlaceOpener;
import io.velostream.runtime.pipeline.LookupTable;
import io.velostream.runtime.pipeline.SourceOpener;
import io.velostream.runtime.table.StoredBatches;
import io.velostream.runtime.table.StoredBatchesReader;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// Opens the readers of a query: rows in memory, rows that the program adds, or a connector's.
///
/// @param badRows takes rows that do not decode
/// @param policy who takes those of a table, given who takes those that are shown
public record Sources(
    Environment environment, BadRows badRows, BiFunction<TableDescription, BadRows, BadRows> policy)
    implements SourceOpener, PlaceOpener {
  /// The sources of a query, which sends no dead letters.
  public Sources(Environment environment, BadRows badRows) {
    this(environment, badRows, DeadLetters::whenRead);
  }

  /// What a connector is asked for.
  static TableRequest request(
      Environment environment, Connector connector, LeafNode.Scan scan, BadRows badRows) {
    TableDescription table = scan.table();
    return new TableRequest(
        table.name(),
        OptionChecker.check(connector, table.options()),
        table.schema(),
        scan.columns(),
        false,
        environment.settings().runtime().batchRows(),
        environment.world(),
        SampledTypes.advising(table, badRows),
        scan.bounds(),
        environment.catalog()::lookUp,
        environment.catalog().find(table.name()).map(TableWriters::key).orElse(List.of()));
  }

  @Override
  public LookupTable lookUp(RowNode.LookupJoin join) {
    String table = join.table().name();
    if (environment.catalog().input(table).isPresent()) {
      throw new UserException(
              ErrorCode.NOT_SUPPORTED,
              "a lookup join with '%s', whose rows the program adds, is not supported yet"
                  .formatted(table))
          .hint(
              "look up in a table of a database, a file or a table in memory, or use a plain join");
    }
    LeafNode.Scan scan = new LeafNode.Scan(join.table(), join.columns(), join.found());
    return new LookupTable(
        () -> byKey(join, scan), () -> open(scan), join.retries(), environment.world().clock());
  }

  private KeyLookup byKey(RowNode.LookupJoin join, LeafNode.Scan scan) {
    Connector connector = MemoryTables.connector(environment.connectors(), scan.table());
    return connector.openLookup(
        request(environment, connector, scan, policy.apply(scan.table(), badRows)),
        join.keys().stream().map(JoinKey::right).toList(),
        join.keys().stream().map(key -> join.input().schema().type(key.left())).toList());
  }

  @Override
  public BatchReader open(LeafNode.Scan scan) {
    return open(scan, ReadPosition.START, UnaryOperator.identity());
  }

  @Override
  public BatchReader open(LeafNode.Scan scan, ReadPosition from, UnaryOperator<BadRows> gate) {
    TableDescription table = scan.table();
    int batchRows = environment.settings().runtime().batchRows();
    Optional<StoredBatches> rows = environment.catalog().rows(table.name());
    if (rows.isPresent()) {
      // A copy of the list: another statement may add to the table while this query is open.
      List<Batch> batches = List.copyOf(rows.get().batches());
      return new StoredBatchesReader(batches.iterator(), scan.columns(), batchRows);
    }
    Optional<InputBuffer> input = environment.catalog().input(table.name());
    if (input.isPresent()) {
      return input.get().open(scan.columns(), batchRows);
    }
    Connector connector = MemoryTables.connector(environment.connectors(), table);
    BadRows taker = gate.apply(policy.apply(table, badRows));
    BatchReader reader = connector.openReader(request(environment, connector, scan, taker), from);
    reader.onArrival(environment.arrivals()::raise);
    return reader;
  }
}
