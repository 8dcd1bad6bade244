package io.velostream.sql.validate;

import io.velostream.sql.CatalogView;
import io.velostream.sql.SystemColumns;
import io.velostream.sql.TableDefinition;
import io.velostream.sql.grammar.ast.FileTable;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.lookup.LikePattern;
import org.apache.calcite.schema.lookup.Lookup;
import org.apache.calcite.schema.lookup.Named;
import org.jspecify.annotations.Nullable;

/// The catalogue as Calcite sees it; remembers what one statement looked up.
final class CatalogSchema extends AbstractSchema {
  private final CatalogView catalog;
  private final QueryFrontEnd frontEnd;
  private final Set<String> named;
  private final Map<String, Table> found = new LinkedHashMap<>();
  private final Map<String, TableDefinition> definitions = new LinkedHashMap<>();

  /// @param named the names of system columns that the statement uses, in lower case
  CatalogSchema(CatalogView catalog, QueryFrontEnd frontEnd, Set<String> named) {
    this.catalog = catalog;
    this.frontEnd = frontEnd;
    this.named = named;
  }

  /// The tables that the statement has looked up so far.
  Iterable<TableDefinition> lookedUp() {
    return definitions.values();
  }

  /// The names of columns of these tables that `*` does not stand for.
  Set<String> hidden() {
    Set<String> names = new HashSet<>();
    for (Table table : found.values()) {
      if (table instanceof StreamTable stream) {
        names.addAll(stream.hidden());
      }
    }
    return names;
  }

  @Override
  public Lookup<Table> tables() {
    return new Lookup<>() {
      @Override
      public @Nullable Table get(String name) {
        return find(name);
      }

      @Override
      public @Nullable Named<Table> getIgnoreCase(String name) {
        Table table = find(name);
        return table == null ? null : new Named<>(name, table);
      }

      @Override
      public Set<String> getNames(LikePattern pattern) {
        return Set.copyOf(catalog.names());
      }
    };
  }

  private @Nullable Table find(String name) {
    Table known = found.get(name);
    if (known != null) {
      return known;
    }
    TableDefinition definition =
        name.startsWith(FileTable.PREFIX)
            ? file(name.substring(FileTable.PREFIX.length()))
            : catalog.find(name).orElse(null);
    if (definition == null) {
      return null;
    }
    Table table =
        definition.kind() == TableDefinition.Kind.VIEW
            ? new ViewTable(definition, frontEnd)
            : new StreamTable(
                SystemColumns.extended(definition, catalog, named),
                definition.columns().size(),
                catalog.isKeyed(definition.options()));
    found.put(name, table);
    definitions.put(name, definition);
    return table;
  }

  private TableDefinition file(String reference) {
    return catalog.file(FileTable.path(reference), FileTable.options(reference));
  }
}
