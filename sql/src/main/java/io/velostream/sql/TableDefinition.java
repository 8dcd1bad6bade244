package io.velostream.sql;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.plan.TableDescription;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A table, stream or view as the catalogue keeps it.
///
/// @param name as written when it was created
/// @param kind what it was created as
/// @param columns in the order in which queries see them
/// @param watermark how event time advances, when it does
/// @param primaryKey column names; empty without a key
/// @param options the WITH options
/// @param query a view's text; empty for the others
/// @param bounded whether its rows end (a file) or may go on for ever (a topic)
/// @param changelog whether its rows can be retractions
public record TableDefinition(
    String name,
    Kind kind,
    List<Column> columns,
    Optional<Watermark> watermark,
    List<String> primaryKey,
    Map<String, String> options,
    Optional<String> query,
    boolean bounded,
    boolean changelog) {
  /// What a relation was created as.
  public enum Kind {
    TABLE,
    STREAM,
    VIEW,
    /// A view whose rows are kept.
    MATERIALIZED_VIEW;

    /// Whether it is a query with a name.
    public boolean isView() {
      return this == VIEW || this == MATERIALIZED_VIEW;
    }

    /// As statements have it, in small letters.
    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /// One column.
  public sealed interface Column {
    /// Its name, type and nullability.
    Field field();

    /// A column that the connector delivers or takes.
    record Physical(Field field) implements Column {}

    /// A column computed from the physical ones when rows are read.
    ///
    /// @param expression SQL text
    record Computed(Field field, String expression) implements Column {}
  }

  /// WATERMARK FOR column AS expression.
  ///
  /// @param expression SQL text over all columns
  public record Watermark(String column, String expression) {}

  /// A relation whose rows are insertions only.
  public TableDefinition(
      String name,
      Kind kind,
      List<Column> columns,
      Optional<Watermark> watermark,
      List<String> primaryKey,
      Map<String, String> options,
      Optional<String> query,
      boolean bounded) {
    this(name, kind, columns, watermark, primaryKey, options, query, bounded, false);
  }

  public TableDefinition {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    options = Map.copyOf(options);
  }

  /// A table of physical columns only, without watermark or key.
  public static TableDefinition ofColumns(
      String name, Schema schema, Map<String, String> options, boolean bounded) {
    return new TableDefinition(
        name,
        Kind.TABLE,
        schema.fields().stream().<Column>map(Column.Physical::new).toList(),
        Optional.empty(),
        List.of(),
        options,
        Optional.empty(),
        bounded);
  }

  /// The columns as queries see them.
  public Schema schema() {
    return new Schema(columns.stream().map(Column::field).toList());
  }

  /// The columns that the connector delivers or takes.
  public Schema physicalSchema() {
    return new Schema(
        columns.stream().filter(Column.Physical.class::isInstance).map(Column::field).toList());
  }

  /// What the runtime needs to open a reader or a writer.
  public TableDescription description() {
    return new TableDescription(name, options, physicalSchema(), bounded);
  }

  /// The same definition under another name.
  public TableDefinition withName(String value) {
    return new TableDefinition(
        value, kind, columns, watermark, primaryKey, options, query, bounded, changelog);
  }

  /// The same definition, known to be bounded or not.
  public TableDefinition withBounded(boolean value) {
    return new TableDefinition(
        name, kind, columns, watermark, primaryKey, options, query, value, changelog);
  }

  /// The same definition, with rows that can be retractions or not.
  public TableDefinition withChangelog(boolean value) {
    return new TableDefinition(
        name, kind, columns, watermark, primaryKey, options, query, bounded, value);
  }

  /// The same definition as another kind of relation.
  public TableDefinition withKind(Kind value) {
    return new TableDefinition(
        name, value, columns, watermark, primaryKey, options, query, bounded, changelog);
  }

  /// The same definition without event time.
  public TableDefinition withoutWatermark() {
    return new TableDefinition(
        name, kind, columns, Optional.empty(), primaryKey, options, query, bounded, changelog);
  }

  /// The same definition with other columns.
  public TableDefinition withColumns(List<Column> value, Map<String, String> newOptions) {
    return new TableDefinition(
        name, kind, value, watermark, primaryKey, newOptions, query, bounded, changelog);
  }

  /// The same definition with a watermark.
  public TableDefinition withWatermark(Watermark value) {
    return new TableDefinition(
        name, kind, columns, Optional.of(value), primaryKey, options, query, bounded, changelog);
  }
}
