package io.velostream.sql.lower;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.expression.Expression;
import java.util.ArrayList;
import java.util.List;

/// Expressions that pass columns on.
public final class Columns {
  private Columns() {}

  /// The column at an index of a schema.
  public static Expression.Column of(Schema schema, int index) {
    Field field = schema.field(index);
    return new Expression.Column(index, field.type(), field.nullable());
  }

  /// Some columns of a schema.
  public static List<Expression> of(Schema schema, List<Integer> indexes) {
    return indexes.stream().<Expression>map(index -> of(schema, index)).toList();
  }

  /// All columns of a schema.
  public static List<Expression> all(Schema schema) {
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      columns.add(of(schema, i));
    }
    return columns;
  }
}
