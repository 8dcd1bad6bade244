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
import java.util.List;

/// Operators one behind the other, each putting out to the next. Belongs to one thread.
final class OperatorChain implements MemorySized {
  private final Operator[] operators;

  /// Where each operator puts out, and before that, where the chain takes rows.
  private final Output[] outputs;

  private long watermark = Watermarks.NONE;

  /// @param output takes what the last operator puts out
  OperatorChain(List<Operator> operators, Output output) {
    this.operators = operators.toArray(Operator[]::new);
    this.outputs = new Output[operators.size() + 1];
    outputs[operators.size()] = output;
    for (int i = operators.size() - 1; i >= 0; i--) {
      outputs[i] = into(operators.get(i), outputs[i + 1]);
    }
  }

  private static Output into(Operator operator, Output output) {
    return batch -> {
      if (batch.rowCount() > 0) {
        operator.process(0, batch, output);
      }
    };
  }

  /// Whether rows pass as they are.
  boolean isEmpty() {
    return operators.length == 0;
  }

  /// Takes rows.
  void process(Batch batch) {
    outputs[0].emit(batch);
  }

  /// Takes groups that the first half of the first operator has handed over.
  void take(Batch keys, PartialState states) {
    ((Divisible) operators[0]).take(keys, states, outputs[1]);
  }

  /// Ends a step behind which event time is at `reached`, if that is news.
  void endStep(long reached) {
    boolean moved = reached > watermark;
    for (int i = 0; i < operators.length; i++) {
      operators[i].endStep(outputs[i + 1]);
      if (moved) {
        operators[i].advance(reached, outputs[i + 1]);
      }
    }
    watermark = Math.max(watermark, reached);
  }

  /// Writes what the operators remember, a block for each; called between steps.
  void save(StateOutput out) {
    for (Operator operator : operators) {
      SavedNodes.putOperator(out, watermark, operator);
    }
  }

  /// Takes up what a chain of such operators has saved; called before the first step.
  ///
  /// @param keys by operator, the key groups that it has from now on
  void restore(StateInput in, List<KeyRange> keys) {
    for (int i = 0; i < operators.length; i++) {
      watermark = Math.max(watermark, SavedNodes.getOperator(in, keys.get(i), operators[i]));
    }
  }

  /// Where event time is.
  long watermark() {
    return watermark;
  }

  /// How the operators stand, one behind the other.
  List<NodeFigures> figures() {
    NodeFigures.Standing standing =
        watermark == Watermarks.END ? NodeFigures.Standing.ENDED : NodeFigures.Standing.ACTIVE;
    List<NodeFigures> figures = new ArrayList<>();
    for (Operator operator : operators) {
      figures.add(
          new NodeFigures(operator.stateRows(), operator.memoryBytes(), watermark, standing));
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
