package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BOOLEAN;
import static io.velostream.columnar.DataType.STRING;

import io.velostream.expression.Expression;
import io.velostream.expression.kernel.ComparisonKernels;
import io.velostream.expression.kernel.PatternKernels;
import io.velostream.expression.kernel.TextKernels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// LIKE and regular expressions. A LIKE pattern that only says how a text starts, ends, or what it
/// contains becomes that simpler question.
final class PatternFunctions {
  private static final Class<?> KERNELS = PatternKernels.class;

  private PatternFunctions() {}

  static List<Definition> definitions() {
    List<Definition> all = new ArrayList<>();
    addWithNegation(all, "LIKE", PatternFunctions::like);
    addWithNegation(all, "ILIKE", call -> matches(call, "ilike"));
    addWithNegation(all, "SIMILAR TO", call -> matches(call, "similarTo"));
    all.addAll(RegexFunctions.definitions());
    return all;
  }

  private static void addWithNegation(List<Definition> all, String name, Definition.Binder binder) {
    all.add(Definition.of(name, binder));
    all.add(
        Definition.of(
            "NOT " + name,
            call -> {
              Expression positive = binder.bind(call);
              return positive == null ? null : new Expression.Not(positive);
            }));
  }

  private static @Nullable Expression like(Invocation call) {
    String pattern = call.count() == 2 ? call.literalText(1) : null;
    Expression text = call.count() >= 2 ? Simple.as(call, call.argument(0), STRING) : null;
    if (pattern == null || text == null || pattern.indexOf('_') >= 0) {
      return matches(call, "like");
    }
    int first = pattern.indexOf('%');
    int last = pattern.lastIndexOf('%');
    int end = pattern.length() - 1;
    if (first < 0) {
      return call.call(ComparisonKernels.class, "equal", BOOLEAN, text, Invocation.text(pattern));
    }
    if (first == last && first == end) {
      return ask(call, "startsWith", text, pattern.substring(0, end));
    }
    if (first == last && first == 0) {
      return ask(call, "endsWith", text, pattern.substring(1));
    }
    if (first == 0 && last == end && end > 0 && pattern.indexOf('%', 1) == end) {
      return ask(call, "contains", text, pattern.substring(1, end));
    }
    return matches(call, "like");
  }

  private static Expression ask(Invocation call, String kernel, Expression text, String part) {
    return call.call(TextKernels.class, kernel, BOOLEAN, text, Invocation.text(part));
  }

  private static @Nullable Expression matches(Invocation call, String kernel) {
    boolean escape = call.count() == 3 && !kernel.equals("similarTo");
    if (call.count() != 2 && !escape) {
      return null;
    }
    Expression text = Simple.as(call, call.argument(0), STRING);
    Expression pattern = Simple.as(call, call.argument(1), STRING);
    if (text == null || pattern == null) {
      return null;
    }
    if (!escape) {
      return call.call(KERNELS, kernel, BOOLEAN, text, pattern);
    }
    Expression character = Simple.as(call, call.argument(2), STRING);
    return character == null ? null : call.call(KERNELS, kernel, BOOLEAN, text, pattern, character);
  }
}
