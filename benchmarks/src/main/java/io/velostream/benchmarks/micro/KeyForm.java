package io.velostream.benchmarks.micro;

import io.velostream.benchmarks.data.TableSpec;
import io.velostream.benchmarks.data.Tables;

/// How many groups there are, and in which form their keys come.
public enum KeyForm {
  /// 100 groups, ids of dictionaries.
  CODED,
  /// 100 groups, plain bytes.
  FLAT,
  /// A million groups, one of two keys plain bytes.
  MANY;

  TableSpec trades() {
    return switch (this) {
      case CODED -> Tables.trades();
      case FLAT -> Tables.tradesOfPlainBytes();
      case MANY -> Tables.tradesOfManyTraders();
    };
  }
}
