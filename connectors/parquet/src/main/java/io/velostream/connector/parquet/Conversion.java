package io.velostream.connector.parquet;

import io.velostream.columnar.Lane;

/// How the values that a file stores become values of a lane.
enum Conversion {
  BOOLEAN(Lane.LONG),
  /// INT32 as it is: integers, days, decimals.
  INT(Lane.LONG),
  UNSIGNED_INT(Lane.LONG),
  /// INT32 of milliseconds.
  INT_MILLIS(Lane.LONG),
  /// INT64 as it is: integers, microseconds, decimals.
  LONG(Lane.LONG),
  UNSIGNED_LONG(Lane.WIDE),
  /// INT64 of milliseconds.
  MILLIS(Lane.LONG),
  /// INT64 of nanoseconds; what is below a microsecond is cut off.
  NANOS(Lane.LONG),
  /// The old form of a timestamp: nanoseconds of a day and the day's Julian number.
  INT96(Lane.LONG),
  FLOAT(Lane.DOUBLE),
  DOUBLE(Lane.DOUBLE),
  /// Two bytes of an IEEE half.
  HALF(Lane.DOUBLE),
  /// Bytes of a decimal number, upper first, that fits a long.
  DECIMAL(Lane.LONG),
  WIDE_DECIMAL(Lane.WIDE),
  BYTES(Lane.BYTES),
  /// 16 bytes, shown as text.
  UUID(Lane.BYTES),
  /// WKB of a GEOMETRY.
  WKB(Lane.BYTES),
  /// Text of JSON, parsed to a VARIANT.
  JSON(Lane.BYTES);

  final Lane lane;

  Conversion(Lane lane) {
    this.lane = lane;
  }
}
