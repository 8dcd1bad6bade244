package io.velostream.conformance.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A query as a tree that both dialects can be written from.
sealed interface Relation {
  /// The columns of the result.
  List<Column> columns();

  /// The query, or the name of a table.
  String sql(Dialect dialect);

  /// What a FROM clause says.
  default String from(Dialect dialect) {
    return "(" + sql(dialect) + ") AS x";
  }

  /// Smaller queries that may show the same fault; some of them may make no sense.
  List<Relation> smaller();

  /// A table.
  record Base(String name, List<Column> columns) implements Relation {
    @Override
    public String sql(Dialect dialect) {
      return name;
    }

    @Override
    public String from(Dialect dialect) {
      return name;
    }

    @Override
    public List<Relation> smaller() {
      return List.of();
    }
  }

  /// A table whose rows are put into windows.
  record Windowed(Base base, Window window) implements Relation {
    static final Column START = new Column("window_start", Kind.TS);
    static final Column END = new Column("window_end", Kind.TS);

    @Override
    public List<Column> columns() {
      return Stream.concat(base.columns().stream(), Stream.of(START, END)).toList();
    }

    @Override
    public String sql(Dialect dialect) {
      return window.from(base.name(), dialect);
    }

    @Override
    public String from(Dialect dialect) {
      return window.from(base.name(), dialect);
    }

    @Override
    public List<Relation> smaller() {
      return List.of();
    }
  }

  /// SELECT [DISTINCT] items FROM input [WHERE].
  ///
  /// @param cte whether the input is written as a common table expression
  record Select(
      Relation input, boolean cte, boolean distinct, List<Item> items, @Nullable Term where)
      implements Relation {
    public Select {
      items = List.copyOf(items);
    }

    @Override
    public List<Column> columns() {
      return items.stream().map(Item::column).toList();
    }

    @Override
    public String sql(Dialect dialect) {
      return Sql.with(input, cte, dialect)
          + "SELECT "
          + (distinct ? "DISTINCT " : "")
          + Sql.list(items, dialect)
          + Sql.source(input, cte, dialect)
          + Sql.clause(" WHERE ", where, dialect);
    }

    @Override
    public List<Relation> smaller() {
      List<Relation> all = new ArrayList<>();
      Sql.smaller(where).forEach(w -> all.add(new Select(input, cte, distinct, items, w)));
      Sql.smaller(items).forEach(i -> all.add(new Select(input, cte, distinct, i, where)));
      if (distinct) {
        all.add(new Select(input, cte, false, items, where));
      }
      input.smaller().forEach(i -> all.add(new Select(i, cte, distinct, items, where)));
      return all;
    }
  }

  /// SELECT keys, aggregates FROM input [WHERE] GROUP BY keys [HAVING].
  record Group(
      Relation input,
      boolean cte,
      List<Item> keys,
      Grouping grouping,
      List<Item> aggregates,
      @Nullable Term where,
      @Nullable Term having)
      implements Relation {
    public Group {
      keys = List.copyOf(keys);
      aggregates = List.copyOf(aggregates);
    }

    @Override
    public List<Column> columns() {
      return Stream.concat(keys.stream(), aggregates.stream()).map(Item::column).toList();
    }

    @Override
    public String sql(Dialect dialect) {
      List<Item> items = Stream.concat(keys.stream(), aggregates.stream()).toList();
      String groupBy =
          keys.isEmpty()
              ? ""
              : " GROUP BY "
                  + grouping.clause(keys.stream().map(k -> k.term().sql(dialect)).toList());
      return Sql.with(input, cte, dialect)
          + "SELECT "
          + Sql.list(items, dialect)
          + Sql.source(input, cte, dialect)
          + Sql.clause(" WHERE ", where, dialect)
          + groupBy
          + Sql.clause(" HAVING ", having, dialect);
    }

    @Override
    public List<Relation> smaller() {
      List<Relation> all = new ArrayList<>();
      Sql.smaller(having).forEach(h -> all.add(with(input, keys, grouping, aggregates, where, h)));
      Sql.smaller(where).forEach(w -> all.add(with(input, keys, grouping, aggregates, w, having)));
      Sql.smaller(aggregates).forEach(a -> all.add(with(input, keys, grouping, a, where, having)));
      Sql.smaller(keys).forEach(k -> all.add(with(input, k, grouping, aggregates, where, having)));
      if (grouping != Grouping.PLAIN) {
        all.add(with(input, keys, Grouping.PLAIN, aggregates, where, having));
      }
      input.smaller().forEach(i -> all.add(with(i, keys, grouping, aggregates, where, having)));
      return all;
    }

    private Group with(
        Relation from,
        List<Item> by,
        Grouping how,
        List<Item> calls,
        @Nullable Term condition,
        @Nullable Term kept) {
      return new Group(from, cte, by, how, calls, condition, kept);
    }
  }

  /// UNION ALL of two queries with the same columns.
  record Union(Relation left, Relation right) implements Relation {
    @Override
    public List<Column> columns() {
      return left.columns();
    }

    @Override
    public String sql(Dialect dialect) {
      return left.sql(dialect) + " UNION ALL " + right.sql(dialect);
    }

    @Override
    public List<Relation> smaller() {
      List<Relation> all = new ArrayList<>(List.of(left, right));
      left.smaller().forEach(l -> all.add(new Union(l, right)));
      right.smaller().forEach(r -> all.add(new Union(left, r)));
      return all;
    }
  }

  /// SELECT items FROM left AS l kind JOIN right AS r ON … [WHERE]. The items, and the conditions,
  /// are over columns named `l.x` and `r.x`.
  ///
  /// @param kind `INNER`, `LEFT`, `RIGHT` or `FULL`
  record Joined(
      Relation left, Relation right, String kind, Term on, List<Item> items, @Nullable Term where)
      implements Relation {
    public Joined {
      items = List.copyOf(items);
    }

    @Override
    public List<Column> columns() {
      return items.stream().map(Item::column).toList();
    }

    @Override
    public String sql(Dialect dialect) {
      return "SELECT "
          + Sql.list(items, dialect)
          + " FROM "
          + aliased(left, "l", dialect)
          + " "
          + kind
          + " JOIN "
          + aliased(right, "r", dialect)
          + " ON "
          + on.sql(dialect)
          + Sql.clause(" WHERE ", where, dialect);
    }

    private static String aliased(Relation relation, String alias, Dialect dialect) {
      return (relation instanceof Base ? relation.sql(dialect) : "(" + relation.sql(dialect) + ")")
          + " AS "
          + alias;
    }

    @Override
    public List<Relation> smaller() {
      List<Relation> all = new ArrayList<>();
      Sql.smaller(where).forEach(w -> all.add(new Joined(left, right, kind, on, items, w)));
      Sql.smaller(items).forEach(i -> all.add(new Joined(left, right, kind, on, i, where)));
      left.smaller().forEach(l -> all.add(new Joined(l, right, kind, on, items, where)));
      right.smaller().forEach(r -> all.add(new Joined(left, r, kind, on, items, where)));
      return all;
    }
  }

  /// INTERSECT or EXCEPT of two queries with the same columns.
  ///
  /// @param operator with ALL or without
  record SetOperation(Relation left, String operator, Relation right) implements Relation {
    @Override
    public List<Column> columns() {
      return left.columns();
    }

    @Override
    public String sql(Dialect dialect) {
      return left.sql(dialect) + " " + operator + " " + right.sql(dialect);
    }

    @Override
    public List<Relation> smaller() {
      List<Relation> all = new ArrayList<>(List.of(left, right));
      left.smaller().forEach(l -> all.add(new SetOperation(l, operator, right)));
      right.smaller().forEach(r -> all.add(new SetOperation(left, operator, r)));
      return all;
    }
  }

  /// A query of a form of its own.
  ///
  /// @param query its text; the first two arguments are its columns, c0 and c1
  record Written(Term query) implements Relation {
    @Override
    public List<Column> columns() {
      return List.of(
          new Column("c0", query.arguments().get(0).kind()),
          new Column("c1", query.arguments().get(1).kind()));
    }

    @Override
    public String sql(Dialect dialect) {
      return query.sql(dialect);
    }

    @Override
    public List<Relation> smaller() {
      return query.smaller().stream()
          .filter(less -> less.arguments().size() == query.arguments().size())
          .filter(less -> less.ours().equals(query.ours()))
          .<Relation>map(Written::new)
          .toList();
    }
  }

  /// ORDER BY all columns with OFFSET and LIMIT.
  record Sorted(Relation input, boolean descending, int offset, int limit) implements Relation {
    @Override
    public List<Column> columns() {
      return input.columns();
    }

    @Override
    public String sql(Dialect dialect) {
      String direction = descending ? " DESC NULLS FIRST" : " NULLS LAST";
      return "SELECT * FROM "
          + input.from(dialect)
          + input.columns().stream()
              .map(c -> c.name() + direction)
              .collect(Collectors.joining(", ", " ORDER BY ", ""))
          + " LIMIT "
          + limit
          + " OFFSET "
          + offset;
    }

    @Override
    public List<Relation> smaller() {
      List<Relation> all = new ArrayList<>(List.of(input));
      input.smaller().forEach(i -> all.add(new Sorted(i, descending, offset, limit)));
      return all;
    }
  }
}
