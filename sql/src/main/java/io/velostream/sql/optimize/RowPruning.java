package io.velostream.sql.optimize;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.expression.Expression;
import io.velostream.plan.RowNode;
import io.velostream.sql.lower.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Prunes what is done to rows one by one.
final class RowPruning {
  private RowPruning() {}

  static Pruned calc(RowNode.Calc calc, BitSet needed) {
    BitSet below = new BitSet();
    if (calc.filter() != null) {
      Expressions.forEachColumn(calc.filter(), below::set);
    }
    List<Integer> kept = needed.stream().boxed().toList();
    kept.forEach(i -> Expressions.forEachColumn(calc.outputs().get(i), below::set));
    Pruned input = PruneColumns.prune(calc.input(), below);
    if (kept.isEmpty()) {
      return rowsOnly(calc, input);
    }
    return Pruned.keeping(
        new RowNode.Calc(
            input.node(),
            calc.filter() == null ? null : input.in(calc.filter()),
            kept.stream().map(i -> input.in(calc.outputs().get(i))).toList(),
            calc.schema().project(kept)),
        calc.schema().size(),
        needed);
  }

  static Pruned expand(RowNode.Expand expand, BitSet needed) {
    BitSet kept = ColumnSets.some(needed, expand.schema());
    List<Integer> columns = kept.stream().boxed().toList();
    BitSet below = new BitSet();
    for (List<Expression> row : expand.outputs()) {
      columns.forEach(i -> Expressions.forEachColumn(row.get(i), below::set));
    }
    Pruned input = PruneColumns.prune(expand.input(), below);
    List<List<Expression>> rows =
        expand.outputs().stream()
            .map(row -> columns.stream().map(i -> input.in(row.get(i))).toList())
            .toList();
    return Pruned.keeping(
        new RowNode.Expand(input.node(), rows, expand.schema().project(columns)),
        expand.schema().size(),
        kept);
  }

  static Pruned watermark(RowNode.Watermark watermark, BitSet needed) {
    BitSet more = ColumnSets.copy(needed);
    more.set(watermark.timeColumn());
    Expressions.forEachColumn(watermark.watermark(), more::set);
    Pruned input = PruneColumns.prune(watermark.input(), more);
    return new Pruned(
        new RowNode.Watermark(
            input.node(), input.at(watermark.timeColumn()), input.in(watermark.watermark())),
        input.moved());
  }

  static Pruned windowAssign(RowNode.WindowAssign assign, BitSet needed) {
    int inputs = assign.input().schema().size();
    BitSet below = needed.get(0, inputs);
    below.set(assign.timeColumn());
    assign.sessionKeys().forEach(below::set);
    Pruned input = PruneColumns.prune(assign.input(), below);
    int kept = input.node().schema().size();
    List<Field> fields = new ArrayList<>(input.node().schema().fields());
    int[] moved = Arrays.copyOf(input.moved(), assign.schema().size());
    for (int i = inputs; i < moved.length; i++) {
      moved[i] = kept + i - inputs;
      fields.add(assign.schema().field(i));
    }
    return new Pruned(
        new RowNode.WindowAssign(
            input.node(),
            assign.window(),
            input.at(assign.timeColumn()),
            input.in(assign.sessionKeys()),
            new Schema(fields)),
        moved);
  }

  /// The columns of the function all stay: it makes them anyway.
  static Pruned tableFunction(RowNode.TableFunctionCall call, BitSet needed) {
    int passed = call.passed().size();
    BitSet kept = ColumnSets.copy(needed);
    kept.set(passed, call.schema().size());
    List<Integer> positions = kept.stream().filter(i -> i < passed).boxed().toList();
    BitSet below = new BitSet();
    positions.forEach(i -> below.set(call.passed().get(i)));
    call.arguments().forEach(below::set);
    Pruned input = PruneColumns.prune(call.input(), below);
    return Pruned.keeping(
        new RowNode.TableFunctionCall(
            input.node(),
            call.call(),
            input.in(call.arguments()),
            input.in(positions.stream().map(call.passed()::get).toList()),
            call.outer(),
            call.schema().project(kept.stream().boxed().toList())),
        call.schema().size(),
        kept);
  }

  /// Nothing is read of the rows but that they are there: any column will do.
  private static Pruned rowsOnly(RowNode.Calc calc, Pruned input) {
    int columns = calc.schema().size();
    if (calc.filter() == null) {
      return Pruned.keeping(input.node(), columns, new BitSet());
    }
    Schema schema = input.node().schema();
    int column = ColumnSets.cheapest(schema);
    return Pruned.keeping(
        new RowNode.Calc(
            input.node(),
            input.in(calc.filter()),
            List.of(Columns.of(schema, column)),
            schema.project(List.of(column))),
        columns,
        new BitSet());
  }
}
