package io.velostream.conformance.oracle;

import io.velostream.conformance.oracle.Relation.Group;
import io.velostream.conformance.oracle.Relation.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random queries over the tables `t` and `u` of a [Dataset].
final class QueryGenerator {
  private final Choices choices;
  private final Random random;
  private final List<Column> columns;
  private final JoinGenerator joins;
  private final SubqueryGenerator subqueries;
  private final GroupGenerator groups;
  private final OverGenerator overs;
  private final FormGenerator forms;

  /// @param columns the columns of both tables; `k` and `ts` are among them
  QueryGenerator(Random random, List<Column> columns) {
    this.choices = new Choices(random);
    this.random = random;
    this.columns = columns;
    this.joins = new JoinGenerator(choices);
    this.subqueries = new SubqueryGenerator(choices, columns);
    this.groups = new GroupGenerator(choices);
    this.overs = new OverGenerator(choices, columns);
    this.forms = new FormGenerator(choices, columns);
  }

  /// A query.
  ///
  /// @param appendOnly whether the input never takes rows back
  Question question(boolean appendOnly) {
    int changing = 2;
    int dice = random.nextInt(changing + (appendOnly ? 20 : 12)) - changing;
    if (dice < 0) {
      return changing(appendOnly);
    }
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
      return new Question(overs.over(), Emit.DEFAULT);
    }
    return new Question(sorted(), Emit.DEFAULT);
  }

  /// OVER that is kept up to date, or a query over it.
  private Question changing(boolean appendOnly) {
    Relation over = overs.changing(appendOnly, groups);
    return new Question(
        random.nextInt(3) == 0 ? around(over, false) : over,
        random.nextInt(5) == 0 ? Emit.FINAL : Emit.CHANGES);
  }

  /// A query of a form of its own, or around one.
  ///
  /// @param appendOnly whether the input never takes rows back
  Question form(boolean appendOnly) {
    Relation form = forms.form();
    boolean over = form.sql(Dialect.VELOSTREAM).contains(" OVER (");
    Relation whole = around(form, appendOnly && !over);
    if (random.nextInt(4) > 0) {
      whole = around(whole, appendOnly && !over);
    }
    boolean byTime = form.sql(Dialect.VELOSTREAM).contains("ORDER BY x.ts)");
    boolean waits = appendOnly && (byTime || form.sql(Dialect.VELOSTREAM).contains("ASOF"));
    return new Question(whole, waits || random.nextInt(4) == 0 ? Emit.FINAL : Emit.CHANGES);
  }

  /// A query over a query.
  ///
  /// @param sorts whether it may be the first rows of it
  private Relation around(Relation input, boolean sorts) {
    return switch (random.nextInt(20)) {
      case 0 -> select(input, false);
      case 1 -> select(input, true);
      case 2 -> union(input);
      case 3, 4, 5, 6 -> setOperation(input);
      case 7, 8, 9, 10 -> joins.joined(input, right(1));
      case 11, 12 -> filtered(input);
      case 13, 14, 15, 16 -> groups.sets(input, input.columns());
      case 17, 18 -> sorts ? sorted(input) : groups.group(input, input.columns());
      default -> groups.group(input, input.columns());
    };
  }

  private Relation anyRelation(int depth) {
    Relation input = input(depth);
    return switch (random.nextInt(12)) {
      case 8, 9 -> joins.joined(input, right(depth));
      case 10 -> filtered(input);
      case 11 -> setOperation(input);
      case 0, 1 -> select(input, false);
      case 2 -> select(input, true);
      case 3 -> union(input);
      default -> groups.group(input, input.columns());
    };
  }

  private Relation input(int depth) {
    if (depth <= 0 || random.nextInt(2) == 0) {
      return new Relation.Base(random.nextInt(4) == 0 ? "u" : "t", columns);
    }
    return switch (random.nextInt(7)) {
      case 5 -> joins.joined(input(0), right(depth - 1));
      case 6 -> filtered(input(depth - 1));
      case 0 -> select(input(depth - 1), random.nextBoolean());
      case 1 -> union(input(0));
      default -> {
        Relation inner = input(depth - 1);
        yield groups.group(inner, inner.columns());
      }
    };
  }

  private Relation select(Relation input, boolean distinct) {
    TermGenerator terms = new TermGenerator(random, input.columns());
    List<Item> items = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      items.add(item(input, terms, choices.name("c")));
    }
    return new Select(input, choices.cte(), distinct, items, choices.maybe(terms.condition(), 3));
  }

  /// Mostly an expression; a column whose kind allows none is passed on.
  private Item item(Relation input, TermGenerator terms, String name) {
    Column column = choices.pick(input.columns());
    return Kind.STORED.contains(column.kind())
        ? new Item(terms.term(column.kind(), random.nextInt(3)), name)
        : new Item(column.term(), name);
  }

  private Relation right(int depth) {
    return random.nextInt(3) == 0 ? input(depth - 1) : base();
  }

  /// WHERE with a subquery, of one of the tables.
  private Relation filtered(Relation input) {
    TermGenerator terms = new TermGenerator(random, input.columns());
    List<Item> items = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      items.add(item(input, terms, choices.name("c")));
    }
    return new Select(input, false, false, items, subqueries.condition(input));
  }

  private Relation setOperation(Relation input) {
    Relation.Union both = (Relation.Union) union(input);
    String operator = choices.pick(List.of("INTERSECT", "INTERSECT ALL", "EXCEPT", "EXCEPT ALL"));
    return new Relation.SetOperation(both.left(), operator, both.right());
  }

  private Relation base() {
    return new Relation.Base(random.nextBoolean() ? "u" : "t", columns);
  }

  private Relation union(Relation input) {
    TermGenerator terms = new TermGenerator(random, input.columns());
    List<Item> left = new ArrayList<>();
    List<Item> right = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      Kind kind = terms.randomKind();
      String name = choices.name("c");
      left.add(new Item(typed(terms.term(kind, 1)), name));
      right.add(new Item(typed(terms.term(kind, 1)), name));
    }
    Relation other = new Relation.Base(random.nextBoolean() ? "u" : "t", columns);
    TermGenerator otherTerms = new TermGenerator(random, columns);
    if (random.nextBoolean()) {
      right.replaceAll(i -> new Item(typed(otherTerms.term(i.term().kind(), 1)), i.name()));
      return new Relation.Union(
          new Select(input, false, false, left, choices.maybe(terms.condition(), 3)),
          new Select(other, false, false, right, choices.maybe(otherTerms.condition(), 3)));
    }
    return new Relation.Union(
        new Select(input, false, false, left, choices.maybe(terms.condition(), 3)),
        new Select(input, false, false, right, choices.maybe(terms.condition(), 3)));
  }

  /// With its type fixed, so that both branches of a union agree in both dialects.
  private static Term typed(Term term) {
    return Term.differing(
        "CAST({0} AS " + term.kind().type().sql() + ")",
        "CAST({0} AS " + term.kind().duckType() + ")",
        term.kind(),
        term);
  }

  private Relation windowed() {
    long slide = choices.pick(List.of(10L, 30L, 60L));
    Window window =
        switch (random.nextInt(5)) {
          case 0, 1 -> new Window.Tumble(slide);
          case 2 -> new Window.Cumulate(slide, slide * (1 + random.nextInt(3)));
          default -> new Window.Hop(slide, slide * (1 + random.nextInt(3)));
        };
    Relation.Windowed input = new Relation.Windowed(new Relation.Base("t", columns), window);
    Group inner = groups.group(input, columns, windowKeys(random.nextBoolean()));
    if (random.nextInt(3) > 0) {
      return inner;
    }
    List<Item> keys = new ArrayList<>();
    for (Item key : inner.keys()) {
      if (key.name().startsWith("w")) {
        keys.add(new Item(Term.of(key.name(), Kind.TS), key.name() + "o"));
      }
    }
    return groups.group(inner, inner.columns(), keys);
  }

  private List<Item> windowKeys(boolean withKey) {
    List<Item> keys = new ArrayList<>();
    if (withKey) {
      Column key = choices.pick(columns.stream().filter(c -> !c.name().equals("ts")).toList());
      keys.add(new Item(key.term(), "k0"));
    }
    keys.add(new Item(Relation.Windowed.START.term(), "ws"));
    keys.add(new Item(Relation.Windowed.END.term(), "we"));
    return keys;
  }

  private Relation sessions() {
    Window window = new Window.Session(choices.pick(List.of(5L, 20L, 60L)));
    Relation.Windowed input = new Relation.Windowed(new Relation.Base("t", columns), window);
    List<Item> keys = new ArrayList<>();
    columns.stream()
        .filter(c -> c.name().equals("k"))
        .forEach(c -> keys.add(new Item(c.term(), "k0")));
    keys.add(new Item(Relation.Windowed.START.term(), "ws"));
    keys.add(new Item(Relation.Windowed.END.term(), "we"));
    return groups.group(input, columns, keys);
  }

  private Relation sorted() {
    return sorted(select(new Relation.Base("t", columns), false));
  }

  private Relation sorted(Relation input) {
    return new Relation.Sorted(input, random.nextBoolean(), random.nextInt(3), random.nextInt(10));
  }
}
