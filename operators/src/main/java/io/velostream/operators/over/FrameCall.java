package io.velostream.operators.over;

import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import java.util.function.Supplier;

/// An aggregate or NTH_VALUE over a frame. Both ends of a frame only ever move forward, so an
/// aggregator sees each row enter once and leave once.
final class FrameCall extends RowCall {
  private final OverFrame frame;
  private final FrameBounds bounds;
  private final Supplier<RowAggregator> aggregators;

  FrameCall(
      ResultColumn result,
      OverFrame frame,
      FrameBounds bounds,
      Supplier<RowAggregator> aggregators) {
    super(result);
    this.frame = frame;
    this.bounds = bounds;
    this.aggregators = aggregators;
  }

  /// The frame of the last row computed: `low .. high - 1`.
  private static final class Sliding implements State {
    private final RowAggregator aggregator;
    private final boolean fromStart;
    private long low;
    private long high;

    Sliding(RowAggregator aggregator, boolean fromStart) {
      this.aggregator = aggregator;
      this.fromStart = fromStart;
    }

    @Override
    public void save(StateOutput out, SlotWriter slotWriter) {
      out.putVarint(low);
      out.putVarint(high);
      aggregator.save(out, slotWriter);
    }

    @Override
    public void restore(StateInput in, SlotReader slotReader, RowPartition partition) {
      low = in.getNumber();
      high = in.getNumber();
      if (low > high || high > partition.end()) {
        throw in.damaged("a frame from " + low + " to " + high);
      }
      aggregator.restore(in, slotReader);
    }

    /// What entered a frame that never lets go of a row is for the aggregator to pin.
    @Override
    public long neededFrom(long next) {
      return Math.min(next, fromStart ? high : low);
    }

    @Override
    public void close() {
      aggregator.close();
    }

    @Override
    public long memoryBytes() {
      return aggregator.memoryBytes();
    }
  }

  @Override
  State newState() {
    return new Sliding(aggregators.get(), frame.fromStart());
  }

  @Override
  State stateFrom(long start) {
    Sliding sliding = new Sliding(aggregators.get(), frame.fromStart());
    sliding.low = start;
    sliding.high = start;
    return sliding;
  }

  @Override
  boolean isReady(RowPartition partition, State state, long number, long watermark) {
    if (watermark == Watermarks.END) {
      return true;
    }
    if (frame.toEnd()) {
      return false;
    }
    return frame.range()
        ? bounds.isComplete(partition.slot(number), watermark)
        : frame.end() <= 0 || number + frame.end() < partition.end();
  }

  @Override
  boolean waitsForTime() {
    return frame.range();
  }

  @Override
  void compute(RowPartition partition, State state, long number, int slot) {
    Sliding sliding = (Sliding) state;
    long high = high(partition, sliding, number, slot);
    long low = low(partition, sliding, number, slot, high);
    while (sliding.high < high) {
      sliding.aggregator.enter(partition.slot(sliding.high++));
    }
    while (sliding.low < low) {
      sliding.aggregator.leave(partition.slot(sliding.low++));
    }
    sliding.aggregator.result(slot, result);
  }

  private long high(RowPartition partition, Sliding sliding, long number, int slot) {
    long end = partition.end();
    if (frame.toEnd()) {
      return end;
    }
    if (!frame.range()) {
      // Written so that a huge distance cannot overflow.
      return frame.end() >= end - number ? end : Math.max(sliding.high, number + frame.end() + 1);
    }
    long high = sliding.high;
    while (high < end && !bounds.isAfter(partition.slot(high), slot)) {
      high++;
    }
    return high;
  }

  private long low(RowPartition partition, Sliding sliding, long number, int slot, long high) {
    if (frame.fromStart()) {
      return 0;
    }
    if (!frame.range()) {
      long low = frame.start() >= high - number ? high : number + frame.start();
      return Math.min(high, Math.max(sliding.low, low));
    }
    long low = sliding.low;
    while (low < high && bounds.isBefore(partition.slot(low), slot)) {
      low++;
    }
    return low;
  }
}
