package io.velostream.conformance.oracle;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A question over a dataset; one seed makes all of it.
record OracleCase(long seed, Dataset data, Question question) {
  /// Delays of the watermark; the shortest makes late rows, the longest none.
  private static final List<Long> DELAYS = List.of(0L, 10L, 60L, 600L);

  /// The case of a seed.
  static OracleCase of(long seed) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
    random.nextLong();
    boolean appendOnly = random.nextInt(5) < 3;
    List<Column> columns = Dataset.randomColumns(random);
    QueryGenerator queries = new QueryGenerator(random, columns);
    Question question = seed % 2 == 0 ? queries.form(appendOnly) : queries.question(appendOnly);
    boolean noneLate = needsAllRows(question.relation());
    long delay = noneLate ? DELAYS.getLast() : DELAYS.get(random.nextInt(DELAYS.size()));
    return new OracleCase(seed, Dataset.random(random, columns, appendOnly, delay), question);
  }

  /// The same question over the same dataset, to be compared as if it published so.
  OracleCase published(Emit emit) {
    return new OracleCase(seed, data, new Question(question.relation(), emit));
  }

  /// Whether DuckDB's form of the query takes no account of late rows.
  private static boolean needsAllRows(Relation relation) {
    return switch (relation) {
      case Relation.Base _ -> false;
      case Relation.Windowed w -> w.window() instanceof Window.Session;
      case Relation.Select s ->
          needsAllRows(s.input())
              || needsAllRows(s.where())
              || s.items().stream().anyMatch(item -> needsAllRows(item.term()));
      case Relation.Group g -> needsAllRows(g.input());
      case Relation.Union u -> needsAllRows(u.left()) || needsAllRows(u.right());
      // Where times are compared, a row that is late for them is put aside.
      case Relation.Joined _ -> true;
      case Relation.SetOperation s -> needsAllRows(s.left()) || needsAllRows(s.right());
      case Relation.Sorted _ -> true;
      case Relation.Written _ -> true;
    };
  }

  /// Windows over rows, and subqueries, which are joins.
  private static boolean needsAllRows(@Nullable Term term) {
    return term != null && (term.ours().contains(" OVER (") || term.ours().contains("SELECT "));
  }
}
