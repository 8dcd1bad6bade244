package io.velostream.conformance.logic;

import java.util.List;

/// A record of a script that is meant for every database.
sealed interface LogicRecord {
  /// The SQL, as it is written.
  String sql();

  /// Where the record begins, counted from 1.
  int line();

  /// A statement without an answer.
  ///
  /// @param succeeds whether it must succeed; otherwise it must fail
  record Statement(int line, String sql, boolean succeeds) implements LogicRecord {}

  /// A query.
  ///
  /// @param types a letter for each column: `T`ext, `I`nteger, `R`eal
  /// @param order what is done with the values before they are compared
  /// @param expected the values, one to a line, or their number and the MD5 of all of them
  record Query(int line, String sql, String types, Order order, List<String> expected)
      implements LogicRecord {}

  /// What is done with the values of an answer before they are compared.
  enum Order {
    /// Nothing: the query has an ORDER BY.
    NOSORT,
    /// Rows are sorted by their texts.
    ROWSORT,
    /// All values are sorted, whatever their row.
    VALUESORT
  }
}
