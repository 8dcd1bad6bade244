package io.velostream.engine.execute;

import io.velostream.columnar.Field;
import io.velostream.sql.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The statement that would create a table or view again.
final class CreateText {
  private CreateText() {}

  static String of(TableDefinition table) {
    return table
        .query()
        .map(query -> "CREATE VIEW " + name(table.name()) + " AS\n" + query)
        .orElseGet(() -> relation(table));
  }

  private static String relation(TableDefinition table) {
    List<String> elements = new ArrayList<>();
    for (TableDefinition.Column column : table.columns()) {
      elements.add(column(column));
    }
    table
        .watermark()
        .ifPresent(w -> elements.add("WATERMARK FOR " + name(w.column()) + " AS " + w.expression()));
    if (!table.primaryKey().isEmpty()) {
      elements.add(
          table.primaryKey().stream()
              .map(CreateText::name)
              .collect(Collectors.joining(", ", "PRIMARY KEY (", ") NOT ENFORCED")));
    }
    return "CREATE "
        + table.kind().name()
        + " "
        + name(table.name())
        + elements.stream().collect(Collectors.joining(",\n  ", " (\n  ", "\n)"))
        + options(table);
  }

  private static String column(TableDefinition.Column column) {
    Field field = column.field();
    return switch (column) {
      case TableDefinition.Column.Physical _ ->
          name(field.name()) + " " + field.type().sql() + (field.nullable() ? "" : " NOT NULL");
      case TableDefinition.Column.Computed computed ->
          name(field.name()) + " AS " + computed.expression();
    };
  }

  private static String options(TableDefinition table) {
    if (table.options().isEmpty()) {
      return "";
    }
    return new TreeMap<>(table.options())
        .entrySet().stream()
            .map(e -> literal(e.getKey()) + " = " + literal(e.getValue()))
            .collect(Collectors.joining(",\n  ", " WITH (\n  ", "\n)"));
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String name(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_$]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
