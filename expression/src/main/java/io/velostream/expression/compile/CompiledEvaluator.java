package io.velostream.expression.compile;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVector;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.Evaluator;
import io.velostream.expression.Expression;
import io.velostream.expression.Expression.Column;
import io.velostream.expression.Program;
import io.velostream.expression.interpret.InterpretedEvaluator;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs the generated loops of a [Shape] over batches. It owns the buffers of the outputs.
///
/// Generated code knows no positions: when a kernel fails, the batch is evaluated once more by the
/// interpreter, which does.
final class CompiledEvaluator implements Evaluator {
  private final Program program;
  private final Shape shape;
  private final Frame frame;
  private final OutputBuffers outputs;
  private final List<MemoTable> memos = new ArrayList<>();
  private int[] kept = new int[0];
  private boolean[] noNulls = new boolean[0];

  /// @param program as written, with positions
  CompiledEvaluator(Program program, Shape shape) {
    this.program = program;
    this.shape = shape;
    frame = new Frame(shape.slots());
    outputs = new OutputBuffers(frame);
  }

  @Override
  public Batch evaluate(Batch input, EvaluationContext context) {
    try {
      return run(input, context);
    } catch (UserException | ArithmeticException | DateTimeException e) {
      context.resultIsNull = false;
      new InterpretedEvaluator(program).evaluate(input, context);
      throw new IllegalStateException("only the compiled form fails", e);
    }
  }

  private Batch run(Batch input, EvaluationContext context) {
    frame.context = context;
    int capacity = capacity(input);
    Variant variant = load(input, capacity, context);
    Batch rows = filter(input, variant, context);
    Vector[] columns = new Vector[program.outputs().size()];
    Set<Integer> interpreted = project(rows, variant.selected(rows.selection() != null), capacity);
    Memos used = shape.memos(variant);
    int inputs = program.inputs().size();
    for (int i = 0; i < columns.length; i++) {
      Expression output = shape.program().outputs().get(i);
      columns[i] =
          output instanceof Column column
              ? input.column(column.index())
              : outputs.vector(inputs + i, output.type().lane(), dictionary(output, used));
    }
    for (int slot : interpreted) {
      columns[slot - inputs] = interpret(program.outputs().get(slot - inputs), rows, context);
    }
    return rows.withColumns(columns);
  }

  /// One more than the largest index of a live row.
  private static int capacity(Batch input) {
    int[] selection = input.selection();
    if (selection == null) {
      return input.rowCount();
    }
    int last = -1;
    for (int k = 0; k < input.rowCount(); k++) {
      last = Math.max(last, selection[k]);
    }
    return last + 1;
  }

  /// Puts the arrays of the used columns into the frame.
  private Variant load(Batch input, int capacity, EvaluationContext context) {
    boolean anyNulls = false;
    Set<Integer> dictionaries = new HashSet<>();
    for (int column : shape.usedColumns()) {
      Vector vector = input.column(column);
      anyNulls |= vector.nulls() != null;
      switch (vector) {
        case LongVector v -> frame.longs[column] = v.values();
        case DoubleVector v -> frame.doubles[column] = v.values();
        case WideVector v -> {
          frame.longs[column] = v.high();
          frame.lows[column] = v.low();
        }
        case BytesVector v -> {
          frame.longs[column] = v.spans();
          frame.bytes[column] = v.data();
        }
        case DictionaryVector v -> {
          dictionaries.add(column);
          frame.ids[column] = v.ids();
          frame.longs[column] = v.dictionary().spans();
          frame.bytes[column] = v.dictionary().data();
        }
      }
    }
    if (anyNulls) {
      loadNulls(input, capacity);
    }
    boolean remembered = !dictionaries.isEmpty() && learn(input, dictionaries, context);
    return new Variant(anyNulls, input.selection() != null, dictionaries, remembered);
  }

  private void loadNulls(Batch input, int capacity) {
    if (noNulls.length < capacity) {
      noNulls = new boolean[capacity];
    }
    for (int column : shape.usedColumns()) {
      boolean[] nulls = input.column(column).nulls();
      frame.nulls[column] = nulls == null ? noNulls : nulls;
    }
  }

  /// Brings the memos up to date; whether they can be used.
  private boolean learn(Batch input, Set<Integer> dictionaries, EvaluationContext context) {
    if (memos.isEmpty()) {
      shape.memos().forEach(m -> memos.add(newTable(m)));
    }
    boolean usable = true;
    for (MemoTable table : memos) {
      int column = table.memo().column();
      if (dictionaries.contains(column)) {
        DictionaryVector vector = (DictionaryVector) input.column(column);
        usable &= table.learn(vector.dictionary(), context);
        table.fill(frame);
      }
    }
    return usable;
  }

  private MemoTable newTable(Memos.Memo memo) {
    return new MemoTable(memo, program.inputs().get(memo.column()));
  }

  private Batch filter(Batch input, Variant variant, EvaluationContext context) {
    Expression filter = shape.program().filter();
    if (filter == null) {
      return input;
    }
    Optional<Loop> loop = shape.filter(filter, variant);
    if (loop.isEmpty()) {
      return new InterpretedEvaluator(new Program(program.inputs(), program.filter(), List.of()))
          .evaluate(input, context)
          .withColumns(input.columns());
    }
    if (kept.length < input.rowCount()) {
      kept = new int[input.rowCount()];
    }
    int passed = loop.get().run(frame, input.selection(), input.rowCount(), kept);
    return passed == input.rowCount() ? input : input.select(kept, passed);
  }

  /// Computes the outputs; returns the slots of those that are left to the interpreter.
  private Set<Integer> project(Batch rows, Variant variant, int capacity) {
    Memos used = shape.memos(variant);
    for (Map.Entry<Integer, Expression> output : shape.computed().entrySet()) {
      Expression expression = output.getValue();
      boolean coded = dictionary(expression, used) != null;
      outputs.prepare(output.getKey(), expression.type().lane(), capacity, coded);
    }
    Shape.Projection projection = shape.projection(variant);
    for (Loop loop : projection.loops()) {
      loop.run(frame, rows.selection(), rows.rowCount(), kept);
    }
    return projection.interpreted();
  }

  /// The dictionary of an output whose ids are looked up.
  private @Nullable Dictionary dictionary(Expression output, Memos used) {
    if (output.type().lane() != Lane.BYTES || !used.has(output)) {
      return null;
    }
    return memos.stream()
        .filter(t -> t.memo().expression().equals(output))
        .findFirst()
        .map(MemoTable::texts)
        .orElseThrow();
  }

  private Vector interpret(Expression output, Batch rows, EvaluationContext context) {
    Program single = new Program(program.inputs(), null, List.of(output));
    return new InterpretedEvaluator(single).evaluate(rows, context).column(0);
  }
}
