package io.velostream.sql;

import io.velostream.columnar.error.SourcePosition;
import io.velostream.sql.grammar.ParsedStatement;

/// One statement of a script, read but not compiled.
public final class Statement {
  private final ParsedStatement parsed;

  Statement(ParsedStatement parsed) {
    this.parsed = parsed;
  }

  /// As written, without the semicolon.
  public String text() {
    return parsed.text();
  }

  /// Where it begins in the script; positions of errors count in the script too.
  public SourcePosition position() {
    return SourcePosition.at(parsed.line(), parsed.column());
  }

  ParsedStatement parsed() {
    return parsed;
  }

  @Override
  public String toString() {
    return text();
  }
}
