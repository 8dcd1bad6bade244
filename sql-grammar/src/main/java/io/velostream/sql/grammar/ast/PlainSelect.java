package io.velostream.sql.grammar.ast;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// Queries of SELECT, FROM and WHERE alone, for code that rewrites one query into another.
public final class PlainSelect {
  private PlainSelect() {}

  /// `SELECT * FROM from`.
  ///
  /// @param place of the query
  public static SqlSelect all(SqlNode from, SqlParserPos place) {
    return of(List.of(SqlIdentifier.star(place)), from, place);
  }

  /// `SELECT items FROM from`.
  ///
  /// @param place of the query
  public static SqlSelect of(List<? extends SqlNode> items, SqlNode from, SqlParserPos place) {
    return of(items, from, null, place);
  }

  /// `SELECT items FROM from WHERE where`.
  ///
  /// @param where `null` for all rows
  /// @param place of the query
  public static SqlSelect of(
      List<? extends SqlNode> items, SqlNode from, @Nullable SqlNode where, SqlParserPos place) {
    return new SqlSelect(
        place,
        null,
        new SqlNodeList(items, place),
        from,
        where,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
