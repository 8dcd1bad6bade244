package io.velostream.sql;

import io.velostream.columnar.Schema;
import io.velostream.expression.user.TableFunction;
import io.velostream.expression.user.UserAggregate;
import io.velostream.expression.user.UserFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks at each file once per compilation, however often it is named.
final class FileCache implements CatalogView {
  private final CatalogView catalog;
  private final Map<FileKey, TableDefinition> files = new HashMap<>();

  FileCache(CatalogView catalog) {
    this.catalog = catalog;
  }

  @Override
  public Optional<TableDefinition> find(String name) {
    return catalog.find(name);
  }

  @Override
  public List<UserFunction> functions() {
    return catalog.functions();
  }

  @Override
  public List<TableFunction> tableFunctions() {
    return catalog.tableFunctions();
  }

  @Override
  public List<UserAggregate> aggregates() {
    return catalog.aggregates();
  }

  @Override
  public List<String> names() {
    return catalog.names();
  }

  @Override
  public TableDefinition file(String path) {
    return file(path, Map.of());
  }

  @Override
  public TableDefinition file(String path, Map<String, String> options) {
    FileKey key = new FileKey(path, options);
    TableDefinition known = files.get(key);
    if (known == null) {
      known = catalog.file(path, options);
      files.put(key, known);
    }
    return known;
  }

  @Override
  public TableDefinition newFile(String path, Schema schema) {
    return catalog.newFile(path, schema);
  }

  @Override
  public Schema columns(Map<String, String> options) {
    return catalog.columns(options);
  }

  @Override
  public Map<String, String> sampled(Map<String, String> options) {
    return catalog.sampled(options);
  }

  @Override
  public boolean usesBounds(Map<String, String> options) {
    return catalog.usesBounds(options);
  }

  @Override
  public List<SystemColumns.Known> knownOfRecords(Map<String, String> options) {
    return catalog.knownOfRecords(options);
  }

  @Override
  public boolean isKeyed(Map<String, String> options) {
    return catalog.isKeyed(options);
  }

  @Override
  public boolean isChangelog(Map<String, String> options) {
    return catalog.isChangelog(options);
  }

  @Override
  public boolean isBounded(Map<String, String> options) {
    return catalog.isBounded(options);
  }

  @Override
  public boolean findsByKey(Map<String, String> options) {
    return catalog.findsByKey(options);
  }

  private record FileKey(String path, Map<String, String> options) {}
}
