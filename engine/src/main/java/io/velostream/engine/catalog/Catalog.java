package io.velostream.engine.catalog;

import io.velostream.columnar.Schema;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Suggestions;
import io.velostream.connector.spi.TableLookup;
import io.velostream.engine.input.InputBuffer;
import io.velostream.expression.user.TableFunction;
import io.velostream.expression.user.UserAggregate;
import io.velostream.expression.user.UserFunction;
import io.velostream.runtime.table.StoredBatches;
import io.velostream.sql.CatalogView;
import io.velostream.sql.SystemColumns;
import io.velostream.sql.TableDefinition;
import io.velostream.sql.grammar.ast.FileTable;
import io.velostream.stream.seam.Closing;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The tables, streams and views of a session by name, and the rows of those that live in memory.
/// Letter case does not count.
public final class Catalog implements CatalogView {
  private final Map<String, TableDefinition> definitions = new TreeMap<>();
  private final Map<String, MemoryTable> memory = new TreeMap<>();
  private final Map<String, InputBuffer> inputs = new TreeMap<>();
  private final Map<String, UserFunction> functions = new TreeMap<>();
  private final Map<String, UserAggregate> aggregates = new TreeMap<>();
  private final Map<String, TableFunction> tableFunctions = new TreeMap<>();
  private final FileCatalog files;

  /// @param files finds the columns of files used without a definition
  public Catalog(FileCatalog files) {
    this.files = files;
  }

  @Override
  public Optional<TableDefinition> find(String name) {
    return Optional.ofNullable(definitions.get(key(name)));
  }

  @Override
  public List<String> names() {
    return definitions.values().stream().map(TableDefinition::name).toList();
  }

  @Override
  public TableDefinition file(String path) {
    return file(path, Map.of());
  }

  @Override
  public TableDefinition file(String path, Map<String, String> options) {
    return path.startsWith(FileTable.TOPIC)
        ? files.topic(path, path.substring(FileTable.TOPIC.length()), options, all())
        : files.table(path, options);
  }

  @Override
  public List<UserFunction> functions() {
    return List.copyOf(functions.values());
  }

  @Override
  public List<UserAggregate> aggregates() {
    return List.copyOf(aggregates.values());
  }

  @Override
  public List<TableFunction> tableFunctions() {
    return List.copyOf(tableFunctions.values());
  }

  /// Adds or replaces a table function of the program.
  public void put(TableFunction function) {
    tableFunctions.put(key(function.name()), function);
  }

  /// Adds or replaces a function of the program.
  public void put(UserFunction function) {
    aggregates.remove(key(function.name()));
    functions.put(key(function.name()), function);
  }

  /// Adds or replaces an aggregate function of the program.
  public void put(UserAggregate function) {
    functions.remove(key(function.name()));
    aggregates.put(key(function.name()), function);
  }

  @Override
  public Schema columns(Map<String, String> options) {
    return files.columns(options);
  }

  @Override
  public Map<String, String> sampled(Map<String, String> options) {
    return files.sampled(options);
  }

  @Override
  public boolean isKeyed(Map<String, String> options) {
    return files.isKeyed(options);
  }

  @Override
  public boolean isChangelog(Map<String, String> options) {
    return files.isChangelog(options);
  }

  @Override
  public boolean isBounded(Map<String, String> options) {
    return files.isBounded(options);
  }

  @Override
  public boolean findsByKey(Map<String, String> options) {
    return files.findsByKey(options);
  }

  @Override
  public List<SystemColumns.Known> knownOfRecords(Map<String, String> options) {
    return files.knownOfRecords(options);
  }

  @Override
  public boolean usesBounds(Map<String, String> options) {
    return files.usesBounds(options);
  }

  /// A table as connectors see it.
  public Optional<TableLookup.Table> lookUp(String name) {
    return find(name)
        .filter(definition -> !definition.kind().isView())
        .map(definition ->
            new TableLookup.Table(
                definition.name(), definition.options(), definition.physicalSchema()));
  }

  /// All definitions in the order of their names.
  public List<TableDefinition> all() {
    return List.copyOf(definitions.values());
  }

  /// Adds or replaces a table or view.
  public void put(TableDefinition definition) {
    definitions.put(key(definition.name()), definition);
    forgetRows(definition.name());
    inputs.remove(key(definition.name()));
  }

  /// Adds or replaces a table whose rows are in memory.
  public void put(TableDefinition definition, StoredBatches rows) {
    MemoryTable table = new MemoryTable(rows, UniqueKeys.of(definition));
    put(definition);
    memory.put(key(definition.name()), table);
  }

  /// Adds or replaces a view whose rows are kept.
  public void put(TableDefinition definition, MemoryTable rows) {
    put(definition);
    memory.put(key(definition.name()), rows);
  }

  private void forgetRows(String name) {
    MemoryTable rows = memory.remove(key(name));
    if (rows != null) {
      rows.removed();
    }
  }

  /// Adds or replaces a table whose rows the program adds.
  public void put(TableDefinition definition, InputBuffer input) {
    put(definition);
    inputs.put(key(definition.name()), input);
  }

  /// The buffer of a table whose rows the program adds.
  public Optional<InputBuffer> input(String name) {
    return Optional.ofNullable(inputs.get(key(name)));
  }

  /// The rows of a table in memory.
  public Optional<StoredBatches> rows(String name) {
    return memory(name).map(MemoryTable::rows);
  }

  /// A table in memory.
  public Optional<MemoryTable> memory(String name) {
    return Optional.ofNullable(memory.get(key(name)));
  }

  /// A materialized view that reads a table, if there is one.
  public Optional<String> viewThatReads(String table) {
    return definitions.values().stream()
        .map(TableDefinition::name)
        .filter(name -> memory(name).filter(rows -> rows.reads(table)).isPresent())
        .findFirst();
  }

  /// Has all views take in what has arrived from outside.
  public void catchUp() {
    List.copyOf(memory.values()).forEach(MemoryTable::catchUp);
  }

  /// Ends the upkeep of all views. Does nothing the second time.
  public void close() {
    try {
      Closing.all(memory.values(), MemoryTable::removed);
    } catch (IOException e) {
      throw new EnvironmentException("a view could not be closed", e, false);
    } finally {
      memory.clear();
    }
  }

  /// Removes a table or view.
  ///
  /// @return whether there was one
  public boolean remove(String name) {
    forgetRows(name);
    inputs.remove(key(name));
    return definitions.remove(key(name)) != null;
  }

  /// The error for a name that does not exist.
  public UserException unknown(String name) {
    UserException error =
        new UserException(ErrorCode.UNKNOWN_NAME, "there is no table or view '" + name + "'");
    return Suggestions.didYouMean(name, names()).map(error::hint).orElse(error);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
