package io.velostream.operators.over;

import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.operators.rows.SlotSequence;
import java.util.Arrays;
import java.util.List;

/// Computes the calls anew for the rows whose frames have changed.
///
/// A row that comes or goes changes the frames that it is in, and, where these are counted in rows,
/// those that it lies between them and their rows. Of the ranks behind it all are moved by the same
/// amount as far as the next change; so they are computed as far as that amount is not 0.
final class ChangedFrames implements MemorySized {
  private final CopiedRows rows;
  private final OrderedPartitions partitions;
  private final KnownResults known;
  private final RowCall[] calls;
  private final FrameReach[] reaches;
  private final RowCall.State[] states;
  private final boolean ranks;
  private final Ranges ranges = new Ranges();

  /// Of each ranking the result of the row before [#carriedTo].
  private final long[] carried;

  private int carriedTo;

  private final VectorBuilder[] results;
  private int[] slots = new int[64];
  private int count;

  ChangedFrames(OverSpec spec, CopiedRows rows, OrderedPartitions partitions, KnownResults known) {
    this.rows = rows;
    this.partitions = partitions;
    this.known = known;
    RowCalls factory = new RowCalls(spec, rows, true);
    List<OverFunction> functions = spec.functions();
    calls = functions.stream().map(factory::create).toArray(RowCall[]::new);
    reaches =
        functions.stream()
            .map(function -> new FrameReach(function, spec.order(), rows))
            .toArray(FrameReach[]::new);
    states = new RowCall.State[calls.length];
    carried = new long[calls.length];
    ranks = Arrays.stream(calls).anyMatch(RankingCall.class::isInstance);
    results =
        functions.stream()
            .map(function -> VectorBuilder.of(function.type().lane()))
            .toArray(VectorBuilder[]::new);
  }

  /// Computes what the changes of a partition have changed, behind what was computed before.
  void compute(int partition) {
    for (RowCall call : calls) {
      call.result.reserve(rows.slotLimit());
    }
    SlotSequence sequence = partitions.sequence(partition);
    findRanges(partition, sequence);
    carriedTo = -1;
    for (int i = 0; i < ranges.count(); i++) {
      int next = i + 1 < ranges.count() ? ranges.from(i + 1) : sequence.size();
      if (compute(sequence, ranges.from(i), ranges.to(i))) {
        compute(sequence, ranges.to(i), next);
      }
    }
  }

  private void findRanges(int partition, SlotSequence sequence) {
    ranges.clear();
    for (int change = partitions.firstChange(partition);
        change != OrderedPartitions.NONE;
        change = partitions.nextChange(change)) {
      int slot = partitions.slotOf(change);
      int place = sequence.countBefore(slot, partitions.order());
      // A row that has gone may move the rank of the next one, which is in no frame of its own.
      if (partitions.came(change) || ranks) {
        ranges.add(place, Math.min(place + 1, sequence.size()));
      }
      for (FrameReach reach : reaches) {
        reach.addAffected(sequence, slot, place, ranges);
      }
    }
    ranges.merge();
  }

  /// Computes the rows at `from .. to - 1`.
  ///
  /// @return whether the row behind them has another rank than it had
  private boolean compute(SlotSequence sequence, int from, int to) {
    RowPartition view = begin(sequence, from, to);
    for (int number = from; number < to; number++) {
      int slot = view.slot(number);
      for (int c = 0; c < calls.length; c++) {
        calls[c].compute(view, states[c], number, slot);
        calls[c].result.append(results[c], slot, rows);
        carried[c] = calls[c] instanceof RankingCall ? calls[c].result.longAt(slot) : 0;
      }
      if (count == slots.length) {
        slots = Arrays.copyOf(slots, count * 2);
      }
      slots[count++] = slot;
    }
    carriedTo = to;
    boolean moved = ranks && to < sequence.size() && isMoved(view, to);
    for (RowCall.State state : states) {
      state.close();
    }
    return moved;
  }

  /// The rows that are looked at, and the states to begin with.
  private RowPartition begin(SlotSequence sequence, int from, int to) {
    // Ranks compare neighbours.
    int first = Math.max(0, from - 1);
    int end = Math.min(sequence.size(), to + 1);
    for (int c = 0; c < calls.length; c++) {
      int needed = reaches[c].neededFrom(sequence, from);
      states[c] =
          calls[c] instanceof RankingCall ranking
              ? ranking.stateBehind(rankBefore(sequence, c, from))
              : calls[c].stateFrom(needed);
      first = Math.min(first, needed);
      end = Math.max(end, reaches[c].neededTo(sequence, to - 1));
    }
    RowPartition view = new RowPartition(states);
    view.restore(first, from);
    long[] numbers = rows.numbers();
    sequence.visit(
        first,
        end,
        slot -> {
          numbers[slot] = view.end();
          view.add(slot);
        });
    return view;
  }

  private long rankBefore(SlotSequence sequence, int call, int place) {
    if (place == 0) {
      return 0;
    }
    return place == carriedTo ? carried[call] : known.longAt(call, sequence.get(place - 1));
  }

  private boolean isMoved(RowPartition view, int place) {
    int slot = view.slot(place);
    for (int c = 0; c < calls.length; c++) {
      if (calls[c] instanceof RankingCall) {
        calls[c].compute(view, states[c], place, slot);
        if (calls[c].result.longAt(slot) != known.longAt(c, slot)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Number of rows computed since [#clear()].
  int count() {
    return count;
  }

  /// Their slots.
  int[] slots() {
    return slots;
  }

  /// Their results; to be called once.
  Vector[] results() {
    return Arrays.stream(results).map(VectorBuilder::build).toArray(Vector[]::new);
  }

  void clear() {
    count = 0;
    for (VectorBuilder builder : results) {
      builder.reset();
    }
  }

  @Override
  public long memoryBytes() {
    long bytes = 4L * slots.length + ranges.memoryBytes();
    for (int c = 0; c < calls.length; c++) {
      bytes += calls[c].result.memoryBytes() + results[c].memoryBytes();
    }
    return bytes;
  }
}
