package io.velostream.operators.match;

import io.velostream.columnar.Batch;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.Evaluator;
import io.velostream.expression.Evaluators;
import io.velostream.expression.Program;
import io.velostream.expression.match.MatchCondition;
import io.velostream.expression.match.MatchSlot;
import io.velostream.expression.match.Navigation;
import io.velostream.operators.rows.RowStore;
import io.velostream.state.ColumnBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The condition of one variable.
final class Condition implements MemorySized {
  private final int variable;
  private final List<MatchSlot> slots;

  /// By slot: the watch of its variables, or -1 where it needs none.
  private final int[] watches;

  private final SlotColumns columns;
  private final Evaluator evaluator;
  private final EvaluationContext context;
  private final ColumnBuffer[] results;
  private final boolean local;
  private final boolean looksAhead;

  Condition(
      int variable,
      MatchCondition condition,
      List<String> variables,
      List<Watch> all,
      RowStore store,
      Evaluators evaluators,
      EvaluationContext context) {
    this.variable = variable;
    slots = condition.slots();
    local = Watch.isLocal(variable, condition);
    watches = slots.stream().mapToInt(slot -> local ? -1 : watch(slot, all)).toArray();
    looksAhead =
        slots.stream()
            .anyMatch(slot -> slot instanceof MatchSlot.Cell cell && cell.row().moved() > 0);
    columns = new SlotColumns(store, variables, slots);
    evaluator =
        evaluators.create(
            new Program(
                SlotColumns.types(slots), condition.test(), List.of(SlotColumns.last(slots))));
    this.context = context;
    results =
        slots.stream()
            .map(slot -> ColumnBuffer.of(slot.type().lane(), 1))
            .toArray(ColumnBuffer[]::new);
  }

  private static int watch(MatchSlot slot, List<Watch> all) {
    return switch (slot) {
      case MatchSlot.Cell cell -> index(cell.row().variables(), all);
      case MatchSlot.Classifier classifier -> index(classifier.row().variables(), all);
      case MatchSlot.Number _ -> -1;
      case MatchSlot.Aggregate aggregate -> index(aggregate.variables(), all);
    };
  }

  static int index(Set<Integer> variables, List<Watch> all) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).variables().equals(variables)) {
        return i;
      }
    }
    throw new IllegalStateException("nobody watches " + variables);
  }

  /// Whether it looks at the row itself and rows beside it only.
  boolean isLocal() {
    return local;
  }

  /// Whether it looks at rows that come later in the partition.
  boolean looksAhead() {
    return looksAhead;
  }

  /// Tests a row by itself.
  boolean holdsAlone(MatchPartition partition, long number) {
    addLocal(partition, number);
    return holds();
  }

  /// Tests the row of an entry, which has been taken for the variable.
  boolean holds(MatchPartition partition, Attempt attempt, int entry) {
    Trail trail = attempt.trail();
    for (int i = 0; i < slots.size(); i++) {
      switch (slots.get(i)) {
        case MatchSlot.Cell cell -> {
          int found = find(trail, watches[i], entry, cell.row());
          int row =
              found == Trail.NONE
                  ? MatchPartition.NO_ROW
                  : partition.slot(partition.start() + trail.offset(found) + cell.row().moved());
          columns.addCell(i, cell.column(), row);
        }
        case MatchSlot.Classifier classifier ->
            columns.addName(i, classified(trail, watches[i], entry, classifier.row()));
        case MatchSlot.Number _ -> columns.addNumber(i, partition.matches() + 1);
        case MatchSlot.Aggregate aggregate -> {
          int group = attempt.aggregates().group(aggregate.call(), trail, entry, partition);
          results[i].reset();
          results[i].reserve(1);
          attempt.aggregates().write(aggregate.call(), group, results[i]);
          columns.builder(i).append(results[i].vector(), 0);
        }
      }
    }
    columns.endRow();
    return holds();
  }

  private boolean holds() {
    try {
      return evaluator.evaluate(columns.batch(), context).rowCount() > 0;
    } finally {
      columns.reset();
    }
  }

  private static int find(Trail trail, int watch, int entry, Navigation row) {
    int at = trail.latest(watch, entry);
    if (!row.first()) {
      for (int i = 0; i < row.skipped() && at != Trail.NONE; i++) {
        at = trail.previous(watch, at);
      }
      return at;
    }
    if (row.skipped() == 0) {
      return trail.earliest(watch, entry);
    }
    List<Integer> found = new ArrayList<>();
    for (; at != Trail.NONE; at = trail.previous(watch, at)) {
      found.add(at);
    }
    return row.skipped() < found.size() ? found.get(found.size() - 1 - row.skipped()) : Trail.NONE;
  }

  private static int classified(Trail trail, int watch, int entry, Navigation row) {
    int found = find(trail, watch, entry, row);
    if (found == Trail.NONE) {
      return -1;
    }
    int offset = trail.offset(found) + row.moved();
    int at = entry;
    while (at != Trail.ROOT && trail.offset(at) > offset) {
      at = trail.parent(at);
    }
    return at != Trail.ROOT && trail.offset(at) == offset ? trail.variable(at) : -1;
  }

  /// Tests new rows by themselves, all at once.
  ///
  /// @param holds is set for the rows that meet the condition
  /// @return whether all could be tested
  boolean holdAlone(MatchPartition[] partitions, long[] numbers, int count, boolean[] holds) {
    for (int i = 0; i < count; i++) {
      addLocal(partitions[i], numbers[i]);
    }
    try {
      Batch kept = evaluator.evaluate(columns.batch(), context);
      for (int k = 0; k < kept.rowCount(); k++) {
        holds[kept.rowAt(k)] = true;
      }
      return true;
    } catch (UserException _) {
      // Of a row that no thread asks about; if one does, it is told again then.
      return false;
    } finally {
      columns.reset();
    }
  }

  private void addLocal(MatchPartition partition, long number) {
    for (int i = 0; i < slots.size(); i++) {
      if (!(slots.get(i) instanceof MatchSlot.Cell cell)) {
        throw new IllegalStateException("variable " + variable + " looks at more than rows");
      }
      columns.addCell(i, cell.column(), partition.slot(number + cell.row().moved()));
    }
    columns.endRow();
  }

  @Override
  public long memoryBytes() {
    return columns.memoryBytes();
  }
}
