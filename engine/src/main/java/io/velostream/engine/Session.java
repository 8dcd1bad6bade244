package io.velostream.engine;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.stream.seam.World;
import java.util.List;
import java.util.Optional;

/// A catalogue, settings, and SQL that uses them. Belongs to one thread.
public final class Session implements AutoCloseable {
  private Session(World world) {
    throw new UnsupportedOperationException(world.toString());
  }

  /// A new session with an empty catalogue.
  public static Session open(World world) {
    return new Session(world);
  }

  /// Sets a session setting, as `SET 'name' = 'value'` does.
  ///
  /// @throws io.velostream.columnar.error.UserException when there is no such setting or value
  public void set(String name, String value) {
    throw new UnsupportedOperationException(name + value);
  }

  /// Makes rows in memory a table. The batches are read, never written, each time a query runs.
  ///
  /// @param watermark as SQL text, such as `WATERMARK FOR ts AS ts - INTERVAL '5' SECOND`
  public void register(
      String name, Schema schema, List<Batch> batches, Optional<String> watermark) {
    throw new UnsupportedOperationException(name + schema + batches + watermark);
  }

  /// Splits a script into statements.
  ///
  /// @throws io.velostream.columnar.error.UserException when the text does not follow the grammar
  public List<Statement> parse(String script) {
    throw new UnsupportedOperationException(script);
  }

  /// Executes one statement.
  ///
  /// @throws io.velostream.columnar.error.UserException when the statement is at fault
  /// @throws io.velostream.columnar.error.EnvironmentException when a file or device is at fault
  public StatementResult execute(Statement statement, ResultHandler results) {
    throw new UnsupportedOperationException(statement.toString() + results);
  }

  /// Executes all statements of a script in order; the first error ends it.
  public List<StatementResult> execute(String script, ResultHandler results) {
    return parse(script).stream().map(s -> execute(s, results)).toList();
  }

  /// Compiles a SELECT without running it.
  public PreparedQuery prepare(String select) {
    throw new UnsupportedOperationException(select);
  }

  @Override
  public void close() {}
}
