package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.BOOLEAN;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.columnar.nested.NestedOrder;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.CollectionKernels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions of whole ARRAYs and MAPs. Elements are compared as GROUP BY compares them: NULL equals
/// NULL.
final class CollectionFunctions {
  private static final Class<?> KERNELS = CollectionKernels.class;

  private CollectionFunctions() {}

  static List<Definition> definitions() {
    List<Definition> all = new ArrayList<>(arrays());
    all.addAll(maps());
    return all;
  }

  private static List<Definition> arrays() {
    Definition length = Definition.of("CARDINALITY", CollectionFunctions::count);
    Definition slice =
        Definition.of("ARRAY_SLICE", call -> ofArray(call, "slice", call.result(), BIGINT, BIGINT));
    return List.of(
        length,
        length.alias("ARRAY_LENGTH"),
        Definition.nullAware("ARRAY_CONTAINS", call -> search(call, "contains", BOOLEAN)),
        Definition.nullAware("ARRAY_POSITION", call -> search(call, "position", BIGINT)),
        Definition.of("ARRAY_CONCAT", CollectionFunctions::concat),
        Definition.of("ARRAY_TO_STRING", CollectionFunctions::join),
        Definition.of("ARRAY_JOIN", CollectionFunctions::join),
        Definition.of("ARRAY_DISTINCT", call -> ofArray(call, "distinct", call.result())),
        Definition.of("ARRAY_SORT", call -> sort(call)),
        Definition.of("ARRAY_MIN", call -> extreme(call, "indexOfMin")),
        Definition.of("ARRAY_MAX", call -> extreme(call, "indexOfMax")),
        slice);
  }

  private static List<Definition> maps() {
    return List.of(
        Definition.of("MAP_KEYS", call -> ofMap(call, "keys")),
        Definition.of("MAP_VALUES", call -> ofMap(call, "values")),
        Definition.of("MAP_ENTRIES", call -> ofMap(call, "entries")),
        Definition.of("MAP_CONTAINS_KEY", CollectionFunctions::containsKey));
  }

  private static @Nullable Expression count(Invocation call) {
    if (call.count() != 1) {
      return null;
    }
    String kernel = call.type(0) instanceof DataType.Map ? "countEntries" : "count";
    boolean known =
        call.type(0) instanceof DataType.Map || call.type(0) instanceof DataType.Collection;
    return known ? call.call(KERNELS, kernel, BIGINT, call.argument(0)) : null;
  }

  private static @Nullable Expression ofArray(
      Invocation call, String kernel, DataType result, DataType... more) {
    if (call.count() < 1
        || call.count() > more.length + 1
        || !(call.type(0) instanceof DataType.Array)) {
      return null;
    }
    List<Expression> arguments = new ArrayList<>();
    arguments.add(
        result instanceof DataType.Array && Casts.exists(call.type(0), result)
            ? call.cast(call.argument(0), result)
            : call.argument(0));
    for (int i = 1; i < call.count(); i++) {
      if (!Casts.exists(call.type(i), more[i - 1])) {
        return null;
      }
      arguments.add(call.cast(call.argument(i), more[i - 1]));
    }
    return call.call(KERNELS, kernel, result, arguments.toArray(Expression[]::new));
  }

  private static @Nullable Expression search(Invocation call, String kernel, DataType result) {
    if (call.count() == 2 && call.type(0) instanceof DataType.Null) {
      return new Literal(null, call.result());
    }
    if (call.count() != 2 || !(call.type(0) instanceof DataType.Array array)) {
      return null;
    }
    DataType element = NestedTypes.common(array.element(), call.type(1));
    if (element == null) {
      return null;
    }
    return call.call(
        KERNELS,
        kernel,
        result,
        call.cast(call.argument(0), new DataType.Array(element)),
        NestedFunctions.slot(call, call.cast(call.argument(1), element)));
  }

  private static @Nullable Expression concat(Invocation call) {
    if (call.count() == 0 || !(call.result() instanceof DataType.Array result)) {
      return null;
    }
    @Nullable Expression all = null;
    for (Expression argument : call.arguments()) {
      if (!(argument.type() instanceof DataType.Array) || !Casts.exists(argument.type(), result)) {
        return null;
      }
      Expression next = call.cast(argument, result);
      all = all == null ? next : call.call(KERNELS, "concat", result, all, next);
    }
    return all;
  }

  private static @Nullable Expression join(Invocation call) {
    if (call.count() < 2 || !(call.type(0) instanceof DataType.Array)) {
      return null;
    }
    DataType texts = new DataType.Array(STRING);
    if (!Casts.exists(call.type(0), texts)) {
      return null;
    }
    List<Expression> arguments = new ArrayList<>();
    arguments.add(call.cast(call.argument(0), texts));
    for (Expression argument : call.arguments().subList(1, call.count())) {
      if (!ComparisonFunctions.isText(argument.type())) {
        return null;
      }
      arguments.add(argument);
    }
    return call.call(KERNELS, "text", STRING, arguments.toArray(Expression[]::new));
  }

  private static @Nullable Expression sort(Invocation call) {
    return NestedOrder.isOrdered(call.type(0))
        ? ofArray(call, "sort", call.result(), BOOLEAN, BOOLEAN)
        : null;
  }

  private static @Nullable Expression extreme(Invocation call, String kernel) {
    if (call.count() != 1
        || !(call.type(0) instanceof DataType.Array)
        || !NestedOrder.isOrdered(call.type(0))) {
      return null;
    }
    Expression index = call.call(KERNELS, kernel, BIGINT, call.argument(0));
    return NestedFunctions.part(call, call.argument(0), index);
  }

  private static @Nullable Expression ofMap(Invocation call, String kernel) {
    return call.count() == 1 && call.type(0) instanceof DataType.Map
        ? call.call(KERNELS, kernel, call.result(), call.argument(0))
        : null;
  }

  private static @Nullable Expression containsKey(Invocation call) {
    boolean fits =
        call.count() == 2
            && call.type(0) instanceof DataType.Map map
            && Casts.exists(call.type(1), map.key());
    if (!fits) {
      return null;
    }
    Expression key = call.cast(call.argument(1), ((DataType.Map) call.type(0)).key());
    return call.call(
        KERNELS, "containsKey", BOOLEAN, call.argument(0), NestedFunctions.slot(call, key));
  }
}
