package io.velostream.engine.execute;

import io.velostream.columnar.Field;
import io.velostream.engine.ResultHandler;
import io.velostream.engine.StatementResult;
import io.velostream.engine.settings.SettingSpec;
import io.velostream.engine.settings.Settings;
import io.velostream.runtime.job.PlanFigures;
import io.velostream.runtime.table.SideTable;
import io.velostream.runtime.table.StoredBatches;
import io.velostream.sql.CompiledStatement;
import io.velostream.sql.TableDefinition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// SHOW, DESCRIBE, and SET without arguments: what there is.
final class Listings {
  private final Environment environment;
  private final ResultHandler results;

  Listings(Environment environment, ResultHandler results) {
    this.environment = environment;
    this.results = results;
  }

  StatementResult show(CompiledStatement.Show show) {
    NamePattern pattern = new NamePattern(show.pattern());
    TextRows rows =
        switch (show.objects()) {
          case TABLES -> tables(TableDefinition.Kind.TABLE, pattern);
          case STREAMS -> tables(TableDefinition.Kind.STREAM, pattern);
          case VIEWS -> views(pattern);
          case FUNCTIONS -> FunctionListings.all(environment.catalog(), pattern);
          case SETTINGS -> settings(pattern);
          case WATERMARKS -> watermarks();
        };
    rows.sendTo(results);
    return Definitions.result("");
  }

  private TextRows tables(TableDefinition.Kind kind, NamePattern pattern) {
    return relations(found -> found == kind, pattern);
  }

  private TextRows views(NamePattern pattern) {
    return relations(TableDefinition.Kind::isView, pattern);
  }

  private TextRows relations(Predicate<TableDefinition.Kind> kinds, NamePattern pattern) {
    TextRows rows = new TextRows("name", "columns", "kept_in");
    for (TableDefinition table : environment.catalog().all()) {
      if (kinds.test(table.kind())
          && pattern.matches(table.name())
          && !isIdle(table.name(), pattern)) {
        rows.add(table.name(), table.schema().toString(), place(table));
      }
    }
    return rows;
  }

  /// Whether a table is one of those that each query has for late and damaged rows, and has none; a
  /// pattern finds it all the same.
  private boolean isIdle(String name, NamePattern pattern) {
    return pattern.pattern().isEmpty()
        && SideTable.isSideTable(name)
        && environment.catalog().rows(name).map(StoredBatches::rows).orElse(0L) == 0;
  }

  private static String place(TableDefinition table) {
    if (table.kind() == TableDefinition.Kind.VIEW) {
      return "query";
    }
    return table.options().getOrDefault("connector", "memory");
  }

  private TextRows watermarks() {
    TextRows rows =
        new TextRows("query", "node", "source", "watermark", "standing", "held_back_by");
    int query = 0;
    for (List<PlanFigures> nodes : environment.queries().figures()) {
      query++;
      for (PlanFigures node : nodes) {
        if (node.isBorder()) {
          rows.add(
              Integer.toString(query),
              node.label(),
              node.source(),
              node.time(),
              node.figures().standing().name(),
              node.heldBackBy());
        }
      }
    }
    return rows;
  }

  private TextRows settings(NamePattern pattern) {
    TextRows rows = new TextRows("name", "value", "default", "description");
    for (SettingSpec spec : Settings.specs()) {
      if (pattern.matches(spec.name())) {
        String value = environment.settings().get(spec.name());
        rows.add(spec.name(), value, spec.defaultValue(), spec.description());
      }
    }
    return rows;
  }

  StatementResult describe(CompiledStatement.Describe describe) {
    if (describe.extended() && describe.definition().isPresent()) {
      describeExtended(describe.definition().get());
    } else {
      TextRows rows = new TextRows("column", "type", "nullable");
      for (Field field : describe.schema().fields()) {
        rows.add(field.name(), field.type().sql(), nullable(field));
      }
      rows.sendTo(results);
    }
    return Definitions.result("");
  }

  private void describeExtended(TableDefinition table) {
    TextRows rows = new TextRows("item", "name", "value");
    for (TableDefinition.Column column : table.columns()) {
      Field field = column.field();
      String value =
          switch (column) {
            case TableDefinition.Column.Physical _ -> field.type().sql();
            case TableDefinition.Column.Computed computed ->
                field.type().sql() + " AS " + computed.expression();
          };
      rows.add("column", field.name(), value + (field.nullable() ? "" : " NOT NULL"));
    }
    String origin = SampledTypes.origin(table.options());
    if (!origin.isEmpty()) {
      rows.add("columns", table.name(), origin);
    }
    if (!table.bounded()) {
      rows.add("input", table.name(), "unbounded: its rows may go on for ever");
    }
    table.watermark().ifPresent(w -> rows.add("watermark", w.column(), w.expression()));
    if (!table.primaryKey().isEmpty()) {
      rows.add("primary key", String.join(", ", table.primaryKey()), "not enforced");
    }
    Map<String, String> options = new TreeMap<>(table.options());
    options.forEach((name, value) -> rows.add("option", name, value));
    table.query().ifPresent(text -> rows.add("query", table.name(), text));
    rows.sendTo(results);
  }

  private static String nullable(Field field) {
    return field.nullable() ? "yes" : "no";
  }

  StatementResult showCreate(CompiledStatement.ShowCreate show) {
    new TextRows("statement").add(show.statement()).sendTo(results);
    return Definitions.result("");
  }
}
