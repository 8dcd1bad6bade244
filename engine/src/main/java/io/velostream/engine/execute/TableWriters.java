package io.velostream.engine.execute;

import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.Connector;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.TableRequest;
import io.velostream.engine.catalog.MemoryTable;
import io.velostream.engine.settings.Settings;
import io.velostream.plan.Plan;
import io.velostream.runtime.checkpoint.AtLeastOnceWriter;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.retry.RefusedOnce;
import io.velostream.runtime.retry.RetryingWriter;
import io.velostream.sql.CompiledStatement;
import io.velostream.sql.TableDefinition;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Opens the writers of tables.
final class TableWriters {
  /// Takes the rows that a table of dead letters refuses: nobody is left to take them.
  static final BadRows NOBODY =
      (table, _, row, reason) -> {
        throw new UserException(
            ErrorCode.BAD_INPUT,
            "'%s' refuses the dead letter %s: %s".formatted(table, row, reason));
      };

  private final Environment environment;

  private final ProgressListener listener;

  /// @param listener told how it stands with sinks
  TableWriters(Environment environment, ProgressListener listener) {
    this.environment = environment;
    this.listener = listener;
  }

  /// The plan as the target wants it: a table in memory takes final rows, any other every change.
  static Plan planFor(TableDefinition target, Plan plan) {
    return MemoryTables.isInMemory(target.options()) ? PlanRunner.finalRowsOnly(plan) : plan;
  }

  /// A writer to a table of the catalogue.
  ///
  /// @param changelog whether retractions will come
  /// @param badRows takes the rows that the table refuses
  BatchWriter open(TableDefinition target, boolean changelog, BadRows badRows) {
    if (MemoryTables.isInMemory(target.options())) {
      return new StoringWriter(table(target));
    }
    Connector connector = connector(target);
    return connector.openWriter(request(connector, target, changelog, badRows));
  }

  /// A writer that changes rows.
  ChangingWriter change(CompiledStatement.Change change) {
    return new ChangingWriter(change, table(change.target()));
  }

  /// A writer for a job that can be resumed, to a table that is not in memory.
  ///
  /// @throws UserException NOT_SUPPORTED when rows that reach such a table cannot be told from
  ///   those that have reached it before, and that is wanted
  EpochWriter openEpochs(TableDefinition target, boolean changelog, BadRows badRows) {
    Connector connector = connector(target);
    RefusedOnce refused = new RefusedOnce(badRows);
    TableRequest request = request(connector, target, changelog, refused);
    Optional<EpochWriter> writer = connector.openEpochWriter(request);
    if (writer.isPresent() && !connector.isRemote()) {
      return writer.get();
    }
    if (writer.isPresent()) {
      return new RetryingWriter(
          target.name(),
          request.schema(),
          writer.get(),
          () -> connector.openEpochWriter(request).orElseThrow(),
          refused,
          environment.settings().retries(),
          environment.world().clock(),
          environment.cancellation(),
          listener::sink);
    }
    if (environment.settings().get(Settings.DELIVERY).equals("at_least_once")) {
      return new AtLeastOnceWriter(connector.openWriter(request));
    }
    throw new UserException(
            ErrorCode.NOT_SUPPORTED,
            "rows cannot be written exactly once to '" + target.name() + "'")
        .hint(
            "SET 'delivery' = 'at_least_once', or RESET 'checkpoint.dir' to run without resuming");
  }

  private Connector connector(TableDefinition target) {
    return MemoryTables.connector(environment.connectors(), target.description());
  }

  private TableRequest request(
      Connector connector, TableDefinition target, boolean changelog, BadRows badRows) {
    Schema schema = target.physicalSchema();
    TableRequest request =
        new TableRequest(
            target.name(),
            OptionChecker.check(connector, target.options()),
            schema,
            IntStream.range(0, schema.size()).boxed().toList(),
            changelog,
            environment.settings().runtime().batchRows(),
            environment.world(),
            badRows);
    return request.withKey(key(target));
  }

  /// The columns of the primary key among those that the connector takes; none when it has a
  /// computed one, which the connector never sees.
  static List<Integer> key(TableDefinition target) {
    Schema schema = target.physicalSchema();
    List<Integer> key = target.primaryKey().stream().map(schema::indexOf).toList();
    return key.contains(-1) ? List.of() : key;
  }

  private MemoryTable table(TableDefinition target) {
    return environment
        .catalog()
        .memory(target.name())
        .orElseThrow(() ->
            new UserException(
                ErrorCode.INVALID_STATEMENT,
                "'" + target.name() + "' cannot be written to: it has no rows of its own"));
  }
}
