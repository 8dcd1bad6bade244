package io.velostream.sql.lower;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Expression;
import io.velostream.plan.Emission;
import io.velostream.plan.LeafNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.OverCall;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.plan.SortKey;
import io.velostream.plan.TableDescription;
import io.velostream.sql.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// A table whose rows replace each other by primary key: its reader, then the last row of each key,
/// then those that do not say that their key is gone. The state is one row for each key that ever
/// was.
final class KeyedScan {
  /// Two columns that only this plan knows of: where a row is among those of its key, and whether
  /// it takes them away.
  private static final String ORDER = "$offset";

  private static final String DELETED = "$deleted";

  private KeyedScan() {}

  static PlanNode of(TableDefinition table, Lowering lowering) {
    Schema physical = table.physicalSchema();
    List<Integer> key = table.primaryKey().stream().map(physical::indexOf).toList();
    if (key.isEmpty() || key.contains(-1)) {
      throw new UserException(
              ErrorCode.INVALID_STATEMENT,
              "rows of '%s' replace each other by key, and it has no primary key of columns that are"
                      .formatted(table.name())
                  + " read")
          .hint("declare PRIMARY KEY (…) NOT ENFORCED");
    }
    Schema rows = withOrder(physical, key);
    Map<String, String> options = new LinkedHashMap<>(table.options());
    options.put("metadata." + ORDER, "offset");
    options.put("metadata." + DELETED, "deleted");
    PlanNode scan =
        new LeafNode.Scan(
            new TableDescription(table.name(), options, rows, table.bounded()),
            IntStream.range(0, rows.size()).boxed().toList(),
            false,
            rows);
    boolean once = lowering.emission() == EmissionPolicy.DEFAULT && table.bounded();
    PlanNode last =
        new OrderNode.TopN(
            scan,
            key,
            List.of(new SortKey(physical.size(), true, false)),
            OverCall.Ranking.Kind.ROW_NUMBER,
            1,
            1,
            false,
            OptionalInt.empty(),
            once ? Emission.FINAL : Emission.CHANGES,
            rows);
    List<Expression> outputs = new ArrayList<>();
    for (int i = 0; i < physical.size(); i++) {
      outputs.add(Columns.of(rows, i));
    }
    Expression deleted = Columns.of(rows, physical.size() + 1);
    return new RowNode.Calc(last, new Expression.Not(deleted), outputs, physical);
  }

  /// The columns that are read: all but the key can be NULL where a row takes its key away.
  private static Schema withOrder(Schema physical, List<Integer> key) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < physical.size(); i++) {
      Field field = physical.field(i);
      fields.add(new Field(field.name(), field.type(), field.nullable() || !key.contains(i)));
    }
    fields.add(new Field(ORDER, DataType.BIGINT, false));
    fields.add(new Field(DELETED, DataType.BOOLEAN, false));
    return new Schema(fields);
  }
}
