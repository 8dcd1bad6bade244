package io.velostream.engine;

import io.velostream.columnar.error.SourcePosition;
import io.velostream.engine.value.ParameterText;
import java.util.Arrays;
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
