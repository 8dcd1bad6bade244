package io.velostream.operators.testing;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Vector;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.state.snapshot.KeyGroups;
import io.velostream.state.snapshot.KeyHash;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/// Several operators in place of one, each with the rows of its key groups, and another number of
/// them after each step: their state is saved and shared out anew. Whoever drives it must not
/// notice anything but the order of results.
public final class RescaledOperator implements Operator {
  private static final int MOST = 5;

  private final Supplier<? extends Operator> factory;
  private final List<Integer> keys;
  private final SplittableRandom random;
  private List<Operator> operators = new ArrayList<>();
  private boolean betweenSteps = true;

  /// @param factory makes operators of one description
  /// @param keys columns that say which operator a row is for; without any all are for the first
  ///   one
  /// @param seed decides on the numbers of operators
  public RescaledOperator(Supplier<? extends Operator> factory, List<Integer> keys, long seed) {
    this.factory = factory;
    this.keys = List.copyOf(keys);
    random = new SplittableRandom(seed);
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    rescaleAtBorder();
    Vector[] columns = keys.stream().map(batch::column).toArray(Vector[]::new);
    int count = batch.rowCount();
    int[] rows = new int[count];
    for (int k = 0; k < count; k++) {
      rows[k] = batch.rowAt(k);
    }
    long[] hashes = new long[count];
    KeyHash.of(columns, rows, count, hashes);
    for (int i = 0; i < operators.size(); i++) {
      int[] own = new int[count];
      int n = 0;
      for (int k = 0; k < count; k++) {
        if (KeyGroups.ownerOf(KeyGroups.of(hashes[k]), operators.size()) == i) {
          own[n++] = rows[k];
        }
      }
      if (n > 0) {
        operators.get(i).process(input, batch.select(own, n), output);
      }
    }
  }

  @Override
  public void endStep(Output output) {
    rescaleAtBorder();
    operators.forEach(operator -> operator.endStep(output));
    betweenSteps = true;
  }

  @Override
  public void advance(long watermark, Output output) {
    if (operators.isEmpty()) {
      rescaleAtBorder();
    }
    operators.forEach(operator -> operator.advance(watermark, output));
    betweenSteps = true;
  }

  private void rescaleAtBorder() {
    if (!betweenSteps) {
      return;
    }
    betweenSteps = false;
    StateOutput saved = new StateOutput();
    int parts = operators.size();
    save(saved);
    int size = keys.isEmpty() ? 1 : 1 + random.nextInt(MOST);
    List<Operator> next = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Operator operator = factory.get();
      restore(operator, StateInput.of(saved.pieces()), parts, KeyGroups.rangeOf(i, size));
      next.add(operator);
    }
    operators = next;
  }

  private static void restore(Operator operator, StateInput in, int parts, KeyRange keys) {
    for (int i = 0; i < parts; i++) {
      in.enter(operator.stateFormat());
      operator.restore(in, keys);
      in.leave();
    }
  }

  @Override
  public StateFormat stateFormat() {
    return factory.get().stateFormat();
  }

  @Override
  public void save(StateOutput out) {
    for (Operator operator : operators) {
      out.begin(operator.stateFormat());
      operator.save(out);
      out.end();
    }
  }

  @Override
  public void restore(StateInput in, KeyRange range) {
    throw new UnsupportedOperationException("it restores itself");
  }

  @Override
  public long stateRows() {
    return operators.stream().mapToLong(Operator::stateRows).sum();
  }

  @Override
  public long memoryBytes() {
    return operators.stream().mapToLong(Operator::memoryBytes).sum();
  }
}
