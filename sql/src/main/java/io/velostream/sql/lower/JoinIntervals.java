package io.velostream.sql.lower;

import io.velostream.columnar.DataType;
import io.velostream.expression.Expression;
import io.velostream.plan.JoinInterval;
import io.velostream.plan.JoinKey;
import io.velostream.plan.JoinKind;
import io.velostream.plan.PlanNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Finds what the conditions of a join say of event time: comparisons of a time of one input with a
/// time of the other, each with a constant interval added or subtracted.
final class JoinIntervals {
  /// @param conditions those that the interval says, so that they need not be tried on pairs
  record Found(JoinInterval interval, List<Expression> conditions) {}

  /// A time column plus a number of microseconds.
  private record Shifted(int column, long micros) {}

  private record Times(int left, int right) {}

  /// What is known of two times.
  private static final class Bounds {
    private long atLeast = Long.MIN_VALUE;
    private long atMost = Long.MAX_VALUE;
    private final List<Expression> conditions = new ArrayList<>();

    /// `left - right <op> micros`.
    void add(String operator, long micros) {
      switch (operator) {
        case "=" -> {
          atLeast = Math.max(atLeast, micros);
          atMost = Math.min(atMost, micros);
        }
        case "<" -> atMost = Math.min(atMost, micros - 1);
        case "<=" -> atMost = Math.min(atMost, micros);
        case ">" -> atLeast = Math.max(atLeast, micros + 1);
        case ">=" -> atLeast = Math.max(atLeast, micros);
        default -> throw new IllegalArgumentException("no comparison: " + operator);
      }
    }

    boolean isClosed() {
      return atLeast != Long.MIN_VALUE && atMost != Long.MAX_VALUE;
    }
  }

  private final List<EventTimeColumns.Kind> left;
  private final List<EventTimeColumns.Kind> right;
  private final Map<Times, Bounds> known = new LinkedHashMap<>();

  private JoinIntervals(PlanNode left, PlanNode right) {
    this.left = EventTimeColumns.of(left);
    this.right = EventTimeColumns.of(right);
  }

  /// @param keys of columns of the inputs, or of columns that follow them
  /// @param conditions over the columns of the left input, then those of the right one
  static Optional<Found> find(
      JoinKind kind,
      PlanNode left,
      PlanNode right,
      List<JoinKey> keys,
      List<Expression> conditions) {
    JoinIntervals intervals = new JoinIntervals(left, right);
    keys.forEach(intervals::add);
    conditions.forEach(intervals::add);
    return intervals.known.entrySet().stream()
        .filter(entry -> entry.getValue().isClosed())
        .findFirst()
        .or(() ->
            // Rows without a match would never come out if they were never let go.
            kind.showsUnmatched()
                ? Optional.empty()
                : intervals.known.entrySet().stream().findFirst())
        .map(entry -> intervals.found(entry.getKey(), entry.getValue()));
  }

  private Found found(Times times, Bounds bounds) {
    return new Found(
        new JoinInterval(
            times.left,
            times.right,
            left.get(times.left) == EventTimeColumns.Kind.WINDOW_END,
            right.get(times.right) == EventTimeColumns.Kind.WINDOW_END,
            bounds.atLeast == Long.MIN_VALUE
                ? OptionalLong.empty()
                : OptionalLong.of(bounds.atLeast),
            bounds.atMost == Long.MAX_VALUE
                ? OptionalLong.empty()
                : OptionalLong.of(bounds.atMost)),
        bounds.conditions);
  }

  private void add(JoinKey key) {
    boolean plain = key.left() < left.size() && key.right() < right.size();
    if (plain && !key.nullsMatch() && areTimes(key.left(), key.right())) {
      bounds(new Times(key.left(), key.right())).add("=", 0);
    }
  }

  private void add(Expression condition) {
    if (!(condition instanceof Expression.Call call) || !isComparison(call.function().name())) {
      return;
    }
    Optional<Shifted> first = shifted(call.operands().get(0));
    Optional<Shifted> second = shifted(call.operands().get(1));
    if (first.isEmpty() || second.isEmpty()) {
      return;
    }
    boolean inOrder = first.get().column < left.size();
    Shifted a = inOrder ? first.get() : second.get();
    Shifted b = inOrder ? second.get() : first.get();
    int inRight = b.column - left.size();
    if (a.column >= left.size() || inRight < 0 || !areTimes(a.column, inRight)) {
      return;
    }
    String operator = call.function().name();
    Bounds bounds = bounds(new Times(a.column, inRight));
    bounds.add(inOrder ? operator : turned(operator), b.micros - a.micros);
    bounds.conditions.add(condition);
  }

  private Bounds bounds(Times times) {
    return known.computeIfAbsent(times, _ -> new Bounds());
  }

  private boolean areTimes(int leftColumn, int rightColumn) {
    return left.get(leftColumn).ordersRows() && right.get(rightColumn).ordersRows();
  }

  private static boolean isComparison(String name) {
    return List.of("=", "<", "<=", ">", ">=").contains(name);
  }

  private static String turned(String operator) {
    return switch (operator) {
      case "<" -> ">";
      case "<=" -> ">=";
      case ">" -> "<";
      case ">=" -> "<=";
      default -> operator;
    };
  }

  private static Optional<Shifted> shifted(Expression time) {
    return switch (time) {
      case Expression.Column column -> Optional.of(new Shifted(column.index(), 0));
      case Expression.Call call
          when call.operands().size() == 2 && call.function().name().equals("+") ->
          micros(call.operands().get(1))
              .flatMap(micros -> shifted(call.operands().get(0), micros))
              .or(() ->
                  micros(call.operands().get(0))
                      .flatMap(micros -> shifted(call.operands().get(1), micros)));
      case Expression.Call call
          when call.operands().size() == 2 && call.function().name().equals("-") ->
          micros(call.operands().get(1))
              .flatMap(micros -> shifted(call.operands().get(0), -micros));
      default -> Optional.empty();
    };
  }

  private static Optional<Shifted> shifted(Expression time, long micros) {
    return shifted(time).map(plain -> new Shifted(plain.column, plain.micros + micros));
  }

  private static Optional<Long> micros(Expression literal) {
    return literal instanceof Expression.Literal(Long micros, DataType.Interval interval)
            && interval.family() == DataType.Interval.Family.DAY_TIME
        ? Optional.of(micros)
        : Optional.empty();
  }
}
