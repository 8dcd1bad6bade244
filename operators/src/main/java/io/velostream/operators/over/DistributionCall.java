package io.velostream.operators.over;

import io.velostream.operators.rows.RowOrder;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;

/// PERCENT_RANK, CUME_DIST and NTILE, once all rows of the partition are there.
final class DistributionCall extends RowCall {
  private final OverFunction.Distribution call;
  private final RowOrder order;
  private final FrameRows rows;

  DistributionCall(
      ResultColumn result, OverFunction.Distribution call, RowOrder order, FrameRows rows) {
    super(result);
    this.call = call;
    this.order = order;
    this.rows = rows;
  }

  /// The peers of the last row computed: `first .. end - 1`.
  private static final class Peers implements State {
    long first;
    long end;

    @Override
    public void save(StateOutput out, SlotWriter slotWriter) {
      out.putVarint(first);
      out.putVarint(end);
    }

    @Override
    public void restore(StateInput in, SlotReader slotReader, RowPartition partition) {
      first = in.getNumber();
      end = in.getNumber();
    }

    @Override
    public long neededFrom(long next) {
      return next;
    }
  }

  @Override
  State newState() {
    return new Peers();
  }

  @Override
  boolean isReady(RowPartition partition, State state, long number, long watermark) {
    return watermark == Watermarks.END;
  }

  @Override
  boolean waitsForTime() {
    return false;
  }

  @Override
  void compute(RowPartition partition, State state, long number, int slot) {
    Peers peers = (Peers) state;
    if (number >= peers.end) {
      peers.first = number;
      peers.end = number + 1;
      while (peers.end < partition.end() && isPeer(partition.slot(peers.end), slot)) {
        peers.end++;
      }
    }
    long count = partition.end();
    switch (call.kind()) {
      case PERCENT_RANK ->
          result.setDouble(slot, count == 1 ? 0 : (double) peers.first / (count - 1));
      case CUME_DIST -> result.setDouble(slot, (double) peers.end / count);
      case NTILE -> result.setLong(slot, part(number, count, call.buckets()));
    }
  }

  private boolean isPeer(int other, int slot) {
    return order.compare(rows.columns(), other, rows.columns(), slot) == 0;
  }

  /// The first `count % parts` parts have one row more than the others.
  private static long part(long number, long count, long parts) {
    long size = count / parts;
    long larger = count % parts;
    long inLarger = larger * (size + 1);
    return number < inLarger ? number / (size + 1) + 1 : larger + (number - inLarger) / size + 1;
  }
}
