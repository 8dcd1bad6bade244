package io.velostream.plan.explain;

import io.velostream.columnar.Schema;
import io.velostream.expression.Expression.Literal;
import io.velostream.plan.AggregateCall;
import io.velostream.plan.Emission;
import io.velostream.plan.OverCall;
import io.velostream.plan.SortKey;
import io.velostream.plan.explain.Explanation.Detail;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// The words of aggregates and orders.
final class AggregateText {
  private AggregateText() {}

  /// Keys, calls and emission of a GROUP BY.
  static List<Detail> grouping(
      Schema input, List<Integer> keys, List<AggregateCall> calls, Emission emission) {
    List<Detail> details = new ArrayList<>();
    if (!keys.isEmpty()) {
      details.add(new Detail.Listing("keys", Quoted.columns(input, keys)));
    }
    if (!calls.isEmpty()) {
      details.add(
          new Detail.Listing("calls", calls.stream().map(call -> named(call, input)).toList()));
    }
    details.add(new Detail.Text("emit", emission(emission)));
    return details;
  }

  private static String named(AggregateCall call, Schema input) {
    return Quoted.name(call.name()) + " = " + call(call, input);
  }

  /// `COUNT(DISTINCT a) FILTER (WHERE b)`.
  static String call(AggregateCall call, Schema input) {
    return function(
            call.user().map(user -> user.function().name()).orElse(call.function().name()),
            call.arguments(),
            call.parameters(),
            call.distinct(),
            input)
        + order(call.order(), input, " WITHIN GROUP (ORDER BY ", ")")
        + filter(call.filter(), input);
  }

  /// `COUNT(DISTINCT a)`.
  static String function(OverCall.FrameAggregate call, Schema input) {
    return function(
        call.user().map(user -> user.function().name()).orElse(call.function().name()),
        call.arguments(),
        call.parameters(),
        call.distinct(),
        input);
  }

  private static String function(
      String function,
      List<Integer> arguments,
      List<Literal> parameters,
      boolean distinct,
      Schema input) {
    List<String> parts = new ArrayList<>(Quoted.columns(input, arguments));
    parameters.forEach(parameter -> parts.add(LiteralText.of(parameter).text()));
    String list = parts.isEmpty() ? "*" : String.join(", ", parts);
    return function + (distinct ? "(DISTINCT " : "(") + list + ")";
  }

  /// `FILTER (WHERE a)` after a blank, or nothing.
  static String filter(OptionalInt filter, Schema input) {
    return filter.isEmpty()
        ? ""
        : " FILTER (WHERE " + Quoted.column(input, filter.getAsInt()) + ")";
  }

  static String emission(Emission emission) {
    return switch (emission) {
      case CHANGES -> "changes";
      case CHANGES_PER_RECORD -> "changes per record";
      case WINDOW_SNAPSHOT -> "window snapshot";
      case WINDOW_SNAPSHOT_PER_RECORD -> "window snapshot per record";
      case FINAL -> "final";
    };
  }

  private static String order(List<SortKey> keys, Schema input, String before, String after) {
    return keys.isEmpty() ? "" : before + String.join(", ", order(keys, input)) + after;
  }

  /// ORDER BY columns; says where NULLs go if there can be any.
  static List<String> order(List<SortKey> keys, Schema input) {
    return keys.stream().map(key -> order(key, input)).toList();
  }

  private static String order(SortKey key, Schema input) {
    String direction = key.descending() ? " DESC" : "";
    String nulls = key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST";
    return Quoted.column(input, key.column())
        + direction
        + (input.field(key.column()).nullable() ? nulls : "");
  }
}
