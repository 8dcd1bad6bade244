package io.velostream.conformance.oracle;

import java.util.List;
import java.util.Random;

/// Random expressions over given columns, only of functions that mean the same in both dialects.
final class TermGenerator {
  private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=");
  private static final List<String> PATTERNS = List.of("a%", "%b", "%", "_", "A_", "%t''s", "!%");

  private final Random random;
  private final List<Column> columns;

  TermGenerator(Random random, List<Column> columns) {
    this.random = random;
    this.columns = columns;
  }

  /// Any stored kind that a column has.
  Kind randomKind() {
    List<Kind> kinds =
        columns.stream().map(Column::kind).filter(Kind.STORED::contains).distinct().toList();
    return kinds.isEmpty() || random.nextInt(6) == 0 ? pick(Kind.STORED) : pick(kinds);
  }

  /// A term of that kind, at most so deep.
  Term term(Kind kind, int depth) {
    if (depth <= 0 || random.nextInt(4) == 0) {
      return leaf(kind);
    }
    return switch (random.nextInt(7)) {
      case 0 -> generic(kind, depth - 1);
      case 1 -> leaf(kind);
      default -> specific(kind, depth - 1);
    };
  }

  /// A condition.
  Term condition() {
    return specific(Kind.BOOL, 2);
  }

  private Term leaf(Kind kind) {
    List<Column> fitting = columns.stream().filter(c -> c.kind() == kind).toList();
    return fitting.isEmpty() || random.nextInt(5) == 0
        ? kind.randomLiteral(random)
        : pick(fitting).term();
  }

  private Term generic(Kind kind, int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> Term.same("COALESCE({0}, {1})", kind, term(kind, depth), term(kind, depth));
      case 1 -> Term.same("NULLIF({0}, {1})", kind, term(kind, depth), term(kind, depth));
      case 2 ->
          Term.same(
              "CASE WHEN {0} THEN {1} ELSE {2} END",
              kind, term(Kind.BOOL, depth), term(kind, depth), term(kind, depth));
      default ->
          Term.same("CASE WHEN {0} THEN {1} END", kind, term(Kind.BOOL, depth), term(kind, depth));
    };
  }

  private Term specific(Kind kind, int depth) {
    return switch (kind) {
      case BOOL -> bool(depth);
      case INT -> integer(depth);
      case BIG -> big(depth);
      case DBL -> dbl(depth);
      case DEC -> decimal(depth);
      case STR -> text(depth);
      case DATE -> date(depth);
      case TS -> timestamp(depth);
      case WIDE, APPROX -> leaf(kind);
    };
  }

  private Term bool(int depth) {
    Kind kind = randomKind();
    return switch (random.nextInt(12)) {
      case 0 ->
          Term.same("({0} AND {1})", Kind.BOOL, term(Kind.BOOL, depth), term(Kind.BOOL, depth));
      case 1 ->
          Term.same("({0} OR {1})", Kind.BOOL, term(Kind.BOOL, depth), term(Kind.BOOL, depth));
      case 2 -> Term.same("(NOT {0})", Kind.BOOL, term(Kind.BOOL, depth));
      case 3 -> Term.same("({0} IS NULL)", Kind.BOOL, term(kind, depth));
      case 4 -> Term.same("({0} IS NOT NULL)", Kind.BOOL, term(kind, depth));
      case 5 ->
          Term.same(
              "({0} " + (random.nextBoolean() ? "" : "NOT ") + "BETWEEN {1} AND {2})",
              Kind.BOOL,
              term(kind, depth),
              term(kind, depth),
              term(kind, depth));
      case 6 ->
          Term.same(
              "({0} "
                  + (random.nextBoolean() ? "" : "NOT ")
                  + "IN ({1}, {2}"
                  + (random.nextInt(8) == 0 ? ", NULL" : "")
                  + "))",
              Kind.BOOL,
              term(kind, depth),
              kind.randomLiteral(random),
              kind.randomLiteral(random));
      case 7 ->
          Term.same(
              "({0} "
                  + (random.nextBoolean() ? "" : "NOT ")
                  + "LIKE '"
                  + pick(PATTERNS)
                  + "' ESCAPE '!')",
              Kind.BOOL,
              term(Kind.STR, depth));
      case 8 ->
          Term.same(
              "({0} IS " + (random.nextBoolean() ? "" : "NOT ") + "DISTINCT FROM {1})",
              Kind.BOOL,
              term(kind, depth),
              term(kind, depth));
      case 9 ->
          Term.differing(
              "({0} IS TRUE)",
              "({0} IS NOT DISTINCT FROM TRUE)", Kind.BOOL, term(Kind.BOOL, depth));
      default ->
          Term.same(
              "({0} " + pick(COMPARISONS) + " {1})",
              Kind.BOOL,
              term(kind, depth),
              term(kind, depth));
    };
  }

  private Term integer(int depth) {
    return switch (random.nextInt(8)) {
      case 0 -> Term.same("({0} + {1})", Kind.INT, term(Kind.INT, depth), term(Kind.INT, depth));
      case 1 -> Term.same("({0} - {1})", Kind.INT, term(Kind.INT, depth), term(Kind.INT, depth));
      case 2 -> Term.same("({0} * {1})", Kind.INT, leaf(Kind.INT), leaf(Kind.INT));
      case 3 ->
          Term.differing(
              "({0} / " + divisor() + ")", "({0} // " + divisor() + ")", Kind.INT, leaf(Kind.INT));
      case 4 ->
          Term.differing(
              "MOD({0}, {1})",
              "({0} % {1})", Kind.INT, term(Kind.INT, depth), Term.of("3", Kind.INT));
      case 5 -> Term.same("ABS({0})", Kind.INT, term(Kind.INT, depth));
      case 6 ->
          Term.differing(
              "CHAR_LENGTH({0})", "CAST(length({0}) AS INTEGER)", Kind.INT, term(Kind.STR, depth));
      default -> Term.same("(- {0})", Kind.INT, leaf(Kind.INT));
    };
  }

  private String divisor() {
    return "3";
  }

  private Term big(int depth) {
    return switch (random.nextInt(6)) {
      case 0 -> Term.same("({0} + {1})", Kind.BIG, term(Kind.BIG, depth), term(Kind.INT, depth));
      case 1 -> Term.same("({0} - {1})", Kind.BIG, term(Kind.BIG, depth), term(Kind.BIG, depth));
      case 2 -> Term.same("({0} * {1})", Kind.BIG, leaf(Kind.BIG), leaf(Kind.INT));
      case 3 -> Term.same("CAST({0} AS BIGINT)", Kind.BIG, term(Kind.INT, depth));
      case 4 -> Term.same("EXTRACT(YEAR FROM {0})", Kind.BIG, term(Kind.TS, depth));
      default -> Term.same("EXTRACT(MONTH FROM {0})", Kind.BIG, term(Kind.DATE, depth));
    };
  }

  private Term dbl(int depth) {
    return switch (random.nextInt(8)) {
      case 0 -> Term.same("({0} + {1})", Kind.DBL, term(Kind.DBL, depth), term(Kind.DBL, depth));
      case 1 -> Term.same("({0} - {1})", Kind.DBL, term(Kind.DBL, depth), term(Kind.DBL, depth));
      case 2 -> Term.same("({0} * {1})", Kind.DBL, leaf(Kind.DBL), leaf(Kind.DBL));
      case 3 -> Term.same("({0} / 4)", Kind.DBL, term(Kind.DBL, depth));
      case 4 -> Term.same("FLOOR({0})", Kind.DBL, term(Kind.DBL, depth));
      case 5 -> Term.same("CEIL({0})", Kind.DBL, term(Kind.DBL, depth));
      case 6 -> Term.same("ABS({0})", Kind.DBL, term(Kind.DBL, depth));
      default -> Term.same("CAST({0} AS DOUBLE)", Kind.DBL, term(Kind.INT, depth));
    };
  }

  private Term decimal(int depth) {
    return switch (random.nextInt(6)) {
      case 0 -> Term.same("({0} + {1})", Kind.DEC, term(Kind.DEC, depth), term(Kind.DEC, depth));
      case 1 -> Term.same("({0} - {1})", Kind.DEC, term(Kind.DEC, depth), term(Kind.DEC, depth));
      // with a type of its own, so that products of products keep all their digits
      case 2 ->
          Term.same("CAST({0} * {1} AS DECIMAL(20,3))", Kind.DEC, leaf(Kind.DEC), leaf(Kind.DEC));
      case 3 -> Term.same("ABS({0})", Kind.DEC, term(Kind.DEC, depth));
      case 4 -> Term.same("CAST({0} AS DECIMAL(10,2))", Kind.DEC, leaf(Kind.INT));
      default -> Term.same("CAST({0} AS DECIMAL(10,1))", Kind.DEC, leaf(Kind.DEC));
    };
  }

  private Term text(int depth) {
    return switch (random.nextInt(10)) {
      case 0 -> Term.same("({0} || {1})", Kind.STR, term(Kind.STR, depth), term(Kind.STR, depth));
      case 1 -> Term.same("UPPER({0})", Kind.STR, term(Kind.STR, depth));
      case 2 -> Term.same("LOWER({0})", Kind.STR, term(Kind.STR, depth));
      case 3 ->
          Term.same(
              "SUBSTRING({0}, " + (1 + random.nextInt(3)) + ", " + random.nextInt(3) + ")",
              Kind.STR,
              term(Kind.STR, depth));
      case 4 -> Term.same("TRIM({0})", Kind.STR, term(Kind.STR, depth));
      case 5 -> Term.same("REPLACE({0}, 'a', 'xy')", Kind.STR, term(Kind.STR, depth));
      case 6 -> Term.same("LEFT({0}, " + random.nextInt(3) + ")", Kind.STR, term(Kind.STR, depth));
      case 7 -> Term.same("RIGHT({0}, " + random.nextInt(3) + ")", Kind.STR, term(Kind.STR, depth));
      case 8 -> Term.same("LPAD({0}, 4, 'x')", Kind.STR, term(Kind.STR, depth));
      default -> Term.same("CAST({0} AS VARCHAR)", Kind.STR, term(Kind.INT, depth));
    };
  }

  private Term date(int depth) {
    return switch (random.nextInt(3)) {
      case 0 -> Term.same("CAST({0} AS DATE)", Kind.DATE, term(Kind.TS, depth));
      case 1 -> Term.same("CAST({0} - INTERVAL '1' MONTH AS DATE)", Kind.DATE, limited(Kind.DATE));
      default -> Term.same("CAST({0} + INTERVAL '3' DAY AS DATE)", Kind.DATE, limited(Kind.DATE));
    };
  }

  /// A literal instead of a column that may hold the first or the last date there is.
  private Term limited(Kind kind) {
    return kind.randomLiteral(random);
  }

  private Term timestamp(int depth) {
    return switch (random.nextInt(4)) {
      case 0 ->
          Term.differing(
              "FLOOR({0} TO HOUR)", "date_trunc('hour', {0})", Kind.TS, term(Kind.TS, depth));
      case 1 ->
          Term.differing(
              "FLOOR({0} TO DAY)",
              "CAST(date_trunc('day', {0}) AS TIMESTAMP)", Kind.TS, term(Kind.TS, depth));
      case 2 -> Term.same("({0} + INTERVAL '90' SECOND)", Kind.TS, term(Kind.TS, depth));
      default -> Term.same("({0} - INTERVAL '1' MONTH)", Kind.TS, leaf(Kind.TS));
    };
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
