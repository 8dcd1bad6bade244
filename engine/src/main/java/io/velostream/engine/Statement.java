package io.velostream.engine;

import io.velostream.columnar.error.SourcePosition;
import io.velostream.sql.SqlStatement;

/// One statement of a script, parsed and not yet executed.
public final class Statement {
  private final SqlStatement parsed;

  Statement(SqlStatement parsed) {
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

  SqlStatement parsed() {
    return parsed;
  }
}
