package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Slice;
import io.velostream.columnar.nested.SlotReader;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import io.velostream.expression.EvaluationContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the slot of one type and writes that of another. NULL stays NULL.
@FunctionalInterface
interface ElementCast {
  /// Casts the slot at `at`.
  void cast(byte[] d, int at, SlotWriter out, EvaluationContext context);

  /// Copies a slot.
  ElementCast SAME = (d, at, out, _) -> out.putSlots(d, at, SlotReader.end(d, at));

  /// Whether there is a cast between two types of which one is nested.
  static boolean exists(DataType from, DataType to) {
    return find(from, to) != null;
  }

  /// The cast between two types.
  static ElementCast of(DataType from, DataType to) {
    ElementCast cast = find(from, to);
    if (cast == null) {
      throw new IllegalArgumentException("no cast from " + from.sql() + " to " + to.sql());
    }
    return cast;
  }

  private static @Nullable ElementCast find(DataType from, DataType to) {
    if (from.equals(to) || from instanceof DataType.Null) {
      return SAME;
    }
    if (to instanceof DataType.Variant) {
      return VariantCasts.to(from);
    }
    if (from instanceof DataType.Variant) {
      return VariantCasts.from(to);
    }
    if (from instanceof DataType.Collection a && to instanceof DataType.Collection b) {
      boolean ordered = a instanceof DataType.Multiset || b instanceof DataType.Array;
      return elements(find(a.element(), b.element()), b, ordered);
    }
    if (from instanceof DataType.Map a && to instanceof DataType.Map b) {
      return map(find(a.key(), b.key()), find(a.value(), b.value()));
    }
    if (from instanceof DataType.Row a && to instanceof DataType.Row b) {
      return row(a.fields(), b.fields());
    }
    if (SlotReader.isNested(to)) {
      return null;
    }
    if (SlotReader.isNested(from)) {
      return ComparisonFunctions.isText(to) ? ElementText.print(from, to) : null;
    }
    return Casts.steps(from, to)
        .map(steps -> steps.isEmpty() ? SAME : scalar(from, new StepRunner(steps)))
        .orElse(null);
  }

  private static ElementCast scalar(DataType from, StepRunner steps) {
    return (d, at, out, context) -> {
      Object value = SlotReader.valueAt(from, d, at);
      Object result = value == null ? null : steps.run(value, context);
      if (result == null) {
        out.putNull();
      } else {
        out.putScalar(result);
      }
    };
  }

  /// The elements of an ARRAY or MULTISET, as those of another one.
  ///
  /// @param ordered whether they are in an order that will do, as long as they stay as they are
  private static @Nullable ElementCast elements(
      @Nullable ElementCast element, DataType.Collection to, boolean ordered) {
    if (element == null || (ordered && element.equals(SAME))) {
      return element;
    }
    return (d, at, out, context) -> {
      if (SlotReader.isNull(d, at)) {
        out.putNull();
        return;
      }
      out.begin(Tag.ARRAY);
      int from = out.length();
      for (int p = at + 1; d[p] != Tag.END; p = SlotReader.end(d, p)) {
        element.cast(d, p, out, context);
      }
      out.endCollection(to, from);
    };
  }

  private static @Nullable ElementCast map(@Nullable ElementCast key, @Nullable ElementCast value) {
    if (key == null || value == null || (key.equals(SAME) && value.equals(SAME))) {
      return key == null ? null : value;
    }
    return (d, at, out, context) -> {
      if (SlotReader.isNull(d, at)) {
        out.putNull();
        return;
      }
      out.begin(Tag.MAP);
      int from = out.length();
      for (int p = at + 1; d[p] != Tag.END; ) {
        key.cast(d, p, out, context);
        p = SlotReader.end(d, p);
        value.cast(d, p, out, context);
        p = SlotReader.end(d, p);
      }
      // Keys that become equal are one entry, the last.
      out.endMap(from);
    };
  }

  private static @Nullable ElementCast row(List<Field> from, List<Field> to) {
    if (from.size() != to.size()) {
      return null;
    }
    List<ElementCast> fields = new ArrayList<>();
    boolean same = true;
    for (int i = 0; i < from.size(); i++) {
      ElementCast field = find(from.get(i).type(), to.get(i).type());
      if (field == null) {
        return null;
      }
      same &= field.equals(SAME);
      fields.add(field);
    }
    return same ? SAME : row(fields);
  }

  private static ElementCast row(List<ElementCast> fields) {
    return (d, at, out, context) -> {
      if (SlotReader.isNull(d, at)) {
        out.putNull();
        return;
      }
      out.begin(Tag.ROW);
      int p = at + 1;
      for (ElementCast field : fields) {
        field.cast(d, p, out, context);
        p = SlotReader.end(d, p);
      }
      out.end();
    };
  }

  /// The slot of bytes that are not nested, or NULL.
  static void put(@Nullable Slice bytes, SlotWriter out) {
    if (bytes == null) {
      out.putNull();
    } else {
      out.putBytes(bytes);
    }
  }
}
