package io.velostream.operators.over;

import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;

/// LEAD with IGNORE NULLS: the n-th value after the current row that is not NULL.
final class NextValueCall extends RowCall {
  private final int argument;
  private final long n;
  private final FrameRows rows;

  NextValueCall(ResultColumn result, int argument, long n, FrameRows rows) {
    super(result);
    this.argument = argument;
    this.n = n;
    this.rows = rows;
  }

  /// The rows with a value after the current row, as far as the partition has been looked through.
  private static final class Ahead implements State {
    private final SlotQueue slots = new SlotQueue();
    private long looked;

    @Override
    public void save(StateOutput out, SlotWriter slotWriter) {
      out.putVarint(looked);
      slots.save(out, slotWriter);
    }

    @Override
    public void restore(StateInput in, SlotReader slotReader, RowPartition partition) {
      looked = in.getNumber();
      slots.restore(in, slotReader);
    }

    @Override
    public long neededFrom(long next) {
      return next;
    }

    @Override
    public long memoryBytes() {
      return slots.memoryBytes();
    }
  }

  @Override
  State newState() {
    return new Ahead();
  }

  @Override
  boolean isReady(RowPartition partition, State state, long number, long watermark) {
    return lookAhead(partition, (Ahead) state, number) || watermark == Watermarks.END;
  }

  @Override
  boolean waitsForTime() {
    return false;
  }

  @Override
  void compute(RowPartition partition, State state, long number, int slot) {
    Ahead ahead = (Ahead) state;
    if (lookAhead(partition, ahead, number)) {
      result.setSource(slot, ahead.slots.get((int) (n - 1)));
    } else {
      result.setDefault(slot);
    }
  }

  /// Looks through the rows after one until n values are found, or all rows.
  private boolean lookAhead(RowPartition partition, Ahead ahead, long number) {
    if (!ahead.slots.isEmpty() && ahead.slots.first() == partition.slot(number)) {
      ahead.slots.removeFirst();
    }
    ahead.looked = Math.max(ahead.looked, number + 1);
    while (ahead.slots.size() < n && ahead.looked < partition.end()) {
      int slot = partition.slot(ahead.looked++);
      if (!rows.column(argument).isNull(slot)) {
        ahead.slots.addLast(slot);
      }
    }
    return ahead.slots.size() >= n;
  }
}
