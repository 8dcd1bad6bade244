package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BOOLEAN;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Slice;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.CollectionKernels;
import io.velostream.expression.kernel.HeaderKernels;
import io.velostream.expression.kernel.MapEditKernels;
import io.velostream.expression.kernel.SlotKernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions of the headers of messages. Here they are always given as a MAP; where a query leaves
/// it out, SQL has put in those of the message.
final class HeaderFunctions {
  private static final DataType NAMES = new DataType.Array(STRING);

  private HeaderFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.of("HEADER", HeaderFunctions::header),
        Definition.of("HEADER_KEYS", HeaderFunctions::names),
        Definition.of("HAS_HEADER", HeaderFunctions::has),
        Definition.nullAware("SET_HEADER", HeaderFunctions::with),
        Definition.nullAware("REMOVE_HEADER", HeaderFunctions::without));
  }

  private static boolean isHeaders(DataType type) {
    return type instanceof DataType.Map(DataType key, DataType value)
        && ComparisonFunctions.isText(key)
        && (ComparisonFunctions.isText(value) || value instanceof DataType.Varbinary);
  }

  /// Whether the arguments are headers and a name.
  private static boolean isOfOne(Invocation call) {
    return call.count() == 2 && isHeaders(call.type(0)) && ComparisonFunctions.isText(call.type(1));
  }

  /// A name as a slot, NULL if it is NULL.
  private static Expression name(Invocation call, Expression name) {
    return call.call(SlotKernels.class, "slot", NestedFunctions.SLOT, call.cast(name, STRING));
  }

  /// A name as a slot, the slot of NULL if it is NULL: no header is called so.
  private static Expression anyName(Invocation call, Expression name) {
    return NestedFunctions.slot(call, call.cast(name, STRING));
  }

  private static @Nullable Expression header(Invocation call) {
    if (!isOfOne(call)) {
      return null;
    }
    Expression bytes =
        call.call(
            SlotKernels.class,
            "bytesOf",
            ((DataType.Map) call.type(0)).value(),
            call.argument(0),
            name(call, call.argument(1)));
    return bytes.type() instanceof DataType.Varbinary
        ? call.call(HeaderKernels.class, "text", STRING, bytes)
        : bytes;
  }

  private static @Nullable Expression names(Invocation call) {
    return call.count() == 1 && isHeaders(call.type(0))
        ? call.call(
            CollectionKernels.class,
            "text",
            STRING,
            call.call(CollectionKernels.class, "keys", NAMES, call.argument(0)),
            new Literal(Slice.utf8(","), STRING))
        : null;
  }

  private static @Nullable Expression has(Invocation call) {
    return isOfOne(call)
        ? call.call(
            CollectionKernels.class,
            "containsKey",
            BOOLEAN,
            call.argument(0),
            name(call, call.argument(1)))
        : null;
  }

  /// A header may be without a value; headers that are NULL stay so.
  private static @Nullable Expression with(Invocation call) {
    if (call.count() != 3
        || !isHeaders(call.type(0))
        || !ComparisonFunctions.isText(call.type(1))) {
      return null;
    }
    Expression value = call.argument(2);
    boolean bytes = value.type() instanceof DataType.Varbinary;
    if (!bytes && !(value.type() instanceof DataType.Null) && !Casts.exists(value.type(), STRING)) {
      return null;
    }
    Expression slot = NestedFunctions.slot(call, bytes ? value : call.cast(value, STRING));
    Expression entry =
        call.call(
            SlotKernels.class, "join", NestedFunctions.SLOT, anyName(call, call.argument(1)), slot);
    Expression one = call.call(SlotKernels.class, "map", call.type(0), entry);
    return call.call(MapEditKernels.class, "concat", call.result(), call.argument(0), one);
  }

  private static @Nullable Expression without(Invocation call) {
    return isOfOne(call)
        ? call.call(
            HeaderKernels.class,
            "without",
            call.result(),
            call.argument(0),
            anyName(call, call.argument(1)))
        : null;
  }
}
