package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.BOOLEAN;
import static io.velostream.columnar.DataType.DOUBLE;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.ArrayEditKernels;
import io.velostream.expression.kernel.MapEditKernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// ARRAYs and MAPs made from others.
final class ArrayEditFunctions {
  private static final Class<?> KERNELS = ArrayEditKernels.class;
  private static final Class<?> OF_MAPS = MapEditKernels.class;
  private static final DataType NUMBERS = new DataType.Array(BIGINT);
  private static final DataType TEXT_MAP = new DataType.Map(STRING, STRING);

  private ArrayEditFunctions() {}

  static List<Definition> definitions() {
    Definition sequence =
        Typed.of("SEQUENCE", KERNELS, "sequence", NUMBERS, 2, BIGINT, BIGINT, BIGINT);
    return List.of(
        Definition.nullAware("ARRAY_APPEND", call -> edit(call, "append")),
        Definition.nullAware("ARRAY_PREPEND", call -> edit(call, "prepend")),
        Definition.nullAware("ARRAY_REMOVE", call -> edit(call, "remove")),
        Definition.of("ARRAY_REVERSE", ArrayEditFunctions::reverse),
        Definition.of("ARRAY_UNION", call -> both(call, "union", call.result())),
        Definition.of("ARRAY_INTERSECT", call -> both(call, "intersect", call.result())),
        Definition.of("ARRAY_EXCEPT", call -> both(call, "except", call.result())),
        Definition.of("ARRAYS_OVERLAP", call -> both(call, "overlap", BOOLEAN)),
        Definition.nullAware("ARRAY_REPEAT", ArrayEditFunctions::repeat),
        Definition.of("ARRAY_SUM", ArrayEditFunctions::sum),
        Definition.of("ELEMENT_AT", ArrayEditFunctions::elementAt),
        sequence,
        sequence.alias("GENERATE_SERIES"),
        Typed.of("RANGE", KERNELS, "range", NUMBERS, 1, BIGINT, BIGINT, BIGINT),
        Definition.of("MAP_FROM_ARRAYS", call -> map(call, 2, "fromArrays")),
        Definition.of("MAP_FROM_ENTRIES", call -> map(call, 1, "fromEntries")),
        Definition.of("MAP_CONCAT", ArrayEditFunctions::mapConcat),
        Typed.of("STR_TO_MAP", OF_MAPS, "fromText", TEXT_MAP, 1, STRING, STRING, STRING));
  }

  /// An ARRAY and an element, either of which may come first where only one can be the ARRAY.
  private static @Nullable Expression edit(Invocation call, String kernel) {
    if (call.count() != 2 || !(call.result() instanceof DataType.Array result)) {
      return null;
    }
    boolean swapped =
        !(call.type(0) instanceof DataType.Array) && call.type(1) instanceof DataType.Array;
    Expression array = call.argument(swapped ? 1 : 0);
    Expression element = call.argument(swapped ? 0 : 1);
    if (array.type() instanceof DataType.Null) {
      return new Literal(null, result);
    }
    boolean known =
        element.type() instanceof DataType.Null || Casts.exists(element.type(), result.element());
    return known && Casts.exists(array.type(), result)
        ? call.call(
            KERNELS,
            kernel,
            result,
            call.cast(array, result),
            NestedFunctions.slot(call, call.cast(element, result.element())))
        : null;
  }

  static @Nullable Expression reverse(Invocation call) {
    return call.count() == 1 && call.type(0) instanceof DataType.Array
        ? call.asResult(call.call(KERNELS, "reverse", call.type(0), call.argument(0)))
        : null;
  }

  private static @Nullable Expression both(Invocation call, String kernel, DataType result) {
    DataType common = call.count() == 2 ? NestedTypes.common(call.type(0), call.type(1)) : null;
    if (!(common instanceof DataType.Array)) {
      return null;
    }
    DataType type = result instanceof DataType.Array ? result : common;
    boolean fits = Casts.exists(call.type(0), type) && Casts.exists(call.type(1), type);
    return fits
        ? call.call(
            KERNELS,
            kernel,
            result,
            call.cast(call.argument(0), type),
            call.cast(call.argument(1), type))
        : null;
  }

  private static @Nullable Expression repeat(Invocation call) {
    if (call.count() != 2 || !(call.result() instanceof DataType.Array result)) {
      return null;
    }
    if (call.type(1) instanceof DataType.Null) {
      return new Literal(null, result);
    }
    Expression count = Simple.as(call, call.argument(1), BIGINT);
    Expression element = call.cast(call.argument(0), result.element());
    return count == null
        ? null
        : call.call(KERNELS, "repeat", result, NestedFunctions.slot(call, element), count);
  }

  private static @Nullable Expression sum(Invocation call) {
    if (call.count() != 1 || !(call.type(0) instanceof DataType.Array array)) {
      return null;
    }
    return switch (array.element()) {
      case DataType.Integral _ -> total(call, "sumOfLongs", BIGINT);
      case DataType.Floating _ -> total(call, "sumOfDoubles", DOUBLE);
      case Decimal decimal ->
          total(call, "sumOfWides", new Decimal(Decimal.MAX_PRECISION, decimal.scale()));
      case DataType.Null _ -> new Literal(null, call.result());
      default -> null;
    };
  }

  private static Expression total(Invocation call, String kernel, DataType type) {
    Expression elements = call.cast(call.argument(0), new DataType.Array(type));
    return call.asResult(call.call(KERNELS, kernel, type, elements));
  }

  /// As `a[i]`; a negative index of an ARRAY counts from its end.
  private static @Nullable Expression elementAt(Invocation call) {
    if (call.count() != 2) {
      return null;
    }
    if (!(call.type(0) instanceof DataType.Array)) {
      return call.type(0) instanceof DataType.Map ? NestedFunctions.item(call) : null;
    }
    Expression index = Simple.as(call, call.argument(1), BIGINT);
    return index == null
        ? null
        : NestedFunctions.part(
            call, call.argument(0), call.call(KERNELS, "index", BIGINT, call.argument(0), index));
  }

  private static @Nullable Expression map(Invocation call, int count, String kernel) {
    boolean arrays = call.arguments().stream().allMatch(a -> a.type() instanceof DataType.Array);
    return call.count() == count && arrays && call.result() instanceof DataType.Map
        ? call.call(OF_MAPS, kernel, call.result(), call.arguments().toArray(Expression[]::new))
        : null;
  }

  private static @Nullable Expression mapConcat(Invocation call) {
    @Nullable Expression all = null;
    for (Expression argument : call.arguments()) {
      if (!Casts.exists(argument.type(), call.result())) {
        return null;
      }
      Expression next = call.cast(argument, call.result());
      all = all == null ? next : call.call(OF_MAPS, "concat", call.result(), all, next);
    }
    return all;
  }
}
