package io.velostream.engine;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Connectors;
import io.velostream.engine.catalog.Catalog;
import io.velostream.engine.catalog.FileCatalog;
import io.velostream.engine.execute.Environment;
import io.velostream.engine.execute.StatementExecutor;
import io.velostream.runtime.job.Cancellation;
import io.velostream.runtime.job.ProgressListener;
import io.velostream.runtime.table.StoredBatches;
import io.velostream.sql.SqlCompiler;
import io.velostream.sql.TableDefinition;
import io.velostream.stream.seam.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A catalogue, settings, and SQL that uses them. Belongs to one thread, [#cancel()] excepted.
public final class Session implements AutoCloseable {
  private static final Pattern WATERMARK =
      Pattern.compile(
          "WATERMARK\\s+FOR\\s+(\\w+)\\s+AS\\s+(.+)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Environment environment;
  private ProgressListener listener = ProgressListener.NONE;

  private Session(Environment environment) {
    this.environment = environment;
  }

  /// A new session with an empty catalogue, and all connectors on the class path.
  public static Session open(World world) {
    Connectors connectors = Connectors.load();
    Catalog catalog = new Catalog(new FileCatalog(connectors, world));
    return new Session(new Environment(world, connectors, catalog));
  }

  /// Sets a session setting, as `SET 'name' = 'value'` does.
  ///
  /// @throws UserException when there is no such setting or value
  public void set(String name, String value) {
    environment.settings().set(name, value);
  }

  /// Watches the runs of this session from now on.
  public void onProgress(ProgressListener watcher) {
    listener = watcher;
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
    StoredBatches rows = new StoredBatches(schema);
    batches.forEach(rows::adopt);
    environment.catalog().put(definition(name, schema, watermark, changelog), rows);
  }

  private static TableDefinition definition(
      String name, Schema schema, Optional<String> watermark, boolean changelog) {
    TableDefinition plain =
        TableDefinition.ofColumns(name, schema, Map.of(), true).withChangelog(changelog);
    return watermark.map(Session::watermark).map(plain::withWatermark).orElse(plain);
  }

  private static TableDefinition.Watermark watermark(String clause) {
    Matcher matcher = WATERMARK.matcher(clause.strip());
    if (!matcher.matches()) {
      throw new UserException(
          ErrorCode.SYNTAX, "not of the form WATERMARK FOR column AS expression: " + clause);
    }
    return new TableDefinition.Watermark(matcher.group(1), matcher.group(2));
  }

  /// Splits a script into statements.
  ///
  /// @throws UserException when the text does not follow the grammar
  public List<Statement> parse(String script) {
    return SqlCompiler.parse(script).stream().map(Statement::new).toList();
  }

  /// Executes one statement.
  ///
  /// @throws UserException when the statement is at fault, or was cancelled
  /// @throws io.velostream.columnar.error.EnvironmentException when a file or device is at fault
  public StatementResult execute(Statement statement, ResultHandler results) {
    try (Cancellation.Work _ = environment.cancellation().begin()) {
      return new StatementExecutor(environment, results, listener)
          .execute(compiler().compile(statement.parsed()));
    } catch (UserException e) {
      throw e.code() == ErrorCode.CANCELLED ? e : e.inStatement(statement.position());
    }
  }

  /// Executes all statements of a script in order; the first error ends it.
  public List<StatementResult> execute(String script, ResultHandler results) {
    try (Cancellation.Work _ = environment.cancellation().begin()) {
      List<StatementResult> all = new ArrayList<>();
      for (Statement statement : parse(script)) {
        environment.cancellation().check();
        all.add(execute(statement, results));
      }
      return all;
    }
  }

  /// Ends the statement in execution, or the script: its thread gets a [UserException] of code
  /// CANCELLED at the next border between steps (a read that waits for the outside goes on until it
  /// returns), and nothing of the statement is committed. Has no effect when nothing is in
  /// execution; what comes after runs as always. Any thread may call it; it does not wait.
  public void cancel() {
    environment.cancellation().cancel();
  }

  /// Compiles a SELECT without running it.
  public PreparedQuery prepare(String select) {
    return new OpenableQuery(environment, compiler().compileQuery(select));
  }

  private SqlCompiler compiler() {
    return new SqlCompiler(environment.catalog(), environment.settings().planner());
  }

  @Override
  public void close() {}
}
