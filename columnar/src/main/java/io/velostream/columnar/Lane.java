package io.velostream.columnar;

/// The physical form of a value: which Java primitive carries it in a vector and on the stack of
/// compiled code.
///
/// There are four lanes only, so that a kernel is written at most four times. Every type that fits
/// 64 bits of integer (booleans, all integers, dates, times, timestamps, intervals, decimals of up
/// to 18 digits) shares [#LONG].
public enum Lane {
  /// One `long`: BOOLEAN as 0 or 1, integers, DATE as days since the epoch, TIME as microseconds of
  /// the day, TIMESTAMP as microseconds since the epoch, INTERVAL as months or microseconds,
  /// DECIMAL(p ≤ 18, s) as the unscaled value.
  LONG,
  /// One `double`: DOUBLE, and REAL as a double that always holds a value of `float`.
  DOUBLE,
  /// Two `long`s, signed high and unsigned low half: the unscaled value of DECIMAL(p > 18, s).
  WIDE,
  /// A run of bytes: CHAR and VARCHAR as UTF-8, VARBINARY, and nested values (ARRAY, MAP, ROW,
  /// VARIANT) and GEOMETRY in their canonical binary forms.
  BYTES
}
