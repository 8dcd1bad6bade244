package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.BOOLEAN;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Slice;
import io.velostream.columnar.nested.SlotWriter;
import io.velostream.columnar.nested.Tag;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Coalesce;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.Expression.Not;
import io.velostream.expression.kernel.MultisetKernels;
import io.velostream.expression.kernel.SlotKernels;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Making MULTISETs and asking about them. The names with a `$` stand for aggregates and
/// constructors, whose ARRAYs they take.
final class MultisetFunctions {
  private static final Class<?> KERNELS = MultisetKernels.class;

  private MultisetFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.of("$MULTISET", MultisetFunctions::made),
        Definition.nullAware("$COLLECTED", MultisetFunctions::collected),
        Definition.of("$FUSED", call -> ofMany(call, "fused")),
        Definition.of("$INTERSECTED", call -> ofMany(call, "intersected")),
        Definition.of("MULTISET UNION ALL", call -> both(call, "unionAll")),
        Definition.of("MULTISET UNION DISTINCT", call -> both(call, "unionDistinct")),
        Definition.of("MULTISET EXCEPT ALL", call -> both(call, "exceptAll")),
        Definition.of("MULTISET EXCEPT DISTINCT", call -> both(call, "exceptDistinct")),
        Definition.of("MULTISET INTERSECT ALL", call -> both(call, "intersectAll")),
        Definition.of("MULTISET INTERSECT DISTINCT", call -> both(call, "intersectDistinct")),
        Definition.of("MEMBER OF", MultisetFunctions::isMember),
        Definition.of("SUBMULTISET OF", MultisetFunctions::isSubmultiset),
        Definition.of("NOT SUBMULTISET OF", call -> not(isSubmultiset(call))),
        Definition.nullAware("IS A SET", call -> is(call, "isSet")),
        Definition.nullAware("IS NOT A SET", call -> not(is(call, "isSet"))),
        Definition.nullAware("IS EMPTY", call -> is(call, "isEmpty")),
        Definition.nullAware("IS NOT EMPTY", call -> not(is(call, "isEmpty"))));
  }

  private static @Nullable Expression made(Invocation call) {
    return call.count() == 1 && call.result() instanceof DataType.Multiset
        ? call.asResult(call.argument(0))
        : null;
  }

  /// What an aggregate has collected: nothing is an empty MULTISET.
  private static @Nullable Expression collected(Invocation call) {
    if (call.count() != 1
        || !(call.type(0) instanceof DataType.Array array)
        || !(call.result() instanceof DataType.Multiset result)) {
      return null;
    }
    DataType type = new DataType.Multiset(array.element());
    Expression some = call.call(KERNELS, "collected", type, call.argument(0));
    return new Coalesce(List.of(call.asResult(some), empty(result)), result);
  }

  private static Literal empty(DataType type) {
    SlotWriter out = new SlotWriter();
    out.begin(Tag.ARRAY);
    out.end();
    Slice value = out.copy();
    return new Literal(value, type);
  }

  private static @Nullable Expression ofMany(Invocation call, String kernel) {
    return call.count() == 1
            && call.type(0) instanceof DataType.Array(DataType element)
            && element instanceof DataType.Multiset
        ? call.asResult(call.call(KERNELS, kernel, element, call.argument(0)))
        : null;
  }

  private static @Nullable Expression both(Invocation call, String kernel) {
    DataType result = call.result();
    if (call.count() != 2
        || !(result instanceof DataType.Multiset)
        || !call.arguments().stream().allMatch(a -> Casts.exists(a.type(), result))) {
      return null;
    }
    return call.call(
        KERNELS,
        kernel,
        result,
        call.cast(call.argument(0), result),
        call.cast(call.argument(1), result));
  }

  private static @Nullable Expression isMember(Invocation call) {
    if (call.count() != 2 || !(call.type(1) instanceof DataType.Multiset set)) {
      return null;
    }
    DataType element = NestedTypes.common(set.element(), call.type(0));
    if (element == null) {
      return null;
    }
    return call.call(
        KERNELS,
        "isMember",
        BOOLEAN,
        strictSlot(call, call.cast(call.argument(0), element)),
        call.cast(call.argument(1), new DataType.Multiset(element)));
  }

  /// The slot of a value, or NULL, which makes the result NULL.
  private static Expression strictSlot(Invocation call, Expression value) {
    return NestedTypes.isNested(value.type())
        ? new Coalesce(List.of(value), NestedFunctions.SLOT)
        : call.call(SlotKernels.class, "slot", NestedFunctions.SLOT, value);
  }

  private static @Nullable Expression isSubmultiset(Invocation call) {
    DataType common = call.count() == 2 ? NestedTypes.common(call.type(0), call.type(1)) : null;
    return common instanceof DataType.Multiset
        ? call.call(
            KERNELS,
            "isSubmultiset",
            BOOLEAN,
            call.cast(call.argument(0), common),
            call.cast(call.argument(1), common))
        : null;
  }

  /// A question that NULL answers with no.
  private static @Nullable Expression is(Invocation call, String kernel) {
    if (call.count() != 1) {
      return null;
    }
    Literal no = new Literal(0L, BOOLEAN);
    return switch (call.type(0)) {
      case DataType.Null _ -> no;
      case DataType.Collection _, DataType.Map _ -> {
        Expression answer = call.call(KERNELS, kernel, BOOLEAN, call.argument(0));
        yield answer.nullable() ? new Coalesce(List.of(answer, no), BOOLEAN) : answer;
      }
      case DataType _ -> null;
    };
  }

  private static @Nullable Expression not(@Nullable Expression value) {
    return value == null ? null : new Not(value);
  }

  /// The only element, or NULL if there is none.
  static @Nullable Expression only(Invocation call) {
    return call.count() == 1 && call.type(0) instanceof DataType.Collection
        ? NestedFunctions.part(
            call,
            call.argument(0),
            call.call(SlotKernels.class, "onlyElement", BIGINT, call.argument(0)))
        : null;
  }
}
