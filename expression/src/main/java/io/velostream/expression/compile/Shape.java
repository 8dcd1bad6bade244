package io.velostream.expression.compile;

import io.velostream.columnar.Lane;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Call;
import io.velostream.expression.Expression.Column;
import io.velostream.expression.Expression.Literal;
import io.velostream.expression.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What all evaluators of one normalized program share: the generated loops, made when a batch
/// first needs them.
final class Shape {
  private final Program program;
  private final Set<Integer> usedColumns = new TreeSet<>();
  private final Map<Integer, Expression> computed = new TreeMap<>();
  private final List<Memos.Memo> memos = new ArrayList<>();
  private final Map<Variant, Optional<Loop>> filters = new ConcurrentHashMap<>();
  private final Map<Variant, Projection> projections = new ConcurrentHashMap<>();

  /// How the computed outputs are made.
  ///
  /// @param loops to be run one after the other
  /// @param interpreted slots of outputs whose code would be too large
  record Projection(List<Loop> loops, Set<Integer> interpreted) {}

  /// @param program normalized
  Shape(Program program) {
    this.program = program;
    Map<Expression, Integer> remembered = new LinkedHashMap<>();
    Expression filter = program.filter();
    if (filter != null) {
      visit(filter, remembered);
    }
    for (int i = 0; i < program.outputs().size(); i++) {
      Expression output = program.outputs().get(i);
      if (!(output instanceof Column)) {
        computed.put(program.inputs().size() + i, output);
        visit(output, remembered);
      }
    }
    int slot = program.inputs().size() + program.outputs().size();
    for (Map.Entry<Expression, Integer> entry : remembered.entrySet()) {
      memos.add(new Memos.Memo(entry.getKey(), entry.getValue(), slot++));
    }
  }

  Program program() {
    return program;
  }

  /// Input columns that generated code reads.
  Set<Integer> usedColumns() {
    return usedColumns;
  }

  /// Outputs that are not mere columns, by slot of the frame.
  Map<Integer, Expression> computed() {
    return computed;
  }

  /// What can be remembered per entry of a dictionary.
  List<Memos.Memo> memos() {
    return memos;
  }

  /// Number of slots of a frame.
  int slots() {
    return program.inputs().size() + program.outputs().size() + memos.size();
  }

  /// The filter loop, or nothing when its code would be too large.
  Optional<Loop> filter(Expression filter, Variant variant) {
    return filters.computeIfAbsent(
        variant, v -> LoopClasses.define(LoopCompiler.filter(filter, v, memos(v))));
  }

  Projection projection(Variant variant) {
    return projections.computeIfAbsent(variant, this::project);
  }

  /// The memos that are in use in a variant.
  Memos memos(Variant variant) {
    Map<Expression, Memos.Memo> used = new HashMap<>();
    for (Memos.Memo memo : memos) {
      if (variant.memos() && variant.isDictionary(memo.column())) {
        used.put(memo.expression(), memo);
      }
    }
    return new Memos(used);
  }

  /// All outputs in one loop if that is small enough, else each in its own.
  private Projection project(Variant variant) {
    if (computed.isEmpty()) {
      return new Projection(List.of(), Set.of());
    }
    Memos used = memos(variant);
    Optional<Loop> together = LoopClasses.define(LoopCompiler.project(computed, variant, used));
    if (together.isPresent()) {
      return new Projection(List.of(together.get()), Set.of());
    }
    List<Loop> loops = new ArrayList<>();
    Set<Integer> interpreted = new TreeSet<>();
    computed.forEach((slot, expression) ->
        LoopClasses.define(LoopCompiler.project(Map.of(slot, expression), variant, used))
            .ifPresentOrElse(loops::add, () -> interpreted.add(slot)));
    return new Projection(loops, interpreted);
  }

  private void visit(Expression expression, Map<Expression, Integer> remembered) {
    if (expression instanceof Column column) {
      usedColumns.add(column.index());
    }
    boolean leaf = expression instanceof Column || expression instanceof Literal;
    Integer column = leaf ? null : onlyColumn(expression);
    if (column != null && program.inputs().get(column).lane() == Lane.BYTES) {
      remembered.putIfAbsent(expression, column);
      usedColumns.add(column);
      return;
    }
    for (Expression operand : expression.operands()) {
      visit(operand, remembered);
    }
  }

  /// The one column that a deterministic expression reads, or `null` when there are none or
  /// several.
  private static @Nullable Integer onlyColumn(Expression expression) {
    Set<Integer> columns = new TreeSet<>();
    return collect(expression, columns) && columns.size() == 1 ? columns.iterator().next() : null;
  }

  private static boolean collect(Expression expression, Set<Integer> columns) {
    if (expression instanceof Column column) {
      columns.add(column.index());
    }
    if (expression instanceof Call call && !call.function().deterministic()) {
      return false;
    }
    for (Expression operand : expression.operands()) {
      if (columns.size() > 1 || !collect(operand, columns)) {
        return false;
      }
    }
    return true;
  }
}
