package io.velostream.plan;

/// The aggregate functions of GROUP BY and OVER.
public enum AggregateFunction {
  /// Rows whose argument is not NULL; all rows when there is no argument.
  COUNT,
  /// Exact for integers and decimals; NULL when there is no value.
  SUM,
  /// DOUBLE for integers and floats, exact DECIMAL for decimals; NULL when there is no value.
  AVG,
  MIN,
  MAX,
  /// The value of the row that arrived first (in a frame: of its first row), NULL included.
  FIRST_VALUE,
  /// The value of the row that arrived last (in a frame: of its last row), NULL included.
  LAST_VALUE,
  /// Any one of the values that are not NULL.
  ANY_VALUE,
  VAR_POP,
  VAR_SAMP,
  STDDEV_POP,
  STDDEV_SAMP
}
