package io.velostream.operators.match;

import io.velostream.columnar.MemorySized;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.Evaluators;
import io.velostream.expression.match.MatchCondition;
import io.velostream.expression.match.MatchDescription;
import io.velostream.operators.rows.RowStore;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says which rows may be taken for which variables. Conditions that look back at the rows of the
/// partition only are tested for many rows at once, when these come; the others whenever a thread
/// asks.
final class MatchConditions implements MemorySized {
  /// Variables of higher numbers are tested when a thread asks.
  private static final int FLAGS = Long.SIZE;

  private final @Nullable Condition[] conditions;

  /// By slot of the store, a bit for each variable: what is known of the row.
  private long[] known = new long[64];

  private long[] holds = new long[64];
  private boolean[] passed = new boolean[64];

  MatchConditions(
      MatchDescription match,
      List<Watch> watches,
      RowStore store,
      Evaluators evaluators,
      EvaluationContext context) {
    conditions = new Condition[match.conditions().size()];
    for (int i = 0; i < conditions.length; i++) {
      Optional<MatchCondition> condition = match.conditions().get(i);
      if (condition.isPresent()) {
        conditions[i] =
            new Condition(
                i, condition.get(), match.variables(), watches, store, evaluators, context);
      }
    }
  }

  /// Whether a condition looks at the row itself and rows beside it only.
  boolean isLocal(int variable) {
    Condition condition = conditions[variable];
    return condition == null || condition.isLocal();
  }

  /// Whether a row meets a local condition.
  boolean holds(int variable, MatchPartition partition, long number) {
    Condition condition = conditions[variable];
    if (condition == null) {
      return true;
    }
    int slot = partition.slot(number);
    if (variable < FLAGS && slot < known.length && (known[slot] & 1L << variable) != 0) {
      return (holds[slot] & 1L << variable) != 0;
    }
    return condition.holdsAlone(partition, number);
  }

  /// Whether the row of an entry meets the condition of its variable.
  boolean holds(int variable, MatchPartition partition, Attempt attempt, int entry) {
    Condition condition = conditions[variable];
    return condition == null || condition.holds(partition, attempt, entry);
  }

  /// Learns of new rows.
  void accept(MatchPartition[] partitions, long[] numbers, int count, int slotLimit) {
    if (slotLimit > known.length) {
      known = Arrays.copyOf(known, Math.max(slotLimit, known.length * 2));
      holds = Arrays.copyOf(holds, known.length);
    }
    for (int i = 0; i < count; i++) {
      int slot = partitions[i].slot(numbers[i]);
      known[slot] = 0;
      holds[slot] = 0;
    }
    if (passed.length < count) {
      passed = new boolean[Math.max(count, passed.length * 2)];
    }
    for (int variable = 0; variable < Math.min(FLAGS, conditions.length); variable++) {
      Condition condition = conditions[variable];
      if (condition == null || !condition.isLocal() || condition.looksAhead()) {
        continue;
      }
      Arrays.fill(passed, 0, count, false);
      if (condition.holdAlone(partitions, numbers, count, passed)) {
        for (int i = 0; i < count; i++) {
          int slot = partitions[i].slot(numbers[i]);
          known[slot] |= 1L << variable;
          holds[slot] |= passed[i] ? 1L << variable : 0;
        }
      }
    }
  }

  @Override
  public long memoryBytes() {
    long bytes = 16L * known.length + passed.length;
    for (Condition condition : conditions) {
      bytes += condition == null ? 0 : condition.memoryBytes();
    }
    return bytes;
  }
}
