package io.velostream.sql.lower;

import io.velostream.columnar.DataType;
import io.velostream.columnar.DataType.Interval;
import io.velostream.columnar.DataType.Timestamp;
import io.velostream.expression.Expression;
import io.velostream.sql.lower.EventTimeColumns.Kind;
import java.util.List;
import java.util.OptionalLong;

/// Recognises expressions that put event time into buckets, such as DATE_TRUNC('hour', ts),
/// FLOOR(ts TO DAY), TIME_BUCKET(INTERVAL '5' MINUTE, ts) and CAST(ts AS DATE). A bucket has the
/// name of its start, so that it is a window without being called one.
///
/// Days and longer units of an instant are not among them: how long one takes depends on the
/// session's zone.
final class TimeBuckets {
  private static final long SECOND = 1_000_000L;
  private static final long DAY = 86_400 * SECOND;

  /// The longest month; a quarter and a year are no longer than as many of them.
  private static final long MONTH = 31 * DAY;

  private TimeBuckets() {}

  /// How long after the value of an expression the last row of that value comes, at most, in
  /// microseconds; empty where it is no bucket of event time.
  ///
  /// @param kinds of the columns that the expression reads
  /// @param starts of the columns, as [WindowStarts] says
  static OptionalLong size(Expression expression, List<Kind> kinds, List<OptionalLong> starts) {
    OptionalLong size = within(expression, kinds, starts);
    // Bare times are no buckets.
    return size.isPresent() && size.getAsLong() > 0 ? size : OptionalLong.empty();
  }

  private static OptionalLong within(
      Expression expression, List<Kind> kinds, List<OptionalLong> starts) {
    return switch (expression) {
      case Expression.Column column when kinds.get(column.index()).ordersRows() ->
          OptionalLong.of(0);
      case Expression.Column column -> starts.get(column.index());
      case Expression.Call call -> sum(length(call), call.operands(), kinds, starts);
      case Expression.Cast cast -> sum(length(cast), cast.operands(), kinds, starts);
      default -> OptionalLong.empty();
    };
  }

  /// A bucket of buckets has ended when the last one in it has.
  private static OptionalLong sum(
      OptionalLong own, List<Expression> operands, List<Kind> kinds, List<OptionalLong> starts) {
    if (own.isEmpty()) {
      return own;
    }
    OptionalLong inner = within(operands.getFirst(), kinds, starts);
    return inner.isPresent()
        ? OptionalLong.of(own.getAsLong() + inner.getAsLong())
        : OptionalLong.empty();
  }

  /// How long the buckets of a call are that takes the time as its first operand; all others are
  /// constants.
  private static OptionalLong length(Expression.Call call) {
    List<Expression> operands = call.operands();
    boolean constant =
        operands.stream().skip(1).allMatch(operand -> operand instanceof Expression.Literal);
    if (!constant || !(call.type() instanceof Timestamp)) {
      return OptionalLong.empty();
    }
    return switch (call.function().method()) {
      case "floor", "floorInstant", "bucket" -> number(operands, 1);
      case "floorToWeek" -> operands.size() == 1 ? OptionalLong.of(7 * DAY) : OptionalLong.empty();
      case "floorToMonths", "bucketOfMonths" -> number(operands, MONTH);
      default -> OptionalLong.empty();
    };
  }

  /// The second operand as a length; kernels that take a zone as well have three numbers of another
  /// meaning.
  private static OptionalLong number(List<Expression> operands, long unit) {
    boolean zoned =
        operands.size() == 3
            && (operands.get(2).type() instanceof DataType.Varchar
                || operands.get(2).type() instanceof DataType.Char);
    return operands.size() >= 2
            && !zoned
            && operands.get(1) instanceof Expression.Literal(Object value, DataType type)
            && (type instanceof DataType.Integral || type instanceof Interval)
            && value instanceof Long count
            && count > 0
            && count < Long.MAX_VALUE / 4 / unit
        ? OptionalLong.of(count * unit)
        : OptionalLong.empty();
  }

  private static OptionalLong length(Expression.Cast cast) {
    DataType from = cast.operand().type();
    if (from instanceof Timestamp(_, boolean local)
        && !local
        && cast.type() instanceof DataType.Date) {
      return OptionalLong.of(DAY);
    }
    if (from instanceof DataType.Date
        && cast.type() instanceof Timestamp(_, boolean instant)
        && !instant) {
      return OptionalLong.of(0);
    }
    return from instanceof Timestamp(int before, boolean instant)
            && cast.type() instanceof Timestamp(int after, boolean same)
            && instant == same
        // Digits are cut or rounded.
        ? OptionalLong.of(after < before ? SECOND : 0)
        : OptionalLong.empty();
  }
}
