package io.velostream.sql.optimize;

import io.velostream.columnar.Lane;
import io.velostream.columnar.Schema;
import java.util.BitSet;

/// Sets of columns that are read.
final class ColumnSets {
  private ColumnSets() {}

  static BitSet copy(BitSet set) {
    return (BitSet) set.clone();
  }

  /// The same columns, but one at the least: rows must be counted even if nothing of them is read.
  static BitSet some(BitSet needed, Schema schema) {
    BitSet some = copy(needed);
    if (some.isEmpty()) {
      some.set(cheapest(schema));
    }
    return some;
  }

  /// A column that is cheap to decode.
  static int cheapest(Schema schema) {
    for (int i = 0; i < schema.size(); i++) {
      if (schema.type(i).lane() != Lane.BYTES) {
        return i;
      }
    }
    return 0;
  }
}
