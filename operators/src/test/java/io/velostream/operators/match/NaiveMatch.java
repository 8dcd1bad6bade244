package io.velostream.operators.match;

import io.velostream.expression.match.MatchDescription;
import io.velostream.expression.match.MatchSlot;
import io.velostream.expression.match.Navigation;
import io.velostream.expression.match.RowPattern;
import io.velostream.expression.match.RowsPerMatch;
import io.velostream.expression.match.SkipRule;
import io.velostream.operators.testing.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// MATCH_RECOGNIZE by its definition over one partition: tries all ways in order of preference, and
/// takes as long as that takes.
final class NaiveMatch {
  /// A row taken for a variable.
  private record Taken(int row, int variable, boolean hidden) {}

  /// What comes behind a part of the pattern: whether all of it matches.
  private interface Rest {
    boolean matches(int row, List<Taken> taken);
  }

  /// A condition, by the values of its slots.
  interface Test {
    boolean holds(List<@Nullable Object> slots);
  }

  private final MatchDescription match;
  private final List<Test> tests;
  private final List<Row> rows;
  private final int timeColumn;
  private final List<Integer> passed;
  private final List<Row> output = new ArrayList<>();
  private int start;
  private int number;
  private List<Taken> best = List.of();

  NaiveMatch(
      MatchDescription match,
      List<Test> tests,
      List<Row> rows,
      int timeColumn,
      List<Integer> passed) {
    this.match = match;
    this.tests = tests;
    this.rows = rows;
    this.timeColumn = timeColumn;
    this.passed = passed;
  }

  List<Row> run() {
    int matchedTo = 0;
    while (start < rows.size()) {
      int next = start + 1;
      boolean found =
          matches(
              match.pattern(),
              start,
              List.of(),
              false,
              (_, taken) -> {
                best = taken;
                return true;
              });
      if (!found) {
        if (match.rows() == RowsPerMatch.ALL_WITH_UNMATCHED && start >= matchedTo) {
          List<@Nullable Object> cells = passed(start);
          match.slots().forEach(_ -> cells.add(null));
          output.add(new Row(1, cells));
        }
      } else {
        number++;
        show();
        matchedTo = Math.max(matchedTo, start + best.size());
        if (!best.isEmpty()) {
          next = skip();
        }
      }
      start = next;
    }
    return output;
  }

  private boolean matches(
      RowPattern pattern, int row, List<Taken> taken, boolean hidden, Rest rest) {
    return switch (pattern) {
      case RowPattern.Empty _ -> rest.matches(row, taken);
      case RowPattern.PartitionStart _ -> row == 0 && rest.matches(row, taken);
      // An attempt begins before a row, so that the end is never right there.
      case RowPattern.PartitionEnd _ -> row == rows.size() && rest.matches(row, taken);
      case RowPattern.Variable(int variable) -> {
        if (row >= rows.size() || !isInTime(row)) {
          yield false;
        }
        List<Taken> more = new ArrayList<>(taken);
        more.add(new Taken(row, variable, hidden));
        yield holds(variable, more) && rest.matches(row + 1, more);
      }
      case RowPattern.Sequence(List<RowPattern> parts) ->
          parts.isEmpty()
              ? rest.matches(row, taken)
              : matches(
                  parts.getFirst(),
                  row,
                  taken,
                  hidden,
                  (at, more) ->
                      matches(
                          new RowPattern.Sequence(parts.subList(1, parts.size())),
                          at,
                          more,
                          hidden,
                          rest));
      case RowPattern.Choice(List<RowPattern> parts) ->
          parts.stream().anyMatch(part -> matches(part, row, taken, hidden, rest));
      case RowPattern.Permute(List<RowPattern> parts) -> {
        if (parts.isEmpty()) {
          yield rest.matches(row, taken);
        }
        for (int i = 0; i < parts.size(); i++) {
          List<RowPattern> others = new ArrayList<>(parts);
          RowPattern first = others.remove(i);
          if (matches(
              first,
              row,
              taken,
              hidden,
              (at, more) -> matches(new RowPattern.Permute(others), at, more, hidden, rest))) {
            yield true;
          }
        }
        yield false;
      }
      case RowPattern.Exclude(RowPattern part) -> matches(part, row, taken, true, rest);
      case RowPattern.Repeat repeat -> repeat(repeat, 0, row, taken, hidden, rest);
    };
  }

  private boolean repeat(
      RowPattern.Repeat repeat, int round, int row, List<Taken> taken, boolean hidden, Rest rest) {
    Rest again =
        (at, more) ->
            // Rounds beyond the least number take rows, or they could go on for ever.
            (round < repeat.least() || at > row)
                && repeat(repeat, round + 1, at, more, hidden, rest);
    if (round < repeat.least()) {
      return matches(repeat.part(), row, taken, hidden, again);
    }
    boolean full = repeat.most() != RowPattern.Repeat.UNLIMITED && round >= repeat.most();
    if (repeat.greedy()) {
      return (!full && matches(repeat.part(), row, taken, hidden, again))
          || rest.matches(row, taken);
    }
    return rest.matches(row, taken) || (!full && matches(repeat.part(), row, taken, hidden, again));
  }

  private boolean isInTime(int row) {
    return match.withinMicros().isEmpty()
        || time(row) - time(start) < match.withinMicros().getAsLong();
  }

  private long time(int row) {
    return ((Number) Objects.requireNonNull(rows.get(row).values().get(timeColumn))).longValue();
  }

  private boolean holds(int variable, List<Taken> taken) {
    return match.conditions().get(variable).isEmpty()
        || tests
            .get(variable)
            .holds(
                match.conditions().get(variable).get().slots().stream()
                    .<@Nullable Object>map(slot -> value(slot, taken, taken.size(), number + 1))
                    .toList());
  }

  private int skip() {
    return switch (match.skip()) {
      case SkipRule.PastLastRow _ -> start + best.size();
      case SkipRule.ToNextRow _ -> start + 1;
      case SkipRule.ToRow to -> {
        List<Integer> targets =
            best.stream()
                .filter(taken -> to.variables().contains(taken.variable))
                .map(Taken::row)
                .toList();
        int target = targets.isEmpty() ? start : to.last() ? targets.getLast() : targets.getFirst();
        if (target == start) {
          throw new IllegalStateException("cannot skip");
        }
        yield target;
      }
    };
  }

  private void show() {
    if (!match.rows().isAll() || best.isEmpty()) {
      if (!best.isEmpty() || match.rows() != RowsPerMatch.ALL_WITHOUT_EMPTY) {
        show(start, best.size());
      }
      return;
    }
    for (int i = 0; i < best.size(); i++) {
      if (!best.get(i).hidden) {
        show(best.get(i).row, i + 1);
      }
    }
  }

  private void show(int row, int known) {
    List<@Nullable Object> cells = passed(row);
    for (MatchSlot slot : match.slots()) {
      cells.add(value(slot, best, known, number));
    }
    output.add(new Row(1, cells));
  }

  private List<@Nullable Object> passed(int row) {
    List<@Nullable Object> cells = new ArrayList<>();
    passed.forEach(column -> cells.add(rows.get(row).values().get(column)));
    return cells;
  }

  private @Nullable Object value(MatchSlot slot, List<Taken> all, int known, int matchNumber) {
    return switch (slot) {
      case MatchSlot.Number _ -> (long) matchNumber;
      case MatchSlot.Cell cell -> {
        Taken found = find(cell.row(), all, known);
        int row = found == null ? -1 : found.row + cell.row().moved();
        yield row < 0 || row >= rows.size() ? null : rows.get(row).values().get(cell.column());
      }
      case MatchSlot.Classifier classifier -> {
        Taken found = find(classifier.row(), all, known);
        int at = found == null ? -1 : found.row - start + classifier.row().moved();
        int limit = classifier.row().toEnd() ? all.size() : known;
        yield at < 0 || at >= limit ? null : match.variables().get(all.get(at).variable);
      }
      case MatchSlot.Aggregate aggregate -> {
        List<Taken> counted =
            of(aggregate.variables(), all, aggregate.toEnd() ? all.size() : known);
        // Call 0 counts rows, call 1 adds up the values.
        List<Long> values =
            counted.stream()
                .map(taken -> (Long) rows.get(taken.row).values().get(MatchRandomTest.VALUE))
                .filter(Objects::nonNull)
                .toList();
        yield aggregate.call() == 0
            ? (Object) (long) counted.size()
            : values.isEmpty() ? null : values.stream().mapToLong(Long::longValue).sum();
      }
    };
  }

  private static @Nullable Taken find(Navigation row, List<Taken> all, int known) {
    List<Taken> counted = of(row.variables(), all, row.toEnd() ? all.size() : known);
    int at = row.first() ? row.skipped() : counted.size() - 1 - row.skipped();
    return at < 0 || at >= counted.size() ? null : counted.get(at);
  }

  private static List<Taken> of(Set<Integer> variables, List<Taken> all, int known) {
    return all.subList(0, known).stream()
        .filter(taken -> variables.isEmpty() || variables.contains(taken.variable))
        .toList();
  }
}
