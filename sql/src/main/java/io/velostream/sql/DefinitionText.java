package io.velostream.sql;

import io.velostream.columnar.Field;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.plan.SecretOptions;
import io.velostream.sql.grammar.SqlStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A definition as the statement that creates it: SHOW CREATE. The text compiles to the same
/// definition.
public final class DefinitionText {
  /// Where a view's query begins.
  public static final SourcePosition QUERY = SourcePosition.at(2, 1);

  private static final int INDENTATION = 2;

  private DefinitionText() {}

  /// How messages call a definition.
  public static String title(TableDefinition.Kind kind, String name) {
    return "the %s '%s'".formatted(kind.words(), name);
  }

  /// Where a computed column's expression begins.
  public static SourcePosition expression(TableDefinition table, TableDefinition.Column column) {
    return place(table, table.columns().indexOf(column), name(column.field().name()) + " AS ");
  }

  /// Where the watermark's expression begins.
  public static SourcePosition watermark(TableDefinition table, String column) {
    return place(table, elements(table).size() - 1, "WATERMARK FOR " + name(column) + " AS ");
  }

  private static SourcePosition place(TableDefinition table, int element, String before) {
    long lines =
        elements(table).subList(0, element).stream().mapToLong(text -> text.lines().count()).sum();
    return SourcePosition.at(Math.toIntExact(lines) + 2, INDENTATION + before.length() + 1);
  }

  static String of(TableDefinition table) {
    return table.query().isPresent()
        ? "CREATE %s %s (%s) AS\n%s"
            .formatted(
                table.kind().words().toUpperCase(Locale.ROOT),
                name(table.name()),
                String.join(
                    ", ", table.schema().fields().stream().map(f -> name(f.name())).toList()),
                table.query().get())
        : table(table);
  }

  private static String table(TableDefinition table) {
    String text =
        "CREATE %s %s (\n  %s\n)"
            .formatted(table.kind(), name(table.name()), String.join(",\n  ", elements(table)));
    return table.options().isEmpty() ? text : text + " WITH (\n" + options(table.options()) + "\n)";
  }

  private static List<String> elements(TableDefinition table) {
    List<String> elements = new ArrayList<>();
    for (TableDefinition.Column column : table.columns()) {
      elements.add(
          switch (column) {
            case TableDefinition.Column.Physical(Field field) ->
                name(field.name())
                    + " "
                    + field.type().sql()
                    + (field.nullable() ? "" : " NOT NULL");
            case TableDefinition.Column.Computed(Field field, String expression) ->
                name(field.name()) + " AS " + expression;
          });
    }
    if (!table.primaryKey().isEmpty()) {
      elements.add(
          "PRIMARY KEY (%s) NOT ENFORCED"
              .formatted(
                  String.join(
                      ", ", table.primaryKey().stream().map(DefinitionText::name).toList())));
    }
    table
        .watermark()
        .ifPresent(
            w -> elements.add("WATERMARK FOR " + name(w.column()) + " AS " + w.expression()));
    return elements;
  }

  private static String options(Map<String, String> options) {
    List<String> lines = new ArrayList<>();
    // In an order of its own, so that the text is the same every time.
    new TreeMap<>(options)
        .forEach((key, value) ->
            lines.add("  " + quote(key) + " = " + quote(SecretOptions.shown(key, value))));
    return String.join(",\n", lines);
  }

  private static String name(String name) {
    return SqlStatements.name(name);
  }

  private static String quote(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
