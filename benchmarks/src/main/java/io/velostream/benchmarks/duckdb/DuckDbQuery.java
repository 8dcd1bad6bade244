package io.velostream.benchmarks.duckdb;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Schema;
import java.util.stream.Collectors;

/// A query in a form that can be timed: all columns of all rows must have been computed when the
/// statement is done. There are two such forms, and the faster one is taken as DuckDB's time.
///
/// @param form how the rows are used up
/// @param sql the whole statement
public record DuckDbQuery(String form, String sql) {

  /// Stores the rows in a table in memory.
  public static DuckDbQuery stored(String query) {
    return new DuckDbQuery("stored", "CREATE OR REPLACE TEMP TABLE result AS " + query);
  }

  /// Folds each column into one value: numbers into their sum, strings into the xor of their
  /// hashes. (COUNT and MIN would not do: DuckDB answers them from statistics, without the rows.)
  ///
  /// @param result the columns of the result
  public static DuckDbQuery folded(String query, Schema result) {
    String folds =
        result.fields().stream().map(DuckDbQuery::fold).collect(Collectors.joining(", "));
    return new DuckDbQuery("folded", "SELECT " + folds + " FROM (" + query + ") AS result");
  }

  private static String fold(Field field) {
    boolean number =
        field.type().lane() != Lane.BYTES && !(field.type() instanceof DataType.Timestamp);
    return (number ? "sum(" : "bit_xor(hash(") + field.name() + (number ? ")" : "))");
  }
}
