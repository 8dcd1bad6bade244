package io.velostream.expression.compile;

import io.velostream.columnar.Lane;
import io.velostream.expression.Expression;
import io.velostream.expression.compile.Code.Add;
import io.velostream.expression.compile.Code.Assign;
import io.velostream.expression.compile.Code.Constant;
import io.velostream.expression.compile.Code.Element;
import io.velostream.expression.compile.Code.For;
import io.velostream.expression.compile.Code.If;
import io.velostream.expression.compile.Code.Junction;
import io.velostream.expression.compile.Code.Local;
import io.velostream.expression.compile.Code.Logic;
import io.velostream.expression.compile.Code.Return;
import io.velostream.expression.compile.Code.Run;
import io.velostream.expression.compile.Code.Statement;
import io.velostream.expression.compile.Code.Store;
import io.velostream.expression.compile.Code.StoreFlag;
import io.velostream.expression.compile.Code.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Builds the body of a [Loop] method: either the filter, which writes the index of each row and
/// moves on only if the row passes (so that nothing is to be predicted), or some outputs.
final class LoopCompiler {
  /// The parameters of [Loop#run] that bodies use.
  static final Local SELECTION = new Local("selection", Kind.INTS);

  static final Local COUNT = new Local("count", Kind.INT);
  static final Local KEPT = new Local("kept", Kind.INTS);

  private static final Constant ZERO = new Constant(0, Kind.INT);

  private final Block prologue = Block.first();
  private final Block body;
  private final Local counter = new Local("k", Kind.INT);
  private final Value row;
  private final Inputs inputs;
  private final ExpressionCompiler compiler;
  private final List<Statement> epilogue = new ArrayList<>();

  private LoopCompiler(Variant variant, Memos memos, List<Expression> expressions) {
    body = prologue.conditional();
    if (variant.selected()) {
      Local index = new Local("row", Kind.INT);
      body.add(new Assign(index, new Element(SELECTION, counter)));
      row = index;
    } else {
      row = counter;
    }
    inputs = new Inputs(variant, prologue, row);
    compiler = new ExpressionCompiler(inputs, occurrences(expressions), memos);
  }

  /// The loop that finds the rows for which the filter is TRUE.
  static List<Statement> filter(Expression filter, Variant variant, Memos memos) {
    LoopCompiler loop = new LoopCompiler(variant, memos, List.of(filter));
    Local passed = loop.prologue.named("passed", Kind.INT, ZERO);
    Value truth = loop.compiler.truth(filter, loop.body);
    loop.body.add(new Store(KEPT, passed, loop.row));
    loop.body.add(new Assign(passed, new Add(passed, truth)));
    return loop.finish(passed);
  }

  /// The loop that computes outputs.
  ///
  /// @param outputs by slot of the frame
  static List<Statement> project(Map<Integer, Expression> outputs, Variant variant, Memos memos) {
    LoopCompiler loop = new LoopCompiler(variant, memos, List.copyOf(outputs.values()));
    outputs.forEach(loop::output);
    return loop.finish(ZERO);
  }

  private void output(int slot, Expression expression) {
    Memos.Memo memo = compiler.memo(expression);
    if (memo != null && expression.type().lane() == Lane.BYTES) {
      recode(slot, memo);
      return;
    }
    if (WideHalves.store(slot, expression, this)) {
      return;
    }
    Computed computed = compiler.compute(expression, body);
    Value isNull = computed.isNull();
    if (isNull == null) {
      store(slot, computed.value(), body);
      return;
    }
    Value flag = flag(slot, isNull);
    switch (computed.value().kind()) {
      // Storing anything at all costs less than deciding whether to.
      case LONG, DOUBLE -> store(slot, computed.value(), body);
      default -> {
        Block notNull = body.conditional();
        store(slot, computed.value(), notNull);
        body.add(new If(ExpressionCompiler.not(flag), notNull.statements(), List.of()));
      }
    }
  }

  /// Marks NULL rows of an output.
  private Value flag(int slot, Value isNull) {
    Value flag = body.settle("n", isNull);
    Local any = prologue.named("anyNull" + slot, Kind.BOOLEAN, Computed.FALSE);
    body.add(new Store(inputs.array("nulls", slot, Kind.BOOLEANS), row, flag));
    body.add(new Assign(any, new Logic(Junction.OR, any, flag)));
    epilogue.add(new StoreFlag(slot, any));
    return flag;
  }

  /// A dictionary column mapped to another: ids go to ids.
  private void recode(int slot, Memos.Memo memo) {
    Value place = body.settle("place", Memos.place(memo, inputs));
    if (compiler.canBeNull(memo.expression())) {
      flag(slot, new Element(inputs.array("nulls", memo.slot(), Kind.BOOLEANS), place));
    }
    Value id = new Element(inputs.array("ids", memo.slot(), Kind.INTS), place);
    body.add(new Store(inputs.array("ids", slot, Kind.INTS), row, id));
  }

  private void store(int slot, Value value, Block block) {
    switch (value.kind()) {
      case LONG -> block.add(new Store(inputs.array("longs", slot, Kind.LONGS), row, value));
      case DOUBLE -> block.add(new Store(inputs.array("doubles", slot, Kind.DOUBLES), row, value));
      case WIDE ->
          block.add(
              new Run(
                  Calls.support(
                      "storeWide",
                      Kind.NOTHING,
                      inputs.array("longs", slot, Kind.LONGS),
                      inputs.array("lows", slot, Kind.LONGS),
                      row,
                      value)));
      case SLICE -> {
        Value span = Calls.append(inputs.array("buffers", slot, Kind.BUFFER), value);
        block.add(new Store(inputs.array("longs", slot, Kind.LONGS), row, span));
      }
      default -> throw new IllegalStateException("no lane for " + value.kind());
    }
  }

  /// Stores the halves of a wide value.
  void storeHalves(int slot, Value high, Value low) {
    body.add(new Store(inputs.array("longs", slot, Kind.LONGS), row, high));
    body.add(new Store(inputs.array("lows", slot, Kind.LONGS), row, low));
  }

  /// Marks NULL rows of a wide output whose halves are stored apart.
  void storeNull(int slot, Value isNull) {
    flag(slot, isNull);
  }

  ExpressionCompiler compiler() {
    return compiler;
  }

  Block body() {
    return body;
  }

  private List<Statement> finish(Value result) {
    List<Statement> all = new ArrayList<>(prologue.statements());
    all.add(new For(counter, COUNT, body.statements()));
    all.addAll(epilogue);
    all.add(new Return(result));
    return all;
  }

  private static Map<Expression, Integer> occurrences(List<Expression> expressions) {
    Map<Expression, Integer> counts = new HashMap<>();
    expressions.forEach(e -> count(e, counts));
    return counts;
  }

  private static void count(Expression expression, Map<Expression, Integer> counts) {
    // Below the second occurrence everything is found with it.
    if (counts.merge(expression, 1, Integer::sum) == 1) {
      for (Expression operand : expression.operands()) {
        count(operand, counts);
      }
    }
  }
}
