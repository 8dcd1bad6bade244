package io.velostream.conformance.oracle;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Random calls of aggregate functions.
final class AggregateGenerator {
  private final Choices choices;
  private final Random random;

  AggregateGenerator(Choices choices) {
    this.choices = choices;
    this.random = choices.random();
  }

  /// A call over some columns.
  Term aggregate(List<Column> from, TermGenerator terms) {
    List<Column> wide = from.stream().filter(c -> c.kind() == Kind.WIDE).toList();
    if (!wide.isEmpty() && random.nextInt(3) == 0) {
      String function = choices.pick(List.of("SUM", "MIN", "MAX"));
      return Term.same(function + "({0})", Kind.WIDE, choices.pick(wide).term());
    }
    String filter = random.nextInt(5) == 0 ? " FILTER (WHERE {1})" : "";
    Term condition = terms.condition();
    String distinct = random.nextInt(4) == 0 ? "DISTINCT " : "";
    return switch (random.nextInt(12)) {
      case 8, 9, 10, 11 -> collecting(distinct, filter, from, terms, condition);
      case 0 ->
          Term.same(
              "COUNT(*)" + filter.replace("{1}", "{0}"),
              Kind.BIG,
              filter.isEmpty() ? new Term[0] : new Term[] {condition});
      case 1 -> call("COUNT(" + distinct, filter, Kind.BIG, terms.term(kind(from), 1), condition);
      case 2, 3 -> sum(distinct, filter, terms, number(from), condition);
      case 4 -> {
        Kind kind = number(from);
        yield call("AVG(", filter, Kind.APPROX, terms.term(kind, 1), condition);
      }
      case 5 -> {
        Kind kind = choices.pick(List.of(Kind.INT, Kind.BIG));
        String function = choices.pick(List.of("VAR_POP", "VAR_SAMP", "STDDEV_POP", "STDDEV_SAMP"));
        yield call(function + "(", filter, Kind.APPROX, smallTerm(kind, from), condition);
      }
      default -> {
        Kind kind = kind(from);
        yield call(
            choices.pick(List.of("MIN(", "MAX(")), filter, kind, terms.term(kind, 1), condition);
      }
    };
  }

  /// The functions that look at all values, and regressions.
  private Term collecting(
      String distinct, String filter, List<Column> from, TermGenerator terms, Term condition) {
    Term whole = terms.term(choices.pick(List.of(Kind.INT, Kind.BIG)), 1);
    return switch (random.nextInt(8)) {
      case 0 -> call("MEDIAN(" + distinct, filter, Kind.APPROX, whole, condition);
      case 1 ->
          withEnd(
              "QUANTILE_CONT(",
              "QUANTILE_CONT(",
              distinct + "{0}, " + fraction() + ")" + filter,
              Kind.APPROX,
              whole,
              condition);
      case 2 -> {
        Kind kind =
            choices.pick(List.of(Kind.INT, Kind.BIG, Kind.DEC, Kind.DATE, Kind.TS, Kind.STR));
        yield withEnd(
            "QUANTILE_DISC(",
            "QUANTILE_DISC(",
            distinct + "{0}, " + fraction() + ")" + filter,
            kind,
            terms.term(kind, 1),
            condition);
      }
      case 3 -> {
        String direction = choices.pick(List.of("", " DESC"));
        yield withEnd(
            "STRING_AGG(",
            "STRING_AGG(",
            distinct + "{0}, '-' ORDER BY {0}" + direction + ")" + filter,
            Kind.STR,
            smallTerm(Kind.STR, from),
            condition);
      }
      case 4 -> {
        Kind kind = choices.pick(List.of(Kind.INT, Kind.BIG));
        String function = choices.pick(List.of("BIT_AND(", "BIT_OR(", "BIT_XOR("));
        yield call(function + distinct, filter, kind, terms.term(kind, 1), condition);
      }
      case 5 ->
          call(
              choices.pick(List.of("BOOL_AND(", "BOOL_OR(")),
              filter,
              Kind.BOOL,
              condition,
              condition);
      case 6 -> {
        // equal keys would leave the choice to the engine
        Kind kind = kind(from);
        Term value = terms.term(kind, 1);
        yield withEnd(
            choices.pick(List.of("ARG_MIN(", "ARG_MAX(")),
            null,
            "{0}, {0})" + filter,
            kind,
            value,
            condition);
      }
      default -> {
        String function =
            choices.pick(
                List.of(
                    "COVAR_POP(",
                    "COVAR_SAMP(",
                    "REGR_SXX(",
                    "REGR_SYY(",
                    "REGR_SXY(",
                    "REGR_AVGX(",
                    "REGR_AVGY("));
        Term y = smallTerm(Kind.INT, from);
        Term x = smallTerm(Kind.BIG, from);
        yield filter.isEmpty()
            ? Term.same(function + "{0}, {1})", Kind.APPROX, y, x)
            : Term.same(
                function + "{0}, {1})" + filter.replace("{1}", "{2}"),
                Kind.APPROX,
                y,
                x,
                condition);
      }
    };
  }

  private static Term withEnd(
      String ours, @Nullable String duck, String end, Kind kind, Term argument, Term condition) {
    Term[] arguments =
        end.contains("{1}") ? new Term[] {argument, condition} : new Term[] {argument};
    return Term.differing(ours + end, (duck == null ? ours : duck) + end, kind, arguments);
  }

  private String fraction() {
    return choices.pick(List.of("0", "0.25", "0.5", "0.9", "1"));
  }

  /// A column, so that squares stay small enough for both sides' floating point.
  private Term smallTerm(Kind kind, List<Column> from) {
    List<Column> fitting = from.stream().filter(c -> c.kind() == kind).toList();
    return fitting.isEmpty() ? kind.literal("7") : choices.pick(fitting).term();
  }

  private Term sum(String distinct, String filter, TermGenerator terms, Kind kind, Term condition) {
    Term argument = terms.term(kind, 1);
    return switch (kind) {
      case DBL -> call("SUM(" + distinct, filter, Kind.DBL, argument, condition);
      case DEC -> call("SUM(" + distinct, filter, Kind.WIDE, argument, condition);
      default -> {
        Term sum = call("SUM(" + distinct, filter, Kind.BIG, argument, condition);
        yield new Term(sum.ours(), "CAST(" + sum.duck() + " AS BIGINT)", Kind.BIG, sum.arguments());
      }
    };
  }

  private static Term call(
      String opening, String filter, Kind kind, Term argument, Term condition) {
    return filter.isEmpty()
        ? Term.same(opening + "{0})", kind, argument)
        : Term.same(opening + "{0})" + filter, kind, argument, condition);
  }

  /// A kind of numbers, one that a column has if possible.
  private Kind number(List<Column> from) {
    List<Kind> kinds = from.stream().map(Column::kind).filter(Kind::isNumber).toList();
    return choices.pick(kinds.isEmpty() ? List.of(Kind.INT, Kind.BIG, Kind.DBL, Kind.DEC) : kinds);
  }

  private Kind kind(List<Column> from) {
    return new TermGenerator(random, from).randomKind();
  }
}
