package io.velostream.operators.aggregate;

import io.velostream.columnar.Batch;
import io.velostream.operators.Operator;
import io.velostream.operators.Output;
import io.velostream.operators.expiry.Lifetimes;
import io.velostream.operators.expiry.StateTime;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;

/// GROUP BY columns whose groups are forgotten when they have had no row for some time; DISTINCT
/// when there are no calls. What was put out of such a group stays; a later row of its keys begins
/// a new group, which is put out beside it. A retraction that comes for a forgotten group has
/// nothing to change, and is counted.
///
/// Changes are put out at the end of the step and, so that results do not depend on where batches
/// are cut, before a group is replaced by its successor.
public final class ExpiringAggregate implements Operator {
  private static final StateFormat FORMAT = new StateFormat("expiring-aggregate", 1);

  private final Grouping grouping;
  private final Groups groups;
  private final Lifetimes lifetimes;
  private final StateTime time;
  private long[] times = new long[0];

  /// @param aggregation which has keys
  /// @param lifetime how long after its last row a group is forgotten, in microseconds
  public ExpiringAggregate(Aggregation aggregation, long lifetime, StateTime time) {
    this.grouping = new Grouping(aggregation, Emission.CHANGES, false);
    this.groups = grouping.open(Long.MAX_VALUE, Long.MAX_VALUE);
    this.lifetimes = new Lifetimes(lifetime);
    this.time = time;
    groups.expireBy(lifetimes);
  }

  @Override
  public void process(int input, Batch batch, Output output) {
    grouping.beginBatch(batch);
    int count = batch.rowCount();
    if (times.length < count) {
      times = new long[count];
    }
    for (int k = 0; k < count; k++) {
      times[k] = time.of(batch.columns(), batch.rowAt(k));
    }
    int at = 0;
    while (at < count) {
      at = groups.addLiving(batch, at, count, times);
      int stopped = groups.stoppedAt();
      if (stopped >= 0) {
        lifetimes.countDropped();
        if (lifetimes.knows(stopped)) {
          publish(output);
        } else {
          // A retraction of what is not there.
          at++;
        }
        groups.drop(stopped);
      }
    }
  }

  private void publish(Output output) {
    groups.endStep(output);
  }

  @Override
  public void endStep(Output output) {
    publish(output);
    if (!time.isEventTime()) {
      expire();
    }
  }

  @Override
  public void advance(long watermark, Output output) {
    time.reached(watermark);
    if (time.isEventTime() && watermark != Watermarks.END) {
      expire();
    }
  }

  private void expire() {
    for (int slot = lifetimes.nextOver(time.now());
        slot >= 0;
        slot = lifetimes.nextOver(time.now())) {
      lifetimes.countDropped();
      groups.drop(slot);
    }
  }

  @Override
  public long droppedState() {
    return lifetimes.dropped();
  }

  @Override
  public StateFormat stateFormat() {
    return FORMAT;
  }

  @Override
  public void save(StateOutput out) {
    out.putLong(time.watermark());
    out.putVarint(lifetimes.dropped());
    grouping.save(out);
    groups.save(out);
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    time.reached(in.getLong());
    long dropped = in.getVarint();
    lifetimes.addDropped(keys.holdsUnkeyed() ? dropped : 0);
    grouping.restore(in);
    groups.restore(in, keys);
  }

  @Override
  public long stateRows() {
    return groups.size();
  }

  @Override
  public long memoryBytes() {
    return groups.memoryBytes() + grouping.memoryBytes() + lifetimes.memoryBytes();
  }
}
