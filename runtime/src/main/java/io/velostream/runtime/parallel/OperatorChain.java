package io.velostream.runtime.parallel;

import io.velostream.columnar.Batch;
import io.velostream.columnar.MemorySized;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.operators.aggregate.Divisible;
import io.velostream.operators.aggregate.PartialState;
import io.velostream.runtime.pipeline.NodeFigures;
import io.velostream.runtime.pipeline.SavedNodes;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Operators one behind the other, each putting out to the next. Belongs to one thread.
final class OperatorChain implements MemorySized {
  private final Operator[] operators;

  /// Where each operator puts out, and before that, where the chain takes rows.
  private final Output[] outputs;

  /// Event time where each operator takes rows, and last, behind all of them.
  private final long[] watermarks;

  /// Makes the operators once more, where they are restarted between any two steps.
  private final @Nullable Supplier<List<Operator>> again;

  /// @param output takes what the last operator puts out
  OperatorChain(List<Operator> operators, Output output) {
    this(operators, null, output);
  }

  /// @param again makes the operators once more, if they are to be saved, made anew and restored
  ///   between any two steps
  OperatorChain(List<Operator> operators, @Nullable Supplier<List<Operator>> again, Output output) {
    this.again = again;
    this.operators = operators.toArray(Operator[]::new);
    this.outputs = new Output[operators.size() + 1];
    this.watermarks = new long[operators.size() + 1];
    Arrays.fill(watermarks, Watermarks.NONE);
    outputs[operators.size()] = output;
    for (int i = operators.size() - 1; i >= 0; i--) {
      outputs[i] = into(i);
    }
  }

  private Output into(int operator) {
    return batch -> {
      if (batch.rowCount() > 0) {
        operators[operator].process(0, batch, outputs[operator + 1]);
      }
    };
  }

  /// Whether rows pass as they are.
  boolean isEmpty() {
    return operators.length == 0;
  }

  /// How many operators there are.
  int size() {
    return operators.length;
  }

  /// Takes rows.
  void process(Batch batch) {
    outputs[0].emit(batch);
  }

  /// Takes rows of one of the inputs that the first operator has.
  void process(int input, Batch batch) {
    operators[0].process(input, batch, outputs[1]);
  }

  /// Takes groups that the first half of the first operator has handed over.
  void take(Batch keys, PartialState states) {
    ((Divisible) operators[0]).take(keys, states, outputs[1]);
  }

  /// Ends a step behind which event time is at `reached`, if that is news.
  void endStep(long reached) {
    endStep(0, reached);
  }

  /// Ends a step of the two inputs of the first operator, behind which event time is where it is
  /// said to be in each of them.
  void endStep(long left, long right) {
    operators[0].endStep(outputs[1]);
    operators[0].reached(0, left);
    operators[0].reached(1, right);
    endStep(1, advance(0, Math.min(left, right)));
  }

  /// Ends the step of the operators from number `from` on.
  private void endStep(int from, long reached) {
    long time = reached;
    for (int i = from; i < operators.length; i++) {
      operators[i].endStep(outputs[i + 1]);
      time = advance(i, time);
    }
    int last = operators.length;
    watermarks[last] = Math.max(watermarks[last], time);
    restart();
  }

  /// Has operators that were just made take the place of those at work.
  private void restart() {
    Supplier<List<Operator>> maker = again;
    if (maker == null) {
      return;
    }
    StateOutput saved = new StateOutput();
    save(saved);
    List<Operator> next = maker.get();
    for (int i = 0; i < operators.length; i++) {
      operators[i] = next.get(i);
    }
    restore(
        StateInput.of(saved.toByteArray()), Collections.nCopies(operators.length, KeyRange.ALL));
  }

  /// Tells an operator where event time is, if that is news.
  ///
  /// @return where it is behind the operator
  private long advance(int operator, long reached) {
    if (reached > watermarks[operator]) {
      watermarks[operator] = reached;
      operators[operator].advance(reached, outputs[operator + 1]);
    }
    return operators[operator].watermarkBehind(watermarks[operator]);
  }

  /// Writes what the operators remember, a block for each; called between steps.
  void save(StateOutput out) {
    for (int i = 0; i < operators.length; i++) {
      SavedNodes.putOperator(out, watermarks[i], operators[i]);
    }
  }

  /// Takes up what a chain of such operators has saved; called before the first step.
  ///
  /// @param keys by operator, the key groups that it has from now on
  void restore(StateInput in, List<KeyRange> keys) {
    for (int i = 0; i < operators.length; i++) {
      long saved = SavedNodes.getOperator(in, keys.get(i), operators[i]);
      watermarks[i] = Math.max(watermarks[i], saved);
    }
    int last = operators.length - 1;
    if (last >= 0) {
      watermarks[last + 1] = operators[last].watermarkBehind(watermarks[last]);
    }
  }

  /// Where event time is in the rows that come in.
  long watermark() {
    return watermarks[0];
  }

  /// Where it is behind all operators.
  long watermarkBehind() {
    return watermarks[operators.length];
  }

  /// How the operators stand, one behind the other.
  List<NodeFigures> figures() {
    List<NodeFigures> figures = new ArrayList<>();
    for (int i = 0; i < operators.length; i++) {
      long watermark = operators[i].watermarkBehind(watermarks[i]);
      NodeFigures.Standing standing =
          watermark == Watermarks.END ? NodeFigures.Standing.ENDED : NodeFigures.Standing.ACTIVE;
      figures.add(
          new NodeFigures(
              operators[i].stateRows(),
              operators[i].memoryBytes(),
              operators[i].droppedState(),
              watermark,
              standing));
    }
    return figures;
  }

  /// Rows of state that all operators hold.
  long stateRows() {
    long rows = 0;
    for (Operator operator : operators) {
      rows += operator.stateRows();
    }
    return rows;
  }

  @Override
  public long memoryBytes() {
    long bytes = 0;
    for (Operator operator : operators) {
      bytes += operator.memoryBytes();
    }
    return bytes;
  }
}
