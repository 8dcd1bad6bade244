package io.velostream.conformance.oracle;

import io.velostream.conformance.oracle.Relation.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Random groups: keys, groupings, aggregates and HAVING.
final class GroupGenerator {
  private final Choices choices;
  private final Random random;
  private final AggregateGenerator aggregates;

  GroupGenerator(Choices choices) {
    this.choices = choices;
    this.random = choices.random();
    this.aggregates = new AggregateGenerator(choices);
  }

  /// By keys, in one grouping or several.
  Group group(Relation input, List<Column> from) {
    TermGenerator terms = new TermGenerator(random, from);
    List<Item> keys = new ArrayList<>();
    int keyCount = random.nextInt(3);
    for (int i = 0; i < keyCount; i++) {
      keys.add(new Item(keyTerm(from, terms), choices.name("k")));
    }
    return group(input, from, keys, grouping(keys));
  }

  /// By a key or two, in several groupings.
  Group sets(Relation input, List<Column> from) {
    TermGenerator terms = new TermGenerator(random, from);
    List<Item> keys = new ArrayList<>();
    keys.add(new Item(keyTerm(from, terms), choices.name("k")));
    Term second = keyTerm(from, terms);
    if (!second.equals(keys.getFirst().term())) {
      keys.add(new Item(second, choices.name("k")));
    }
    return group(
        input, from, keys, choices.pick(List.of(Grouping.ROLLUP, Grouping.CUBE, Grouping.SETS)));
  }

  /// By these keys.
  Group group(Relation input, List<Column> from, List<Item> keys) {
    return group(input, from, keys, Grouping.PLAIN);
  }

  private Group group(Relation input, List<Column> from, List<Item> keys, Grouping grouping) {
    TermGenerator terms = new TermGenerator(random, from);
    List<Item> calls = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      calls.add(new Item(aggregates.aggregate(from, terms), choices.name("a")));
    }
    return new Group(
        input,
        choices.cte(),
        keys,
        grouping,
        calls,
        choices.maybe(terms.condition(), 3),
        having(calls));
  }

  /// A key that is there twice would say little: the systems differ in what it means.
  private Grouping grouping(List<Item> keys) {
    boolean different = keys.stream().map(Item::term).distinct().count() == keys.size();
    return keys.isEmpty() || !different || random.nextInt(3) > 0
        ? Grouping.PLAIN
        : choices.pick(List.of(Grouping.ROLLUP, Grouping.CUBE, Grouping.SETS));
  }

  private Term keyTerm(List<Column> from, TermGenerator terms) {
    List<Column> plain = from.stream().filter(c -> Kind.STORED.contains(c.kind())).toList();
    if (plain.isEmpty() || random.nextInt(3) == 0) {
      // a computed key must mention a column: Calcite takes a bare literal for an ordinal
      Column column = plain.isEmpty() ? from.getFirst() : choices.pick(plain);
      return plain.isEmpty()
          ? Term.same("({0} IS NULL)", Kind.BOOL, column.term())
          : Term.same(
              "COALESCE({0}, {1})", column.kind(), column.term(), terms.term(column.kind(), 1));
    }
    return choices.pick(plain).term();
  }

  private @Nullable Term having(List<Item> calls) {
    Term term = choices.pick(calls).term();
    if (random.nextInt(3) != 0 || !Kind.STORED.contains(term.kind())) {
      return null;
    }
    return random.nextInt(4) == 0
        ? Term.same("({0} IS NOT NULL)", Kind.BOOL, term)
        : Term.same("({0} >= {1})", Kind.BOOL, term, term.kind().randomLiteral(random));
  }
}
