package io.velostream.conformance.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random joins.
final class JoinGenerator {
  private final Choices choices;
  private final Random random;

  JoinGenerator(Choices choices) {
    this.choices = choices;
    this.random = choices.random();
  }

  /// Mostly by keys; sometimes by anything, or with a further condition.
  Relation joined(Relation left, Relation right) {
    List<Column> lefts = Column.named("l.", left.columns());
    List<Column> rights = Column.named("r.", right.columns());
    List<Column> both = new ArrayList<>(lefts);
    both.addAll(rights);
    TermGenerator terms = new TermGenerator(random, both);
    List<Item> items = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      Column column = choices.pick(both);
      boolean computed = Kind.STORED.contains(column.kind()) && random.nextInt(3) == 0;
      items.add(
          new Item(computed ? terms.term(column.kind(), 1) : column.term(), choices.name("c")));
    }
    return new Relation.Joined(
        left,
        right,
        choices.pick(List.of("INNER", "INNER", "LEFT", "RIGHT", "FULL")),
        on(lefts, rights, terms),
        items,
        choices.maybe(terms.condition(), 4));
  }

  private Term on(List<Column> lefts, List<Column> rights, TermGenerator terms) {
    List<Term> conditions = new ArrayList<>();
    int keys = 1 + random.nextInt(2);
    for (int i = 0; i < keys; i++) {
      Column left = choices.pick(lefts);
      List<Column> fitting =
          rights.stream()
              .filter(c -> c.kind() == left.kind() && Kind.STORED.contains(c.kind()))
              .toList();
      if (!fitting.isEmpty()) {
        String equals = random.nextInt(5) == 0 ? "IS NOT DISTINCT FROM" : "=";
        conditions.add(
            Term.same(
                "({0} " + equals + " {1})", Kind.BOOL, left.term(), choices.pick(fitting).term()));
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
}
