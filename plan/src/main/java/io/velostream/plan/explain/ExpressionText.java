package io.velostream.plan.explain;

import io.velostream.columnar.Schema;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.And;
import io.velostream.expression.Expression.Call;
import io.velostream.expression.Expression.Case;
import io.velostream.expression.Expression.Cast;
import io.velostream.expression.Expression.Coalesce;
import io.velostream.expression.Expression.Column;
import io.velostream.expression.Expression.IsNull;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.Expression.Not;
import io.velostream.expression.Expression.Or;
import java.util.List;
import java.util.stream.Collectors;

/// Expressions as SQL, on one line, with no more parentheses than needed.
///
/// The text is for people: it says what is computed, and leaves out how decimals are brought to a
/// common scale on the way.
public final class ExpressionText {
  private final Schema input;

  private ExpressionText(Schema input) {
    this.input = input;
  }

  /// The text of an expression over columns of `input`.
  public static String of(Expression expression, Schema input) {
    return new ExpressionText(input).term(expression).text();
  }

  Term term(Expression expression) {
    return switch (expression) {
      case Column column -> Term.atom(Quoted.column(input, column.index()));
      case Literal literal -> LiteralText.of(literal);
      case Call call -> CallText.of(call, this);
      case Cast cast -> cast(cast);
      case And and -> connected(and.operands(), "AND", Term.AND, "TRUE");
      case Or or -> connected(or.operands(), "OR", Term.OR, "FALSE");
      case Not not -> not(not);
      case IsNull isNull -> isNull(isNull, "IS NULL");
      case Case choice -> choice(choice);
      case Coalesce coalesce -> function("COALESCE", coalesce.operands());
    };
  }

  /// `NAME(a, b)`.
  Term function(String name, List<Expression> operands) {
    return Term.atom(
        operands.stream()
            .map(operand -> term(operand).text())
            .collect(Collectors.joining(", ", name + "(", ")")));
  }

  /// `a + b`. Operators of equal strength group to the left; comparisons not at all.
  Term infix(String sign, int strength, Expression left, Expression right) {
    int leastLeft = strength == Term.COMPARISON ? strength + 1 : strength;
    String a = term(left).within(leastLeft);
    String b = term(right).within(strength + 1);
    return new Term(a + " " + sign + " " + b, strength);
  }

  private Term cast(Cast cast) {
    String value = term(cast.operand()).text();
    return Term.atom(
        (cast.lenient() ? "TRY_CAST(" : "CAST(") + value + " AS " + cast.type().sql() + ")");
  }

  private Term connected(List<Expression> operands, String word, int strength, String ofNone) {
    return switch (operands.size()) {
      case 0 -> Term.atom(ofNone);
      case 1 -> term(operands.getFirst());
      default ->
          new Term(
              operands.stream()
                  .map(operand -> term(operand).within(strength))
                  .collect(Collectors.joining(" " + word + " ")),
              strength);
    };
  }

  private Term not(Not not) {
    return not.operand() instanceof IsNull isNull
        ? isNull(isNull, "IS NOT NULL")
        : new Term("NOT " + term(not.operand()).within(Term.NOT), Term.NOT);
  }

  private Term isNull(IsNull isNull, String words) {
    String value = term(isNull.operand()).within(Term.COMPARISON + 1);
    return new Term(value + " " + words, Term.COMPARISON);
  }

  private Term choice(Case choice) {
    StringBuilder out = new StringBuilder("CASE");
    for (Case.Branch branch : choice.branches()) {
      out.append(" WHEN ").append(term(branch.condition()).text());
      out.append(" THEN ").append(term(branch.result()).text());
    }
    if (!(choice.otherwise() instanceof Literal literal && literal.value() == null)) {
      out.append(" ELSE ").append(term(choice.otherwise()).text());
    }
    return Term.atom(out.append(" END").toString());
  }
}
