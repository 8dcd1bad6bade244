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

/// UNNEST: a row for each element of an array or multiset (a column for each field, if these are
/// rows), or for each entry of a map. Several values are walked side by side, with NULLs where the
/// shorter ones have ended.
///
/// @param types ARRAYs, MULTISETs and MAPs
/// @param ordinality whether the last column is the number of the element, from 1
public record Unnest(List<DataType> types, boolean ordinality) implements LaneTable {
  public Unnest {
    types = List.copyOf(types);
  }

  @Override
  public Iterable<@Nullable Object[]> call(Object[] arguments) {
    int[] at = new int[types.size()];
    for (int i = 0; i < at.length; i++) {
      at[i] = ((Slice) arguments[i]).offset() + 1;
    }
    List<@Nullable Object[]> rows = new ArrayList<>();
    while (!ended(arguments, at)) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int i = 0; i < at.length; i++) {
        at[i] = next(types.get(i), ((Slice) arguments[i]).array(), at[i], row);
      }
      if (ordinality) {
        row.add(rows.size() + 1L);
      }
      rows.add(row.toArray());
    }
    return rows;
  }

  private static boolean ended(Object[] arguments, int[] at) {
    for (int i = 0; i < at.length; i++) {
      if (((Slice) arguments[i]).array()[at[i]] != Tag.END) {
        return false;
      }
    }
    return true;
  }

  /// Adds an element, or NULLs at the end, and gives where the next one is.
  private static int next(DataType type, byte[] bytes, int at, List<@Nullable Object> row) {
    boolean end = bytes[at] == Tag.END;
    int here = at;
    for (DataType part : parts(type)) {
      if (end) {
        row.addAll(Arrays.asList(new Object[columns(type, part)]));
      } else {
        add(type, part, bytes, here, row);
        here = SlotReader.end(bytes, here);
      }
    }
    return here;
  }

  /// The types of the slots that make a row.
  private static List<DataType> parts(DataType type) {
    return switch (type) {
      case DataType.Collection list -> List.of(list.element());
      case DataType.Map map -> List.of(map.key(), map.value());
      default -> throw new IllegalStateException("cannot be unnested: " + type.sql());
    };
  }

  /// Whether the parts are elements and not keys and values.
  private static boolean isElement(DataType type) {
    return type instanceof DataType.Collection;
  }

  private static int columns(DataType type, DataType part) {
    return isElement(type) && part instanceof DataType.Row row ? row.fields().size() : 1;
  }

  private static void add(
      DataType type, DataType part, byte[] bytes, int at, List<@Nullable Object> row) {
    if (!(isElement(type) && part instanceof DataType.Row fields)) {
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
