package io.velostream.expression.user;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Slice;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// UNNEST: a row for each element of an array (a column for each field, if these are rows), or for
/// each entry of a map.
///
/// @param type ARRAY or MAP
/// @param ordinality whether the last column is the number of the element, from 1
public record Unnest(DataType type, boolean ordinality) implements LaneTable {
  @Override
  public Iterable<@Nullable Object[]> call(Object[] arguments) {
    Slice value = (Slice) arguments[0];
    List<DataType> parts = parts();
    List<@Nullable Object[]> rows = new ArrayList<>();
    byte[] bytes = value.array();
    int at = value.offset() + 1;
    while (bytes[at] != Tag.END) {
      List<@Nullable Object> row = new ArrayList<>();
      for (DataType part : parts) {
        add(part, bytes, at, row);
        at = SlotReader.end(bytes, at);
      }
      if (ordinality) {
        row.add(rows.size() + 1L);
      }
      rows.add(row.toArray());
    }
    return rows;
  }

  /// The types of the slots that make a row.
  private List<DataType> parts() {
    return switch (type) {
      case DataType.Array array -> List.of(array.element());
      case DataType.Map map -> List.of(map.key(), map.value());
      default -> throw new IllegalStateException("cannot be unnested: " + type.sql());
    };
  }

  private void add(DataType part, byte[] bytes, int at, List<@Nullable Object> row) {
    if (!(type instanceof DataType.Array && part instanceof DataType.Row fields)) {
      row.add(SlotReader.valueAt(part, bytes, at));
      return;
    }
    if (SlotReader.isNull(bytes, at)) {
      row.addAll(Arrays.asList(new Object[fields.fields().size()]));
      return;
    }
    int next = at + 1;
    for (Field field : fields.fields()) {
      row.add(SlotReader.valueAt(field.type(), bytes, next));
      next = SlotReader.end(bytes, next);
    }
  }
}
