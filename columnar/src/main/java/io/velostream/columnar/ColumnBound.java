package io.velostream.columnar;

import org.jspecify.annotations.Nullable;

/// A condition on one column that every row wanted meets: a hint that lets a reader leave out rows
/// which do not meet it. It need not: whoever asks still looks at every row that comes.
///
/// @param column index in the table's schema
/// @param relation how the column's value relates to `value`; a NULL relates to nothing
/// @param value boxed as [Values] says, in the form of the column's lane; `null` for the relations
///   that need none
public record ColumnBound(int column, Relation relation, @Nullable Object value) {
  /// What holds between the column and the value.
  public enum Relation {
    EQUAL("="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    NULL("IS NULL"),
    NOT_NULL("IS NOT NULL");

    private final String sql;

    Relation(String sql) {
      this.sql = sql;
    }

    /// As SQL writes it.
    public String sql() {
      return sql;
    }
  }
}
