package io.velostream.sql;

import io.velostream.columnar.Schema;
import io.velostream.expression.user.TableFunction;
import io.velostream.expression.user.UserAggregate;
import io.velostream.expression.user.UserFunction;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The catalogue as a query sees it that goes on for as long as the session: tables that statements
/// change have no end, their rows go as well as come, and none is late. Others are what they are.
record MaintainedCatalog(CatalogView catalog) implements CatalogView {
  @Override
  public Optional<TableDefinition> find(String name) {
    return catalog.find(name).map(MaintainedCatalog::changing);
  }

  private static TableDefinition changing(TableDefinition table) {
    boolean changes =
        table.kind() != TableDefinition.Kind.VIEW
            && !table.options().containsKey("connector")
            && table.bounded();
    return changes ? table.withBounded(false).withChangelog(true).withoutWatermark() : table;
  }

  @Override
  public List<String> names() {
    return catalog.names();
  }

  @Override
  public List<UserFunction> functions() {
    return catalog.functions();
  }

  @Override
  public List<UserAggregate> aggregates() {
    return catalog.aggregates();
  }

  @Override
  public List<TableFunction> tableFunctions() {
    return catalog.tableFunctions();
  }

  @Override
  public TableDefinition file(String path) {
    return catalog.file(path);
  }

  @Override
  public TableDefinition file(String path, Map<String, String> options) {
    return catalog.file(path, options);
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
}
