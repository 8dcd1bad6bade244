package io.velostream.engine.value;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.columnar.nested.JsonParser;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Java's collections as nested values, in the forms that [NestedToJava] gives.
final class NestedFromJava {
  private NestedFromJava() {}

  static Slice list(DataType.Collection type, List<?> list) {
    SlotWriter out = new SlotWriter();
    out.begin(Tag.ARRAY);
    int from = out.length();
    list.forEach(element -> put(type.element(), element, out));
    out.endCollection(type, from);
    return out.copy();
  }

  static Slice map(DataType.Map type, Map<?, ?> map) {
    SlotWriter out = new SlotWriter();
    out.begin(Tag.MAP);
    int from = out.length();
    map.forEach((key, value) -> {
      if (key == null) {
        throw new UserException(ErrorCode.TYPE_MISMATCH, "a key of a MAP must not be NULL");
      }
      put(type.key(), key, out);
      put(type.value(), value, out);
    });
    if (!out.endMap(from)) {
      throw new UserException(ErrorCode.INVALID_ARGUMENT, "a key of a MAP is there twice");
    }
    return out.copy();
  }

  /// @param map must name every field, and no other
  static Slice row(DataType.Row type, Map<?, ?> map) {
    SlotWriter out = new SlotWriter();
    out.begin(Tag.ROW);
    for (Field field : type.fields()) {
      if (!map.containsKey(field.name())) {
        throw new UserException(
            ErrorCode.TYPE_MISMATCH, "the field '" + field.name() + "' of the ROW is missing");
      }
      put(field.type(), map.get(field.name()), out);
    }
    if (map.size() != type.fields().size()) {
      throw new UserException(
          ErrorCode.TYPE_MISMATCH,
          "of the fields " + map.keySet() + " not all are in " + type.sql());
    }
    out.end();
    return out.copy();
  }

  static Slice variant(CharSequence json) {
    Slice text = Slice.utf8(json.toString());
    SlotWriter out = new SlotWriter();
    String wrong = JsonParser.parse(text.array(), text.offset(), text.length(), out);
    if (wrong != null) {
      throw new UserException(ErrorCode.INVALID_CAST, "not JSON: " + wrong);
    }
    return out.copy();
  }

  private static void put(DataType type, @Nullable Object value, SlotWriter out) {
    if (value == null) {
      out.putNull();
      return;
    }
    Object boxed = FromJava.box(type, value);
    if (SlotReader.isNested(type)) {
      out.putSlot((Slice) boxed);
    } else {
      out.putScalar(boxed);
    }
  }
}
