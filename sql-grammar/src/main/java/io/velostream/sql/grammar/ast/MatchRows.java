package io.velostream.sql.grammar.ast;

import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/// ALL ROWS PER MATCH of MATCH_RECOGNIZE, with what Calcite's own literal cannot tell.
public final class MatchRows extends SqlLiteral {
  private final Shown shown;

  /// Which rows besides those of matches that have some.
  public enum Shown {
    /// SHOW EMPTY MATCHES: the row that an empty match begins at.
    EMPTY_MATCHES(""),
    /// OMIT EMPTY MATCHES.
    NONE(" OMIT EMPTY MATCHES"),
    /// WITH UNMATCHED ROWS: those of empty matches, and all that are in no match.
    UNMATCHED(" WITH UNMATCHED ROWS");

    private final String sql;

    Shown(String sql) {
      this.sql = sql;
    }
  }

  /// The words at a place.
  public MatchRows(Shown shown, SqlParserPos position) {
    super(SqlMatchRecognize.RowsPerMatchOption.ALL_ROWS, SqlTypeName.SYMBOL, position);
    this.shown = shown;
  }

  /// Which rows.
  public Shown shown() {
    return shown;
  }

  @Override
  public MatchRows clone(SqlParserPos position) {
    return new MatchRows(shown, position);
  }

  @Override
  public void unparse(SqlWriter writer, int left, int right) {
    writer.keyword("ALL ROWS PER MATCH" + shown.sql);
  }
}
