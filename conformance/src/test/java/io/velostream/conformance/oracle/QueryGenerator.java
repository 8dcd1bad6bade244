package io.velostream.conformance.oracle;

import io.velostream.conformance.oracle.Relation.Group;
import io.velostream.conformance.oracle.Relation.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Random queries over the tables `t` and `u` of a [Dataset].
final class QueryGenerator {
  private final Random random;
  private final List<Column> columns;
  private int names;

  /// @param columns the columns of both tables; `k` and `ts` are among them
  QueryGenerator(Random random, List<Column> columns) {
    this.random = random;
    this.columns = columns;
  }

  /// A query.
  ///
  /// @param appendOnly whether the input never takes rows back
  Question question(boolean appendOnly) {
    int dice = random.nextInt(appendOnly ? 20 : 12);
    if (dice < 12) {
      return new Question(anyRelation(2), random.nextInt(5) == 0 ? Emit.FINAL : Emit.CHANGES);
    }
    if (dice < 16) {
      return new Question(windowed(), random.nextInt(2) == 0 ? Emit.FINAL : Emit.CHANGES);
    }
    if (dice < 17) {
      return new Question(sessions(), Emit.FINAL);
    }
    if (dice < 19) {
      return new Question(over(), Emit.DEFAULT);
    }
    return new Question(sorted(), Emit.DEFAULT);
  }

  private Relation anyRelation(int depth) {
    Relation input = input(depth);
    return switch (random.nextInt(12)) {
      case 8, 9 -> joined(input, depth);
      case 10 -> filtered(input);
      case 11 -> setOperation(input);
      case 0, 1 -> select(input, false);
      case 2 -> select(input, true);
      case 3 -> union(input);
      default -> group(input, input.columns());
    };
  }

  private Relation input(int depth) {
    if (depth <= 0 || random.nextInt(2) == 0) {
      return new Relation.Base(random.nextInt(4) == 0 ? "u" : "t", columns);
    }
    return switch (random.nextInt(7)) {
      case 5 -> joined(input(0), depth - 1);
      case 6 -> filtered(input(depth - 1));
      case 0 -> select(input(depth - 1), random.nextBoolean());
      case 1 -> union(input(0));
      default -> {
        Relation inner = input(depth - 1);
        yield group(inner, inner.columns());
      }
    };
  }

  private Relation select(Relation input, boolean distinct) {
    TermGenerator terms = new TermGenerator(random, input.columns());
    List<Item> items = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      items.add(item(input, terms, name("c")));
    }
    return new Select(input, cte(), distinct, items, maybe(terms.condition(), 3));
  }

  /// Mostly an expression; a column whose kind allows none is passed on.
  private Item item(Relation input, TermGenerator terms, String name) {
    Column column = pick(input.columns());
    return Kind.STORED.contains(column.kind())
        ? new Item(terms.term(column.kind(), random.nextInt(3)), name)
        : new Item(column.term(), name);
  }

  /// Mostly by keys; sometimes by anything, or with a further condition.
  private Relation joined(Relation left, int depth) {
    Relation right = random.nextInt(3) == 0 ? input(depth - 1) : base();
    List<Column> lefts = named("l.", left.columns());
    List<Column> rights = named("r.", right.columns());
    List<Column> both = new ArrayList<>(lefts);
    both.addAll(rights);
    TermGenerator terms = new TermGenerator(random, both);
    List<Item> items = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      Column column = pick(both);
      boolean computed = Kind.STORED.contains(column.kind()) && random.nextInt(3) == 0;
      items.add(new Item(computed ? terms.term(column.kind(), 1) : column.term(), name("c")));
    }
    return new Relation.Joined(
        left,
        right,
        pick(List.of("INNER", "INNER", "LEFT", "RIGHT", "FULL")),
        on(lefts, rights, terms),
        items,
        maybe(terms.condition(), 4));
  }

  private Term on(List<Column> lefts, List<Column> rights, TermGenerator terms) {
    List<Term> conditions = new ArrayList<>();
    int keys = 1 + random.nextInt(2);
    for (int i = 0; i < keys; i++) {
      Column left = pick(lefts);
      List<Column> fitting =
          rights.stream()
              .filter(c -> c.kind() == left.kind() && Kind.STORED.contains(c.kind()))
              .toList();
      if (!fitting.isEmpty()) {
        String equals = random.nextInt(5) == 0 ? "IS NOT DISTINCT FROM" : "=";
        conditions.add(
            Term.same("({0} " + equals + " {1})", Kind.BOOL, left.term(), pick(fitting).term()));
      }
    }
    if (conditions.isEmpty() || random.nextInt(4) == 0) {
      conditions.add(terms.condition());
    }
    Term all = conditions.getFirst();
    for (Term more : conditions.subList(1, conditions.size())) {
      all = Term.same("({0} AND {1})", Kind.BOOL, all, more);
    }
    return all;
  }

  /// WHERE with a subquery, of one of the tables.
  private Relation filtered(Relation input) {
    TermGenerator terms = new TermGenerator(random, input.columns());
    List<Item> items = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      items.add(item(input, terms, name("c")));
    }
    return new Select(input, false, false, items, subquery(input));
  }

  private Term subquery(Relation input) {
    List<Column> plain =
        input.columns().stream().filter(c -> Kind.STORED.contains(c.kind())).toList();
    if (plain.isEmpty()) {
      return Term.of("EXISTS (SELECT 1 FROM u)", Kind.BOOL);
    }
    Column outer = pick(plain);
    String table = random.nextBoolean() ? "u" : "t";
    String row = input instanceof Relation.Base base ? base.name() : "x";
    List<Column> fitting = columns.stream().filter(c -> c.kind() == outer.kind()).toList();
    String not = random.nextInt(3) == 0 ? "NOT " : "";
    TermGenerator terms = new TermGenerator(random, named("y.", columns));
    Term condition = terms.condition();
    if (fitting.isEmpty()) {
      return Term.same(
          not + "EXISTS (SELECT 1 FROM " + table + " AS y WHERE {0})", Kind.BOOL, condition);
    }
    String inner = "y." + pick(fitting).name();
    Term value = new Column(row + "." + outer.name(), outer.kind()).term();
    return switch (random.nextInt(4)) {
      case 0 ->
          Term.same(
              "({0} " + not + "IN (SELECT " + inner + " FROM " + table + " AS y WHERE {1}))",
              Kind.BOOL,
              value,
              condition);
      case 1 ->
          Term.same(
              "({0} >= (SELECT MIN(" + inner + ") FROM " + table + " AS y WHERE {1}))",
              Kind.BOOL,
              value,
              condition);
      case 2 ->
          Term.same(
              "((SELECT COUNT(*) FROM "
                  + table
                  + " AS y WHERE "
                  + inner
                  + " = {0}) > "
                  + random.nextInt(3)
                  + ")",
              Kind.BOOL,
              value);
      default ->
          Term.same(
              not + "EXISTS (SELECT 1 FROM " + table + " AS y WHERE " + inner + " = {0} AND {1})",
              Kind.BOOL,
              value,
              condition);
    };
  }

  private Relation setOperation(Relation input) {
    Relation.Union both = (Relation.Union) union(input);
    String operator = pick(List.of("INTERSECT", "INTERSECT ALL", "EXCEPT", "EXCEPT ALL"));
    return new Relation.SetOperation(both.left(), operator, both.right());
  }

  private Relation base() {
    return new Relation.Base(random.nextBoolean() ? "u" : "t", columns);
  }

  private static List<Column> named(String prefix, List<Column> columns) {
    return columns.stream().map(c -> new Column(prefix + c.name(), c.kind())).toList();
  }

  private Relation union(Relation input) {
    TermGenerator terms = new TermGenerator(random, input.columns());
    List<Item> left = new ArrayList<>();
    List<Item> right = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      Kind kind = terms.randomKind();
      String name = name("c");
      left.add(new Item(typed(terms.term(kind, 1)), name));
      right.add(new Item(typed(terms.term(kind, 1)), name));
    }
    Relation other = new Relation.Base(random.nextBoolean() ? "u" : "t", columns);
    TermGenerator otherTerms = new TermGenerator(random, columns);
    if (random.nextBoolean()) {
      right.replaceAll(i -> new Item(typed(otherTerms.term(i.term().kind(), 1)), i.name()));
      return new Relation.Union(
          new Select(input, false, false, left, maybe(terms.condition(), 3)),
          new Select(other, false, false, right, maybe(otherTerms.condition(), 3)));
    }
    return new Relation.Union(
        new Select(input, false, false, left, maybe(terms.condition(), 3)),
        new Select(input, false, false, right, maybe(terms.condition(), 3)));
  }

  /// With its type fixed, so that both branches of a union agree in both dialects.
  private static Term typed(Term term) {
    return Term.differing(
        "CAST({0} AS " + term.kind().type().sql() + ")",
        "CAST({0} AS " + term.kind().duckType() + ")",
        term.kind(),
        term);
  }

  private Group group(Relation input, List<Column> from) {
    TermGenerator terms = new TermGenerator(random, from);
    List<Item> keys = new ArrayList<>();
    int keyCount = random.nextInt(3);
    for (int i = 0; i < keyCount; i++) {
      keys.add(new Item(keyTerm(from, terms), name("k")));
    }
    return group(input, from, keys);
  }

  private Group group(Relation input, List<Column> from, List<Item> keys) {
    TermGenerator terms = new TermGenerator(random, from);
    List<Item> aggregates = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      aggregates.add(new Item(aggregate(from, terms), name("a")));
    }
    return new Group(
        input, cte(), keys, aggregates, maybe(terms.condition(), 3), having(aggregates));
  }

  private Term keyTerm(List<Column> from, TermGenerator terms) {
    List<Column> plain = from.stream().filter(c -> Kind.STORED.contains(c.kind())).toList();
    if (plain.isEmpty() || random.nextInt(3) == 0) {
      // a computed key must mention a column: Calcite takes a bare literal for an ordinal
      Column column = plain.isEmpty() ? from.getFirst() : pick(plain);
      return plain.isEmpty()
          ? Term.same("({0} IS NULL)", Kind.BOOL, column.term())
          : Term.same(
              "COALESCE({0}, {1})", column.kind(), column.term(), terms.term(column.kind(), 1));
    }
    return pick(plain).term();
  }

  private @Nullable Term having(List<Item> aggregates) {
    Term term = pick(aggregates).term();
    if (random.nextInt(3) != 0 || !Kind.STORED.contains(term.kind())) {
      return null;
    }
    return random.nextInt(4) == 0
        ? Term.same("({0} IS NOT NULL)", Kind.BOOL, term)
        : Term.same("({0} >= {1})", Kind.BOOL, term, term.kind().randomLiteral(random));
  }

  private Term aggregate(List<Column> from, TermGenerator terms) {
    List<Column> wide = from.stream().filter(c -> c.kind() == Kind.WIDE).toList();
    if (!wide.isEmpty() && random.nextInt(3) == 0) {
      String function = pick(List.of("SUM", "MIN", "MAX"));
      return Term.same(function + "({0})", Kind.WIDE, pick(wide).term());
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
        Kind kind = pick(List.of(Kind.INT, Kind.BIG));
        String function = pick(List.of("VAR_POP", "VAR_SAMP", "STDDEV_POP", "STDDEV_SAMP"));
        yield call(function + "(", filter, Kind.APPROX, smallTerm(kind, from), condition);
      }
      default -> {
        Kind kind = kind(from);
        yield call(pick(List.of("MIN(", "MAX(")), filter, kind, terms.term(kind, 1), condition);
      }
    };
  }

  /// The functions that look at all values, and regressions.
  private Term collecting(
      String distinct, String filter, List<Column> from, TermGenerator terms, Term condition) {
    Term whole = terms.term(pick(List.of(Kind.INT, Kind.BIG)), 1);
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
        Kind kind = pick(List.of(Kind.INT, Kind.BIG, Kind.DEC, Kind.DATE, Kind.TS, Kind.STR));
        yield withEnd(
            "QUANTILE_DISC(",
            "QUANTILE_DISC(",
            distinct + "{0}, " + fraction() + ")" + filter,
            kind,
            terms.term(kind, 1),
            condition);
      }
      case 3 -> {
        String direction = pick(List.of("", " DESC"));
        yield withEnd(
            "STRING_AGG(",
            "STRING_AGG(",
            distinct + "{0}, '-' ORDER BY {0}" + direction + ")" + filter,
            Kind.STR,
            smallTerm(Kind.STR, from),
            condition);
      }
      case 4 -> {
        Kind kind = pick(List.of(Kind.INT, Kind.BIG));
        String function = pick(List.of("BIT_AND(", "BIT_OR(", "BIT_XOR("));
        yield call(function + distinct, filter, kind, terms.term(kind, 1), condition);
      }
      case 5 ->
          call(pick(List.of("BOOL_AND(", "BOOL_OR(")), filter, Kind.BOOL, condition, condition);
      case 6 -> {
        // equal keys would leave the choice to the engine
        Kind kind = kind(from);
        Term value = terms.term(kind, 1);
        yield withEnd(
            pick(List.of("ARG_MIN(", "ARG_MAX(")),
            null,
            "{0}, {0})" + filter,
            kind,
            value,
            condition);
      }
      default -> {
        String function =
            pick(
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
    return pick(List.of("0", "0.25", "0.5", "0.9", "1"));
  }

  /// A column, so that squares stay small enough for both sides' floating point.
  private Term smallTerm(Kind kind, List<Column> from) {
    List<Column> fitting = from.stream().filter(c -> c.kind() == kind).toList();
    return fitting.isEmpty() ? kind.literal("7") : pick(fitting).term();
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

  private Relation windowed() {
    long slide = pick(List.of(10L, 30L, 60L));
    Window window =
        switch (random.nextInt(5)) {
          case 0, 1 -> new Window.Tumble(slide);
          case 2 -> new Window.Cumulate(slide, slide * (1 + random.nextInt(3)));
          default -> new Window.Hop(slide, slide * (1 + random.nextInt(3)));
        };
    Relation.Windowed input = new Relation.Windowed(new Relation.Base("t", columns), window);
    Group inner = group(input, columns, windowKeys(random.nextBoolean()));
    if (random.nextInt(3) > 0) {
      return inner;
    }
    List<Item> keys = new ArrayList<>();
    for (Item key : inner.keys()) {
      if (key.name().startsWith("w")) {
        keys.add(new Item(Term.of(key.name(), Kind.TS), key.name() + "o"));
      }
    }
    return group(inner, inner.columns(), keys);
  }

  private List<Item> windowKeys(boolean withKey) {
    List<Item> keys = new ArrayList<>();
    if (withKey) {
      Column key = pick(columns.stream().filter(c -> !c.name().equals("ts")).toList());
      keys.add(new Item(key.term(), "k0"));
    }
    keys.add(new Item(Relation.Windowed.START.term(), "ws"));
    keys.add(new Item(Relation.Windowed.END.term(), "we"));
    return keys;
  }

  private Relation sessions() {
    Window window = new Window.Session(pick(List.of(5L, 20L, 60L)));
    Relation.Windowed input = new Relation.Windowed(new Relation.Base("t", columns), window);
    List<Item> keys = new ArrayList<>();
    columns.stream()
        .filter(c -> c.name().equals("k"))
        .forEach(c -> keys.add(new Item(c.term(), "k0")));
    keys.add(new Item(Relation.Windowed.START.term(), "ws"));
    keys.add(new Item(Relation.Windowed.END.term(), "we"));
    return group(input, columns, keys);
  }

  private Relation over() {
    Relation.Base base = new Relation.Base("t", columns);
    List<Item> items = new ArrayList<>();
    items.add(new Item(Term.of("ts", Kind.TS), "c0"));
    int count = 1 + random.nextInt(3);
    for (int i = 1; i <= count; i++) {
      items.add(new Item(overTerm(), "c" + i));
    }
    // rows without a time have no place in the order
    return new Select(base, false, false, items, Term.of("ts IS NOT NULL", Kind.BOOL));
  }

  private Term overTerm() {
    List<Column> values =
        columns.stream().filter(c -> !c.name().equals("ts") && c.kind() != Kind.BOOL).toList();
    Column column = pick(values);
    String partition = random.nextInt(4) == 0 ? "" : "PARTITION BY k ";
    String order = " OVER (" + partition + "ORDER BY ts";
    Term argument = column.term();
    String frame = order + frame();
    return switch (random.nextInt(12)) {
      case 8 ->
          Term.same(
              "LEAD({0}, " + (1 + random.nextInt(3)) + ")" + order + ")", column.kind(), argument);
      case 9 -> {
        // by another column, whose NULLs both sides put in the same place
        String by = " OVER (" + partition + "ORDER BY " + argument.ours() + " NULLS FIRST)";
        yield random.nextBoolean()
            ? Term.same(pick(List.of("RANK()", "DENSE_RANK()")) + by, Kind.BIG)
            : Term.same(pick(List.of("PERCENT_RANK()", "CUME_DIST()")) + by, Kind.APPROX);
      }
      case 10 -> Term.same("NTILE(" + (1 + random.nextInt(4)) + ")" + order + ")", Kind.BIG);
      case 11 -> overCollecting(column, frame);
      case 0 -> Term.same("ROW_NUMBER()" + order + ")", Kind.BIG);
      case 1 ->
          Term.same(
              "LAG({0}, " + (1 + random.nextInt(3)) + ")" + order + ")", column.kind(), argument);
      case 2 -> Term.same("COUNT({0})" + frame, Kind.BIG, argument);
      case 3 -> Term.same("FIRST_VALUE({0})" + frame, column.kind(), argument);
      case 4 -> Term.same("LAST_VALUE({0})" + frame, column.kind(), argument);
      case 5 -> Term.same(pick(List.of("MIN", "MAX")) + "({0})" + frame, column.kind(), argument);
      default -> overSum(column, frame);
    };
  }

  private Term overCollecting(Column column, String frame) {
    return switch (column.kind()) {
      case INT, BIG ->
          random.nextBoolean()
              ? Term.same("MEDIAN({0})" + frame, Kind.APPROX, column.term())
              : Term.same(
                  pick(List.of("BIT_AND", "BIT_OR", "BIT_XOR")) + "({0})" + frame,
                  column.kind(),
                  column.term());
      case STR -> Term.same("STRING_AGG({0}, '+')" + frame, Kind.STR, column.term());
      default -> Term.same("COUNT(*)" + frame, Kind.BIG);
    };
  }

  private Term overSum(Column column, String frame) {
    return switch (column.kind()) {
      case INT, BIG ->
          Term.differing(
              "SUM({0})" + frame, "CAST(SUM({0})" + frame + " AS BIGINT)", Kind.BIG, column.term());
      case DEC -> Term.same("SUM({0})" + frame, Kind.WIDE, column.term());
      case DBL -> Term.same("AVG({0})" + frame, Kind.APPROX, column.term());
      default -> Term.same("COUNT(*)" + frame, Kind.BIG);
    };
  }

  private String frame() {
    return switch (random.nextInt(7)) {
      case 4 ->
          " ROWS BETWEEN "
              + random.nextInt(3)
              + " PRECEDING AND "
              + random.nextInt(3)
              + " FOLLOWING)";
      case 5 ->
          " RANGE BETWEEN CURRENT ROW AND INTERVAL '"
              + pick(List.of(5, 30))
              + "' SECOND FOLLOWING)";
      case 6 -> " ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)";
      case 0 -> " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)";
      case 1 -> " RANGE BETWEEN INTERVAL '20' SECOND PRECEDING AND CURRENT ROW)";
      default -> " ROWS BETWEEN " + random.nextInt(4) + " PRECEDING AND CURRENT ROW)";
    };
  }

  private Relation sorted() {
    Relation input = select(new Relation.Base("t", columns), false);
    return new Relation.Sorted(input, random.nextBoolean(), random.nextInt(3), random.nextInt(10));
  }

  /// A kind of numbers, one that a column has if possible.
  private Kind number(List<Column> from) {
    List<Kind> kinds = from.stream().map(Column::kind).filter(Kind::isNumber).toList();
    return pick(kinds.isEmpty() ? List.of(Kind.INT, Kind.BIG, Kind.DBL, Kind.DEC) : kinds);
  }

  private Kind kind(List<Column> from) {
    return new TermGenerator(random, from).randomKind();
  }

  /// A new name each time: a name in HAVING may stand for an input column or for an output column,
  /// and the dialects choose differently.
  private String name(String prefix) {
    return prefix + names++;
  }

  private boolean cte() {
    return random.nextInt(4) == 0;
  }

  private @Nullable Term maybe(Term term, int oneIn) {
    return random.nextInt(oneIn) == 0 ? term : null;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
