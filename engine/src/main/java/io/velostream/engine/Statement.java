package io.velostream.engine;

import io.velostream.columnar.error.SourcePosition;

/// One statement of a script, parsed and not yet executed.
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

  io.velostream.sql.Statement parsed() {
    return parsed;
  }
}
