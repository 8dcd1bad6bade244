package io.velostream.engine.value;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Slice;
import io.velostream.columnar.nested.NestedJson;
import io.velostream.columnar.nested.SlotReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Nested values as Java's own collections, which cannot be changed: an ARRAY is a [List], as is a
/// MULTISET, whose elements come in an order of no meaning, a MAP a [Map], a ROW a [Map] from field
/// names in order, a VARIANT its JSON.
final class NestedToJava {
  private NestedToJava() {}

  /// The elements of an ARRAY or MULTISET.
  static List<@Nullable Object> list(DataType element, Slice value) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int at : parts(value)) {
      list.add(part(element, value.array(), at));
    }
    return Collections.unmodifiableList(list);
  }

  static Map<@Nullable Object, @Nullable Object> map(DataType.Map type, Slice value) {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    int[] parts = parts(value);
    for (int i = 0; i < parts.length; i += 2) {
      map.put(
          part(type.key(), value.array(), parts[i]),
          part(type.value(), value.array(), parts[i + 1]));
    }
    return Collections.unmodifiableMap(map);
  }

  static Map<String, @Nullable Object> row(DataType.Row type, Slice value) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    int[] parts = parts(value);
    for (int i = 0; i < parts.length; i++) {
      Field field = type.fields().get(i);
      row.put(field.name(), part(field.type(), value.array(), parts[i]));
    }
    return Collections.unmodifiableMap(row);
  }

  static String json(Slice value) {
    return NestedJson.text(value);
  }

  private static int[] parts(Slice value) {
    byte[] bytes = value.array();
    int[] parts = new int[SlotReader.count(bytes, value.offset())];
    int at = value.offset() + 1;
    for (int i = 0; i < parts.length; i++) {
      parts[i] = at;
      at = SlotReader.end(bytes, at);
    }
    return parts;
  }

  private static @Nullable Object part(DataType type, byte[] bytes, int at) {
    Object boxed = SlotReader.valueAt(type, bytes, at);
    return boxed == null ? null : ToJava.of(type, boxed);
  }
}
