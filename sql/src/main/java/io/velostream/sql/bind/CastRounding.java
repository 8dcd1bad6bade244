package io.velostream.sql.bind;

/// What an explicit cast does with digits that its type has not.
public enum CastRounding {
  /// The nearest value, half away from zero: as in PostgreSQL and DuckDB.
  HALF_UP("ROUND"),
  /// The digits are cut off: as in Flink, Spark and Calcite.
  DOWN("TRUNCATE");

  private final String function;

  CastRounding(String function) {
    this.function = function;
  }

  /// The function that does so at a number of digits.
  public String function() {
    return function;
  }
}
