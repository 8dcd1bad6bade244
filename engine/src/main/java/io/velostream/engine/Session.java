package io.velostream.engine;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Connectors;
import io.velostream.engine.catalog.Catalog;
import io.velostream.engine.catalog.FileCatalog;
import io.velostream.engine.catalog.MemoryTable;
import io.velostream.engine.execute.Environment;
import io.velostream.engine.execute.KnownReading;
import io.velostream.engine.execute.StatementExecutor;
import io.velostream.engine.settings.Settings;
import io.velostream.runtime.checkpoint.Savepoint;
import io.velostream.runtime.job.Cancellation;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.system.SystemWorld;
import io.velostream.sql.CompiledStatement;
import io.velostream.sql.PlannerSettings;
import io.velostream.sql.SqlCompiler;
import io.velostream.stream.seam.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A catalogue, settings, and SQL that uses them: the way into the engine.
///
/// Nothing is shared between sessions. A session and its results belong to one thread at a time;
/// [#cancel()] alone may be called by any. Statements run on the thread that calls; the engine
/// starts none.
///
/// **Errors.** A [UserException] is for the author of the SQL or the data: it has a code, the place
/// in the text, and advice. An [io.velostream.columnar.error.EnvironmentException] tells of a file
/// or a device. Anything else is a mistake in the use of this API, or a bug.
public final class Session implements AutoCloseable {
  private static final ResultHandler NO_RESULTS =
      shape -> {
        throw new IllegalStateException("a statement returned rows unexpectedly: " + shape);
      };

  private final Environment environment;
  private final Results results;
  private final SessionTables tables;
  private ProgressListener listener = ProgressListener.NONE;

  private Session(Environment environment) {
    this.environment = environment;
    this.results = new Results(environment);
    this.tables = new SessionTables(environment);
  }

  /// A new session with an empty catalogue, all connectors on the class path, and the system's
  /// clock and files.
  public static Session open() {
    return open(SystemWorld.create());
  }

  /// A new session in another world: a test's, or a simulation's.
  public static Session open(World world) {
    Connectors connectors = Connectors.load();
    Settings settings = new Settings();
    Catalog catalog = new Catalog(new FileCatalog(connectors, world, settings));
    return new Session(new Environment(world, connectors, catalog, settings));
  }

  /// Sets a session setting, as `SET 'name' = 'value'` does.
  ///
  /// @throws UserException when there is no such setting or value
  public void set(String name, String value) {
    environment.settings().set(name, value);
  }

  /// Watches the statements that [#execute] runs from now on.
  public void onProgress(ProgressListener watcher) {
    listener = watcher;
  }

  /// Has what statements write from now on kept in such a way that it can be resumed.
  public void keep(JobKeeping keeping) {
    environment.jobs().keep(keeping);
  }

  /// Why a statement that writes has to begin anew after a death, whatever is kept of it; nothing
  /// if it can be resumed. Its sources are opened, nothing is read.
  ///
  /// @throws UserException when the statement is at fault
  public List<String> obstacles(Statement statement) {
    return new StatementExecutor(environment, NO_RESULTS, listener)
        .obstacles(compiler().compile(statement.parsed()));
  }

  /// Executes a script for its effects: definitions, inserts, settings. The first error ends it.
  ///
  /// @return what each statement did
  /// @throws UserException when a statement is at fault or was cancelled; INVALID_STATEMENT for one
  ///   that returns rows, before anything is executed
  public List<StatementResult> execute(String script) {
    for (Statement statement : parse(script)) {
      if (statement.returnsRows()) {
        throw new UserException(
            ErrorCode.INVALID_STATEMENT,
            "execute has no use for the rows of this statement",
            statement.position(),
            "use query");
      }
    }
    return execute(script, NO_RESULTS);
  }

  /// The rows of a query, or of another statement that returns some (SHOW, DESCRIBE, EXPLAIN). A
  /// query runs as far as it is read.
  ///
  /// The rows of a query whose input ends are its final result, unless it says EMIT; if the input
  /// has no end, they are a changelog: see [Rows#isRetraction()].
  ///
  /// @param sql one statement; each `?` in it stands for a parameter
  /// @param parameters objects of the classes that [Row#getObject(int)] gives, or `null`, in the
  ///   order of the question marks
  /// @throws UserException when the statement is at fault
  public Rows query(String sql, @Nullable Object... parameters) {
    return query(parseOne(sql).bind(parameters));
  }

  /// The rows of a parsed statement.
  public Rows query(Statement statement) {
    return results.rows(compile(statement));
  }

  /// The changes of a query's result, whether its input ends or not.
  ///
  /// @param sql as for [#query(String, Object...)]
  public Changes changes(String sql, @Nullable Object... parameters) {
    return results.changes(compile(parseOne(sql).bind(parameters)));
  }

  /// Makes a table to which the program adds rows; it replaces a table of that name.
  ///
  /// @throws UserException when the watermark is not of the form that [InputSpec] shows
  public InputTable input(InputSpec spec) {
    return tables.input(spec);
  }

  /// Makes rows in memory a table. The batches are read, never written, each time a query runs.
  /// Rows may have weights: then queries treat the table as a changelog.
  ///
  /// @param watermark as SQL text, such as `WATERMARK FOR ts AS ts - INTERVAL '5' SECOND`
  public void register(
      String name, Schema schema, List<Batch> batches, Optional<String> watermark) {
    boolean changelog = batches.stream().anyMatch(b -> b.weights() != null);
    register(name, schema, batches, watermark, changelog);
  }

  /// As above, saying whether the table is a changelog, whatever the rows.
  public void register(
      String name,
      Schema schema,
      List<Batch> batches,
      Optional<String> watermark,
      boolean changelog) {
    tables.rows(name, schema, batches, watermark, changelog);
  }

  /// Makes a view that another session keeps one of this session, with the tables of what it puts
  /// aside. It is brought up to date there when a statement reads it here.
  ///
  /// @param create the CREATE MATERIALIZED VIEW that made it
  /// @throws UserException when the statement is at fault, or of another kind
  public void attach(Statement create, SharedView view) {
    if (!(compiler().compile(create.parsed()) instanceof CompiledStatement.CreateView compiled)) {
      throw new UserException(ErrorCode.INVALID_STATEMENT, "only views are attached");
    }
    tables.attach(compiled, view);
  }

  /// The rows of a materialized view.
  MemoryTable keptView(String name) {
    return environment.catalog().memory(name).orElseThrow();
  }

  /// What the query of a materialized view has put aside.
  List<SharedView.Aside> putAside(String view) {
    return tables.putAside(view);
  }

  /// Makes a function of the program one that queries can call; it replaces one of that name.
  ///
  /// @throws UserException AMBIGUOUS_NAME when there is a built-in function of that name
  public void register(JavaFunction function) {
    tables.function(function);
  }

  /// Makes an aggregate function of the program one that queries can call; it replaces one of that
  /// name.
  ///
  /// @throws UserException AMBIGUOUS_NAME when there is a built-in function of that name
  public void register(JavaAggregate<?> function) {
    tables.function(function);
  }

  /// Makes a table function of the program one that queries can call; it replaces one of that name.
  ///
  /// @throws UserException AMBIGUOUS_NAME when there is a built-in function of that name
  public void register(JavaTableFunction function) {
    tables.function(function);
  }

  /// The tables, streams and views that there are, in the order of their names.
  public List<TableInfo> tables() {
    return tables.all();
  }

  /// Splits a script into statements.
  ///
  /// @throws UserException when the text does not follow the grammar
  public List<Statement> parse(String script) {
    return SqlCompiler.parse(script, planner()).stream().map(Statement::new).toList();
  }

  private Statement parseOne(String sql) {
    List<Statement> statements = parse(sql);
    if (statements.size() != 1) {
      throw new UserException(
          ErrorCode.INVALID_STATEMENT, "one statement is wanted, not " + statements.size());
    }
    return statements.getFirst();
  }

  /// Executes one statement, its rows going to a handler.
  ///
  /// @throws UserException when the statement is at fault, or was cancelled
  /// @throws io.velostream.columnar.error.EnvironmentException when a file or device is at fault
  public StatementResult execute(Statement statement, ResultHandler handler) {
    try (Cancellation.Work _ = environment.cancellation().begin()) {
      return new StatementExecutor(environment, handler, listener)
          .execute(compiler().compile(statement.parsed()));
    } catch (UserException e) {
      throw e.code() == ErrorCode.CANCELLED ? e : e.inStatement(place(statement, e));
    }
  }

  /// Executes all statements of a script in order; the first error ends it.
  public List<StatementResult> execute(String script, ResultHandler handler) {
    try (Cancellation.Work _ = environment.cancellation().begin()) {
      List<StatementResult> all = new ArrayList<>();
      for (Statement statement : parse(script)) {
        environment.cancellation().check();
        all.add(execute(statement, handler));
      }
      return all;
    }
  }

  /// Ends the statement in execution, or the script, or the call that asks an open result for more:
  /// its thread gets a [UserException] of code CANCELLED at the next border between steps (a read
  /// that waits for the outside goes on until it returns), and nothing of the statement is
  /// committed. Has no effect when nothing is in execution; what comes after runs as always. Any
  /// thread may call it; it does not wait.
  public void cancel() {
    environment.cancellation().cancel();
  }

  /// Asks for a savepoint of the job that this session is running: a copy of all that a job with
  /// the same statement needs to start from there, with the setting `checkpoint.from`. May be
  /// called by any thread, and does not wait.
  ///
  /// @param folder gets a folder named after the job; nobody deletes it
  /// @return where it lies, when it does; fails with a [UserException] when no job is running that
  ///   is saved, and with an [java.io.IOException] when it cannot be written: the job goes on
  public CompletableFuture<Savepoint> savepoint(String folder) {
    return environment.savepoints().ask(folder);
  }

  /// What a statement reads and writes, found out by compiling it; nothing is carried out.
  ///
  /// @throws UserException when the statement is at fault
  public DataFlow flow(Statement statement) {
    return DataFlow.of(compiler().compile(statement.parsed()));
  }

  /// Carries out the definition in a CREATE … AS, and leaves its query alone: the table is there,
  /// for other statements to refer to.
  ///
  /// @throws UserException when the statement is at fault, or of another kind
  public StatementResult define(Statement statement) {
    try {
      return new StatementExecutor(environment, NO_RESULTS, listener)
          .define(compiler().compile(statement.parsed()));
    } catch (UserException e) {
      throw e.inStatement(place(statement, e));
    }
  }

  /// A query over rows that are handed to it later.
  ///
  /// @param select reads a table of the session that has such rows; without memory: no aggregates,
  ///   joins or order
  /// @param output what comes out of a batch; valid during the call only
  /// @throws UserException when the query is at fault
  public RowQuery overRows(String select, Consumer<Batch> output) {
    return RowQuery.of(environment, compiler().compileQuery(select).plan(), output);
  }

  /// Compiles a SELECT without running it.
  public PreparedQuery prepare(String select) {
    return new OpenableQuery(environment, compiler().compileQuery(select));
  }

  private CompiledStatement compile(Statement statement) {
    if (!statement.returnsRows()) {
      throw new UserException(
          ErrorCode.INVALID_STATEMENT,
          "the statement returns no rows",
          statement.position(),
          "use execute");
    }
    try {
      return compiler().compile(statement.parsed());
    } catch (UserException e) {
      throw e.at(statement.position());
    }
  }

  private static SourcePosition place(Statement statement, UserException error) {
    return error.position().definition() == null
        ? statement.parsed().place(error.message())
        : statement.position();
  }

  private SqlCompiler compiler() {
    return new SqlCompiler(environment.catalog(), planner());
  }

  private PlannerSettings planner() {
    PlannerSettings plain = environment.settings().planner(environment.world().threads().cores());
    return plain.shared(plain.sharing().of(new KnownReading(environment.connectors())));
  }

  /// Has all materialized views take in what has arrived from outside, as reading them does. A
  /// program that reads a view seldom keeps its sources from piling up, or from forgetting, by
  /// calling this now and then.
  ///
  /// @throws UserException CANCELLED
  public void keepUp() {
    try (Cancellation.Work _ = environment.cancellation().begin()) {
      environment.catalog().catchUp();
    }
  }

  /// Closes all results, views and inputs that are open. Does nothing the second time.
  @Override
  public void close() {
    tables.closeInputs();
    results.closeAll();
    environment.catalog().close();
  }
}
