package io.velostream.sql;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.plan.Plan;
import io.velostream.sql.bind.FunctionSource;
import io.velostream.sql.bind.UserCalls;
import io.velostream.sql.emit.EndlessWaits;
import io.velostream.sql.grammar.SqlStatements;
import io.velostream.sql.grammar.SqlSyntaxException;
import io.velostream.sql.grammar.ast.CreateJob;
import io.velostream.sql.grammar.ast.CreateRelation;
import io.velostream.sql.grammar.ast.CreateView;
import io.velostream.sql.grammar.ast.Describe;
import io.velostream.sql.grammar.ast.DescribeFunction;
import io.velostream.sql.grammar.ast.DropRelation;
import io.velostream.sql.grammar.ast.EmitQuery;
import io.velostream.sql.grammar.ast.Explain;
import io.velostream.sql.grammar.ast.FileTable;
import io.velostream.sql.grammar.ast.JobControl;
import io.velostream.sql.grammar.ast.ResetOption;
import io.velostream.sql.grammar.ast.SetOption;
import io.velostream.sql.grammar.ast.ShowCreate;
import io.velostream.sql.grammar.ast.ShowObjects;
import io.velostream.sql.grammar.ast.StatementSet;
import io.velostream.sql.grammar.ast.Upsert;
import io.velostream.sql.rewrite.WrittenHeaders;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.QueryFrontEnd;
import io.velostream.sql.validate.StreamOperators;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlDelete;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlMerge;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUpdate;

/// Compiles SQL. One object per session state: it sees the catalogue and the settings as they are
/// when a statement is compiled, so that each statement of a script should be carried out before
/// the next one is compiled.
public final class SqlCompiler {
  private final CatalogView catalog;
  private final PlannerSettings settings;
  private final QueryCompiler queries;

  /// A compiler with the functions of the catalogue.
  public SqlCompiler(CatalogView catalog, PlannerSettings settings) {
    this(catalog, settings, new UserCalls(catalog.functions()));
  }

  /// A compiler with other functions.
  SqlCompiler(CatalogView catalog, PlannerSettings settings, FunctionSource functions) {
    this.catalog = catalog;
    this.settings = settings;
    this.queries = new QueryCompiler(catalog, settings, functions);
  }

  /// Reads a script: statements separated by semicolons.
  ///
  /// @throws UserException of code SYNTAX at the first error
  public static List<Statement> parse(String script) {
    return parse(script, PlannerSettings.DEFAULT);
  }

  /// Reads a script as a session's dialect spells it.
  ///
  /// @throws UserException of code SYNTAX at the first error
  public static List<Statement> parse(String script, PlannerSettings settings) {
    String dialect = settings.dialect().name();
    return syntaxChecked(
        () -> SqlStatements.parse(script, dialect).stream().map(Statement::new).toList());
  }

  /// The functions that queries can call.
  public KnownFunctions functions() {
    return KnownFunctions.of(catalog);
  }

  /// Whether the language itself has a function or operator of that name, in upper case.
  public static boolean isBuiltIn(String name) {
    return StreamOperators.isBuiltIn(name);
  }

  /// Compiles one statement.
  ///
  /// @throws UserException for any error in it, with its place in the script
  public CompiledStatement compile(Statement statement) {
    try {
      return syntaxChecked(() -> compile(statement.parsed().node()));
    } catch (UserException error) {
      throw error.inStatement(statement.position());
    }
  }

  /// Compiles a text that is one query.
  ///
  /// @throws UserException for any error in it, or when it is another kind of statement
  public CompiledStatement.Query compileQuery(String sql) {
    List<Statement> statements = parse(sql, queries.settings());
    if (statements.size() == 1
        && compile(statements.getFirst()) instanceof CompiledStatement.Query query) {
      return query;
    }
    throw new UserException(ErrorCode.INVALID_STATEMENT, "this is not one query");
  }

  private CompiledStatement compile(SqlNode node) {
    return switch (node) {
      case CreateRelation create -> create(create);
      case CreateView create -> createView(create);
      case DropRelation drop ->
          new CompiledStatement.Drop(
              TableCompiler.kind(drop.relationKind()), simpleName(drop.name()), drop.isIfExists());
      case SqlInsert insert -> inserts().compile(insert);
      case Upsert upsert -> changes().upsert(upsert);
      case SqlUpdate update -> changes().update(update);
      case SqlDelete delete -> changes().delete(delete);
      case SqlMerge merge -> changes().merge(merge);
      case StatementSet set -> inserts().compile(set);
      case ShowObjects show ->
          new CompiledStatement.Show(objects(show.objects()), Optional.ofNullable(show.pattern()));
      case ShowCreate show -> showCreate(show);
      case Describe describe -> describe(describe);
      case DescribeFunction describe ->
          new CompiledStatement.DescribeFunction(
              functions().find(describe.function(), FrontEndErrors.position(describe.name())));
      case Explain explain -> explain(explain);
      case SetOption set -> set(set);
      case ResetOption reset -> new CompiledStatement.ResetOption(Optional.ofNullable(reset.key()));
      case JobControl control
          when control.action() == JobControl.Action.WATERMARKS && control.name() == null ->
          new CompiledStatement.Show(CompiledStatement.Show.Objects.WATERMARKS, Optional.empty());
      case CreateJob _, JobControl _ ->
          throw FrontEndErrors.invalid(
              "jobs live in a server, and this session is none",
              FrontEndErrors.position(node),
              "start one with: velostream server; and talk to it with --server URL");
      default -> new CompiledStatement.Query(queries.compile(node), node instanceof EmitQuery);
    };
  }

  private InsertCompiler inserts() {
    return new InsertCompiler(catalog, queries);
  }

  private ChangeCompiler changes() {
    return new ChangeCompiler(catalog, queries);
  }

  private CompiledStatement create(CreateRelation create) {
    QueryFrontEnd frontEnd = queries.frontEnd();
    TableCompiler tables = new TableCompiler(catalog, frontEnd, queries.binder(frontEnd));
    if (create.query() == null) {
      return new CompiledStatement.CreateTable(
          tables.compile(create),
          create.isIfNotExists(),
          create.isReplace(),
          TableCompiler.places(create));
    }
    boolean headers = WrittenHeaders.isIn(create.query());
    Plan plan =
        headers
            ? queries.compile(
                WrittenHeaders.added(create.query()), Optional.empty(), SystemColumns::headersLast)
            : queries.compile(create.query());
    Schema rows = plan.root().schema();
    List<Integer> own = IntStream.range(0, rows.size() - (headers ? 1 : 0)).boxed().toList();
    TableDefinition definition = tables.ofQuery(create, rows.project(own));
    TableDefinition target =
        headers
            ? SystemColumns.withHeaders(definition, catalog, FrontEndErrors.position(create.name()))
            : definition;
    Plan withSink =
        new Plan(
            plan.root(),
            Optional.of(target.description()),
            plan.oneRecordPerStep(),
            plan.warnings());
    return new CompiledStatement.CreateTableAs(
        definition,
        withSink,
        headers,
        create.isIfNotExists(),
        create.isReplace(),
        TableCompiler.places(create));
  }

  private CompiledStatement createView(CreateView create) {
    if (create.query() instanceof EmitQuery emit) {
      throw FrontEndErrors.invalid(
          "a view has no EMIT of its own",
          FrontEndErrors.position(emit),
          "write EMIT in the statement that reads the view");
    }
    SourcePosition position = FrontEndErrors.position(create.name());
    Schema schema = queries.compile(create.query()).root().schema();
    if (!create.columns().isEmpty()) {
      schema = renamed(schema, create);
    }
    TableCompiler.checkUnique(schema, position);
    TableDefinition definition =
        new TableDefinition(
            simpleName(create.name()),
            TableDefinition.Kind.VIEW,
            schema.fields().stream()
                .<TableDefinition.Column>map(TableDefinition.Column.Physical::new)
                .toList(),
            Optional.empty(),
            List.of(),
            Map.of(),
            Optional.of(SqlStatements.format(queries.dialected(create.query()))),
            true);
    return new CompiledStatement.CreateView(
        definition,
        create.isIfNotExists(),
        create.isReplace(),
        create.isMaterialized() ? Optional.of(maintenance(create.query())) : Optional.empty());
  }

  /// The changes of a query's rows.
  private Plan maintenance(SqlNode query) {
    QueryCompiler maintained =
        new QueryCompiler(
            new MaintainedCatalog(catalog), settings, new UserCalls(catalog.functions()));
    EmitQuery changes =
        new EmitQuery(query.getParserPosition(), query, EmitQuery.Mode.CHANGES, null);
    Plan plan = maintained.compile(changes);
    List<String> waits = EndlessWaits.warnings(plan.root());
    if (!waits.isEmpty()) {
      throw FrontEndErrors.notSupported(
          "a materialized view of this query is",
          FrontEndErrors.position(query),
          "its rows would never come: " + waits.getFirst() + "; a plain VIEW is computed anew");
    }
    return plan;
  }

  private static Schema renamed(Schema schema, CreateView create) {
    List<SqlIdentifier> names = create.columns();
    if (names.size() != schema.size()) {
      throw FrontEndErrors.invalid(
          "the view names %d columns, but its query has %d".formatted(names.size(), schema.size()),
          FrontEndErrors.position(create.name()),
          "name all columns or none");
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Field field = schema.field(i);
      fields.add(new Field(names.get(i).getSimple(), field.type(), field.nullable()));
    }
    return new Schema(fields);
  }

  private CompiledStatement showCreate(ShowCreate show) {
    if (show.name() instanceof FileTable file) {
      String alias = file.defaultAlias();
      TableDefinition definition =
          catalog.file(file.path()).withName(alias == null ? "files" : alias);
      return new CompiledStatement.ShowCreate(definition, DefinitionText.of(definition));
    }
    TableDefinition definition = find(catalog, show.name());
    return new CompiledStatement.ShowCreate(definition, DefinitionText.of(definition));
  }

  private CompiledStatement describe(Describe describe) {
    if (describe.target() instanceof FileTable file) {
      TableDefinition definition = catalog.file(file.path());
      return new CompiledStatement.Describe(
          definition.schema(), Optional.of(definition), describe.isExtended());
    }
    if (describe.target() instanceof SqlIdentifier name) {
      TableDefinition definition = find(catalog, name);
      return new CompiledStatement.Describe(
          definition.schema(), Optional.of(definition), describe.isExtended());
    }
    return new CompiledStatement.Describe(
        queries.compile(describe.target()).root().schema(),
        Optional.empty(),
        describe.isExtended());
  }

  private CompiledStatement explain(Explain explain) {
    CompiledStatement inner = compile(explain.statement());
    CompiledStatement.Explain.Format format =
        switch (explain.format()) {
          case TEXT -> CompiledStatement.Explain.Format.TEXT;
          case JSON -> CompiledStatement.Explain.Format.JSON;
          case CODEGEN -> CompiledStatement.Explain.Format.CODEGEN;
        };
    if (inner.plans().isEmpty()) {
      throw FrontEndErrors.invalid(
          "there is no plan to explain",
          FrontEndErrors.position(explain.statement()),
          "EXPLAIN takes a query, an INSERT or a CREATE … AS");
    }
    String text = new PlanTexts(format, settings.sharing()).of(inner);
    return new CompiledStatement.Explain(inner, format, text);
  }

  private static CompiledStatement set(SetOption set) {
    String key = set.key();
    String value = set.value();
    return key == null || value == null
        ? new CompiledStatement.Show(CompiledStatement.Show.Objects.SETTINGS, Optional.empty())
        : new CompiledStatement.SetOption(key, value);
  }

  private static CompiledStatement.Show.Objects objects(ShowObjects.Kind kind) {
    return switch (kind) {
      case TABLES -> CompiledStatement.Show.Objects.TABLES;
      case STREAMS -> CompiledStatement.Show.Objects.STREAMS;
      case VIEWS -> CompiledStatement.Show.Objects.VIEWS;
      case FUNCTIONS -> CompiledStatement.Show.Objects.FUNCTIONS;
      case SETTINGS -> CompiledStatement.Show.Objects.SETTINGS;
    };
  }

  /// The relation of that name.
  static TableDefinition find(CatalogView catalog, SqlIdentifier name) {
    String simple = simpleName(name);
    return catalog
        .find(simple)
        .orElseThrow(() ->
            FrontEndErrors.unknownTable(simple, catalog.names(), FrontEndErrors.position(name)));
  }

  static String simpleName(SqlIdentifier name) {
    if (!name.isSimple()) {
      throw FrontEndErrors.notSupported(
          "a name of several parts is",
          FrontEndErrors.position(name),
          "there is one catalogue: use the last part alone");
    }
    return name.getSimple();
  }

  private static <T> T syntaxChecked(Supplier<T> action) {
    try {
      return action.get();
    } catch (SqlSyntaxException error) {
      throw new UserException(
          code(error.code()),
          String.valueOf(error.getMessage()),
          SourcePosition.at(error.line(), error.column()),
          error.hint());
    }
  }

  /// Text that the grammar reads but that says nothing sensible is no error of syntax.
  private static ErrorCode code(SqlSyntaxException.Code code) {
    return switch (code) {
      case INVALID_DURATION, INVALID_WINDOW, INVALID_BUFFER, STATEMENT_COUNT ->
          ErrorCode.INVALID_STATEMENT;
      case DUPLICATE_OPTION -> ErrorCode.INVALID_OPTION;
      case UNEXPECTED_TOKEN,
          UNEXPECTED_END,
          RESERVED_WORD,
          UNKNOWN_STATEMENT,
          TRAILING_TEXT,
          INVALID_CHARACTER,
          NOT_CLOSED,
          INVALID_SYNTAX ->
          ErrorCode.SYNTAX;
    };
  }
}
