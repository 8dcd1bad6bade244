package io.velostream.conformance.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random queries of forms that have their own grammar: subqueries that look outside in every
/// clause, LATERAL, UNNEST, QUALIFY, WITH RECURSIVE, joins by time.
final class FormGenerator {
  private static final String OUTSIDE = " FROM {T} AS y WHERE y.k = x.k AND ";

  private final Choices choices;
  private final Random random;
  private final List<Column> outer;
  private final List<Column> both;
  private final TermGenerator outerTerms;
  private final TermGenerator innerTerms;
  private final List<Column> inner;
  private final AggregateGenerator aggregates;

  /// @param columns the columns of both tables
  FormGenerator(Choices choices, List<Column> columns) {
    this.choices = choices;
    this.random = choices.random();
    this.outer = Column.named("x.", columns);
    this.inner = Column.named("y.", columns);
    this.both = new ArrayList<>(outer);
    both.addAll(inner);
    this.outerTerms = new TermGenerator(random, outer);
    this.innerTerms = new TermGenerator(random, inner);
    this.aggregates = new AggregateGenerator(choices);
  }

  /// A query with two columns.
  Relation form() {
    return switch (random.nextInt(10)) {
      case 0 -> lateralAggregate();
      case 1 -> lateralRows();
      case 2 -> item();
      case 3 -> having();
      case 4 -> on();
      case 5 -> unnested();
      case 6 -> qualified();
      case 7 -> recursive();
      case 8 -> random.nextBoolean() ? near() : last();
      default -> lateralOver();
    };
  }

  private Relation lateralAggregate() {
    return written(
        "SELECT {0} AS c0, l.a AS c1 FROM t AS x "
            + choices.pick(List.of("", "LEFT "))
            + "JOIN LATERAL (SELECT {1} AS a"
            + OUTSIDE
            + "{2}) AS l ON TRUE",
        value(),
        aggregate(),
        condition());
  }

  private Relation lateralRows() {
    return written(
        "SELECT {0} AS c0, l.b AS c1 FROM t AS x "
            + choices.pick(List.of("", "LEFT "))
            + "JOIN LATERAL (SELECT {1} AS b"
            + OUTSIDE
            + "{2}) AS l ON TRUE",
        value(),
        innerTerms.term(innerTerms.randomKind(), 1),
        condition());
  }

  private Relation lateralOver() {
    Column column = choices.pick(inner.stream().filter(c -> c.kind() != Kind.BOOL).toList());
    String parted = random.nextBoolean() ? "" : "PARTITION BY y.v0";
    return written(
        "SELECT {0} AS c0, l.b AS c1 FROM t AS x JOIN LATERAL (SELECT {1} AS b"
            + OUTSIDE
            + "{2}) AS l ON TRUE",
        value(),
        Term.same(
            choices.pick(List.of("MIN", "MAX")) + "({0}) OVER (" + parted + ")",
            column.kind(),
            column.term()),
        condition());
  }

  private Relation item() {
    return written(
        "SELECT {0} AS c0, (SELECT {1}" + OUTSIDE + "{2}) AS c1 FROM t AS x",
        value(),
        aggregate(),
        condition());
  }

  private Relation having() {
    return written(
        "SELECT {0} AS c0, {1} AS c1 FROM t AS x GROUP BY x.k HAVING COUNT(*) >= (SELECT COUNT(*)"
            + OUTSIDE
            + "{2})",
        outer.getFirst().term(),
        Term.of("COUNT(*)", Kind.BIG),
        condition());
  }

  private Relation on() {
    String asked =
        choices.pick(
            List.of(
                "EXISTS (SELECT 1 FROM u AS z WHERE z.k = x.k AND z.v0 > 0)",
                "x.v0 IN (SELECT z.v0 FROM u AS z WHERE z.k = x.k)",
                "x.v0 >= (SELECT MIN(z.v0) FROM u AS z)"));
    return written(
        "SELECT {0} AS c0, {1} AS c1 FROM t AS x JOIN {T} AS y ON x.k = y.k AND {2} AND " + asked,
        value(),
        innerTerms.term(innerTerms.randomKind(), 1),
        new TermGenerator(random, both).condition());
  }

  private Relation unnested() {
    Kind kind = outerTerms.randomKind();
    Term first = outerTerms.term(kind, 1);
    Term second = outerTerms.term(kind, 1);
    String ours = "CAST({0} AS " + kind.type().sql() + "), CAST({1} AS " + kind.type().sql() + ")";
    String duck = "CAST({0} AS " + kind.duckType() + "), CAST({1} AS " + kind.duckType() + ")";
    return written(
        "SELECT {0} AS c0, {1} AS c1 FROM t AS x CROSS JOIN UNNEST({2}) AS e (v)",
        value(),
        Term.of("e.v", kind),
        Term.differing("ARRAY[" + ours + "]", "[" + duck + "]", Kind.BOOL, first, second));
  }

  /// The times of all rows are different.
  private Relation qualified() {
    return written(
        "SELECT {0} AS c0, {1} AS c1 FROM t AS x WHERE x.ts IS NOT NULL AND {2} QUALIFY"
            + " ROW_NUMBER() OVER (PARTITION BY x.k ORDER BY x.ts"
            + choices.pick(List.of("", " DESC"))
            + ") <= "
            + (1 + random.nextInt(3)),
        value(),
        Term.of("x.ts", Kind.TS),
        outerTerms.condition());
  }

  private Relation recursive() {
    return written(
        "SELECT {0} AS c0, {1} AS c1 FROM (WITH RECURSIVE r (c, n) AS (SELECT x.k, 1 FROM t AS x"
            + " WHERE {2} UNION ALL SELECT r.c, r.n + 1 FROM r WHERE r.n < 3) SELECT c, n FROM r)"
            + " AS w",
        Term.of("w.c", outer.getFirst().kind()), Term.of("w.n", Kind.INT), outerTerms.condition());
  }

  private Relation near() {
    return written(
        "SELECT {0} AS c0, {1} AS c1 FROM t AS x JOIN u AS y ON x.k = y.k AND y.ts BETWEEN x.ts -"
            + " INTERVAL '"
            + choices.pick(List.of(0, 10, 50))
            + "' SECOND AND x.ts + INTERVAL '"
            + choices.pick(List.of(0, 20, 59))
            + "' SECOND AND {2}",
        value(),
        innerTerms.term(innerTerms.randomKind(), 1),
        condition());
  }

  private Relation last() {
    boolean left = random.nextBoolean();
    String rest =
        " JOIN u AS y ON x.k = y.k AND x.ts " + choices.pick(List.of(">", ">=")) + " y.ts";
    List<Term> parts = List.of(value(), Term.of("y.ts", Kind.TS));
    return new Relation.Written(
        new Term(
            "SELECT {0} AS c0, {1} AS c1 FROM t AS x" + (left ? " LEFT ASOF" : " ASOF") + rest,
            "SELECT {0} AS c0, {1} AS c1 FROM t AS x" + (left ? " ASOF LEFT" : " ASOF") + rest,
            Kind.BOOL,
            parts));
  }

  /// One without constants, which are not known to be constant in a subquery that looks outside.
  private Term aggregate() {
    Term call = aggregates.aggregate(inner, innerTerms);
    while (call.ours().contains("QUANTILE") || call.ours().contains("STRING_AGG")) {
      call = aggregates.aggregate(inner, innerTerms);
    }
    return call;
  }

  private Term value() {
    return outerTerms.term(outerTerms.randomKind(), 1);
  }

  private Term condition() {
    return random.nextInt(3) == 0
        ? new TermGenerator(random, both).condition()
        : innerTerms.condition();
  }

  private Relation written(String template, Term first, Term second, Term third) {
    String table = random.nextInt(3) == 0 ? "t" : "u";
    return new Relation.Written(
        Term.same(template.replace("{T}", table), Kind.BOOL, first, second, third));
  }
}
