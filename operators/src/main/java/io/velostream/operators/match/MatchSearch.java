package io.velostream.operators.match;

import io.velostream.columnar.LongVector;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.Evaluators;
import io.velostream.expression.match.MatchDescription;
import io.velostream.expression.match.MatchSlot;
import io.velostream.expression.match.RowsPerMatch;
import io.velostream.expression.match.SkipRule;
import io.velostream.operators.Output;
import io.velostream.operators.aggregate.AggregateSpec;
import io.velostream.operators.aggregate.SlidingAggregate;
import io.velostream.operators.match.ConditionAggregates.ConditionAggregate;
import io.velostream.operators.rows.RowStore;
import io.velostream.operators.rows.TimeHeap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;

/// Moves partitions on as far as their rows allow: one attempt after the other, each at the row
/// where the one before it has left off.
final class MatchSearch implements MemorySized {
  private final MatchDescription match;
  private final PatternProgram program;
  private final List<Watch> watches;
  private final MatchConditions conditions;
  private final MatchOutput output;
  private final List<ConditionAggregate> conditionAggregates;
  private final RowStore store;
  private final int timeColumn;

  /// How many further rows must have come before a row is looked at.
  private final int ahead;

  /// How many rows before the start of an attempt are looked at.
  private final int back;

  private final Deque<Attempt> idle = new ArrayDeque<>();

  /// When attempts end for want of time, by partition.
  private final TimeHeap deadlines = new TimeHeap();

  MatchSearch(
      MatchSpec spec,
      RowStore store,
      MatchConditions conditions,
      List<Watch> watches,
      Evaluators evaluators,
      EvaluationContext context) {
    match = spec.match();
    program = PatternProgram.of(match.pattern());
    this.watches = watches;
    this.conditions = conditions;
    this.store = store;
    timeColumn = spec.order().isEmpty() ? -1 : spec.order().getFirst().column();
    List<Integer> moves = match.allSlots().stream().map(MatchSearch::moved).toList();
    ahead =
        Math.max(
            program.looksForEnd() ? 1 : 0,
            moves.stream().mapToInt(Integer::intValue).max().orElse(0));
    back = -Math.min(0, moves.stream().mapToInt(Integer::intValue).min().orElse(0));
    output = new MatchOutput(spec, store, aggregates(spec), evaluators, context);
    List<SlidingAggregate> shared = aggregates(spec);
    conditionAggregates = new ArrayList<>();
    for (int call = 0; call < shared.size(); call++) {
      conditionAggregates.add(new ConditionAggregate(shared.get(call), watch(call)));
    }
  }

  private static int moved(MatchSlot slot) {
    return switch (slot) {
      case MatchSlot.Cell cell -> cell.row().moved();
      case MatchSlot.Classifier _, MatchSlot.Number _, MatchSlot.Aggregate _ -> 0;
    };
  }

  private static List<SlidingAggregate> aggregates(MatchSpec spec) {
    List<SlidingAggregate> aggregates = new ArrayList<>();
    for (AggregateSpec call : spec.aggregates()) {
      SlidingAggregate aggregate = new SlidingAggregate(spec.input(), call, false);
      aggregate.newGroup();
      aggregates.add(aggregate);
    }
    return aggregates;
  }

  /// The watch of the rows that a call is about; -1 for one that no condition reads.
  private int watch(int call) {
    return match.conditions().stream()
        .flatMap(condition -> condition.stream().flatMap(c -> c.slots().stream()))
        .filter(slot -> slot instanceof MatchSlot.Aggregate a && a.call() == call)
        .map(slot -> Condition.index(((MatchSlot.Aggregate) slot).variables(), watches))
        .findFirst()
        .orElse(-1);
  }

  /// Goes on with a partition.
  ///
  /// @param watermark no row that is still to come has a time before it
  /// @param ended whether no row is to come
  void run(MatchPartition partition, long watermark, boolean ended, Output out) {
    while (true) {
      Attempt attempt = partition.attempt();
      if (attempt == null) {
        if (!canLook(partition, partition.start(), ended)) {
          return;
        }
        attempt = begin(partition);
      }
      while (!attempt.isDecided()) {
        long next = partition.start() + attempt.taken();
        if (isOver(partition, next, watermark, ended)) {
          attempt.end();
        } else if (canLook(partition, next, ended)) {
          attempt.step(partition, conditions, ended && next + 1 == partition.visible());
        } else {
          return;
        }
      }
      finish(partition, attempt, out);
    }
  }

  private boolean canLook(MatchPartition partition, long number, boolean ended) {
    return number < partition.visible() && (ended || number + ahead < partition.visible());
  }

  private Attempt begin(MatchPartition partition) {
    Attempt attempt = idle.poll();
    if (attempt == null) {
      attempt = new Attempt(program, watches, new ConditionAggregates(store, conditionAggregates));
    }
    partition.attempt(attempt);
    attempt.begin(partition.start() == 0);
    if (match.withinMicros().isPresent() && !attempt.isDecided()) {
      deadlines.add(deadline(partition), partition.index());
    }
    return attempt;
  }

  /// Whether the attempt at hand can take no further row.
  private boolean isOver(MatchPartition partition, long next, long watermark, boolean ended) {
    if (next < partition.visible()) {
      return match.withinMicros().isPresent() && time(partition, next) >= deadline(partition);
    }
    return ended || (match.withinMicros().isPresent() && watermark >= deadline(partition));
  }

  private long deadline(MatchPartition partition) {
    long start = time(partition, partition.start());
    long end = start + match.withinMicros().orElse(0);
    return end < start ? Long.MAX_VALUE : end;
  }

  /// The time of a row; the end of all times for one without.
  private long time(MatchPartition partition, long number) {
    LongVector times = (LongVector) store.columns()[timeColumn];
    int slot = partition.slot(number);
    return times.isNull(slot) ? Long.MAX_VALUE : times.values()[slot];
  }

  private void finish(MatchPartition partition, Attempt attempt, Output out) {
    int found = attempt.match();
    long start = partition.start();
    long next = start + 1;
    if (found == Trail.NONE) {
      if (match.rows() == RowsPerMatch.ALL_WITH_UNMATCHED && start >= partition.matchedTo()) {
        output.unmatched(partition, start, out);
      }
    } else {
      int length = attempt.trail().length(found);
      partition.matched(start + length);
      if (length > 0 || match.rows() != RowsPerMatch.ALL_WITHOUT_EMPTY) {
        output.match(partition, attempt.trail(), found, out);
      }
      if (length > 0) {
        next = start + skip(attempt.trail(), found, length);
      }
    }
    partition.attempt(null);
    idle.push(attempt);
    partition.startAt(next, back, store);
  }

  /// By how many rows the next attempt begins behind this one.
  private int skip(Trail trail, int found, int length) {
    return switch (match.skip()) {
      case SkipRule.PastLastRow _ -> length;
      case SkipRule.ToNextRow _ -> 1;
      case SkipRule.ToRow to -> {
        int target = -1;
        for (int at = found;
            at != Trail.ROOT && (target < 0 || !to.last());
            at = trail.parent(at)) {
          if (to.variables().contains(trail.variable(at))) {
            target = trail.offset(at);
          }
        }
        if (target <= 0) {
          throw cannotSkip(to, target);
        }
        yield target;
      }
    };
  }

  private static UserException cannotSkip(SkipRule.ToRow to, int target) {
    String where = "AFTER MATCH SKIP TO " + (to.last() ? "LAST " : "FIRST ") + to.name();
    return new UserException(
            ErrorCode.INVALID_ARGUMENT,
            target < 0
                ? where + ": a match has no row of " + to.name()
                : where
                    + ": that is the first row of the match, which would be found again for ever")
        .hint(
            "use SKIP TO NEXT ROW or SKIP PAST LAST ROW, or a variable that each match has behind"
                + " its first row");
  }

  /// Ends the attempts whose time is over.
  void expire(long watermark, IntFunction<MatchPartition> partitions, Output out) {
    while (!deadlines.isEmpty() && deadlines.firstTime() <= watermark) {
      run(partitions.apply(deadlines.removeFirst()), watermark, false, out);
    }
  }

  /// Puts out what has been found.
  void flush(Output out) {
    output.flush(out);
  }

  /// Tells of new rows.
  void accept(MatchPartition[] partitions, long[] numbers, int count) {
    conditions.accept(partitions, numbers, count, store.slotLimit());
  }

  @Override
  public long memoryBytes() {
    long bytes = conditions.memoryBytes() + output.memoryBytes() + deadlines.memoryBytes();
    for (Attempt attempt : idle) {
      bytes += attempt.memoryBytes();
    }
    return bytes;
  }
}
