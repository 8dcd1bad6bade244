package io.velostream.expression;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Decimal;
import io.velostream.columnar.DataType.Interval;
import io.velostream.columnar.DataType.Timestamp;
import io.velostream.columnar.DataType.Varchar;
import io.velostream.columnar.Field;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression.Case;
import io.velostream.expression.Expression.Cast;
import io.velostream.expression.Expression.Coalesce;
import io.velostream.expression.Expression.Column;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.function.Casts;
import io.velostream.expression.function.FunctionCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Draws typed expression trees over given columns. Values come from [RandomValues].
final class RandomExpressions {
  static final DataType MONTHS = new Interval(Interval.Family.YEAR_MONTH);
  static final DataType MICROS = new Interval(Interval.Family.DAY_TIME);

  static final DataType INTEGERS = new DataType.Array(DataType.INTEGER);
  static final DataType TEXTS = new DataType.Array(DataType.STRING);
  static final DataType MAP = new DataType.Map(DataType.STRING, new Decimal(38, 4));
  static final DataType ROW =
      new DataType.Row(
          List.of(
              Field.of("n", DataType.BIGINT),
              Field.of("d", DataType.DOUBLE),
              Field.of("t", new DataType.Char(4)),
              Field.of("a", INTEGERS)));
  static final DataType VARIANT = new DataType.Variant();

  static final List<DataType> TYPES =
      List.of(
          DataType.BOOLEAN,
          DataType.TINYINT,
          DataType.SMALLINT,
          DataType.INTEGER,
          DataType.BIGINT,
          DataType.REAL,
          DataType.DOUBLE,
          new Decimal(4, 2),
          new Decimal(18, 4),
          new Decimal(38, 4),
          new Decimal(25, 0),
          DataType.STRING,
          new Varchar(3),
          new DataType.Char(4),
          DataType.DATE,
          new DataType.Time(3),
          DataType.TIMESTAMP_MILLIS,
          new Timestamp(6, true),
          MONTHS,
          MICROS,
          INTEGERS,
          TEXTS,
          MAP,
          ROW,
          VARIANT);

  private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "%");
  private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=");

  private final RandomGenerator random;
  private final List<DataType> columns;
  private int calls;

  RandomExpressions(RandomGenerator random, List<DataType> columns) {
    this.random = random;
    this.columns = columns;
  }

  Expression draw(DataType type, int depth) {
    if (depth == 0 || random.nextInt(8) == 0) {
      return leaf(type);
    }
    return switch (random.nextInt(10)) {
      case 0 -> cast(type, depth);
      case 1 -> choice(type, depth);
      case 2 -> coalesce(type, depth);
      default -> operation(type, depth);
    };
  }

  private Expression leaf(DataType type) {
    List<Expression> fitting = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).equals(type)) {
        fitting.add(new Column(i, type, true));
      }
    }
    if (fitting.isEmpty() || random.nextInt(4) == 0) {
      return new Literal(RandomValues.draw(type, random), type);
    }
    return fitting.get(random.nextInt(fitting.size()));
  }

  private Expression cast(DataType type, int depth) {
    List<DataType> from = TYPES.stream().filter(t -> Casts.exists(t, type)).toList();
    DataType chosen = from.get(random.nextInt(from.size()));
    return new Cast(draw(chosen, depth - 1), type, random.nextBoolean(), position());
  }

  private Expression choice(DataType type, int depth) {
    List<Case.Branch> branches = new ArrayList<>();
    for (int i = random.nextInt(2); i >= 0; i--) {
      branches.add(new Case.Branch(draw(DataType.BOOLEAN, depth - 1), draw(type, depth - 1)));
    }
    return new Case(branches, draw(type, depth - 1), type);
  }

  private Expression coalesce(DataType type, int depth) {
    return new Coalesce(List.of(draw(type, depth - 1), draw(type, depth - 1)), type);
  }

  private Expression operation(DataType type, int depth) {
    if (type.equals(DataType.BOOLEAN)) {
      return predicate(depth);
    }
    for (int attempt = 0; attempt < 4; attempt++) {
      Optional<Expression> call = function(type, depth);
      if (call.isPresent()) {
        return call.get();
      }
    }
    return leaf(type);
  }

  private Optional<Expression> function(DataType type, int depth) {
    if (random.nextInt(3) > 0) {
      List<RandomCalls.Template> templates = RandomCalls.giving(type);
      if (!templates.isEmpty()) {
        RandomCalls.Template template = templates.get(random.nextInt(templates.size()));
        List<Expression> arguments = new ArrayList<>();
        for (RandomCalls.Parameter parameter : template.parameters()) {
          Literal fixed = parameter.fixed();
          arguments.add(fixed == null ? draw(parameter.type(), depth - 1) : fixed);
        }
        return Optional.of(
            FunctionCatalogue.call(template.name(), arguments, type, position())
                .orElseThrow(() -> new AssertionError("no overload: " + template)));
      }
    }
    String sign = ARITHMETIC.get(random.nextInt(ARITHMETIC.size()));
    DataType left = TYPES.get(random.nextInt(TYPES.size()));
    DataType right = TYPES.get(random.nextInt(TYPES.size()));
    if (random.nextInt(3) > 0) {
      left = type;
    }
    Literal a = new Literal(null, left);
    Literal b = new Literal(null, right);
    if (FunctionCatalogue.call(sign, List.of(a, b), type, SourcePosition.NONE).isEmpty()) {
      return Optional.empty();
    }
    return FunctionCatalogue.call(
        sign, List.of(draw(left, depth - 1), draw(right, depth - 1)), type, position());
  }

  private Expression predicate(int depth) {
    return switch (random.nextInt(7)) {
      case 0 -> new Expression.And(several(depth));
      case 1 -> new Expression.Or(several(depth));
      case 2 -> new Expression.Not(draw(DataType.BOOLEAN, depth - 1));
      case 3 -> new Expression.IsNull(draw(anyType(), depth - 1));
      case 4 -> function(DataType.BOOLEAN, depth).orElseGet(() -> leaf(DataType.BOOLEAN));
      default -> comparison(depth);
    };
  }

  private List<Expression> several(int depth) {
    List<Expression> all = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i >= 0; i--) {
      all.add(draw(DataType.BOOLEAN, depth - 1));
    }
    return all;
  }

  private Expression comparison(int depth) {
    for (int attempt = 0; attempt < 5; attempt++) {
      String sign =
          random.nextInt(6) == 0
              ? (random.nextBoolean() ? "IS DISTINCT FROM" : "IS NOT DISTINCT FROM")
              : COMPARISONS.get(random.nextInt(COMPARISONS.size()));
      DataType left = anyType();
      DataType right = random.nextBoolean() ? left : anyType();
      Optional<Expression> call =
          FunctionCatalogue.call(
              sign,
              List.of(draw(left, depth - 1), draw(right, depth - 1)),
              DataType.BOOLEAN,
              position());
      if (call.isPresent()) {
        return call.get();
      }
    }
    return leaf(DataType.BOOLEAN);
  }

  private DataType anyType() {
    return TYPES.get(random.nextInt(TYPES.size()));
  }

  private SourcePosition position() {
    return SourcePosition.at(1, ++calls);
  }
}
