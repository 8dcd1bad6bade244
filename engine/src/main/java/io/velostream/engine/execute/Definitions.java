package io.velostream.engine.execute;

import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Connector;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.TableRequest;
import io.velostream.engine.StatementResult;
import io.velostream.engine.catalog.MemoryTable;
import io.velostream.plan.Plan;
import io.velostream.runtime.table.StoredBatches;
import io.velostream.sql.CompiledStatement;
import io.velostream.sql.TableDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// CREATE without a query, CREATE VIEW, DROP.
final class Definitions {
  private final Environment environment;

  Definitions(Environment environment) {
    this.environment = environment;
  }

  StatementResult create(CompiledStatement.CreateTable create) {
    TableDefinition definition = create.definition();
    if (exists(definition, create.orReplace(), create.ifNotExists())) {
      return result(kind(definition) + " " + definition.name() + " exists already");
    }
    add(checked(definition, create.places()));
    return result("created " + kind(definition) + " " + definition.name());
  }

  StatementResult createView(CompiledStatement.CreateView create) {
    TableDefinition definition = create.definition();
    if (exists(definition, create.orReplace(), create.ifNotExists())) {
      return result("view " + definition.name() + " exists already");
    }
    if (create.maintenance().isPresent()) {
      TableDefinition kept = definition.withKind(TableDefinition.Kind.MATERIALIZED_VIEW);
      Plan maintenance = create.maintenance().get();
      boolean inMemory =
          FreshViews.tables(maintenance.root()).stream()
              .allMatch(table -> environment.catalog().memory(table).isPresent());
      MemoryTable rows = MaterializedView.of(kept.name(), maintenance, environment);
      environment.catalog().put(kept, rows);
      return new StatementResult(
          "created materialized view " + kept.name(),
          Optional.empty(),
          inMemory ? List.of() : maintenance.warnings());
    }
    environment.catalog().put(definition);
    return result("created view " + definition.name());
  }

  StatementResult drop(CompiledStatement.Drop drop) {
    checkKind(drop);
    requireUnread(drop.name(), "dropped");
    if (environment.catalog().remove(drop.name())) {
      return result("dropped " + drop.name());
    }
    if (drop.ifExists()) {
      return result("there is no " + drop.name());
    }
    throw environment.catalog().unknown(drop.name());
  }

  /// What a materialized view reads has to stay.
  private void requireUnread(String name, String participle) {
    environment
        .catalog()
        .viewThatReads(name)
        .ifPresent(view -> {
          throw new UserException(
                  ErrorCode.INVALID_STATEMENT,
                  "the materialized view '%s' reads '%s', which cannot be %s"
                      .formatted(view, name, participle))
              .hint("DROP VIEW " + view + " first");
        });
  }

  /// A view is not dropped as a table, nor a table as a view: somebody is mistaken about which it
  /// is.
  private void checkKind(CompiledStatement.Drop drop) {
    Optional<TableDefinition> found = environment.catalog().find(drop.name());
    boolean view = drop.kind() == TableDefinition.Kind.VIEW;
    if (found.isPresent() && found.get().kind().isView() != view) {
      String kind = kind(found.get());
      throw new UserException(
              ErrorCode.INVALID_STATEMENT,
              "'%s' is a %s, not a %s".formatted(drop.name(), kind, view ? "view" : "table"))
          .hint("DROP " + kind.toUpperCase(Locale.ROOT) + " " + drop.name());
    }
  }

  /// Whether nothing is to be done because the name is there and that is allowed.
  ///
  /// @throws UserException when the name is there and that is not allowed
  boolean exists(TableDefinition definition, boolean replace, boolean ifNotExists) {
    Optional<TableDefinition> old = environment.catalog().find(definition.name());
    if (old.isEmpty() || replace) {
      requireUnread(definition.name(), "replaced");
      return false;
    }
    if (ifNotExists) {
      return true;
    }
    throw new UserException(
            ErrorCode.AMBIGUOUS_NAME,
            "there is already a " + kind(old.get()) + " '" + old.get().name() + "'")
        .hint("use CREATE OR REPLACE, IF NOT EXISTS, or another name");
  }

  /// Adds a table to the catalogue, with room for rows if it lives in memory.
  void add(TableDefinition definition) {
    if (MemoryTables.isInMemory(definition.options())) {
      environment.catalog().put(definition, new StoredBatches(definition.physicalSchema()));
    } else {
      environment.catalog().put(definition);
    }
  }

  /// The definition with its options checked.
  ///
  /// @param places where each option stands, for errors
  TableDefinition checked(TableDefinition definition, Map<String, SourcePosition> places) {
    try {
      return checked(definition);
    } catch (UserException error) {
      String option = error.option();
      throw option == null ? error : error.at(places.getOrDefault(option, SourcePosition.NONE));
    }
  }

  private TableDefinition checked(TableDefinition definition) {
    if (MemoryTables.isInMemory(definition.options())) {
      if (definition.columns().isEmpty()) {
        throw new UserException(
                ErrorCode.INVALID_STATEMENT,
                "the table '" + definition.name() + "' has neither columns nor a connector")
            .hint("declare columns, or say WITH ('connector' = …)");
      }
      definition.options().keySet().stream()
          .filter(option -> !option.equals(OptionChecker.STATE_LIFETIME))
          .sorted()
          .findFirst()
          .ifPresent(this::withoutConnector);
      OptionChecker.checkLifetime(definition.options());
      return definition;
    }
    Connector connector =
        MemoryTables.connector(environment.connectors(), definition.description());
    Options options = OptionChecker.check(connector, definition.options());
    Schema schema = definition.physicalSchema();
    connector.check(
        new TableRequest(
            definition.name(),
            options,
            schema,
            IntStream.range(0, schema.size()).boxed().toList(),
            false,
            1,
            environment.world(),
            Definitions::noBadRow,
            List.of(),
            environment.catalog()::lookUp,
            TableWriters.key(definition)));
    return definition;
  }

  private static void noBadRow(String source, long position, Slice raw, String reason) {
    throw new IllegalStateException("a table was read to check it: " + reason);
  }

  private void withoutConnector(String option) {
    throw new UserException(
            ErrorCode.INVALID_OPTION,
            "a table without the option 'connector' has no option '" + option + "'")
        .hint(
            "add 'connector' = '…', one of: " + String.join(", ", environment.connectors().names()))
        .about(option);
  }

  static String kind(TableDefinition definition) {
    return definition.kind().words();
  }

  static StatementResult result(String message) {
    return new StatementResult(message, Optional.empty(), List.of());
  }
}
