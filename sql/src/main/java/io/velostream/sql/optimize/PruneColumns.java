package io.velostream.sql.optimize;

import io.velostream.columnar.Field;
import io.velostream.columnar.Lane;
import io.velostream.columnar.Schema;
import io.velostream.expression.Expression;
import io.velostream.expression.match.MatchSlot;
import io.velostream.plan.AggregateCall;
import io.velostream.plan.JoinInterval;
import io.velostream.plan.JoinKey;
import io.velostream.plan.JoinState;
import io.velostream.plan.OverCall;
import io.velostream.plan.PlanNode;
import io.velostream.plan.StateLifetime;
import io.velostream.sql.lower.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// Takes away what nobody reads, top down, so that a reader decodes only the columns that the query
/// needs and an aggregate keeps no unused accumulator.
public final class PruneColumns implements Pass {
  /// A node without unused columns. `moved` gives the new index of each old column, or -1.
  private record Pruned(PlanNode node, int[] moved) {
    int at(int column) {
      return moved[column];
    }

    Expression in(Expression expression) {
      Schema schema = node.schema();
      return Expressions.replaceColumns(expression, c -> Columns.of(schema, moved[c.index()]));
    }

    List<Integer> in(List<Integer> columns) {
      return columns.stream().map(this::at).toList();
    }
  }

  @Override
  public String name() {
    return "prune_columns";
  }

  @Override
  public PlanNode rewrite(PlanNode root) {
    BitSet all = new BitSet();
    all.set(0, root.schema().size());
    return prune(root, all).node;
  }

  private static Pruned prune(PlanNode node, BitSet needed) {
    return switch (node) {
      case PlanNode.Scan n -> scan(n, needed);
      case PlanNode.Values n -> new Pruned(n, identity(n.schema().size()));
      case PlanNode.Calc n -> calc(n, needed);
      case PlanNode.Expand n -> expand(n, needed);
      case PlanNode.Watermark n -> watermark(n, needed);
      case PlanNode.WindowAssign n -> windowAssign(n, needed);
      case PlanNode.TableFunctionCall n -> tableFunction(n, needed);
      case PlanNode.Aggregate n -> aggregate(n, needed);
      case PlanNode.WindowAggregate n -> windowAggregate(n, needed);
      case PlanNode.Over n -> over(n, needed);
      case PlanNode.Match n -> match(n, needed);
      case PlanNode.TopN n -> top(n, needed);
      case PlanNode.Sort n -> sort(n, needed);
      case PlanNode.Join n -> join(n, needed);
      case PlanNode.AsofJoin n -> asofJoin(n, needed);
      case PlanNode.LookupJoin n -> lookupJoin(n, needed);
      case PlanNode.Recursion n ->
          new Pruned(
              PlanNodes.withInputs(n, n.inputs().stream().map(PruneColumns::whole).toList()),
              identity(n.schema().size()));
      case PlanNode.RoundInput n -> new Pruned(n, identity(n.schema().size()));
      case PlanNode.SetOperation n ->
          new Pruned(
              PlanNodes.withInputs(n, n.inputs().stream().map(PruneColumns::whole).toList()),
              identity(n.schema().size()));
      case PlanNode.UnionAll n -> union(n, needed);
      case PlanNode.HoldUntilFinal n -> {
        BitSet more = copy(needed);
        n.timeColumn().ifPresent(more::set);
        Pruned input = prune(n.input(), more);
        yield new Pruned(
            new PlanNode.HoldUntilFinal(input.node, map(n.timeColumn(), input::at)), input.moved);
      }
      case PlanNode.Throttle n -> {
        Pruned input = prune(n.input(), needed);
        yield new Pruned(new PlanNode.Throttle(input.node, n.intervalMicros()), input.moved);
      }
    };
  }

  private static Pruned scan(PlanNode.Scan scan, BitSet needed) {
    BitSet kept = copy(needed);
    if (kept.isEmpty()) {
      kept.set(cheapest(scan.schema()));
    }
    List<Integer> positions = kept.stream().boxed().toList();
    return new Pruned(
        new PlanNode.Scan(
            scan.table(),
            positions.stream().map(scan.columns()::get).toList(),
            scan.retracts(),
            scan.bounds(),
            scan.schema().project(positions)),
        moved(scan.schema().size(), kept));
  }

  /// Rows must be counted even if nothing of them is read: by a column that is cheap to decode.
  private static int cheapest(Schema schema) {
    for (int i = 0; i < schema.size(); i++) {
      if (schema.type(i).lane() != Lane.BYTES) {
        return i;
      }
    }
    return 0;
  }

  /// The columns of the function all stay: it makes them anyway.
  private static Pruned tableFunction(PlanNode.TableFunctionCall call, BitSet needed) {
    int passed = call.passed().size();
    BitSet kept = copy(needed);
    kept.set(passed, call.schema().size());
    List<Integer> positions = kept.stream().filter(i -> i < passed).boxed().toList();
    BitSet below = new BitSet();
    positions.forEach(i -> below.set(call.passed().get(i)));
    call.arguments().forEach(below::set);
    Pruned input = prune(call.input(), below);
    return new Pruned(
        new PlanNode.TableFunctionCall(
            input.node,
            call.call(),
            input.in(call.arguments()),
            input.in(positions.stream().map(call.passed()::get).toList()),
            call.outer(),
            call.schema().project(kept.stream().boxed().toList())),
        moved(call.schema().size(), kept));
  }

  private static Pruned calc(PlanNode.Calc calc, BitSet needed) {
    BitSet below = new BitSet();
    if (calc.filter() != null) {
      Expressions.forEachColumn(calc.filter(), below::set);
    }
    List<Integer> kept = needed.stream().boxed().toList();
    kept.forEach(i -> Expressions.forEachColumn(calc.outputs().get(i), below::set));
    Pruned input = prune(calc.input(), below);
    if (kept.isEmpty()) {
      return rowsOnly(calc, input);
    }
    return new Pruned(
        new PlanNode.Calc(
            input.node,
            calc.filter() == null ? null : input.in(calc.filter()),
            kept.stream().map(i -> input.in(calc.outputs().get(i))).toList(),
            calc.schema().project(kept)),
        moved(calc.schema().size(), needed));
  }

  /// Nothing is read of the rows but that they are there: any column will do.
  private static Pruned rowsOnly(PlanNode.Calc calc, Pruned input) {
    int[] none = moved(calc.schema().size(), new BitSet());
    if (calc.filter() == null) {
      return new Pruned(input.node, none);
    }
    Schema schema = input.node.schema();
    int column = cheapest(schema);
    return new Pruned(
        new PlanNode.Calc(
            input.node,
            input.in(calc.filter()),
            List.of(Columns.of(schema, column)),
            schema.project(List.of(column))),
        none);
  }

  private static Pruned expand(PlanNode.Expand expand, BitSet needed) {
    BitSet kept = copy(needed);
    if (kept.isEmpty()) {
      kept.set(cheapest(expand.schema()));
    }
    List<Integer> columns = kept.stream().boxed().toList();
    BitSet below = new BitSet();
    for (List<Expression> row : expand.outputs()) {
      columns.forEach(i -> Expressions.forEachColumn(row.get(i), below::set));
    }
    Pruned input = prune(expand.input(), below);
    List<List<Expression>> rows =
        expand.outputs().stream()
            .map(row -> columns.stream().map(i -> input.in(row.get(i))).toList())
            .toList();
    return new Pruned(
        new PlanNode.Expand(input.node, rows, expand.schema().project(columns)),
        moved(expand.schema().size(), kept));
  }

  private static Pruned watermark(PlanNode.Watermark watermark, BitSet needed) {
    BitSet more = copy(needed);
    more.set(watermark.timeColumn());
    Expressions.forEachColumn(watermark.watermark(), more::set);
    Pruned input = prune(watermark.input(), more);
    return new Pruned(
        new PlanNode.Watermark(
            input.node, input.at(watermark.timeColumn()), input.in(watermark.watermark())),
        input.moved);
  }

  private static Pruned windowAssign(PlanNode.WindowAssign assign, BitSet needed) {
    int inputs = assign.input().schema().size();
    BitSet below = needed.get(0, inputs);
    below.set(assign.timeColumn());
    assign.sessionKeys().forEach(below::set);
    Pruned input = prune(assign.input(), below);
    int kept = input.node.schema().size();
    List<Field> fields = new ArrayList<>(input.node.schema().fields());
    int[] moved = Arrays.copyOf(input.moved, assign.schema().size());
    for (int i = inputs; i < moved.length; i++) {
      moved[i] = kept + i - inputs;
      fields.add(assign.schema().field(i));
    }
    return new Pruned(
        new PlanNode.WindowAssign(
            input.node,
            assign.window(),
            input.at(assign.timeColumn()),
            input.in(assign.sessionKeys()),
            new Schema(fields)),
        moved);
  }

  private static Pruned aggregate(PlanNode.Aggregate aggregate, BitSet needed) {
    int first = aggregate.keys().size();
    BitSet kept = keptCalls(aggregate.calls().size(), first, needed);
    if (first == 0 && kept.isEmpty() && !aggregate.calls().isEmpty()) {
      // The one row of an aggregate without groups must have a column.
      kept.set(0);
    }
    StateLifetime lifetime = aggregate.lifetime();
    BitSet time = new BitSet();
    if (lifetime != null) {
      lifetime.timeColumn().ifPresent(time::set);
    }
    Pruned input = prune(aggregate.input(), below(aggregate.keys(), aggregate.calls(), kept, time));
    BitSet columns = keys(first, kept);
    return new Pruned(
        new PlanNode.Aggregate(
            input.node,
            input.in(aggregate.keys()),
            calls(aggregate.calls(), kept, input),
            aggregate.closingKey(),
            aggregate.emission(),
            lifetime == null ? null : lifetime.moved(input::at),
            aggregate.schema().project(columns.stream().boxed().toList())),
        moved(aggregate.schema().size(), columns));
  }

  private static Pruned windowAggregate(PlanNode.WindowAggregate aggregate, BitSet needed) {
    int first = aggregate.keys().size() + 2;
    BitSet kept = keptCalls(aggregate.calls().size(), first, needed);
    BitSet time = new BitSet();
    time.set(aggregate.timeColumn());
    Pruned input = prune(aggregate.input(), below(aggregate.keys(), aggregate.calls(), kept, time));
    BitSet columns = keys(first, kept);
    return new Pruned(
        new PlanNode.WindowAggregate(
            input.node,
            aggregate.window(),
            input.at(aggregate.timeColumn()),
            input.in(aggregate.keys()),
            calls(aggregate.calls(), kept, input),
            aggregate.emission(),
            aggregate.schema().project(columns.stream().boxed().toList())),
        moved(aggregate.schema().size(), columns));
  }

  private static BitSet keptCalls(int calls, int first, BitSet needed) {
    return needed.get(first, first + calls);
  }

  private static BitSet keys(int first, BitSet keptCalls) {
    BitSet columns = new BitSet();
    columns.set(0, first);
    keptCalls.stream().forEach(i -> columns.set(first + i));
    return columns;
  }

  private static BitSet below(
      List<Integer> keys, List<AggregateCall> calls, BitSet kept, BitSet others) {
    BitSet below = copy(others);
    keys.forEach(below::set);
    kept.stream().forEach(i -> calls.get(i).columns().forEach(below::set));
    return below;
  }

  private static List<AggregateCall> calls(List<AggregateCall> calls, BitSet kept, Pruned input) {
    return kept.stream().mapToObj(calls::get).map(call -> call.moved(input::at)).toList();
  }

  private static Pruned over(PlanNode.Over over, BitSet needed) {
    int inputs = over.input().schema().size();
    BitSet kept = keptCalls(over.calls().size(), inputs, needed);
    BitSet below = needed.get(0, inputs);
    over.partitionKeys().forEach(below::set);
    over.order().forEach(key -> below.set(key.column()));
    kept.stream().forEach(i -> OverColumns.of(over.calls().get(i)).forEach(below::set));
    Pruned input = prune(over.input(), below);
    List<Field> fields = new ArrayList<>(input.node.schema().fields());
    int[] moved = Arrays.copyOf(input.moved, over.schema().size());
    Arrays.fill(moved, inputs, moved.length, -1);
    List<OverCall> calls = new ArrayList<>();
    kept.stream()
        .forEach(i -> {
          moved[inputs + i] = fields.size();
          fields.add(over.schema().field(inputs + i));
          calls.add(OverColumns.moved(over.calls().get(i), input::at));
        });
    return new Pruned(
        new PlanNode.Over(
            input.node,
            input.in(over.partitionKeys()),
            over.order().stream().map(key -> OverColumns.moved(key, input::at)).toList(),
            over.timeOrdered(),
            calls,
            new Schema(fields)),
        moved);
  }

  /// Measures all stay: what they read is little, and one that fails is to fail.
  private static Pruned match(PlanNode.Match match, BitSet needed) {
    int passed = match.passed().size();
    BitSet kept = needed.get(0, passed);
    kept.set(passed, match.schema().size());
    if (kept.isEmpty()) {
      kept.set(0);
    }
    List<Integer> positions = kept.stream().filter(i -> i < passed).boxed().toList();
    BitSet below = new BitSet();
    positions.forEach(i -> below.set(match.passed().get(i)));
    match.partitionKeys().forEach(below::set);
    match.order().forEach(key -> below.set(key.column()));
    match.aggregates().forEach(call -> call.columns().forEach(below::set));
    for (MatchSlot slot : match.match().allSlots()) {
      if (slot instanceof MatchSlot.Cell cell) {
        below.set(cell.column());
      }
    }
    Pruned input = prune(match.input(), some(below, match.input()));
    return new Pruned(
        new PlanNode.Match(
            input.node,
            input.in(match.partitionKeys()),
            match.order().stream().map(key -> OverColumns.moved(key, input::at)).toList(),
            match.timeOrdered(),
            match.match().moved(input::at),
            match.aggregates().stream().map(call -> call.moved(input::at)).toList(),
            input.in(positions.stream().map(match.passed()::get).toList()),
            match.schema().project(kept.stream().boxed().toList())),
        moved(match.schema().size(), kept));
  }

  /// Where a rank is not read, a row that only moves up or down is no change. Peers of an input
  /// that retracts are told apart by all columns, so that none can be left out.
  private static Pruned top(PlanNode.TopN top, BitSet needed) {
    int inputs = top.input().schema().size();
    boolean showsRank = top.showsRank() && needed.get(inputs);
    BitSet below = needed.get(0, inputs);
    top.partitionKeys().forEach(below::set);
    top.order().forEach(key -> below.set(key.column()));
    if (top.input().retracts()) {
      below.set(0, inputs);
    }
    StateLifetime lifetime = top.lifetime();
    if (lifetime != null) {
      lifetime.timeColumn().ifPresent(below::set);
    }
    Pruned input = prune(top.input(), below);
    List<Field> fields = new ArrayList<>(input.node.schema().fields());
    int[] moved = Arrays.copyOf(input.moved, top.schema().size());
    if (top.showsRank()) {
      moved[inputs] = showsRank ? fields.size() : -1;
    }
    if (showsRank) {
      fields.add(top.schema().field(inputs));
    }
    return new Pruned(
        new PlanNode.TopN(
            input.node,
            input.in(top.partitionKeys()),
            top.order().stream().map(key -> OverColumns.moved(key, input::at)).toList(),
            top.ranking(),
            top.from(),
            top.to(),
            showsRank,
            top.closingKey(),
            top.emission(),
            lifetime == null ? null : lifetime.moved(input::at),
            new Schema(fields)),
        moved);
  }

  private static Pruned sort(PlanNode.Sort sort, BitSet needed) {
    BitSet more = copy(needed);
    sort.keys().forEach(key -> more.set(key.column()));
    Pruned input = prune(sort.input(), more);
    return new Pruned(
        new PlanNode.Sort(
            input.node,
            sort.keys().stream().map(key -> OverColumns.moved(key, input::at)).toList(),
            map(sort.closingColumn(), input::at),
            sort.offset(),
            sort.limit()),
        input.moved);
  }

  private static Pruned join(PlanNode.Join join, BitSet needed) {
    int leftSize = join.left().schema().size();
    BitSet read = copy(needed);
    if (join.condition() != null) {
      Expressions.forEachColumn(join.condition(), read::set);
    }
    for (JoinKey key : join.keys()) {
      read.set(key.left());
      read.set(leftSize + key.right());
    }
    JoinInterval interval = join.interval();
    if (interval != null) {
      read.set(interval.left());
      read.set(leftSize + interval.right());
    }
    JoinState state = join.state();
    state.leftTime().ifPresent(read::set);
    state.rightTime().ifPresent(column -> read.set(leftSize + column));
    Pruned left = prune(join.left(), some(read.get(0, leftSize), join.left()));
    Pruned right =
        prune(
            join.right(),
            some(read.get(leftSize, leftSize + join.right().schema().size()), join.right()));
    int[] moved = new int[leftSize + join.right().schema().size()];
    for (int i = 0; i < moved.length; i++) {
      int inRight = i < leftSize ? -1 : right.at(i - leftSize);
      moved[i] = i < leftSize ? left.at(i) : inRight < 0 ? -1 : left.node.schema().size() + inRight;
    }
    List<Field> fields = new ArrayList<>(left.node.schema().fields());
    fields.addAll(right.node.schema().fields());
    Schema pair = new Schema(fields);
    return new Pruned(
        new PlanNode.Join(
            left.node,
            right.node,
            join.kind(),
            join.keys().stream()
                .map(key ->
                    new JoinKey(left.at(key.left()), right.at(key.right()), key.nullsMatch()))
                .toList(),
            join.condition() == null
                ? null
                : Expressions.replaceColumns(
                    join.condition(), c -> Columns.of(pair, moved[c.index()])),
            interval == null
                ? null
                : interval.moved(left.at(interval.left()), right.at(interval.right())),
            new JoinState(
                state.left(),
                state.right(),
                map(state.leftTime(), left::at),
                map(state.rightTime(), right::at),
                state.limit(),
                state.onLimit()),
            joined(join, moved)),
        join.kind().showsPairs() ? moved : Arrays.copyOf(moved, leftSize));
  }

  /// Right rows of equal order are told apart by all columns, unless their arrival does.
  private static Pruned asofJoin(PlanNode.AsofJoin join, BitSet needed) {
    int leftSize = join.left().schema().size();
    int rightSize = join.right().schema().size();
    BitSet ofLeft = needed.get(0, leftSize);
    BitSet ofRight = needed.get(leftSize, leftSize + rightSize);
    ofLeft.set(join.leftOrder());
    ofRight.set(join.rightOrder());
    for (JoinKey key : join.keys()) {
      ofLeft.set(key.left());
      ofRight.set(key.right());
    }
    if (!join.latestWins()) {
      ofRight.set(0, rightSize);
    }
    Pruned left = prune(join.left(), ofLeft);
    Pruned right = prune(join.right(), ofRight);
    int[] moved = new int[leftSize + rightSize];
    for (int i = 0; i < moved.length; i++) {
      int inRight = i < leftSize ? -1 : right.at(i - leftSize);
      moved[i] = i < leftSize ? left.at(i) : inRight < 0 ? -1 : left.node.schema().size() + inRight;
    }
    return new Pruned(
        new PlanNode.AsofJoin(
            left.node,
            right.node,
            join.keys().stream()
                .map(key ->
                    new JoinKey(left.at(key.left()), right.at(key.right()), key.nullsMatch()))
                .toList(),
            left.at(join.leftOrder()),
            right.at(join.rightOrder()),
            join.following(),
            join.strict(),
            join.outer(),
            join.latestWins(),
            join.timed(),
            join.schema()
                .project(
                    IntStream.range(0, moved.length).filter(i -> moved[i] >= 0).boxed().toList())),
        moved);
  }

  /// At least one column, as there must be rows.
  private static BitSet some(BitSet needed, PlanNode input) {
    if (needed.isEmpty()) {
      needed.set(cheapest(input.schema()));
    }
    return needed;
  }

  /// The join's own fields, whose nullability is that of the output.
  private static Pruned lookupJoin(PlanNode.LookupJoin join, BitSet needed) {
    int leftSize = join.input().schema().size();
    int size = leftSize + join.columns().size();
    BitSet read = copy(needed);
    if (join.condition() != null) {
      Expressions.forEachColumn(join.condition(), read::set);
    }
    for (JoinKey key : join.keys()) {
      read.set(key.left());
      read.set(leftSize + key.right());
    }
    Pruned left = prune(join.input(), read.get(0, leftSize));
    List<Integer> kept =
        IntStream.range(leftSize, size).filter(read::get).map(i -> i - leftSize).boxed().toList();
    int width = left.node.schema().size();
    int[] moved = new int[size];
    for (int i = 0; i < size; i++) {
      int found = i < leftSize ? -1 : kept.indexOf(i - leftSize);
      moved[i] = i < leftSize ? left.at(i) : found < 0 ? -1 : width + found;
    }
    Schema schema =
        join.schema()
            .project(IntStream.range(0, size).filter(i -> moved[i] >= 0).boxed().toList());
    PlanNode.LookupJoin pruned =
        new PlanNode.LookupJoin(
            left.node,
            join.table(),
            kept.stream().map(join.columns()::get).toList(),
            join.keys().stream()
                .map(key -> new JoinKey(left.at(key.left()), kept.indexOf(key.right()), false))
                .toList(),
            null,
            join.outer(),
            join.cache(),
            join.retries(),
            schema);
    Expression condition = join.condition();
    Schema pair = pruned.pair();
    return new Pruned(
        condition == null
            ? pruned
            : new PlanNode.LookupJoin(
                pruned.input(),
                pruned.table(),
                pruned.columns(),
                pruned.keys(),
                Expressions.replaceColumns(condition, c -> Columns.of(pair, moved[c.index()])),
                pruned.outer(),
                pruned.cache(),
                pruned.retries(),
                schema),
        moved);
  }

  private static Schema joined(PlanNode.Join join, int[] moved) {
    return join.schema()
        .project(
            IntStream.range(0, join.schema().size()).filter(i -> moved[i] >= 0).boxed().toList());
  }

  /// A node all of whose columns are read.
  private static PlanNode whole(PlanNode node) {
    List<Integer> all = IntStream.range(0, node.schema().size()).boxed().toList();
    BitSet needed = new BitSet();
    needed.set(0, all.size());
    return only(prune(node, needed), all);
  }

  /// All inputs must keep the same columns.
  private static Pruned union(PlanNode.UnionAll union, BitSet needed) {
    BitSet kept = copy(needed);
    if (kept.isEmpty()) {
      kept.set(cheapest(union.schema()));
    }
    List<Integer> columns = kept.stream().boxed().toList();
    List<PlanNode> inputs = new ArrayList<>();
    for (PlanNode node : union.inputs()) {
      inputs.add(only(prune(node, kept), columns));
    }
    return new Pruned(
        new PlanNode.UnionAll(inputs, union.schema().project(columns)),
        moved(union.schema().size(), kept));
  }

  private static PlanNode only(Pruned input, List<Integer> columns) {
    List<Integer> wanted = input.in(columns);
    Schema schema = input.node.schema();
    boolean asItIs =
        wanted.size() == schema.size()
            && wanted.equals(IntStream.range(0, wanted.size()).boxed().toList());
    return asItIs
        ? input.node
        : new PlanNode.Calc(
            input.node,
            null,
            wanted.stream().<Expression>map(i -> Columns.of(schema, i)).toList(),
            schema.project(wanted));
  }

  private static OptionalInt map(OptionalInt column, IntUnaryOperator move) {
    return column.isPresent()
        ? OptionalInt.of(move.applyAsInt(column.getAsInt()))
        : OptionalInt.empty();
  }

  private static BitSet copy(BitSet set) {
    return (BitSet) set.clone();
  }

  private static int[] identity(int size) {
    BitSet all = new BitSet();
    all.set(0, size);
    return moved(size, all);
  }

  private static int[] moved(int size, BitSet kept) {
    int[] moved = new int[size];
    int next = 0;
    for (int i = 0; i < size; i++) {
      moved[i] = kept.get(i) ? next++ : -1;
    }
    return moved;
  }
}
