package io.velostream.conformance.oracle;

import io.velostream.conformance.oracle.Relation.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Random calls with OVER.
final class OverGenerator {
  private final Choices choices;
  private final Random random;
  private final List<Column> columns;

  /// @param columns the columns of the table `t`
  OverGenerator(Choices choices, List<Column> columns) {
    this.choices = choices;
    this.random = choices.random();
    this.columns = columns;
  }

  /// Rows of the table `t`, with calls that look at others.
  Relation over() {
    Relation.Base base = new Relation.Base("t", columns);
    List<Item> items = new ArrayList<>();
    items.add(new Item(Term.of("ts", Kind.TS), "c0"));
    Shape shape = new Shape("ts", "", true, values());
    int count = 1 + random.nextInt(3);
    for (int i = 1; i <= count; i++) {
      items.add(new Item(overTerm(shape), "c" + i));
    }
    // rows without a time have no place in the order
    return new Select(base, false, false, items, Term.of("ts IS NOT NULL", Kind.BOOL));
  }

  /// Rows with calls that look at others, where rows may come and go: rows of `t`, or groups of
  /// them. The order tells all rows apart.
  ///
  /// @param appendOnly whether `t` never takes rows back: in ascending order of time its rows would
  ///   then wait for the watermark
  Relation changing(boolean appendOnly, GroupGenerator groups) {
    Relation.Base base = new Relation.Base("t", columns);
    if (random.nextInt(3) == 0) {
      Column key = choices.pick(columns.stream().filter(c -> c.kind() != Kind.BOOL).toList());
      List<Item> keys = List.of(new Item(key.term(), "g"));
      Relation grouped = groups.group(base, columns, keys);
      List<Column> values =
          grouped.columns().stream().filter(c -> Kind.STORED.contains(c.kind())).toList();
      return changing(grouped, new Shape("g", " NULLS FIRST", false, values), null);
    }
    String direction = appendOnly || random.nextInt(3) == 0 ? " DESC" : "";
    return changing(
        base, new Shape("ts", direction, true, values()), Term.of("ts IS NOT NULL", Kind.BOOL));
  }

  private Relation changing(Relation input, Shape shape, @Nullable Term where) {
    List<Item> items = new ArrayList<>();
    items.add(new Item(column(input, shape.order).term(), "c0"));
    int count = 1 + random.nextInt(3);
    for (int i = 1; i <= count; i++) {
      items.add(new Item(overTerm(shape), "c" + i));
    }
    return new Select(input, choices.cte(), false, items, where);
  }

  private static Column column(Relation input, String name) {
    return input.columns().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  /// What rows are put in order by, and what is computed of them.
  ///
  /// @param order a column that tells rows apart
  /// @param direction what follows it
  /// @param byTime whether it is a time
  private record Shape(String order, String direction, boolean byTime, List<Column> values) {}

  private List<Column> values() {
    return columns.stream().filter(c -> !c.name().equals("ts") && c.kind() != Kind.BOOL).toList();
  }

  private Term overTerm(Shape shape) {
    Column column = choices.pick(shape.values);
    String by = shape.byTime ? "k" : choices.pick(shape.values).name();
    String partition = random.nextInt(4) == 0 ? "" : "PARTITION BY " + by + " ";
    String order = " OVER (" + partition + "ORDER BY " + shape.order + shape.direction;
    Term argument = column.term();
    String frame = order + frame(shape);
    return switch (random.nextInt(12)) {
      case 8 ->
          Term.same(
              "LEAD({0}, " + (1 + random.nextInt(3)) + ")" + order + ")", column.kind(), argument);
      case 9 -> {
        // by another column, whose NULLs both sides put in the same place
        String other = " OVER (" + partition + "ORDER BY " + argument.ours() + " NULLS FIRST)";
        yield random.nextBoolean()
            ? Term.same(choices.pick(List.of("RANK()", "DENSE_RANK()")) + other, Kind.BIG)
            : Term.same(
                choices.pick(List.of("PERCENT_RANK()", "CUME_DIST()")) + other, Kind.APPROX);
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
      case 5 ->
          Term.same(choices.pick(List.of("MIN", "MAX")) + "({0})" + frame, column.kind(), argument);
      default -> overSum(column, frame);
    };
  }

  private Term overCollecting(Column column, String frame) {
    return switch (column.kind()) {
      case INT, BIG ->
          random.nextBoolean()
              ? Term.same("MEDIAN({0})" + frame, Kind.APPROX, column.term())
              : Term.same(
                  choices.pick(List.of("BIT_AND", "BIT_OR", "BIT_XOR")) + "({0})" + frame,
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

  private String frame(Shape shape) {
    int dice = random.nextInt(7);
    boolean distance = dice == 1 || dice == 5;
    return switch (distance && !shape.byTime ? 4 : dice) {
      case 4 ->
          " ROWS BETWEEN "
              + random.nextInt(3)
              + " PRECEDING AND "
              + random.nextInt(3)
              + " FOLLOWING)";
      case 5 ->
          " RANGE BETWEEN CURRENT ROW AND INTERVAL '"
              + choices.pick(List.of(5, 30))
              + "' SECOND FOLLOWING)";
      case 6 -> " ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)";
      case 0 -> " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)";
      case 1 -> " RANGE BETWEEN INTERVAL '20' SECOND PRECEDING AND CURRENT ROW)";
      default -> " ROWS BETWEEN " + random.nextInt(4) + " PRECEDING AND CURRENT ROW)";
    };
  }
}
