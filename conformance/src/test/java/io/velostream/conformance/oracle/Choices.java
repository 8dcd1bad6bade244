package io.velostream.conformance.oracle;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What the generators of one query share: the dice, and the names that are taken.
final class Choices {
  private final Random random;
  private int names;

  Choices(Random random) {
    this.random = random;
  }

  Random random() {
    return random;
  }

  /// A new name each time: a name in HAVING may stand for an input column or for an output column,
  /// and the dialects choose differently.
  String name(String prefix) {
    return prefix + names++;
  }

  /// Whether a query in FROM is written as a common table expression.
  boolean cte() {
    return random.nextInt(4) == 0;
  }

  /// A condition, or none.
  @Nullable Term maybe(Term term, int oneIn) {
    return random.nextInt(oneIn) == 0 ? term : null;
  }

  /// One of a list.
  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
