package io.velostream.operators.testing;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Lane;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import io.velostream.expression.EvaluationContext;
import io.velostream.operators.LateRows;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.operators.testing.RestartedOperator.Restart;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Drives an operator through steps, in many layouts of the same rows, and demands the same result
/// of all.
///
/// Whatever the layout it checks that the operator never writes into its input, keeps no reference
/// to it (the arrays are overwritten once `process` has returned), and emits batches that keep the
/// contract of [Batch]. The idea is that of Hazelcast Jet's TestSupport and Trino's
/// OperatorAssertion.
public final class OperatorHarness {
  private static final Delivery RESTARTED =
      new Delivery(Delivery.Cut.RANDOM, true, true, true, true);

  private final List<List<Lane>> inputs;
  private final List<Lane> output;
  private final Factory factory;

  /// Makes a fresh operator.
  @FunctionalInterface
  public interface Factory {
    /// @param late for the operator's late rows
    /// @param context tells the step's instant
    Operator create(LateRows late, EvaluationContext context);
  }

  /// @param inputs lanes of the columns of each input
  /// @param output lanes of the columns of the output
  public OperatorHarness(List<List<Lane>> inputs, List<Lane> output, Factory factory) {
    this.inputs = inputs.stream().map(List::copyOf).toList();
    this.output = List.copyOf(output);
    this.factory = factory;
  }

  /// A harness for an operator with one input.
  public static OperatorHarness of(List<Lane> input, List<Lane> output, Factory factory) {
    return new OperatorHarness(List.of(input), output, factory);
  }

  /// Runs the steps in one layout and returns what each put out.
  ///
  /// @throws AssertionError when the operator breaks a contract
  public List<StepResult> run(List<Step> steps, Delivery delivery, long seed) {
    return run(steps, delivery, seed, Supplier::get);
  }

  /// Runs the steps over several operators in place of one, whose number changes between steps and
  /// each of which has the rows of its keys, and demands the same sums.
  ///
  /// @param keys columns by which rows may be distributed
  public void verifyRescaled(List<Step> steps, List<Integer> keys, long seed) {
    compare(
        run(steps, Delivery.PLAIN, seed),
        run(steps, RESTARTED, seed, factory -> new RescaledOperator(factory, keys, seed)),
        false,
        "another number of operators after each step, seed " + seed);
  }

  private static Function<Supplier<Operator>, Operator> restarted(Restart restart, long seed) {
    return factory -> new RestartedOperator(factory, restart, seed);
  }

  private List<StepResult> run(
      List<Step> steps,
      Delivery delivery,
      long seed,
      Function<Supplier<Operator>, Operator> wrapping) {
    EvaluationContext context = new EvaluationContext(ZoneOffset.UTC);
    List<Row> emitted = new ArrayList<>();
    List<Row> late = new ArrayList<>();
    LateRows lateRows = (batch, row, reason) -> late.add(lateRow(batch, row, reason));
    Operator operator = wrapping.apply(() -> factory.create(lateRows, context));
    Output collector =
        batch -> {
          check(batch);
          emitted.addAll(BatchMaker.read(batch));
        };
    List<BatchMaker> makers = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      makers.add(new BatchMaker(inputs.get(i), seed + i));
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<StepResult> results = new ArrayList<>();
    for (Step step : steps) {
      context.startStep(step.nowMicros());
      for (int input = 0; input < step.rows().size(); input++) {
        for (List<Row> rows : cut(step.rows().get(input), delivery.cut(), random)) {
          Batch batch = makers.get(input).make(rows, delivery);
          long before = Checksum.of(batch);
          operator.process(input, batch, collector);
          require(before == Checksum.of(batch), "the operator wrote into its input");
          Checksum.scribble(batch);
        }
      }
      operator.endStep(collector);
      step.watermark().ifPresent(mark -> operator.advance(mark, collector));
      require(operator.memoryBytes() >= 0 && operator.stateRows() >= 0, "negative size of state");
      results.add(new StepResult(emitted, late));
      emitted.clear();
      late.clear();
    }
    return results;
  }

  /// Runs the steps in every layout, and also with each row in a step of its own, and over an
  /// operator that is saved and restored between all steps; returns the result of the plain layout.
  ///
  /// @param ordered whether the order of the emitted rows must be the same too
  /// @throws AssertionError when results differ or the operator breaks a contract; it names the
  ///   seed
  public List<StepResult> verify(List<Step> steps, boolean ordered, long seed) {
    List<StepResult> expected = run(steps, Delivery.PLAIN, seed);
    for (Delivery.Cut cut : Delivery.Cut.values()) {
      for (int flags = 0; flags < 16; flags++) {
        Delivery delivery =
            new Delivery(cut, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, flags >= 8);
        String where = delivery + ", seed " + seed;
        try {
          compare(expected, run(steps, delivery, seed), ordered, where);
        } catch (RuntimeException e) {
          throw new AssertionError("failed with " + where, e);
        }
      }
    }
    for (Delivery delivery : List.of(Delivery.PLAIN, RESTARTED)) {
      String where = "restarts between steps, " + delivery + ", seed " + seed;
      compare(expected, run(steps, delivery, seed, restarted(Restart.WHOLE, seed)), ordered, where);
      compare(
          expected, run(steps, delivery, seed, restarted(Restart.SHARED_OUT, seed)), false, where);
    }
    Delivery mixed = new Delivery(Delivery.Cut.WHOLE, true, true, true, false);
    List<StepResult> single = List.of(total(run(rowPerStep(steps), mixed, seed)));
    compare(List.of(total(expected)), single, ordered, "a row per step, seed " + seed);
    List<StepResult> restarted =
        List.of(total(run(rowPerStep(steps), mixed, seed, restarted(Restart.WHOLE, seed))));
    compare(single, restarted, ordered, "a row per step and restarts, seed " + seed);
    return expected;
  }

  /// As [#verify(List, boolean, long)], where the order of emission is free.
  public List<StepResult> verify(List<Step> steps, long seed) {
    return verify(steps, false, seed);
  }

  /// All steps' results as one.
  public static StepResult total(List<StepResult> results) {
    List<Row> rows = new ArrayList<>();
    List<Row> late = new ArrayList<>();
    for (StepResult result : results) {
      rows.addAll(result.rows());
      late.addAll(result.late());
    }
    return new StepResult(rows, late);
  }

  /// Cuts the rows of each step into steps of one row. The watermark stays at the end of the last.
  static List<Step> rowPerStep(List<Step> steps) {
    List<Step> result = new ArrayList<>();
    for (Step step : steps) {
      for (int input = 0; input < step.rows().size(); input++) {
        for (Row row : step.rows().get(input)) {
          List<List<Row>> rows = new ArrayList<>();
          for (int i = 0; i <= input; i++) {
            rows.add(i == input ? List.of(row) : List.of());
          }
          result.add(new Step(rows, OptionalLong.empty(), step.nowMicros()));
        }
      }
      result.add(new Step(List.of(), step.watermark(), step.nowMicros()));
    }
    return result;
  }

  private static List<List<Row>> cut(List<Row> rows, Delivery.Cut cut, SplittableRandom random) {
    List<List<Row>> parts = new ArrayList<>();
    int at = 0;
    while (at < rows.size()) {
      int size =
          switch (cut) {
            case WHOLE -> rows.size();
            case SINGLE -> 1;
            case RANDOM -> Math.min(random.nextInt(8), rows.size() - at);
          };
      parts.add(rows.subList(at, at + size));
      at += size;
    }
    return parts;
  }

  private static void compare(
      List<StepResult> expected, List<StepResult> actual, boolean ordered, String where) {
    for (int i = 0; i < expected.size(); i++) {
      StepResult e = expected.get(i);
      StepResult a = actual.get(i);
      boolean same = ordered ? e.rows().equals(a.rows()) : e.net().equals(a.net());
      require(
          same, "step " + i + " gave\n " + a.rows() + "\nnot\n " + e.rows() + "\nwith " + where);
      require(
          StepResult.net(e.late()).equals(StepResult.net(a.late())),
          "step " + i + " has late rows\n " + a.late() + "\nnot\n " + e.late() + "\nwith " + where);
    }
  }

  private static Row lateRow(Batch batch, int row, String reason) {
    Row read = BatchMaker.read(batch, row);
    List<@Nullable Object> values = new ArrayList<>(read.values());
    values.add(reason);
    return new Row(batch.weightAt(row), values);
  }

  private void check(Batch batch) {
    require(batch.rowCount() > 0, "a batch without rows was emitted");
    require(batch.columnCount() == output.size(), "wrong number of columns");
    int[] selection = batch.selection();
    require(selection == null || selection.length >= batch.rowCount(), "selection too short");
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      require(row >= 0, "negative row in the selection");
      long[] weights = batch.weights();
      require(weights == null || row < weights.length, "weights too short");
      require(batch.weightAt(row) != 0, "a weight of 0 was emitted");
      for (int c = 0; c < output.size(); c++) {
        Vector column = batch.column(c);
        require(column.lane() == output.get(c), "column " + c + " has lane " + column.lane());
        boolean[] nulls = column.nulls();
        require(
            row < capacity(column) && (nulls == null || row < nulls.length),
            "row " + row + " is outside of column " + c);
      }
    }
  }

  private static int capacity(Vector vector) {
    return switch (vector) {
      case LongVector v -> v.values().length;
      case DoubleVector v -> v.values().length;
      case WideVector v -> Math.min(v.high().length, v.low().length);
      case BytesVector v -> v.spans().length;
      case DictionaryVector v -> v.ids().length;
    };
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }
}
