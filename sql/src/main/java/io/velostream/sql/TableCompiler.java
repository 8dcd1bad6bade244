package io.velostream.sql;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Expression;
import io.velostream.plan.RowNode;
import io.velostream.sql.bind.ExpressionBinder;
import io.velostream.sql.grammar.SqlStatements;
import io.velostream.sql.grammar.ast.ComputedColumn;
import io.velostream.sql.grammar.ast.CreateRelation;
import io.velostream.sql.grammar.ast.MetadataColumn;
import io.velostream.sql.grammar.ast.Option;
import io.velostream.sql.grammar.ast.PhysicalColumn;
import io.velostream.sql.grammar.ast.PrimaryKey;
import io.velostream.sql.grammar.ast.RelationKind;
import io.velostream.sql.grammar.ast.TableElement;
import io.velostream.sql.grammar.ast.Watermark;
import io.velostream.sql.rewrite.SyntaxCopy;
import io.velostream.sql.rewrite.UnsupportedConstructs;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.QueryFrontEnd;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/// Compiles the column list of CREATE TABLE.
final class TableCompiler {
  /// What the names of the options begin with that say which columns tell of records, and are not
  /// in them: METADATA is another way to write such an option.
  private static final String METADATA = "metadata.";

  private final CatalogView catalog;
  private final QueryFrontEnd frontEnd;
  private final ExpressionBinder binder;

  TableCompiler(CatalogView catalog, QueryFrontEnd frontEnd, ExpressionBinder binder) {
    this.catalog = catalog;
    this.frontEnd = frontEnd;
    this.binder = binder;
  }

  TableDefinition compile(CreateRelation create) {
    boolean declared =
        create.elements().stream()
            .anyMatch(
                element -> element instanceof PhysicalColumn || element instanceof MetadataColumn);
    Map<String, String> options = declared ? options(create) : sampled(create);
    Schema physical = declared ? physical(create.elements()) : found(create, options);
    List<TableDefinition.Column> columns = new ArrayList<>();
    if (!declared) {
      physical.fields().forEach(field -> columns.add(new TableDefinition.Column.Physical(field)));
    }
    columns.addAll(columns(create.elements(), physical));
    Schema schema = new Schema(columns.stream().map(TableDefinition.Column::field).toList());
    checkNames(create.elements());
    return definition(
        create,
        options,
        columns,
        watermark(create.elements(), schema),
        primaryKey(create.elements(), schema));
  }

  /// A table that takes the rows of a query.
  TableDefinition ofQuery(CreateRelation create, Schema schema) {
    List<String> key = List.of();
    for (TableElement element : create.elements()) {
      if (!(element instanceof PrimaryKey)) {
        throw FrontEndErrors.notSupported(
            "a column list together with AS is",
            FrontEndErrors.position((SqlNode) element),
            "name and cast the columns in the query");
      }
      key = primaryKey(create.elements(), schema);
    }
    checkUnique(schema, FrontEndErrors.position(create.name()));
    List<TableDefinition.Column> columns =
        schema.fields().stream()
            .<TableDefinition.Column>map(TableDefinition.Column.Physical::new)
            .toList();
    return definition(create, options(create), columns, Optional.empty(), key);
  }

  /// A table cannot have two columns of one name.
  static void checkUnique(Schema schema, SourcePosition position) {
    Set<String> seen = new HashSet<>();
    for (Field field : schema.fields()) {
      if (!seen.add(field.name().toLowerCase(Locale.ROOT))) {
        throw new UserException(
            ErrorCode.AMBIGUOUS_NAME,
            "two columns of the query are called '" + field.name() + "'",
            position,
            "rename one with AS");
      }
    }
  }

  static TableDefinition.Kind kind(RelationKind kind) {
    return switch (kind) {
      case TABLE, SINK -> TableDefinition.Kind.TABLE;
      case STREAM -> TableDefinition.Kind.STREAM;
      case VIEW -> TableDefinition.Kind.VIEW;
    };
  }

  private TableDefinition definition(
      CreateRelation create,
      Map<String, String> options,
      List<TableDefinition.Column> columns,
      Optional<TableDefinition.Watermark> watermark,
      List<String> primaryKey) {
    return new TableDefinition(
        SqlCompiler.simpleName(create.name()),
        kind(create.relationKind()),
        columns,
        watermark,
        primaryKey,
        options,
        Optional.empty(),
        catalog.isBounded(options),
        catalog.isChangelog(options));
  }

  private static Map<String, String> options(CreateRelation create) {
    Map<String, String> options = new LinkedHashMap<>();
    for (Option option : create.options()) {
      options.put(option.key(), option.value());
    }
    for (TableElement element : create.elements()) {
      if (element instanceof MetadataColumn column) {
        options.put(METADATA + column.name().getSimple(), column.metadataKey());
      }
    }
    return options;
  }

  /// Where each option stands.
  static Map<String, SourcePosition> places(CreateRelation create) {
    Map<String, SourcePosition> places = new LinkedHashMap<>();
    for (Option option : create.options()) {
      places.put(option.key(), FrontEndErrors.position(option));
    }
    for (TableElement element : create.elements()) {
      if (element instanceof MetadataColumn column) {
        places.put(METADATA + column.name().getSimple(), FrontEndErrors.position(column));
      }
    }
    return places;
  }

  /// The options of a table that declares no columns.
  private Map<String, String> sampled(CreateRelation create) {
    Map<String, String> options = options(create);
    if (!options.containsKey("connector")) {
      throw FrontEndErrors.invalid(
          "the table has no columns",
          FrontEndErrors.position(create.name()),
          "list them in parentheses: (id BIGINT, …), or add AS SELECT …");
    }
    try {
      return catalog.sampled(options);
    } catch (UserException error) {
      throw placed(error, create);
    }
  }

  /// The error at the option that it is about, or at the name of the table.
  private static UserException placed(UserException error, CreateRelation create) {
    SourcePosition name = FrontEndErrors.position(create.name());
    String option = error.option();
    return error.at(option == null ? name : places(create).getOrDefault(option, name));
  }

  /// The columns of a table that declares none: what its connector finds.
  private Schema found(CreateRelation create, Map<String, String> options) {
    try {
      return catalog.columns(options);
    } catch (UserException error) {
      throw placed(error, create);
    }
  }

  private Schema physical(List<TableElement> elements) {
    List<Field> fields = new ArrayList<>();
    for (TableElement element : elements) {
      switch (element) {
        case PhysicalColumn column ->
            fields.add(frontEnd.column(column.name().getSimple(), column.type()));
        case MetadataColumn column ->
            fields.add(frontEnd.column(column.name().getSimple(), column.type()));
        case ComputedColumn _, PrimaryKey _, Watermark _ -> {}
      }
    }
    return new Schema(fields);
  }

  private List<TableDefinition.Column> columns(List<TableElement> elements, Schema physical) {
    List<TableDefinition.Column> columns = new ArrayList<>();
    int next = 0;
    for (TableElement element : elements) {
      switch (element) {
        case PhysicalColumn _, MetadataColumn _ ->
            columns.add(new TableDefinition.Column.Physical(physical.field(next++)));
        case ComputedColumn column -> columns.add(computed(column, physical));
        case PrimaryKey _, Watermark _ -> {}
      }
    }
    return columns;
  }

  private TableDefinition.Column computed(ComputedColumn column, Schema physical) {
    Expression expression = bind(column.expression(), physical);
    return new TableDefinition.Column.Computed(
        new Field(column.name().getSimple(), expression.type(), expression.nullable()),
        SqlStatements.format(column.expression()));
  }

  private Optional<TableDefinition.Watermark> watermark(
      List<TableElement> elements, Schema schema) {
    Watermark found = null;
    for (TableElement element : elements) {
      if (element instanceof Watermark watermark) {
        requireNoClock(watermark, elements);
        if (found != null) {
          throw FrontEndErrors.invalid(
              "a table has one watermark only",
              FrontEndErrors.position(watermark),
              "remove one of them");
        }
        found = watermark;
      }
    }
    return found == null ? Optional.empty() : Optional.of(watermark(found, schema));
  }

  /// Processing time goes on by the clock, not by what rows say.
  private static void requireNoClock(Watermark watermark, List<TableElement> elements) {
    String name = watermark.column().names.getLast();
    for (TableElement element : elements) {
      if (element instanceof ComputedColumn column
          && column.name().getSimple().equalsIgnoreCase(name)
          && column.expression() instanceof SqlCall call
          && call.getOperator().getName().equalsIgnoreCase(RowNode.Watermark.CLOCK)) {
        throw FrontEndErrors.invalid(
            "'" + name + "' follows the clock, and needs no watermark",
            FrontEndErrors.position(watermark.column()),
            "leave WATERMARK FOR " + name + " out: windows by " + name + " close by themselves");
      }
    }
  }

  private TableDefinition.Watermark watermark(Watermark watermark, Schema schema) {
    String name = watermark.column().names.getLast();
    int column = column(watermark.column(), schema);
    if (!(schema.type(column) instanceof DataType.Timestamp)) {
      throw new UserException(
          ErrorCode.TYPE_MISMATCH,
          "a watermark needs a column of type TIMESTAMP, but '%s' is %s"
              .formatted(name, schema.type(column).sql()),
          FrontEndErrors.position(watermark.column()),
          "add a computed column of that type");
    }
    Expression expression = bind(watermark.expression(), schema);
    if (!(expression.type() instanceof DataType.Timestamp)) {
      throw new UserException(
          ErrorCode.TYPE_MISMATCH,
          "a watermark is a TIMESTAMP, not " + expression.type().sql(),
          FrontEndErrors.position(watermark.expression()),
          "write for example " + name + " - INTERVAL '5' SECOND");
    }
    return new TableDefinition.Watermark(
        schema.field(column).name(), SqlStatements.format(watermark.expression()));
  }

  private List<String> primaryKey(List<TableElement> elements, Schema schema) {
    List<String> key = null;
    for (TableElement element : elements) {
      List<SqlIdentifier> columns =
          switch (element) {
            case PrimaryKey primary -> primary.columns();
            case PhysicalColumn column when column.isPrimaryKey() -> List.of(column.name());
            case PhysicalColumn _, ComputedColumn _, MetadataColumn _, Watermark _ -> null;
          };
      if (columns == null) {
        continue;
      }
      if (key != null) {
        throw FrontEndErrors.invalid(
            "a table has one primary key only",
            FrontEndErrors.position((SqlNode) element),
            "list all its columns in one PRIMARY KEY (…)");
      }
      key = columns.stream().map(c -> schema.field(column(c, schema)).name()).toList();
    }
    return key == null ? List.of() : key;
  }

  private static int column(SqlIdentifier name, Schema schema) {
    int column = schema.indexOf(name.names.getLast());
    if (column < 0) {
      throw FrontEndErrors.unknownColumn(
          name.names.getLast(),
          schema.fields().stream().map(Field::name).toList(),
          FrontEndErrors.position(name));
    }
    return column;
  }

  private static void checkNames(List<TableElement> elements) {
    Set<String> seen = new HashSet<>();
    for (TableElement element : elements) {
      SqlIdentifier name = name(element);
      if (name != null && !seen.add(name.getSimple().toLowerCase(Locale.ROOT))) {
        throw new UserException(
            ErrorCode.AMBIGUOUS_NAME,
            "there are two columns called '" + name.getSimple() + "'",
            FrontEndErrors.position(name),
            "rename one of them");
      }
    }
  }

  private static @Nullable SqlIdentifier name(TableElement element) {
    return switch (element) {
      case PhysicalColumn column -> column.name();
      case ComputedColumn column -> column.name();
      case MetadataColumn column -> column.name();
      case PrimaryKey _, Watermark _ -> null;
    };
  }

  private Expression bind(SqlNode expression, Schema input) {
    UnsupportedConstructs.checkExpression(expression);
    return binder.bind(frontEnd.expressions(List.of(SyntaxCopy.of(expression)), input).getFirst());
  }
}
