package io.velostream.operators.over;

/// The aggregates that can be computed over a frame.
public enum FrameFunction {
  /// Rows whose argument is not NULL; all rows without an argument.
  COUNT,
  /// Exact for integers and decimals; NULL when there is no value.
  SUM,
  /// Exact for decimals, DOUBLE for others; NULL when there is no value.
  AVG,
  MIN,
  MAX,
  /// The value of the frame's first row, NULL included.
  FIRST_VALUE,
  /// The value of the frame's last row, NULL included.
  LAST_VALUE,
  /// The first value that is not NULL.
  ANY_VALUE,
  VAR_POP,
  VAR_SAMP,
  STDDEV_POP,
  STDDEV_SAMP
}
