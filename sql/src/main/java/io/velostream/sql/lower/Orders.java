package io.velostream.sql.lower;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.columnar.nested.NestedOrder;
import io.velostream.plan.SortKey;
import java.util.List;

/// Refuses orders that do not exist.
final class Orders {
  private Orders() {}

  /// @throws UserException for a key whose type has no order
  static void check(List<SortKey> keys, Schema schema) {
    for (SortKey key : keys) {
      DataType type = schema.type(key.column());
      if (!NestedOrder.isOrdered(type)) {
        String column = "ORDER BY " + schema.field(key.column()).name();
        throw refuse(column, type, SourcePosition.NONE);
      }
    }
  }

  static UserException refuse(String what, DataType type, SourcePosition position) {
    return new UserException(
        ErrorCode.TYPE_MISMATCH,
        what + ": a value of type " + type.sql() + " has no order, as a MAP or MULTISET has none",
        position,
        "MAP_KEYS, MAP_VALUES and MAP_ENTRIES are ARRAYs, which have one, and so is what a MULTISET"
            + " is cast to");
  }
}
