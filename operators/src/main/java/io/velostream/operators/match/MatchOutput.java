package io.velostream.operators.match;

import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.Evaluator;
import io.velostream.expression.Evaluators;
import io.velostream.expression.Expression;
import io.velostream.expression.Program;
import io.velostream.expression.match.MatchSlot;
import io.velostream.expression.match.Navigation;
import io.velostream.operators.Output;
import io.velostream.operators.aggregate.SlidingAggregate;
import io.velostream.operators.rows.RowEmitter;
import io.velostream.operators.rows.RowStore;
import io.velostream.state.ColumnBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Computes the measures of matches, for many rows at once, and puts them out. Slots come first
/// among the columns that the measures are computed on, then the columns that are passed on.
final class MatchOutput implements MemorySized {
  private static final int BATCH_ROWS = 1024;

  private final MatchSpec spec;
  private final List<MatchSlot> slots;
  private final int[] passed;
  private final RowStore store;
  private final SlotColumns columns;
  private final Evaluator evaluator;
  private final EvaluationContext context;
  private final List<SlidingAggregate> aggregates;
  private final ColumnBuffer[] results;

  /// Rows without measures.
  private final RowEmitter unmatched;

  private int unmatchedRows;

  /// The match at hand: the variable of each row, and whether it is hidden.
  private int[] variables = new int[16];

  private boolean[] hidden = new boolean[16];
  private int length;

  /// Which of its rows come out, by offset; -1 for none at all, of an empty match.
  private int[] shown = new int[16];

  private int shownCount;

  /// The rows that count for the slot at hand.
  private int[] found = new int[16];

  MatchOutput(
      MatchSpec spec,
      RowStore store,
      List<SlidingAggregate> aggregates,
      Evaluators evaluators,
      EvaluationContext context) {
    this.spec = spec;
    this.store = store;
    this.context = context;
    this.aggregates = aggregates;
    passed = spec.passed().stream().mapToInt(Integer::intValue).toArray();
    slots = new ArrayList<>(spec.match().slots());
    Navigation current = new Navigation(Set.of(), false, 0, 0, false);
    spec.passed()
        .forEach(
            column -> slots.add(new MatchSlot.Cell(column, spec.input().get(column), current)));
    columns = new SlotColumns(store, spec.match().variables(), slots);
    results =
        slots.stream()
            .map(slot -> ColumnBuffer.of(slot.type().lane(), 1))
            .toArray(ColumnBuffer[]::new);
    evaluator = evaluators.create(program());
    unmatched = new RowEmitter(spec.outputLanes());
  }

  private Program program() {
    List<Expression> outputs = new ArrayList<>();
    int measured = spec.match().slots().size();
    for (int i = 0; i < passed.length; i++) {
      outputs.add(new Expression.Column(measured + i, spec.input().get(passed[i]), true));
    }
    outputs.addAll(spec.match().measures());
    return new Program(SlotColumns.types(slots), null, outputs);
  }

  /// Puts out a row that no match has.
  void unmatched(MatchPartition partition, long number, Output output) {
    flushMatches(output);
    int slot = partition.slot(number);
    Vector[] rows = store.columns();
    for (int i = 0; i < passed.length; i++) {
      unmatched.builders()[i].append(rows[passed[i]], slot);
    }
    for (int i = passed.length; i < unmatched.builders().length; i++) {
      unmatched.builders()[i].appendNull();
    }
    unmatched.finishRow(1, output);
    unmatchedRows++;
  }

  /// Puts out a match that begins where the partition stands and ends with an entry.
  void match(MatchPartition partition, Trail trail, int entry, Output output) {
    if (unmatchedRows > 0) {
      unmatched.flush(output);
      unmatchedRows = 0;
    }
    read(trail, entry);
    choose();
    int measured = spec.match().slots().size();
    for (int i = 0; i < measured; i++) {
      write(i, slots.get(i), partition);
    }
    for (int i = 0; i < passed.length; i++) {
      for (int k = 0; k < shownCount; k++) {
        int offset = spec.match().rows().isAll() ? Math.max(0, shown[k]) : 0;
        columns.addCell(measured + i, passed[i], partition.slot(partition.start() + offset));
      }
    }
    for (int k = 0; k < shownCount; k++) {
      columns.endRow();
    }
    if (columns.rows() >= BATCH_ROWS) {
      flushMatches(output);
    }
  }

  private void read(Trail trail, int entry) {
    length = trail.length(entry);
    if (variables.length < length) {
      variables = new int[length * 2];
      hidden = new boolean[length * 2];
      found = new int[length * 2];
      shown = new int[length * 2];
    }
    int at = entry;
    for (int i = length - 1; i >= 0; i--) {
      variables[i] = trail.variable(at);
      hidden[i] = trail.isHidden(at);
      at = trail.parent(at);
    }
  }

  private void choose() {
    shownCount = 0;
    if (length == 0 || !spec.match().rows().isAll()) {
      shown[shownCount++] = length - 1;
      return;
    }
    for (int i = 0; i < length; i++) {
      if (!hidden[i]) {
        shown[shownCount++] = i;
      }
    }
  }

  private void write(int at, MatchSlot slot, MatchPartition partition) {
    switch (slot) {
      case MatchSlot.Number _ -> {
        for (int k = 0; k < shownCount; k++) {
          columns.addNumber(at, partition.matches());
        }
      }
      case MatchSlot.Cell cell -> {
        int count = find(cell.row().variables());
        int behind = 0;
        for (int k = 0; k < shownCount; k++) {
          behind = behind(behind, count, cell.row().toEnd(), shown[k]);
          int offset = pick(cell.row(), behind);
          columns.addCell(
              at,
              cell.column(),
              offset < 0
                  ? MatchPartition.NO_ROW
                  : partition.slot(partition.start() + offset + cell.row().moved()));
        }
      }
      case MatchSlot.Classifier classifier -> {
        int count = find(classifier.row().variables());
        int behind = 0;
        for (int k = 0; k < shownCount; k++) {
          behind = behind(behind, count, classifier.row().toEnd(), shown[k]);
          int picked = pick(classifier.row(), behind);
          int offset = picked < 0 ? -1 : picked + classifier.row().moved();
          int reach = classifier.row().toEnd() ? length - 1 : shown[k];
          columns.addName(at, offset < 0 || offset > reach ? -1 : variables[offset]);
        }
      }
      case MatchSlot.Aggregate aggregate -> writeAggregate(at, aggregate, partition);
    }
  }

  /// Notes the rows of some variables.
  private int find(Set<Integer> wanted) {
    int count = 0;
    for (int i = 0; i < length; i++) {
      if (wanted.isEmpty() || wanted.contains(variables[i])) {
        found[count++] = i;
      }
    }
    return count;
  }

  /// How many of the rows found count for a row that comes out.
  private int behind(int before, int count, boolean toEnd, int row) {
    int behind = toEnd ? count : before;
    while (behind < count && found[behind] <= row) {
      behind++;
    }
    return behind;
  }

  private int pick(Navigation row, int count) {
    int at = row.first() ? row.skipped() : count - 1 - row.skipped();
    return at >= 0 && at < count ? found[at] : -1;
  }

  private void writeAggregate(int at, MatchSlot.Aggregate slot, MatchPartition partition) {
    SlidingAggregate aggregate = aggregates.get(slot.call());
    aggregate.clear(0);
    int count = find(slot.variables());
    int added = 0;
    Vector[] rows = store.columns();
    for (int k = 0; k < shownCount; k++) {
      for (int behind = behind(added, count, slot.toEnd(), shown[k]); added < behind; added++) {
        long number = partition.start() + found[added];
        aggregate.change(rows, partition.slot(number), number, 0, true);
      }
      results[at].reset();
      results[at].reserve(1);
      aggregate.write(0, results[at], 0);
      columns.builder(at).append(results[at].vector(), 0);
    }
  }

  /// Puts out what has been collected.
  void flush(Output output) {
    flushMatches(output);
    unmatched.flush(output);
    unmatchedRows = 0;
  }

  private void flushMatches(Output output) {
    if (columns.rows() > 0) {
      output.emit(evaluator.evaluate(columns.batch(), context));
      columns.reset();
    }
  }

  @Override
  public long memoryBytes() {
    return columns.memoryBytes()
        + unmatched.memoryBytes()
        + 13L * variables.length
        + aggregates.stream().mapToLong(SlidingAggregate::memoryBytes).sum();
  }
}
