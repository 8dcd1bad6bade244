package io.velostream.conformance.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Pieces of SQL text that several relations share.
final class Sql {
  private Sql() {}

  static String with(Relation input, boolean cte, Dialect dialect) {
    return cte && !(input instanceof Relation.Base || input instanceof Relation.Windowed)
        ? "WITH q AS (" + input.sql(dialect) + ") "
        : "";
  }

  static String source(Relation input, boolean cte, Dialect dialect) {
    return " FROM " + (with(input, cte, dialect).isEmpty() ? input.from(dialect) : "q");
  }

  static String list(List<Item> items, Dialect dialect) {
    return items.stream().map(i -> i.sql(dialect)).collect(Collectors.joining(", "));
  }

  static String clause(String word, @Nullable Term term, Dialect dialect) {
    return term == null ? "" : word + term.sql(dialect);
  }

  /// Without the term, then with smaller terms.
  static List<@Nullable Term> smaller(@Nullable Term term) {
    List<@Nullable Term> all = new ArrayList<>();
    if (term != null) {
      all.add(null);
      all.addAll(term.smaller());
    }
    return all;
  }

  /// With one item less, then with one item smaller.
  static List<List<Item>> smaller(List<Item> items) {
    List<List<Item>> all = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      List<Item> less = new ArrayList<>(items);
      less.remove(i);
      all.add(less);
    }
    for (int i = 0; i < items.size(); i++) {
      for (Term term : items.get(i).term().smaller()) {
        List<Item> changed = new ArrayList<>(items);
        changed.set(i, new Item(term, items.get(i).name()));
        all.add(changed);
      }
    }
    return all;
  }
}
