package io.velostream.sql.validate;

import io.velostream.columnar.error.SourcePosition;
import org.apache.calcite.sql.parser.SqlParserPos;

/// A place in the text of a definition, as Calcite's expressions carry it.
final class DefinitionPos extends SqlParserPos {
  private static final long serialVersionUID = 1L;

  private final String definition;

  private DefinitionPos(SourcePosition place, String definition) {
    super(place.line(), place.column(), place.endLine(), place.endColumn());
    this.definition = definition;
  }

  /// A place in a definition; Calcite's way to say nothing for an unknown one.
  static SqlParserPos of(SourcePosition place) {
    String definition = place.definition();
    return definition == null ? SqlParserPos.ZERO : new DefinitionPos(place, definition);
  }

  SourcePosition place() {
    return new SourcePosition(
        getLineNum(), getColumnNum(), getEndLineNum(), getEndColumnNum(), definition);
  }
}
