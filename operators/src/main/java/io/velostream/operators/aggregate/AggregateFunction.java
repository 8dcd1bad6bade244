package io.velostream.operators.aggregate;

/// The aggregate functions.
public enum AggregateFunction {
  /// Rows whose arguments are all not NULL; all rows when there is no argument.
  COUNT,
  /// Exact for integers and decimals; NULL when there is no value.
  SUM,
  /// A DOUBLE, correctly rounded, for integers; a DECIMAL, rounded half up, for decimals.
  AVG,
  /// The least value; NaN is greater than all other numbers, strings compare by bytes.
  MIN,
  /// The greatest value.
  MAX,
  /// The value of the row that arrived first, NULL included. A retraction cancels the latest
  /// arrivals of its value first.
  FIRST_VALUE,
  /// The value of the row that arrived last, NULL included. A retraction cancels the earliest
  /// arrivals of its value first.
  LAST_VALUE,
  /// A value that is not NULL; the least one, so that it does not depend on the order of rows.
  ANY_VALUE,
  VAR_POP,
  VAR_SAMP,
  STDDEV_POP,
  STDDEV_SAMP
}
