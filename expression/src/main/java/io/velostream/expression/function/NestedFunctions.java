package io.velostream.expression.function;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Slice;
import io.velostream.columnar.nested.Tag;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Coalesce;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.ArrayTextKernels;
import io.velostream.expression.kernel.JsonKernels;
import io.velostream.expression.kernel.SlotKernels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Making ARRAYs, MAPs and ROWs, and reading their parts.
final class NestedFunctions {
  static final DataType SLOT = new DataType.Varbinary();
  private static final Literal NULL_SLOT =
      new Literal(new Slice(new byte[] {Tag.NULL}, 0, 1), SLOT);

  private NestedFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.nullAware("ARRAY", NestedFunctions::array),
        Definition.nullAware("MAP", NestedFunctions::map),
        Definition.nullAware("ROW", NestedFunctions::row),
        Definition.of("ITEM", NestedFunctions::item),
        Definition.of("FIELD", call -> part(call, call.argument(0), call.argument(1))),
        Definition.of("$WHOLE", NestedFunctions::whole),
        Definition.nullAware("$ARRAY_LITERAL", NestedFunctions::literal),
        Definition.of("ELEMENT", MultisetFunctions::only));
  }

  /// A text as the ARRAY that it is compared with, or as it is.
  private static @Nullable Expression literal(Invocation call) {
    if (!(call.result() instanceof DataType.Array)) {
      return call.argument(0);
    }
    long depth = 0;
    DataType texts = DataType.STRING;
    for (DataType type = call.result();
        type instanceof DataType.Array(DataType element);
        type = element) {
      depth++;
      texts = new DataType.Array(texts);
    }
    return call.asResult(
        call.call(
            ArrayTextKernels.class, "parse", texts, call.argument(0), Invocation.number(depth)));
  }

  /// Elements as rows of one field, unless they are to stay what they are.
  private static @Nullable Expression whole(Invocation call) {
    if (call.count() != 1) {
      return null;
    }
    return call.type(0).equals(call.result())
        ? call.argument(0)
        : call.call(SlotKernels.class, "rows", call.result(), call.argument(0));
  }

  /// An expression as a slot: NULL becomes the slot of NULL.
  static Expression slot(Invocation call, Expression value) {
    if (value.type() instanceof DataType.Null) {
      return NULL_SLOT;
    }
    Expression slot =
        NestedTypes.isNested(value.type())
            ? relabelled(value)
            : call.call(SlotKernels.class, "slot", SLOT, value);
    return value.nullable() ? new Coalesce(List.of(slot, NULL_SLOT), SLOT) : slot;
  }

  /// A nested value is its own slot.
  private static Expression relabelled(Expression value) {
    return new Coalesce(List.of(value), SLOT);
  }

  static @Nullable Expression array(Invocation call) {
    if (!(call.result() instanceof DataType.Array type)) {
      return null;
    }
    List<Expression> slots = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      slots.add(slotAs(call, argument, type.element()));
    }
    return made(call, "array", slots);
  }

  private static @Nullable Expression row(Invocation call) {
    if (!(call.result() instanceof DataType.Row type) || type.fields().size() != call.count()) {
      return null;
    }
    List<Expression> slots = new ArrayList<>();
    for (int i = 0; i < call.count(); i++) {
      slots.add(slotAs(call, call.argument(i), type.fields().get(i).type()));
    }
    return made(call, "row", slots);
  }

  private static @Nullable Expression map(Invocation call) {
    if (!(call.result() instanceof DataType.Map type) || call.count() % 2 != 0) {
      return null;
    }
    List<Expression> slots = new ArrayList<>();
    for (int i = 0; i < call.count(); i++) {
      slots.add(slotAs(call, call.argument(i), i % 2 == 0 ? type.key() : type.value()));
    }
    return made(call, "map", slots);
  }

  private static Expression slotAs(Invocation call, Expression value, DataType type) {
    boolean known = value.type() instanceof DataType.Null || Casts.exists(value.type(), type);
    return slot(call, known ? call.cast(value, type) : value);
  }

  private static Expression made(Invocation call, String kernel, List<Expression> slots) {
    Expression joined = slots.isEmpty() ? new Literal(Slice.EMPTY, SLOT) : joined(call, slots);
    return call.call(SlotKernels.class, kernel, call.result(), joined);
  }

  /// Slots one behind the other, joined as a balanced tree: each byte is copied few times.
  private static Expression joined(Invocation call, List<Expression> slots) {
    int size = slots.size();
    if (size == 1) {
      return slots.getFirst();
    }
    Expression left = joined(call, slots.subList(0, size / 2));
    Expression right = joined(call, slots.subList(size / 2, size));
    return call.call(SlotKernels.class, "join", SLOT, left, right);
  }

  static @Nullable Expression item(Invocation call) {
    if (call.count() != 2) {
      return null;
    }
    Expression container = call.argument(0);
    Expression index = call.argument(1);
    boolean whole = index.type() instanceof DataType.Integral;
    return switch (container.type()) {
      case DataType.Array _ -> whole ? part(call, container, index) : null;
      case DataType.Map map ->
          Casts.exists(index.type(), map.key())
              ? value(call, container, slot(call, call.cast(index, map.key())), map.value())
              : null;
      case DataType.Row _ -> whole ? part(call, container, index) : null;
      case DataType.Variant _ -> {
        if (whole) {
          yield call.call(JsonKernels.class, "element", container.type(), container, index);
        }
        yield ComparisonFunctions.isText(index.type())
            ? call.call(JsonKernels.class, "member", container.type(), container, index)
            : null;
      }
      case DataType _ -> null;
    };
  }

  private static Expression value(Invocation call, Expression map, Expression key, DataType value) {
    return call.call(SlotKernels.class, NestedTypes.reader(value) + "Of", value, map, key);
  }

  /// Part `index`, from 1, of an ARRAY, MULTISET or ROW.
  static @Nullable Expression part(Invocation call, Expression container, Expression index) {
    @Nullable DataType type =
        switch (container.type()) {
          case DataType.Collection list -> list.element();
          case DataType.Row row ->
              index instanceof Literal(Long n, DataType _) && n >= 1 && n <= row.fields().size()
                  ? row.fields().get((int) (n - 1)).type()
                  : null;
          case DataType _ -> null;
        };
    if (type == null) {
      return null;
    }
    return type instanceof DataType.Null
        ? new Literal(null, call.result())
        : call.call(SlotKernels.class, NestedTypes.reader(type) + "At", type, container, index);
  }
}
