package io.velostream.sql.retain;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.expression.Expression;
import io.velostream.plan.CombineNode;
import io.velostream.plan.Emission;
import io.velostream.plan.GroupNode;
import io.velostream.plan.JoinState;
import io.velostream.plan.LeafNode;
import io.velostream.plan.OrderNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.plan.StateLifetime;
import io.velostream.sql.Durations;
import io.velostream.sql.lower.Columns;
import io.velostream.sql.lower.EventTimeColumns;
import io.velostream.sql.lower.EventTimeColumns.Kind;
import io.velostream.sql.optimize.Expressions;
import io.velostream.sql.optimize.PlanNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Gives lifetimes and limits to the operators whose state no watermark lets go: groups, ranks, and
/// rows of joins. What they make of several tables lives as long as that of the longest-lived one.
public final class StateRetention {
  private final Map<String, Long> hints;
  private final StateSettings settings;

  private StateRetention(Map<String, Long> hints, StateSettings settings) {
    this.hints = hints;
    this.settings = settings;
  }

  /// The plan with lifetimes; columns that tell them must not have been taken out yet.
  ///
  /// @param hints microseconds by the name of a table, in lower case, as [StateHints] has found
  ///   them; they come before the table's own option, and that before the setting
  /// @throws io.velostream.columnar.error.UserException INVALID_OPTION for an option that is no
  ///   duration
  public static PlanNode apply(PlanNode root, Map<String, Long> hints, StateSettings settings) {
    return PlanNodes.bottomUp(root, new StateRetention(Map.copyOf(hints), settings)::retained);
  }

  private PlanNode retained(PlanNode node) {
    return switch (node) {
      case GroupNode.Aggregate n
          when lasts(n.keys(), n.closingKey(), n.emission()) && lifetime(n.input()) != null -> {
        PlanNode input = withTime(n.input());
        yield new GroupNode.Aggregate(
            input, n.keys(), n.calls(), n.closingKey(), n.emission(), lifetime(input), n.schema());
      }
      case OrderNode.TopN n
          when lasts(n.partitionKeys(), n.closingKey(), n.emission())
              && lifetime(n.input()) != null ->
          retained(n);
      case CombineNode.Join n -> retained(n);
      case PlanNode other -> other;
    };
  }

  private PlanNode retained(OrderNode.TopN top) {
    PlanNode input = withTime(top.input());
    int size = top.input().schema().size();
    List<Field> fields = new ArrayList<>(input.schema().fields());
    fields.addAll(top.schema().fields().subList(size, top.schema().size()));
    PlanNode expiring =
        new OrderNode.TopN(
            input,
            top.partitionKeys(),
            top.order(),
            top.ranking(),
            top.from(),
            top.to(),
            top.showsRank(),
            top.closingKey(),
            top.emission(),
            lifetime(input),
            new Schema(fields));
    return without(expiring, size, input.schema().size() - size, top.schema());
  }

  private PlanNode retained(CombineNode.Join join) {
    boolean expires =
        join.interval() == null
            && (micros(join.left()).isPresent() || micros(join.right()).isPresent());
    PlanNode left = expires ? withTime(join.left()) : join.left();
    PlanNode right = expires ? withTime(join.right()) : join.right();
    if (timeColumn(left).isEmpty() || timeColumn(right).isEmpty()) {
      left = join.left();
      right = join.right();
    }
    int leftSize = join.left().schema().size();
    int added = left.schema().size() - leftSize;
    Expression condition =
        join.condition() == null || added == 0
            ? join.condition()
            : Expressions.replaceColumns(
                join.condition(),
                column ->
                    column.index() < leftSize
                        ? column
                        : new Expression.Column(
                            column.index() + added, column.type(), column.nullable()));
    List<Field> fields = new ArrayList<>(join.schema().fields().subList(0, leftSize));
    fields.addAll(optional(left.schema(), leftSize));
    if (join.kind().showsPairs()) {
      fields.addAll(join.schema().fields().subList(leftSize, join.schema().size()));
      fields.addAll(optional(right.schema(), join.right().schema().size()));
    }
    PlanNode bounded =
        new CombineNode.Join(
            left,
            right,
            join.kind(),
            join.keys(),
            condition,
            join.interval(),
            state(join, left, right),
            new Schema(fields));
    return without(bounded, leftSize, added, join.schema());
  }

  /// The fields from an index on, which a row of the other input alone has not.
  private static List<Field> optional(Schema schema, int from) {
    return schema.fields().subList(from, schema.size()).stream()
        .map(field -> new Field(field.name(), field.type(), true))
        .toList();
  }

  /// A node without the columns that were added from an index on, and at the end.
  private static PlanNode without(PlanNode node, int from, int added, Schema schema) {
    if (node.schema().size() == schema.size()) {
      return node;
    }
    List<Expression> outputs = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      outputs.add(Columns.of(node.schema(), i < from ? i : i + added));
    }
    return new RowNode.Calc(node, null, outputs, schema);
  }

  /// Whether groups stay until the end of the input although they are put out before.
  private static boolean lasts(List<Integer> keys, OptionalInt closing, Emission emission) {
    return !keys.isEmpty() && closing.isEmpty() && emission == Emission.CHANGES;
  }

  private @Nullable StateLifetime lifetime(PlanNode input) {
    OptionalLong micros = micros(input);
    return micros.isPresent() ? new StateLifetime(micros.getAsLong(), timeColumn(input)) : null;
  }

  private JoinState state(CombineNode.Join join, PlanNode leftInput, PlanNode rightInput) {
    OptionalLong left = OptionalLong.empty();
    OptionalLong right = OptionalLong.empty();
    OptionalInt leftTime = OptionalInt.empty();
    OptionalInt rightTime = OptionalInt.empty();
    if (join.interval() == null) {
      left = micros(join.left());
      right = micros(join.right());
      leftTime = timeColumn(leftInput);
      rightTime = timeColumn(rightInput);
    }
    boolean measured =
        (left.isPresent() || right.isPresent()) && leftTime.isPresent() && rightTime.isPresent();
    return new JoinState(
        left,
        right,
        measured ? leftTime : OptionalInt.empty(),
        measured ? rightTime : OptionalInt.empty(),
        settings.limit(),
        settings.onLimit());
  }

  /// An input with its event time as one more column where it was left out.
  private static PlanNode withTime(PlanNode input) {
    if (timeColumn(input).isPresent() || !(input instanceof RowNode.Calc calc)) {
      return input;
    }
    PlanNode below = withTime(calc.input());
    OptionalInt time = timeColumn(below);
    if (time.isEmpty()) {
      return input;
    }
    List<Expression> outputs = new ArrayList<>(calc.outputs());
    outputs.add(Columns.of(below.schema(), time.getAsInt()));
    List<Field> fields = new ArrayList<>(calc.schema().fields());
    fields.add(below.schema().field(time.getAsInt()));
    return new RowNode.Calc(below, calc.filter(), outputs, new Schema(fields));
  }

  private static OptionalInt timeColumn(PlanNode input) {
    List<Kind> kinds = EventTimeColumns.of(input);
    int time = kinds.indexOf(Kind.ROW_TIME);
    int column = time < 0 ? kinds.indexOf(Kind.WINDOW_END) : time;
    return column < 0 ? OptionalInt.empty() : OptionalInt.of(column);
  }

  /// The lifetime of what is made of a node's rows; empty for ever. Constant rows come once.
  private OptionalLong micros(PlanNode node) {
    if (node instanceof LeafNode.Scan scan) {
      long micros = micros(scan);
      return micros == 0 ? OptionalLong.empty() : OptionalLong.of(micros);
    }
    long longest = 0;
    for (PlanNode input : node.inputs()) {
      if (input instanceof LeafNode.Values && node.inputs().size() > 1) {
        continue;
      }
      OptionalLong micros = micros(input);
      if (micros.isEmpty()) {
        return OptionalLong.empty();
      }
      longest = Math.max(longest, micros.getAsLong());
    }
    return longest == 0 ? OptionalLong.empty() : OptionalLong.of(longest);
  }

  private long micros(LeafNode.Scan scan) {
    Long hinted = hints.get(scan.table().name().toLowerCase(Locale.ROOT));
    if (hinted != null) {
      return hinted;
    }
    String own = scan.table().options().get(StateSettings.LIFETIME);
    return own == null ? settings.lifetimeMicros() : Durations.micros(StateSettings.LIFETIME, own);
  }
}
