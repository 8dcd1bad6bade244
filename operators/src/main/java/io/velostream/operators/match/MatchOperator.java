package io.velostream.operators.match;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Vector;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.Evaluators;
import io.velostream.operators.LateRows;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.operators.order.OrderedInput;
import io.velostream.operators.order.PartitionIndex;
import io.velostream.operators.rows.RowStore;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import java.util.ArrayList;
import java.util.List;

/// Runs a [MatchSpec] over an append-only input.
///
/// Rows are looked at when their place in the order is fixed: as the watermark passes them, or when
/// the input ends. In each partition one match is looked for after the other; each is put out as
/// soon as no further row can make another one of it, that is, when nothing preferred to it can
/// come about any more. WITHIN bounds how long that may take. Matches that are found together come
/// out in order of the rows that have completed them, whatever the batches.
///
/// **State**: rows from the start of the match that is looked for in their partition, and those
/// that PREV reaches back to. How far a search has come is not saved; it begins again at that row.
public final class MatchOperator implements Operator {
  private static final StateFormat FORMAT = new StateFormat("match", 1);

  private final OrderedInput rows;
  private final PartitionIndex index;
  private final RowStore store;
  private final MatchSearch search;
  private final SavedMatches saved;
  private final List<MatchPartition> partitions = new ArrayList<>();

  /// Partitions whose search must begin again.
  private List<MatchPartition> restored = new ArrayList<>();

  private int[] numbers = new int[0];
  private MatchPartition[] taken = new MatchPartition[0];
  private long[] rowNumbers = new long[0];

  /// @param evaluators how conditions and measures are computed
  /// @param context the pipeline's
  /// @param late takes rows behind the watermark and rows without time
  public MatchOperator(
      MatchSpec spec, Evaluators evaluators, EvaluationContext context, LateRows late) {
    rows =
        new OrderedInput(
            "MATCH_RECOGNIZE",
            spec.inputLanes(),
            spec.order(),
            spec.timeOrdered(),
            spec.partitionKeys(),
            late);
    index = new PartitionIndex(spec.inputLanes(), spec.partitionKeys());
    store = new RowStore(spec.inputLanes());
    List<Watch> watches = Watch.of(spec.match());
    MatchConditions conditions =
        new MatchConditions(spec.match(), watches, store, evaluators, context);
    search = new MatchSearch(spec, store, conditions, watches, evaluators, context);
    saved = new SavedMatches(spec.inputLanes(), index, store);
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    rows.add(batch);
  }

  @Override
  public void endStep(Output output) {}

  @Override
  public void advance(long watermark, Output output) {
    resume(output);
    rows.advance(watermark, false, (columns, from, to) -> accept(columns, from, to, output));
    if (watermark == Watermarks.END) {
      for (MatchPartition partition : partitions) {
        search.run(partition, watermark, true, output);
      }
    } else if (rows.isTimeOrdered()) {
      search.expire(watermark, partitions::get, output);
    }
    search.flush(output);
  }

  private void resume(Output output) {
    for (MatchPartition partition : restored) {
      search.run(partition, Watermarks.NONE, false, output);
    }
    restored = new ArrayList<>();
  }

  private void accept(Vector[] columns, int from, int to, Output output) {
    int count = to - from;
    if (numbers.length < count) {
      numbers = new int[Math.max(count, numbers.length * 2)];
      taken = new MatchPartition[numbers.length];
      rowNumbers = new long[numbers.length];
    }
    index.assign(columns, from, count, numbers);
    makePartitions();
    for (int k = 0; k < count; k++) {
      taken[k] = partitions.get(numbers[k]);
      rowNumbers[k] = taken[k].add(store.add(columns, from + k));
    }
    search.accept(taken, rowNumbers, count);
    for (int k = 0; k < count; k++) {
      taken[k].show();
      search.run(taken[k], Watermarks.NONE, false, output);
    }
  }

  private void makePartitions() {
    while (partitions.size() < index.size()) {
      partitions.add(new MatchPartition(partitions.size()));
    }
  }

  @Override
  public StateFormat stateFormat() {
    return FORMAT;
  }

  @Override
  public void save(StateOutput out) {
    makePartitions();
    rows.save(out);
    saved.save(out, partitions);
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    rows.restore(in, keys);
    saved.restore(in, keys, partitions, this::makePartitions, restored);
  }

  @Override
  public long stateRows() {
    return (long) rows.size() + store.size();
  }

  @Override
  public long memoryBytes() {
    long bytes = rows.memoryBytes() + index.memoryBytes() + store.memoryBytes();
    for (MatchPartition partition : partitions) {
      bytes += partition.memoryBytes();
    }
    return bytes + search.memoryBytes() + 20L * numbers.length;
  }
}
