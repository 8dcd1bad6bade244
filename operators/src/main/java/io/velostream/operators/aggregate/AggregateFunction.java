package io.velostream.operators.aggregate;

/// The aggregate functions. All of them leave out rows with a NULL argument unless they say
/// otherwise, and give NULL where no row is left.
public enum AggregateFunction {
  /// Rows whose arguments are all not NULL; all rows when there is no argument. Never NULL.
  COUNT(-1),
  /// Exact for integers and decimals; NULL when there is no value.
  SUM(1),
  /// A DOUBLE, correctly rounded, for integers; a DECIMAL, rounded half up, for decimals.
  AVG(1),
  /// The least value; NaN is greater than all other numbers, strings compare by bytes.
  MIN(1),
  /// The greatest value.
  MAX(1),
  /// The value of the row that arrived first, NULL included. A retraction cancels the latest
  /// arrivals of its value first.
  FIRST_VALUE(1),
  /// The value of the row that arrived last, NULL included. A retraction cancels the earliest
  /// arrivals of its value first.
  LAST_VALUE(1),
  /// A value that is not NULL; the least one, so that it does not depend on the order of rows.
  ANY_VALUE(1),
  VAR_POP(1),
  VAR_SAMP(1),
  STDDEV_POP(1),
  STDDEV_SAMP(1),
  /// Of a sample; NULL for fewer than three values, and when all are equal.
  SKEWNESS(1),
  /// The excess kurtosis of a sample; NULL for fewer than four values, and when all are equal.
  KURTOSIS(1),
  /// The arguments of this and the following are y and x, in this order.
  CORR(2),
  COVAR_POP(2),
  COVAR_SAMP(2),
  REGR_SLOPE(2),
  REGR_INTERCEPT(2),
  REGR_R2(2),
  REGR_AVGX(2),
  REGR_AVGY(2),
  REGR_SXX(2),
  REGR_SYY(2),
  REGR_SXY(2),
  BIT_AND(1),
  BIT_OR(1),
  BIT_XOR(1),
  /// A DOUBLE; the values are multiplied in their order.
  PRODUCT(1),
  /// Strings one after the other; the parameter is what goes between them.
  STRING_AGG(1),
  /// An ARRAY of all values, NULL included.
  ARRAY_AGG(1),
  /// A MAP from the first argument to the second, which may be NULL; of several values of one key
  /// the least, NULL only if there is no other.
  MAP_AGG(2),
  /// The value at a fraction of the way from the least to the greatest, which lies between two of
  /// them; the parameter is the fraction.
  QUANTILE_CONT(1),
  /// The first value that the fraction of all values does not exceed.
  QUANTILE_DISC(1),
  /// The value that occurs most often; of several the least.
  MODE(1),
  /// The first argument where the second is least; of several the least.
  ARG_MIN(2),
  /// The first argument where the second is greatest; of several the least.
  ARG_MAX(2),
  /// About as many as there are different values; exact over input that retracts.
  APPROX_COUNT_DISTINCT(1),
  /// A quantile within 1 %; the parameter is the fraction.
  APPROX_QUANTILE(1),
  /// One that the program brought along.
  USER(-1);

  private final int arguments;

  AggregateFunction(int arguments) {
    this.arguments = arguments;
  }

  /// How many arguments it takes, or -1 for any number.
  int arguments() {
    return arguments;
  }
}
