package io.velostream.conformance.oracle;

import java.util.List;
import java.util.Random;

/// Random conditions that ask one of the tables: IN, EXISTS, and comparisons with one value.
final class SubqueryGenerator {
  private final Choices choices;
  private final Random random;
  private final List<Column> columns;

  /// @param columns the columns of both tables
  SubqueryGenerator(Choices choices, List<Column> columns) {
    this.choices = choices;
    this.random = choices.random();
    this.columns = columns;
  }

  /// A condition about the rows of a relation, and about others.
  Term condition(Relation input) {
    List<Column> plain =
        input.columns().stream().filter(c -> Kind.STORED.contains(c.kind())).toList();
    if (plain.isEmpty()) {
      return Term.of("EXISTS (SELECT 1 FROM u)", Kind.BOOL);
    }
    Column outer = choices.pick(plain);
    String table = random.nextBoolean() ? "u" : "t";
    String row = input instanceof Relation.Base base ? base.name() : "x";
    List<Column> fitting = columns.stream().filter(c -> c.kind() == outer.kind()).toList();
    String not = random.nextInt(3) == 0 ? "NOT " : "";
    TermGenerator terms = new TermGenerator(random, Column.named("y.", columns));
    Term condition = terms.condition();
    if (fitting.isEmpty()) {
      return Term.same(
          not + "EXISTS (SELECT 1 FROM " + table + " AS y WHERE {0})", Kind.BOOL, condition);
    }
    String inner = "y." + choices.pick(fitting).name();
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
}
