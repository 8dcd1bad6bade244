package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
import static io.velostream.columnar.DataType.BOOLEAN;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression;
import io.velostream.expression.kernel.JsonKernels;
import io.velostream.expression.kernel.JsonPartKernels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parts of JSON, and questions about it. What is no JSON has no parts: NULL.
final class JsonPartFunctions {
  private static final Class<?> KERNELS = JsonPartKernels.class;
  private static final DataType VARIANT = new DataType.Variant();
  private static final DataType TEXTS = new DataType.Array(STRING);

  private JsonPartFunctions() {}

  static List<Definition> definitions() {
    List<Definition> all = new ArrayList<>();
    all.add(Definition.of("JSON_EXTRACT", call -> part(call, 2)));
    all.add(Definition.of("JSON_EXTRACT_STRING", call -> of(call, 2, "plain", STRING)));
    all.add(Definition.of("JSON_KEYS", call -> of(call, 1, "keys", TEXTS)));
    all.add(Definition.of("JSON_LENGTH", call -> of(call, 1, "length", BIGINT)));
    all.add(Definition.of("JSON_ARRAY_LENGTH", call -> of(call, 1, "arrayLength", BIGINT)));
    all.add(Definition.of("JSON_TYPE", JsonPartFunctions::kind));
    all.add(Definition.of("JSON_GET", JsonPartFunctions::member));
    all.add(Definition.of("JSON_GET_TEXT", call -> plain(call, member(call))));
    all.add(Definition.of("JSON_EXTRACT_PATH", JsonPartFunctions::walk));
    all.add(Definition.of("JSON_EXTRACT_PATH_TEXT", call -> plain(call, walk(call))));
    all.add(Typed.of("JSON_QUOTE", KERNELS, "quoted", STRING, STRING));
    all.add(Typed.of("JSON_UNQUOTE", KERNELS, "unquoted", STRING, STRING));
    for (String kind : List.of("VALUE", "OBJECT", "ARRAY", "SCALAR")) {
      all.add(Definition.nullAware("IS JSON " + kind, call -> isKind(call, kind)));
      all.add(
          Definition.nullAware(
              "IS NOT JSON " + kind,
              call -> {
                Expression is = isKind(call, kind);
                return is == null ? null : new Expression.Not(is);
              }));
    }
    return all;
  }

  private static @Nullable Expression isKind(Invocation call, String kind) {
    return call.count() == 1 && ComparisonFunctions.isText(call.type(0))
        ? call.call(KERNELS, "isKind", BOOLEAN, call.argument(0), Invocation.text(kind))
        : null;
  }

  private static @Nullable Expression kind(Invocation call) {
    Expression part = part(call, 1);
    return part == null ? null : call.call(JsonKernels.class, "kind", STRING, part);
  }

  private static @Nullable Expression of(
      Invocation call, int required, String kernel, DataType type) {
    Expression part = part(call, required);
    return part == null ? null : call.asResult(call.call(KERNELS, kernel, type, part));
  }

  /// The document as a VARIANT, or `null` when the first argument is none.
  private static @Nullable Expression json(Invocation call) {
    Expression json = call.argument(0);
    if (json.type().equals(VARIANT)) {
      return json;
    }
    return ComparisonFunctions.isText(json.type())
        ? call.call(JsonKernels.class, "tryParse", VARIANT, json)
        : null;
  }

  private static @Nullable Expression plain(Invocation call, @Nullable Expression part) {
    return part == null ? null : call.asResult(call.call(KERNELS, "plain", STRING, part));
  }

  /// The member of an object, the element of an array, or what a path leads to.
  private static @Nullable Expression member(Invocation call) {
    Expression json = call.count() == 2 ? json(call) : null;
    if (json == null) {
      return null;
    }
    if (ComparisonFunctions.isText(call.type(1))) {
      return call.call(KERNELS, "memberOrPath", VARIANT, json, call.argument(1));
    }
    return call.type(1) instanceof DataType.Integral
        ? call.call(KERNELS, "elementFromZero", VARIANT, json, call.argument(1))
        : null;
  }

  /// Where a name after the other leads to.
  private static @Nullable Expression walk(Invocation call) {
    Expression at = call.count() < 2 ? null : json(call);
    for (int i = 1; i < call.count() && at != null; i++) {
      at =
          ComparisonFunctions.isText(call.type(i))
              ? call.call(KERNELS, "memberOrElement", VARIANT, at, call.argument(i))
              : null;
    }
    return at;
  }

  /// What the path, or `$` where there is none, leads to.
  private static @Nullable Expression part(Invocation call, int required) {
    if (call.count() < required || call.count() > 2) {
      return null;
    }
    Expression json = json(call);
    if (json == null || call.count() == 1) {
      return json;
    }
    return ComparisonFunctions.isText(call.type(1))
        ? call.call(JsonKernels.class, "find", VARIANT, json, call.argument(1))
        : null;
  }
}
