package io.velostream.engine;

import io.velostream.columnar.error.SourcePosition;
import io.velostream.engine.value.ParameterText;
import io.velostream.sql.JobCommand;
import io.velostream.sql.StatementKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One statement of a script, parsed and not yet executed. Immutable.
public final class Statement {
  private final io.velostream.sql.Statement parsed;

  Statement(io.velostream.sql.Statement parsed) {
    this.parsed = parsed;
  }

  /// Its text, without the semicolon.
  public String text() {
    return parsed.text();
  }

  /// Where it starts in the script.
  public SourcePosition position() {
    return parsed.position();
  }

  /// What it does, as far as its words tell.
  public StatementKind kind() {
    return parsed.kind();
  }

  /// The relations that it creates, drops or writes to, as written; none for other kinds.
  public List<String> targets() {
    return parsed.targets();
  }

  /// Whether it replaces a relation of its name: CREATE OR REPLACE.
  public boolean isReplace() {
    return parsed.isReplace();
  }

  /// Whether it makes a materialized view.
  public boolean isMaterializedView() {
    return parsed.isMaterializedView();
  }

  /// What it says about jobs, for a program that runs them; empty for other kinds.
  public Optional<JobCommand> jobCommand() {
    return parsed.jobCommand();
  }

  /// Whether it returns rows: a query, SHOW, DESCRIBE, EXPLAIN, or SET without arguments.
  public boolean returnsRows() {
    return parsed.returnsRows();
  }

  /// How many parameters (`?`) it has.
  public int parameterCount() {
    return parsed.parameterCount();
  }

  /// The same statement with values in place of its parameters. They become constants of its syntax
  /// tree, never text: no value can change what the statement does.
  ///
  /// @param values objects of the classes that [Row#getObject(int)] gives, or `null`
  /// @throws io.velostream.columnar.error.UserException INVALID_ARGUMENT when there are too few or
  ///   too many, TYPE_MISMATCH for an object of another class
  public Statement bind(@Nullable Object... values) {
    return new Statement(parsed.bind(Arrays.stream(values).map(ParameterText::sqlOf).toList()));
  }

  io.velostream.sql.Statement parsed() {
    return parsed;
  }
}
