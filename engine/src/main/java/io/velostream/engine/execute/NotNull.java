package io.velostream.engine.execute;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;

/// That columns of tables in memory which are NOT NULL get values.
final class NotNull {
  private NotNull() {}

  /// @throws UserException BAD_INPUT for the first row without a value
  static void check(Schema schema, Batch rows) {
    for (int c = 0; c < schema.size(); c++) {
      if (schema.field(c).nullable()) {
        continue;
      }
      Vector column = rows.column(c);
      for (int k = 0; k < rows.rowCount(); k++) {
        if (column.isNull(rows.rowAt(k))) {
          throw new UserException(
                  ErrorCode.BAD_INPUT,
                  "the column '" + schema.field(c).name() + "' is NOT NULL and would become NULL")
              .hint("give it a value: COALESCE(x, …), or leave such rows out in WHERE");
        }
      }
    }
  }
}
