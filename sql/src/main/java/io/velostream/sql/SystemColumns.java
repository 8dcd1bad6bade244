package io.velostream.sql;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Expression;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.sql.bind.ExpressionBinder;
import io.velostream.sql.grammar.SqlStatements;
import io.velostream.sql.lower.Columns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is known of the rows of a table besides its columns: columns that a query can name although
/// nobody has declared them, and that `*` does not stand for.
///
/// A definition is extended by those that a statement names: so the others cost nothing, and a
/// column that was declared by the same name is the one that is meant.
public final class SystemColumns {
  /// Event time: that of the watermark, where the table has one.
  public static final String EVENT_TIME = "_event_time";

  /// The headers of a message, a MAP of names and bytes.
  public static final String HEADERS = "_headers";

  /// What an option begins with that makes a column of what is known of a record.
  private static final String METADATA = "metadata.";

  private static final DataType HEADER_TYPE =
      new DataType.Map(DataType.STRING, new DataType.Varbinary());

  private SystemColumns() {}

  /// Something that a connector knows of a record.
  ///
  /// @param name the name of its column
  /// @param metadata what the connector calls it
  public record Known(String name, DataType type, String metadata) {}

  /// The names of those that a table offers.
  public static List<String> names(TableDefinition table, CatalogView catalog) {
    return columns(table, catalog).stream().map(column -> column.field().name()).toList();
  }

  /// A table with those of its system columns, behind all others, that are named.
  ///
  /// @param named names in lower case
  public static TableDefinition extended(
      TableDefinition table, CatalogView catalog, Set<String> named) {
    if (named.isEmpty() || table.kind() == TableDefinition.Kind.VIEW) {
      return table;
    }
    List<TableDefinition.Column> more =
        columns(table, catalog).stream()
            .filter(column -> named.contains(column.field().name()))
            .toList();
    if (more.isEmpty()) {
      return table;
    }
    Map<String, String> options = new LinkedHashMap<>(table.options());
    for (Known known : catalog.knownOfRecords(table.options())) {
      if (more.stream().anyMatch(column -> isOf(column, known))) {
        options.put(METADATA + known.name(), known.metadata());
      }
    }
    List<TableDefinition.Column> columns = new ArrayList<>(table.columns());
    columns.addAll(more);
    return table.withColumns(columns, options);
  }

  /// A table that headers can be written to, in a last column.
  ///
  /// @param position where it is named
  /// @throws UserException where its rows have no headers, or a column of it is theirs
  public static TableDefinition withHeaders(
      TableDefinition table, CatalogView catalog, SourcePosition position) {
    TableDefinition with = extended(table, catalog, Set.of(HEADERS));
    Optional<Known> headers =
        catalog.knownOfRecords(table.options()).stream()
            .filter(known -> known.name().equals(HEADERS))
            .findFirst();
    if (headers.isEmpty()) {
      throw new UserException(
          ErrorCode.INVALID_STATEMENT,
          "rows of '%s' have no headers that could be set or removed".formatted(table.name()),
          position,
          "write to a table of Kafka");
    }
    Optional<String> declared = declared(table, headers.get().metadata());
    if (with.columns().size() == table.columns().size() || declared.isPresent()) {
      throw new UserException(
          ErrorCode.INVALID_STATEMENT,
          "'%s' has the column '%s' for headers".formatted(table.name(), declared.orElse(HEADERS)),
          position,
          "give it SET_HEADER(_headers, 'name', value)");
    }
    return with;
  }

  /// A query whose last column are headers, in the type that they are written in.
  static PlanNode headersLast(PlanNode query) {
    Schema schema = query.schema();
    int last = schema.size() - 1;
    List<Expression> outputs = new ArrayList<>();
    List<Field> fields = new ArrayList<>(schema.fields());
    for (int i = 0; i < last; i++) {
      outputs.add(Columns.of(schema, i));
    }
    outputs.add(
        ExpressionBinder.castTo(Columns.of(schema, last), HEADER_TYPE, SourcePosition.NONE));
    fields.set(last, new Field(HEADERS, HEADER_TYPE, schema.field(last).nullable()));
    return new RowNode.Calc(query, null, outputs, new Schema(fields));
  }

  /// The column of a table that is declared to be this metadata.
  private static Optional<String> declared(TableDefinition table, String metadata) {
    return table.options().entrySet().stream()
        .filter(option -> option.getKey().startsWith(METADATA))
        .filter(option -> option.getValue().equalsIgnoreCase(metadata))
        .map(option -> option.getKey().substring(METADATA.length()))
        .findFirst();
  }

  private static boolean isOf(TableDefinition.Column column, Known known) {
    return column instanceof TableDefinition.Column.Physical(Field field)
        && field.name().equals(known.name());
  }

  private static List<TableDefinition.Column> columns(TableDefinition table, CatalogView catalog) {
    List<TableDefinition.Column> columns = new ArrayList<>();
    table.watermark().ifPresent(watermark -> columns.add(eventTime(table, watermark.column())));
    for (Known known : catalog.knownOfRecords(table.options())) {
      if (columns.stream().noneMatch(column -> column.field().name().equals(known.name()))) {
        columns.add(
            new TableDefinition.Column.Physical(new Field(known.name(), known.type(), true)));
      }
    }
    columns.removeIf(column -> table.schema().indexOf(column.field().name()) >= 0);
    return columns;
  }

  /// The column of the watermark by another name.
  private static TableDefinition.Column eventTime(TableDefinition table, String time) {
    TableDefinition.Column column =
        table.columns().stream()
            .filter(c -> c.field().name().equals(time))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no column " + time));
    Field field = new Field(EVENT_TIME, column.field().type(), column.field().nullable());
    return new TableDefinition.Column.Computed(
        field,
        switch (column) {
          case TableDefinition.Column.Physical _ -> SqlStatements.name(time);
          case TableDefinition.Column.Computed computed -> computed.expression();
        });
  }
}
