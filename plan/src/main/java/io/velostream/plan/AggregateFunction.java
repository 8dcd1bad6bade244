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
  STDDEV_SAMP,
  /// Of a sample; NULL for fewer than three values, and when all are equal.
  SKEWNESS,
  /// The excess kurtosis of a sample; NULL for fewer than four values, and when all are equal.
  KURTOSIS,
  /// The arguments of this and the following are y and x, in this order.
  CORR,
  COVAR_POP,
  COVAR_SAMP,
  REGR_SLOPE,
  REGR_INTERCEPT,
  REGR_R2,
  REGR_AVGX,
  REGR_AVGY,
  REGR_SXX,
  REGR_SYY,
  REGR_SXY,
  BIT_AND,
  BIT_OR,
  BIT_XOR,
  /// A DOUBLE; the values are multiplied in their order.
  PRODUCT,
  /// Strings one after the other; the parameter is what goes between them. Ordered as the call
  /// says, then by value; by arrival if it says nothing, by value if DISTINCT.
  STRING_AGG,
  /// An ARRAY of all values, NULL included, ordered as in STRING_AGG.
  ARRAY_AGG,
  /// A MAP from the first argument, where it is not NULL, to the second; of several values of one
  /// key the least.
  MAP_AGG,
  /// The value at a fraction (the parameter) of the way from the first to the last, a DOUBLE.
  QUANTILE_CONT,
  /// The first value that the fraction of all values does not exceed.
  QUANTILE_DISC,
  /// The value that occurs most often; of several the least.
  MODE,
  /// The first argument where the second is least; of several the least.
  ARG_MIN,
  /// The first argument where the second is greatest; of several the least.
  ARG_MAX,
  /// About as many as there are different values; exact over input that retracts.
  APPROX_COUNT_DISTINCT,
  /// A quantile within 1 %; the parameter is the fraction.
  APPROX_QUANTILE,
  /// One that the program brought along; of GROUP BY only.
  USER
}
