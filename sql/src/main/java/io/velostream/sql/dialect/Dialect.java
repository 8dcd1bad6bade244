package io.velostream.sql.dialect;

import java.util.Map;
import java.util.function.Supplier;

/// Whose functions are meant where systems differ.
public enum Dialect {
  /// Those of the function reference.
  STANDARD(Map::of),
  /// Those of PostgreSQL.
  POSTGRESQL(() -> PostgresFunctions.RULES),
  /// Those of BigQuery, and its spelling.
  BIGQUERY(() -> BigQueryFunctions.RULES),
  /// Those of Spark.
  SPARK(() -> SparkFunctions.RULES),
  /// Those of Oracle.
  ORACLE(() -> EmptyNulls.ORACLE),
  /// Those of Microsoft's SQL Server.
  MSSQL(() -> EmptyNulls.MSSQL);

  /// Not made before they are needed: most sessions have one dialect, and starts should be quick.
  private final Supplier<Map<String, DialectRule>> rules;

  Dialect(Supplier<Map<String, DialectRule>> rules) {
    this.rules = rules;
  }

  /// What to do with calls, by the name of the function in capital letters.
  Map<String, DialectRule> rules() {
    return rules.get();
  }
}
