package io.velostream.sql.optimize;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.expression.Expression;
import io.velostream.plan.AggregateCall;
import io.velostream.plan.GroupNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.sql.bind.FunctionCalls;
import io.velostream.sql.lower.Columns;
import io.velostream.sql.validate.WindowFunction;
import io.velostream.stream.time.WindowSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes one operator of an aggregate and the windows it groups by: rows are then counted where
/// they fall, instead of being written out once per window first, and windows that overlap can
/// share their work.
public final class FuseWindowAggregate implements Pass {
  private static final DataType MILLIS_INTERVAL =
      new DataType.Interval(DataType.Interval.Family.DAY_TIME);
  private static final Expression ONE_MILLI = new Expression.Literal(1_000L, MILLIS_INTERVAL);

  private final FunctionCalls functions;

  /// @param functions makes the subtraction that gives `window_time`
  public FuseWindowAggregate(FunctionCalls functions) {
    this.functions = functions;
  }

  @Override
  public String name() {
    return "fuse_window_aggregate";
  }

  @Override
  public PlanNode rewrite(PlanNode root) {
    return PlanNodes.bottomUp(
        root,
        node ->
            node instanceof GroupNode.Aggregate aggregate ? fuse(aggregate).orElse(node) : node);
  }

  /// Fuses an aggregate with a session whose keys are the aggregate's own; nothing when the group
  /// needs the window in another way than as a key.
  public Optional<PlanNode> fuseGroupSession(GroupNode.Aggregate aggregate) {
    return attempt(aggregate, true).flatMap(Attempt::fuse);
  }

  /// Parts a session by the keys of the aggregate above it and leaves the two apart, so that rows
  /// are held until their session has ended and may be retracted until then. The result has the
  /// keys and calls of the aggregate in their order; nothing when the group needs the window in
  /// another way than as a key.
  public Optional<GroupNode.Aggregate> holdGroupSession(GroupNode.Aggregate aggregate) {
    return attempt(aggregate, true).flatMap(Attempt::hold);
  }

  /// Fuses one aggregate with the windows right below it; nothing when they do not go together.
  public Optional<PlanNode> fuse(GroupNode.Aggregate aggregate) {
    return attempt(aggregate, false).flatMap(Attempt::fuse);
  }

  @SuppressWarnings("ReferenceEquality") // merging returns the very node when it does nothing
  private Optional<Attempt> attempt(GroupNode.Aggregate aggregate, boolean sessionOfGroup) {
    PlanNode merged = aggregate.input();
    while (merged instanceof RowNode.Calc calc && calc.input() instanceof RowNode.Calc) {
      PlanNode next = MergeCalcs.merge(calc);
      if (next == calc) {
        return Optional.empty();
      }
      merged = next;
    }
    if (merged instanceof RowNode.WindowAssign assign) {
      return Optional.of(
          new Attempt(aggregate, assign, null, Columns.all(assign.schema()), sessionOfGroup));
    }
    if (merged instanceof RowNode.Calc calc
        && calc.input() instanceof RowNode.WindowAssign assign) {
      return Optional.of(
          new Attempt(aggregate, assign, calc.filter(), calc.outputs(), sessionOfGroup));
    }
    return Optional.empty();
  }

  /// What a window is made of.
  ///
  /// @param time where the event time stands
  /// @param moved where a column between window and aggregate stands, or -1
  private record Rows(RowNode.Calc below, int time, int[] moved) {}

  /// One aggregate over one window, with a filter and expressions in between.
  private final class Attempt {
    private final GroupNode.Aggregate aggregate;
    private final RowNode.WindowAssign assign;
    private final @Nullable Expression filter;
    private final List<Expression> between;
    private final boolean sessionOfGroup;
    private final int windowStart;

    Attempt(
        GroupNode.Aggregate aggregate,
        RowNode.WindowAssign assign,
        @Nullable Expression filter,
        List<Expression> between,
        boolean sessionOfGroup) {
      this.aggregate = aggregate;
      this.assign = assign;
      this.filter = filter;
      this.between = between;
      this.sessionOfGroup = sessionOfGroup;
      this.windowStart = assign.input().schema().size();
    }

    Optional<PlanNode> fuse() {
      if (!isPossible()) {
        return Optional.empty();
      }
      if (isSession() && assign.input().retracts()) {
        // A retraction may part a session in two, which takes the rows themselves.
        return Optional.empty();
      }
      Rows rows = rows();
      return Optional.of(above(windowAggregate(rows.below(), rows.time(), rows.moved())));
    }

    Optional<GroupNode.Aggregate> hold() {
      return isPossible() ? Optional.of(held(rows())) : Optional.empty();
    }

    private boolean isPossible() {
      return filterIsMovable() && groupsByWindow() && readsRowsOnly() && sessionKeysMatch();
    }

    /// The part between window and aggregate that speaks of rows alone, below the window.
    private Rows rows() {
      List<Expression> outputs = new ArrayList<>();
      List<Field> fields = new ArrayList<>();
      int[] moved = new int[between.size()];
      Schema betweenSchema = aggregate.input().schema();
      for (int i = 0; i < moved.length; i++) {
        moved[i] = -1;
        if (!readsWindow(between.get(i))) {
          moved[i] = outputs.size();
          outputs.add(between.get(i));
          fields.add(betweenSchema.field(i));
        }
      }
      int time = timeColumn(outputs, fields);
      return new Rows(
          new RowNode.Calc(assign.input(), filter, outputs, new Schema(fields)), time, moved);
    }

    private GroupNode.Aggregate held(Rows rows) {
      List<Integer> own =
          aggregate.keys().stream()
              .filter(column -> window(column).isEmpty())
              .map(column -> rows.moved()[column])
              .toList();
      int columns = rows.below().schema().size();
      List<Field> fields = new ArrayList<>(rows.below().schema().fields());
      fields.addAll(assign.schema().fields().subList(windowStart, assign.schema().size()));
      PlanNode parted =
          new RowNode.WindowAssign(
              rows.below(), assign.window(), rows.time(), own, new Schema(fields));
      List<Integer> keys = new ArrayList<>();
      for (int column : aggregate.keys()) {
        OptionalInt window = window(column);
        keys.add(window.isPresent() ? columns + window.getAsInt() : rows.moved()[column]);
      }
      List<AggregateCall> calls =
          aggregate.calls().stream().map(call -> call.moved(c -> rows.moved()[c])).toList();
      return new GroupNode.Aggregate(
          parted, keys, calls, OptionalInt.empty(), aggregate.emission(), aggregate.schema());
    }

    private int timeColumn(List<Expression> outputs, List<Field> fields) {
      Expression time = Columns.of(assign.input().schema(), assign.timeColumn());
      int known = outputs.indexOf(time);
      if (known >= 0) {
        return known;
      }
      outputs.add(time);
      fields.add(assign.input().schema().field(assign.timeColumn()));
      return outputs.size() - 1;
    }

    private GroupNode.WindowAggregate windowAggregate(PlanNode below, int time, int[] moved) {
      List<Integer> keys = new ArrayList<>();
      List<Field> fields = new ArrayList<>();
      for (int i = 0; i < aggregate.keys().size(); i++) {
        int column = aggregate.keys().get(i);
        if (window(column).isEmpty()) {
          keys.add(moved[column]);
          fields.add(aggregate.schema().field(i));
        }
      }
      DataType type = assign.schema().type(windowStart);
      fields.add(new Field(WindowFunction.WINDOW_START, type, false));
      fields.add(new Field(WindowFunction.WINDOW_END, type, false));
      List<AggregateCall> calls = new ArrayList<>();
      for (int i = 0; i < aggregate.calls().size(); i++) {
        AggregateCall call = aggregate.calls().get(i);
        calls.add(call.moved(column -> moved[column]));
        fields.add(aggregate.schema().field(aggregate.keys().size() + i));
      }
      return new GroupNode.WindowAggregate(
          below, assign.window(), time, keys, calls, aggregate.emission(), new Schema(fields));
    }

    /// Puts the columns into the order of the aggregate.
    private PlanNode above(GroupNode.WindowAggregate fused) {
      int start = fused.keys().size();
      List<Expression> outputs = new ArrayList<>();
      int nextKey = 0;
      for (int column : aggregate.keys()) {
        OptionalInt window = window(column);
        if (window.isEmpty()) {
          outputs.add(Columns.of(fused.schema(), nextKey++));
        } else if (window.getAsInt() < 2) {
          outputs.add(Columns.of(fused.schema(), start + window.getAsInt()));
        } else {
          Expression end = Columns.of(fused.schema(), start + 1);
          outputs.add(
              functions.call("-", List.of(end, ONE_MILLI), end.type(), SourcePosition.NONE));
        }
      }
      for (int i = 0; i < aggregate.calls().size(); i++) {
        outputs.add(Columns.of(fused.schema(), start + 2 + i));
      }
      return new RowNode.Calc(fused, null, outputs, aggregate.schema());
    }

    /// A condition on rows drops the same rows before windows as after, but a session is made of
    /// the rows that are there. The short form means the rows after WHERE.
    private boolean filterIsMovable() {
      return filter == null || (!readsWindow(filter) && (sessionOfGroup || !isSession()));
    }

    /// One of the window's columns tells the window, but in CUMULATE only start and end together.
    private boolean groupsByWindow() {
      Set<Integer> found = new HashSet<>();
      for (int column : aggregate.keys()) {
        window(column).ifPresent(found::add);
      }
      boolean both = found.contains(0) && (found.contains(1) || found.contains(2));
      return switch (assign.window()) {
        case WindowSpec.Tumble _, WindowSpec.Hop _ -> !found.isEmpty();
        case WindowSpec.Cumulate _, WindowSpec.Session _ -> both;
      };
    }

    /// Everything but the keys is computed from rows alone.
    private boolean readsRowsOnly() {
      for (int column : aggregate.keys()) {
        if (window(column).isEmpty() && readsWindow(between.get(column))) {
          return false;
        }
      }
      for (AggregateCall call : aggregate.calls()) {
        if (call.columns().stream().anyMatch(column -> readsWindow(between.get(column)))) {
          return false;
        }
      }
      return true;
    }

    private boolean sessionKeysMatch() {
      if (!isSession() || sessionOfGroup) {
        return true;
      }
      Set<Expression> wanted = new HashSet<>();
      for (int key : assign.sessionKeys()) {
        wanted.add(Columns.of(assign.schema(), key));
      }
      Set<Expression> grouped = new HashSet<>();
      for (int column : aggregate.keys()) {
        if (window(column).isEmpty()) {
          grouped.add(between.get(column));
        }
      }
      return wanted.equals(grouped);
    }

    private boolean isSession() {
      return assign.window() instanceof WindowSpec.Session;
    }

    /// 0, 1, 2 when the column between is window_start, window_end, window_time itself.
    private OptionalInt window(int column) {
      return between.get(column) instanceof Expression.Column c && c.index() >= windowStart
          ? OptionalInt.of(c.index() - windowStart)
          : OptionalInt.empty();
    }

    private boolean readsWindow(Expression expression) {
      boolean[] reads = {false};
      Expressions.forEachColumn(expression, column -> reads[0] |= column >= windowStart);
      return reads[0];
    }
  }
}
