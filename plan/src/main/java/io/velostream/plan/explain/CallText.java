package io.velostream.plan.explain;

import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Call;
import io.velostream.expression.function.ScalarFunction;
import io.velostream.expression.kernel.ComparisonKernels;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Calls of scalar functions in the form that SQL has for them.
///
/// A bound call is one of a kernel, which need not take the operands of the SQL function: a
/// comparison may have swapped them, a decimal operation has steps between. So where name and
/// kernel can disagree, it is the kernel that counts.
final class CallText {
  private static final Map<String, String> COMPARISONS =
      Map.of(
          "equal", "=",
          "notEqual", "<>",
          "less", "<",
          "lessOrEqual", "<=",
          "greater", ">",
          "greaterOrEqual", ">=");

  private static final Map<String, Integer> OPERATORS =
      Map.of(
          "+", Term.SUM,
          "-", Term.SUM,
          "||", Term.SUM,
          "*", Term.PRODUCT,
          "/", Term.PRODUCT,
          "%", Term.PRODUCT);

  private CallText() {}

  static Term of(Call call, ExpressionText printer) {
    ScalarFunction function = call.function();
    List<Expression> operands = call.operands();
    String name = function.name();
    if (function.owner() == ComparisonKernels.class) {
      return comparison(call, printer);
    }
    Term nested = NestedCallText.of(call, printer);
    if (nested != null) {
      return nested;
    }
    if (name.equals("CAST")) {
      // A step of another operation, which brings a decimal to its scale.
      return printer.term(operands.getFirst());
    }
    if (OPERATORS.containsKey(name)) {
      return arithmetic(call, printer);
    }
    if (name.endsWith("LIKE")) {
      return like(call, printer);
    }
    Term withUnit = TimeCallText.of(call, printer);
    if (withUnit != null) {
      return withUnit;
    }
    return printer.function(isWord(name) ? name : kernelName(function), operands);
  }

  private static Term comparison(Call call, ExpressionText printer) {
    String method = call.function().method();
    String sign = COMPARISONS.get(method);
    if (sign == null) {
      return printer.function(kernelName(call.function()), call.operands());
    }
    // An integer and a double are compared by the sign of a first comparison.
    List<Expression> compared =
        call.operands().getFirst() instanceof Call inner
                && inner.function().owner() == ComparisonKernels.class
                && inner.function().method().equals("compare")
            ? inner.operands()
            : call.operands();
    return printer.infix(sign, Term.COMPARISON, compared.get(0), compared.get(1));
  }

  /// Operands after the second are constants that the kernel needs.
  private static Term arithmetic(Call call, ExpressionText printer) {
    String name = call.function().name();
    List<Expression> operands = call.operands();
    if (operands.size() >= 2) {
      return printer.infix(
          name, OPERATORS.getOrDefault(name, Term.SUM), operands.get(0), operands.get(1));
    }
    return name.equals("-")
        ? new Term("-" + printer.term(operands.getFirst()).within(Term.ATOM), Term.SIGN)
        : printer.function(kernelName(call.function()), operands);
  }

  /// `a LIKE b`, unless the pattern has been turned into something simpler.
  private static Term like(Call call, ExpressionText printer) {
    ScalarFunction function = call.function();
    List<Expression> operands = call.operands();
    boolean plain = function.method().equalsIgnoreCase(function.name().replace(" ", ""));
    if (!plain || operands.size() < 2) {
      return printer.function(kernelName(function), operands);
    }
    Term like = printer.infix(function.name(), Term.COMPARISON, operands.get(0), operands.get(1));
    return operands.size() == 2
        ? like
        : new Term(
            like.text() + " ESCAPE " + printer.term(operands.get(2)).within(Term.SUM),
            Term.COMPARISON);
  }

  private static boolean isWord(String name) {
    return Character.isLetter(name.charAt(0));
  }

  /// `startsWith` as `STARTS_WITH`.
  private static String kernelName(ScalarFunction function) {
    return function.method().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }
}
