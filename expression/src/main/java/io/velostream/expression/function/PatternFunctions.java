package io.velostream.expression.function;

import static io.velostream.columnar.DataType.BIGINT;
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
    addWithNegation(
        all,
        "LIKE",
        "Whether the text matches a pattern: % is any run of characters, _ is one.",
        PatternFunctions::like);
    addWithNegation(
        all, "ILIKE", "LIKE without regard to letter case.", call -> matches(call, "ilike"));
    addWithNegation(
        all,
        "SIMILAR TO",
        "Whether the text matches a pattern of SQL's regular expressions.",
        call -> matches(call, "similarTo"));
    Definition like =
        Simple.of(
            "REGEXP_LIKE(text, pattern)",
            "Whether part of the text matches a regular expression.",
            KERNELS,
            "regexpLike",
            BOOLEAN,
            STRING,
            STRING);
    all.add(like);
    all.add(like.alias("REGEXP"));
    all.add(like.alias("RLIKE"));
    all.add(
        Simple.of(
            "REGEXP_REPLACE(text, pattern, by)",
            "Every match of a regular expression replaced, $1 by its first group; PostgreSQL and"
                + " DuckDB replace the first match only.",
            KERNELS,
            "regexpReplace",
            STRING,
            STRING,
            STRING,
            STRING));
    all.add(
        Simple.of(
            "REGEXP_EXTRACT(text, pattern [, group])",
            "The first match of a regular expression, or a group of it; NULL when there is none.",
            KERNELS,
            "regexpExtract",
            STRING,
            2,
            STRING,
            STRING,
            BIGINT));
    all.add(
        Simple.of(
            "REGEXP_SUBSTR(text, pattern)",
            "The first match of a regular expression; NULL when there is none.",
            KERNELS,
            "regexpExtract",
            STRING,
            STRING,
            STRING));
    all.add(
        Simple.of(
            "REGEXP_COUNT(text, pattern)",
            "How often a regular expression matches.",
            KERNELS,
            "regexpCount",
            BIGINT,
            STRING,
            STRING));
    all.add(
        Simple.of(
            "REGEXP_INSTR(text, pattern)",
            "Position of the first match of a regular expression, from 1, or 0.",
            KERNELS,
            "regexpInstr",
            BIGINT,
            STRING,
            STRING));
    return all;
  }

  private static void addWithNegation(
      List<Definition> all, String name, String summary, Definition.Binder binder) {
    String escape = name.endsWith("LIKE") ? " [ESCAPE character]" : "";
    all.add(Definition.of(name, "text " + name + " pattern" + escape, summary, binder));
    all.add(
        Definition.of(
            "NOT " + name,
            "text NOT " + name + " pattern" + escape,
            "The opposite of " + name + ".",
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
