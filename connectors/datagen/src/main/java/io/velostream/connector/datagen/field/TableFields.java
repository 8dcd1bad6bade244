package io.velostream.connector.datagen.field;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.datagen.DatagenOptions;
import io.velostream.connector.datagen.column.ColumnGenerator;
import io.velostream.connector.datagen.column.Wrappers;
import io.velostream.connector.datagen.draw.Mixer;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.Suggestions;
import io.velostream.connector.spi.TableLookup;
import io.velostream.stream.seam.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/// The columns of one generated table. Generators are made when they are asked for, each once.
public final class TableFields {
  private final String table;
  private final Schema schema;
  private final Map<String, String> options;
  private final TableLookup tables;
  private final Clock clock;

  /// The columns, of this and of other tables, that are being made and wait for this one.
  private final List<String> waiting;

  private final Map<Integer, ColumnGenerator> made = new HashMap<>();

  /// @param options checked, but for those of fields
  /// @param tables the other tables, to draw values from
  public TableFields(
      String table, Schema schema, Map<String, String> options, TableLookup tables, Clock clock) {
    this(table, schema, options, tables, clock, new ArrayList<>());
  }

  private TableFields(
      String table,
      Schema schema,
      Map<String, String> options,
      TableLookup tables,
      Clock clock,
      List<String> waiting) {
    this.table = table;
    this.schema = schema;
    this.options = options;
    this.tables = tables;
    this.clock = clock;
    this.waiting = waiting;
    checkNames();
  }

  /// The generator of a column.
  ///
  /// @throws UserException INVALID_OPTION for options that are wrong or contradict each other
  public ColumnGenerator column(int index) {
    ColumnGenerator known = made.get(index);
    if (known != null) {
      return known;
    }
    Field field = schema.field(index);
    String name = table + "." + field.name();
    FieldOptions o = options(field.name(), field);
    if (waiting.contains(name)) {
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "the column '%s' depends on itself: %s"
                  .formatted(name, String.join(" → ", waiting) + " → " + name))
          .about(o.name(o.has("per") ? "per" : "references"));
    }
    waiting.add(name);
    long seed = DatagenOptions.seed(options);
    Mixer mixer = new Mixer(seed, field.name().toLowerCase(Locale.ROOT));
    ColumnGenerator generator =
        new Wrappers.Remembered(FieldKinds.generator(o, new FieldContext(mixer, this, false)));
    waiting.removeLast();
    made.put(index, generator);
    return generator;
  }

  /// How many rows there are: as many as the table says, or until the first sequence ends; nothing
  /// when they never end.
  public OptionalLong rows() {
    OptionalLong rows = DatagenOptions.numberOfRows(options);
    for (Field field : schema.fields()) {
      FieldOptions o = options(field.name(), field);
      if (o.kind().equals("sequence")) {
        OptionalLong some = Sequences.rows(o);
        if (some.isPresent() && (rows.isEmpty() || some.getAsLong() < rows.getAsLong())) {
          rows = some;
        }
      }
    }
    return rows;
  }

  FieldOptions options(String path, Field field) {
    return new FieldOptions(path, field, options);
  }

  OptionalLong rowsPerSecond() {
    return DatagenOptions.rowsPerSecond(options);
  }

  long nowMicros() {
    return clock.wallMicros();
  }

  /// The column of this table that another one's values are made for.
  ColumnGenerator keyColumn(FieldOptions o, String name) {
    int index = schema.indexOf(name);
    if (index < 0) {
      List<String> names = schema.fields().stream().map(Field::name).toList();
      String known = "columns that are made up: " + String.join(", ", names);
      throw o.invalid("per", "names a column that the table does not have: '" + name + "'")
          .hint(
              Suggestions.didYouMean(name, names)
                  .map(advice -> advice + " " + known)
                  .orElse(known));
    }
    return column(index);
  }

  /// Another table's column.
  ///
  /// @param rows how many rows it has
  record Target(ColumnGenerator generator, long rows) {}

  Target reference(FieldOptions o, String target) {
    int dot = target.lastIndexOf('.');
    if (dot <= 0) {
      throw o.invalid("references", "must be like 'table.column', not '" + target + "'");
    }
    String name = target.substring(0, dot);
    TableLookup.Table other =
        name.equalsIgnoreCase(table)
            ? new TableLookup.Table(table, options, schema)
            : tables
                .find(name)
                .orElseThrow(() ->
                    o.invalid("references", "names a table that does not exist: '" + name + "'")
                        .hint("create that table first"));
    if (!DatagenOptions.CONNECTOR.equals(other.options().get(OptionChecker.CONNECTOR))) {
      throw o.invalid("references", "names a table that is not generated: '" + name + "'")
          .hint("values can be drawn from tables of the connector 'datagen' only");
    }
    int column = other.schema().indexOf(target.substring(dot + 1));
    if (column < 0) {
      throw o.invalid("references", "names a column that is not there: '" + target + "'")
          .hint("columns of '%s': %s".formatted(name, names(other.schema())));
    }
    DataType type = other.schema().type(column);
    if (!type.equals(o.field().type())) {
      throw o.invalid(
          "references",
          "draws from a column of type %s for one of type %s"
              .formatted(type.sql(), o.field().type().sql()));
    }
    TableFields fields =
        new TableFields(other.name(), other.schema(), other.options(), tables, clock, waiting);
    OptionalLong rows = fields.rows();
    if (rows.isEmpty() || rows.getAsLong() == 0) {
      throw o.invalid(
              "references",
              "draws from the rows of '%s', which are %s"
                  .formatted(name, rows.isEmpty() ? "endless" : "none"))
          .hint("give that table the option 'number-of-rows'");
    }
    return new Target(fields.column(column), rows.getAsLong());
  }

  private static String names(Schema schema) {
    return String.join(", ", schema.fields().stream().map(Field::name).toList());
  }

  /// Options of fields must name a field, and a property.
  private void checkNames() {
    Map<String, String> paths = new HashMap<>();
    schema.fields().forEach(field -> addPaths(field.name(), field.type(), paths));
    for (String option : options.keySet()) {
      if (!option.toLowerCase(Locale.ROOT).startsWith(FieldOptions.PREFIX)) {
        continue;
      }
      int dot = option.lastIndexOf('.');
      String path =
          dot < FieldOptions.PREFIX.length()
              ? ""
              : option.substring(FieldOptions.PREFIX.length(), dot);
      String property = option.substring(dot + 1);
      if (!paths.containsKey(path.toLowerCase(Locale.ROOT))) {
        throw unknown(
            "the option '" + option + "' is for a column that the table does not have",
            option,
            path,
            new ArrayList<>(paths.values()),
            "columns: " + names(schema));
      }
      if (!FieldKinds.PROPERTIES.contains(property.toLowerCase(Locale.ROOT))) {
        throw unknown(
            "the connector 'datagen' has no option '" + option + "'",
            option,
            property,
            FieldKinds.PROPERTIES,
            "options of a column: " + String.join(", ", FieldKinds.PROPERTIES));
      }
    }
  }

  private static UserException unknown(
      String message, String option, String wrong, List<String> known, String list) {
    return new UserException(ErrorCode.INVALID_OPTION, message)
        .about(option)
        .hint(Suggestions.didYouMean(wrong, known).map(advice -> advice + " " + list).orElse(list));
  }

  private static void addPaths(String path, DataType type, Map<String, String> paths) {
    paths.put(path.toLowerCase(Locale.ROOT), path);
    switch (type) {
      case DataType.Array a -> addPaths(path + ".element", a.element(), paths);
      case DataType.Map m -> {
        addPaths(path + ".key", m.key(), paths);
        addPaths(path + ".value", m.value(), paths);
      }
      case DataType.Row r ->
          r.fields().forEach(field -> addPaths(path + "." + field.name(), field.type(), paths));
      case DataType.Bool _,
          DataType.Integral _,
          DataType.Floating _,
          DataType.Decimal _,
          DataType.Char _,
          DataType.Varchar _,
          DataType.Varbinary _,
          DataType.Date _,
          DataType.Time _,
          DataType.Timestamp _,
          DataType.Interval _,
          DataType.Multiset _,
          DataType.Variant _,
          DataType.Geometry _,
          DataType.Null _ -> {}
    }
  }
}
