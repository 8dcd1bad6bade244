package io.velostream.plan.explain;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.expression.Expression;
import io.velostream.expression.match.MatchDescription;
import io.velostream.expression.match.MatchSlot;
import io.velostream.expression.match.Navigation;
import io.velostream.expression.match.RowPattern;
import io.velostream.expression.match.RowsPerMatch;
import io.velostream.expression.match.SkipRule;
import io.velostream.plan.AggregateCall;
import io.velostream.plan.OrderNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The words of patterns, conditions and measures.
final class MatchText {
  private final OrderNode.Match node;
  private final MatchDescription match;
  private final Schema input;

  MatchText(OrderNode.Match node) {
    this.node = node;
    this.match = node.match();
    this.input = node.input().schema();
  }

  /// `A B+ (C | D)`.
  String pattern() {
    return pattern(match.pattern());
  }

  private String pattern(RowPattern pattern) {
    return switch (pattern) {
      case RowPattern.Empty _ -> "()";
      case RowPattern.Variable(int index) -> Quoted.name(match.variables().get(index));
      case RowPattern.Sequence(List<RowPattern> parts) -> joined(parts, " ");
      case RowPattern.Choice(List<RowPattern> parts) -> "(" + joined(parts, " | ") + ")";
      case RowPattern.Repeat repeat -> part(repeat.part()) + quantifier(repeat);
      case RowPattern.Permute(List<RowPattern> parts) -> "PERMUTE(" + joined(parts, ", ") + ")";
      case RowPattern.Exclude(RowPattern part) -> "{- " + pattern(part) + " -}";
      case RowPattern.PartitionStart _ -> "^";
      case RowPattern.PartitionEnd _ -> "$";
    };
  }

  private String joined(List<RowPattern> parts, String between) {
    return parts.stream().map(this::pattern).collect(Collectors.joining(between));
  }

  private String part(RowPattern part) {
    boolean grouped = part instanceof RowPattern.Sequence || part instanceof RowPattern.Repeat;
    return grouped ? "(" + pattern(part) + ")" : pattern(part);
  }

  private static String quantifier(RowPattern.Repeat repeat) {
    boolean unlimited = repeat.most() == RowPattern.Repeat.UNLIMITED;
    String times;
    if (unlimited && repeat.least() < 2) {
      times = repeat.least() == 0 ? "*" : "+";
    } else if (repeat.least() == 0 && repeat.most() == 1) {
      times = "?";
    } else if (repeat.least() == repeat.most()) {
      return "{" + repeat.least() + "}";
    } else {
      times = "{" + repeat.least() + "," + (unlimited ? "" : repeat.most()) + "}";
    }
    return repeat.greedy() ? times : times + "?";
  }

  /// `B AS B.price > PREV(B.price, 1)`, one for each variable that has a condition.
  List<String> conditions() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < match.variables().size(); i++) {
      String name = Quoted.name(match.variables().get(i));
      match
          .conditions()
          .get(i)
          .ifPresent(
              condition -> texts.add(name + " AS " + text(condition.test(), condition.slots())));
    }
    return texts;
  }

  /// `name = FINAL LAST(B.price)`, one for each measure.
  List<String> measures() {
    List<String> texts = new ArrayList<>();
    int passed = node.passed().size();
    for (int i = 0; i < match.measures().size(); i++) {
      texts.add(
          Quoted.name(node.schema().field(passed + i).name())
              + " = "
              + text(match.measures().get(i), match.slots()));
    }
    return texts;
  }

  /// The expression with the words of its slots in place of its columns.
  private String text(Expression expression, List<MatchSlot> slots) {
    List<Field> fields = new ArrayList<>();
    for (MatchSlot slot : slots) {
      fields.add(new Field(placeholder(fields.size()), slot.type(), true));
    }
    String text = ExpressionText.of(expression, new Schema(fields));
    for (int i = 0; i < slots.size(); i++) {
      text = text.replace(placeholder(i), slot(slots.get(i)));
    }
    return text;
  }

  private static String placeholder(int slot) {
    return "slot$" + slot + "$";
  }

  private String slot(MatchSlot slot) {
    return switch (slot) {
      case MatchSlot.Cell cell ->
          navigated(
              prefix(cell.row().variables()) + Quoted.column(input, cell.column()), cell.row());
      case MatchSlot.Classifier classifier ->
          navigated("CLASSIFIER(" + set(classifier.row().variables()) + ")", classifier.row());
      case MatchSlot.MatchNumber _ -> "MATCH_NUMBER()";
      case MatchSlot.Aggregate aggregate -> {
        AggregateCall call = node.aggregates().get(aggregate.call());
        String variables = set(aggregate.variables());
        yield (aggregate.toEnd() ? "FINAL " : "")
            + AggregateText.call(call, input)
            + (variables.isEmpty() ? "" : " OF " + variables);
      }
    };
  }

  private String navigated(String value, Navigation row) {
    String text = value;
    if (row.first() || row.skipped() > 0 || row.toEnd()) {
      String skipped = row.skipped() > 0 ? ", " + row.skipped() : "";
      text = (row.first() ? "FIRST(" : "LAST(") + text + skipped + ")";
    }
    if (row.toEnd()) {
      text = "FINAL " + text;
    }
    if (row.moved() != 0) {
      text = (row.moved() < 0 ? "PREV(" : "NEXT(") + text + ", " + Math.abs(row.moved()) + ")";
    }
    return text;
  }

  private String prefix(Set<Integer> variables) {
    return variables.isEmpty() ? "" : set(variables) + ".";
  }

  private String set(Set<Integer> variables) {
    String names =
        variables.stream()
            .sorted()
            .map(i -> Quoted.name(match.variables().get(i)))
            .collect(Collectors.joining("|"));
    return variables.size() > 1 ? "(" + names + ")" : names;
  }

  static String rows(RowsPerMatch rows) {
    return switch (rows) {
      case ONE -> "one for each match";
      case ALL -> "all of each match";
      case ALL_WITHOUT_EMPTY -> "all of each match, none of empty ones";
      case ALL_WITH_UNMATCHED -> "all";
    };
  }

  static String skip(SkipRule skip) {
    return switch (skip) {
      case SkipRule.PastLastRow _ -> "past last row";
      case SkipRule.ToNextRow _ -> "to next row";
      case SkipRule.ToRow to -> (to.last() ? "to last " : "to first ") + Quoted.name(to.name());
    };
  }
}
