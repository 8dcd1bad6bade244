package io.velostream.sql.optimize;

import io.velostream.columnar.ColumnBound;
import io.velostream.columnar.ColumnBound.Relation;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Lane;
import io.velostream.expression.Expression;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a condition wants of single columns: bounds that hold on every row for which it is TRUE.
final class Bounds {
  private final List<ColumnBound> found = new ArrayList<>();

  private Bounds() {}

  static List<ColumnBound> of(Expression condition) {
    Bounds bounds = new Bounds();
    bounds.add(condition);
    return List.copyOf(bounds.found);
  }

  private void add(Expression condition) {
    switch (condition) {
      case Expression.And and -> and.operands().forEach(this::add);
      case Expression.Or or -> addRange(or);
      case Expression.IsNull(Expression.Column column) ->
          found.add(new ColumnBound(column.index(), Relation.NULL, null));
      case Expression.Not(Expression.IsNull(Expression.Column column)) ->
          found.add(new ColumnBound(column.index(), Relation.NOT_NULL, null));
      case Expression.Call call when call.operands().size() == 2 ->
          comparison(call).ifPresent(found::add);
      // The form that MergeCalcs gives to one condition after another.
      case Expression.Case c when c.branches().size() == 1 && isFalse(c.otherwise()) -> {
        add(c.branches().getFirst().condition());
        add(c.branches().getFirst().result());
      }
      case Expression other -> {}
    }
  }

  private static boolean isFalse(Expression expression) {
    return expression instanceof Expression.Literal(Object value, DataType.Bool _)
        && Long.valueOf(0).equals(value);
  }

  /// One of several values of a column lies between the least and the greatest of them.
  private void addRange(Expression.Or or) {
    ColumnBound least = null;
    ColumnBound greatest = null;
    for (Expression operand : or.operands()) {
      ColumnBound next =
          operand instanceof Expression.Call call && call.operands().size() == 2
              ? comparison(call).orElse(null)
              : null;
      if (next == null
          || next.relation() != Relation.EQUAL
          || least != null && least.column() != next.column()) {
        return;
      }
      least = least == null || compare(next.value(), least.value()) < 0 ? next : least;
      greatest = greatest == null || compare(next.value(), greatest.value()) > 0 ? next : greatest;
    }
    if (least != null && greatest != null) {
      found.add(new ColumnBound(least.column(), Relation.GREATER_OR_EQUAL, least.value()));
      found.add(new ColumnBound(greatest.column(), Relation.LESS_OR_EQUAL, greatest.value()));
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // values of one column are of one class
  private static int compare(@Nullable Object a, @Nullable Object b) {
    return a == null || b == null ? 0 : ((Comparable) a).compareTo(b);
  }

  private static Optional<ColumnBound> comparison(Expression.Call call) {
    Expression left = call.operands().get(0);
    Expression right = call.operands().get(1);
    Relation relation = relation(call.function().name());
    if (relation == null) {
      return Optional.empty();
    }
    return right instanceof Expression.Literal literal
        ? bound(left, relation, literal)
        : left instanceof Expression.Literal literal
            ? bound(right, mirrored(relation), literal)
            : Optional.empty();
  }

  private static @Nullable Relation relation(String function) {
    return switch (function) {
      case "=" -> Relation.EQUAL;
      case "<" -> Relation.LESS;
      case "<=" -> Relation.LESS_OR_EQUAL;
      case ">" -> Relation.GREATER;
      case ">=" -> Relation.GREATER_OR_EQUAL;
      default -> null;
    };
  }

  private static Relation mirrored(Relation relation) {
    return switch (relation) {
      case LESS -> Relation.GREATER;
      case LESS_OR_EQUAL -> Relation.GREATER_OR_EQUAL;
      case GREATER -> Relation.LESS;
      case GREATER_OR_EQUAL -> Relation.LESS_OR_EQUAL;
      case EQUAL, NULL, NOT_NULL -> relation;
    };
  }

  private static Optional<ColumnBound> bound(
      Expression side, Relation relation, Expression.Literal literal) {
    Expression.Column column = column(side);
    if (column == null || literal.value() == null) {
      return Optional.empty();
    }
    Object value = value(column.type(), relation, literal);
    return value == null
        ? Optional.empty()
        : Optional.of(new ColumnBound(column.index(), relation, value));
  }

  /// The column that an expression has the value of: itself, or widened.
  private static Expression.@Nullable Column column(Expression side) {
    if (side instanceof Expression.Cast cast
        && cast.operand() instanceof Expression.Column column
        && isWider(column.type(), cast.type())) {
      return column;
    }
    return side instanceof Expression.Column column ? column : null;
  }

  private static boolean isWider(DataType from, DataType to) {
    return isExact(from) && isExact(to)
        ? scale(from) <= scale(to)
        : from instanceof DataType.Timestamp f
            && to instanceof DataType.Timestamp t
            && f.local() == t.local()
            && f.precision() <= t.precision();
  }

  private static boolean isExact(DataType type) {
    return type instanceof DataType.Integral || type instanceof DataType.Decimal;
  }

  private static int scale(DataType type) {
    return type instanceof DataType.Decimal decimal ? decimal.scale() : 0;
  }

  /// The literal in the form of the column, `null` if it has none.
  private static @Nullable Object value(
      DataType column, Relation relation, Expression.Literal literal) {
    DataType type = literal.type();
    if (isExact(column) && isExact(type)) {
      return exact(column, relation, literal);
    }
    boolean same =
        switch (column) {
          case DataType.Timestamp c ->
              type instanceof DataType.Timestamp t && t.local() == c.local();
          case DataType.Time _ -> type instanceof DataType.Time;
          case DataType.Varchar _ -> type instanceof DataType.Varchar;
          case DataType.Floating _ -> type instanceof DataType.Floating;
          case DataType.Bool _, DataType.Date _, DataType.Varbinary _ -> type.equals(column);
          case DataType other -> false;
        };
    return same ? literal.value() : null;
  }

  /// A number with as many digits behind the point as the column has. Where it has more, the bound
  /// gets a little wider.
  private static @Nullable Object exact(
      DataType column, Relation relation, Expression.Literal literal) {
    BigDecimal number =
        switch (literal.value()) {
          case Long small -> BigDecimal.valueOf(small, scale(literal.type()));
          case BigInteger wide -> new BigDecimal(wide, scale(literal.type()));
          case null, default -> throw new IllegalStateException("not a number: " + literal);
        };
    RoundingMode rounding =
        relation == Relation.GREATER || relation == Relation.GREATER_OR_EQUAL
            ? RoundingMode.FLOOR
            : RoundingMode.CEILING;
    BigDecimal scaled = number.setScale(scale(column), rounding);
    BigInteger unscaled = scaled.unscaledValue();
    if (relation == Relation.EQUAL && scaled.compareTo(number) != 0) {
      return null;
    }
    if (column.lane() == Lane.WIDE) {
      return unscaled;
    }
    return unscaled.bitLength() < 64 ? (Object) unscaled.longValue() : null;
  }
}
