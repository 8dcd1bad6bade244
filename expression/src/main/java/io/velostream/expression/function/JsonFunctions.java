package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BOOLEAN;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Slice;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Case.Branch;
import io.velostream.expression.Expression.Coalesce;
import io.velostream.expression.Expression.IsNull;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.kernel.JsonKernels;
import io.velostream.expression.kernel.JsonPartKernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// JSON text and VARIANTs. What takes JSON takes a VARIANT as well as its text.
final class JsonFunctions {
  private static final Class<?> KERNELS = JsonKernels.class;
  private static final DataType VARIANT = new DataType.Variant();

  private JsonFunctions() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.of("PARSE_JSON", call -> ofText(call, "parse", VARIANT)),
        Definition.of("TRY_PARSE_JSON", call -> ofText(call, "tryParse", VARIANT)),
        Definition.of("IS_JSON", call -> ofText(call, "isJson", BOOLEAN)),
        Definition.nullAware("TO_JSON", JsonFunctions::toJson),
        Definition.nullAware("JSON_STRING", JsonFunctions::toJson),
        Definition.of("VARIANT_TYPE", JsonFunctions::kind),
        Definition.of("JSON_EXISTS", JsonFunctions::exists),
        Definition.nullAware("JSON_VALUE", JsonFunctions::value),
        Definition.of("JSON_QUERY", JsonFunctions::query));
  }

  private static @Nullable Expression ofText(Invocation call, String kernel, DataType result) {
    return call.count() == 1 && ComparisonFunctions.isText(call.type(0))
        ? call.call(KERNELS, kernel, result, call.argument(0))
        : null;
  }

  private static @Nullable Expression toJson(Invocation call) {
    if (call.count() != 1) {
      return null;
    }
    Expression value = call.argument(0);
    if (value.type() instanceof DataType.Null) {
      return new Literal(null, STRING);
    }
    Expression slot = NestedFunctions.slot(call, value);
    Expression json =
        call.call(ElementCasts.class, "toJson", STRING, slot, NestedTypes.code(value.type()));
    return value.nullable() ? nullIfNull(value, json) : json;
  }

  private static Expression nullIfNull(Expression value, Expression result) {
    return new Expression.Case(
        List.of(new Branch(new IsNull(value), new Literal(null, result.type()))),
        result,
        result.type());
  }

  private static @Nullable Expression kind(Invocation call) {
    return call.count() == 1 && call.type(0).equals(VARIANT)
        ? call.call(KERNELS, "kind", STRING, call.argument(0))
        : null;
  }

  private static @Nullable Expression exists(Invocation call) {
    boolean fits =
        call.count() == 2
            && (call.type(0).equals(VARIANT) || ComparisonFunctions.isText(call.type(0)))
            && ComparisonFunctions.isText(call.type(1));
    String kernel = call.type(0).equals(VARIANT) ? "exists" : "existsIn";
    return fits ? call.call(KERNELS, kernel, BOOLEAN, call.argument(0), call.argument(1)) : null;
  }

  /// JSON_QUERY; the third argument says whether to wrap what is found: as Calcite calls it.
  private static @Nullable Expression query(Invocation call) {
    Expression found = find(call, false);
    if (found == null) {
      return null;
    }
    String wrapper = word(call, 2);
    Expression container =
        wrapper == null || wrapper.equals("WITHOUT_ARRAY")
            ? call.call(KERNELS, "container", VARIANT, found)
            : call.call(
                JsonPartKernels.class,
                wrapper.startsWith("WITH_CONDITIONAL") ? "wrappedIfScalar" : "wrapped",
                VARIANT,
                found);
    return call.result().equals(VARIANT)
        ? container
        : call.call(KERNELS, "text", STRING, container);
  }

  /// JSON_VALUE with the fixed arguments that the SQL side gives it: the document, the path, the
  /// words for empty and error (NULL, ERROR, DEFAULT), and the defaults of both.
  private static @Nullable Expression value(Invocation call) {
    if (call.count() < 2) {
      return null;
    }
    boolean strict = "ERROR".equals(word(call, 3));
    Expression found = "ERROR".equals(word(call, 2)) ? findOrError(call) : find(call, strict);
    if (found == null) {
      return null;
    }
    Expression text = call.call(KERNELS, strict ? "scalarOrError" : "scalar", STRING, found);
    Expression typed =
        call.result().equals(STRING) || !Casts.exists(STRING, call.result())
            ? text
            : new Expression.Cast(text, call.result(), !strict, call.position());
    boolean defaults = "DEFAULT".equals(word(call, 2)) || "DEFAULT".equals(word(call, 3));
    return defaults ? withDefaults(call, strict, found, text, typed) : typed;
  }

  /// Nothing found is empty; malformed JSON, an array or object, and what cannot be converted are
  /// errors. NULL and the null of JSON are neither.
  private static Expression withDefaults(
      Invocation call, boolean strict, Expression found, Expression text, Expression typed) {
    Expression nothing = new Literal(null, call.result());
    Expression onEmpty = instead(call, 2, nothing);
    Expression onError = instead(call, 3, nothing);
    Expression json = Objects.requireNonNull(json(call, strict), "it has been searched");
    Expression several = call.call(KERNELS, "container", VARIANT, found);
    List<Branch> branches = new ArrayList<>();
    branches.add(new Branch(new IsNull(call.argument(0)), nothing));
    branches.add(new Branch(new IsNull(json), onError));
    branches.add(new Branch(new IsNull(found), onEmpty));
    if (!strict) {
      branches.add(new Branch(new Expression.Not(new IsNull(several)), onError));
    }
    branches.add(new Branch(new IsNull(text), nothing));
    return new Expression.Case(
        branches, new Coalesce(List.of(typed, onError), call.result()), call.result());
  }

  private static Expression instead(Invocation call, int word, Expression nothing) {
    return "DEFAULT".equals(word(call, word))
        ? call.cast(call.argument(word + 2), call.result())
        : nothing;
  }

  private static @Nullable String word(Invocation call, int index) {
    return call.count() > index && call.argument(index) instanceof Literal(Slice text, DataType _)
        ? text.toText()
        : null;
  }

  private static @Nullable Expression find(Invocation call, boolean strict) {
    Expression json = json(call, strict);
    return json == null ? null : call.call(KERNELS, "find", VARIANT, json, call.argument(1));
  }

  private static @Nullable Expression findOrError(Invocation call) {
    Expression json = json(call, "ERROR".equals(word(call, 3)));
    return json == null
        ? null
        : call.call(JsonPartKernels.class, "findOrError", VARIANT, json, call.argument(1));
  }

  private static @Nullable Expression json(Invocation call, boolean strict) {
    if (call.count() < 2 || !ComparisonFunctions.isText(call.type(1))) {
      return null;
    }
    Expression json = call.argument(0);
    if (json.type().equals(VARIANT)) {
      return json;
    }
    return ComparisonFunctions.isText(json.type())
        ? call.call(KERNELS, strict ? "parse" : "tryParse", VARIANT, json)
        : null;
  }
}
