package io.velostream.operators.window;

import io.velostream.columnar.Batch;
import io.velostream.columnar.LongVector;
import io.velostream.operators.Output;
import io.velostream.operators.aggregate.Aggregation;
import io.velostream.operators.aggregate.Emission;
import io.velostream.operators.aggregate.Grouping;
import io.velostream.operators.aggregate.SessionGroups;
import io.velostream.state.snapshot.KeyRange;
import io.velostream.state.snapshot.StateFormat;
import io.velostream.state.snapshot.StateInput;
import io.velostream.state.snapshot.StateOutput;
import io.velostream.stream.Watermarks;
import io.velostream.stream.time.WindowSpec;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// SESSION: a row that was taken can join the sessions before and after it, which retracts theirs
/// and inserts the joint one.
///
/// A retraction might part a session, for which all times of its rows would have to be kept: this
/// is refused.
final class SessionWindows implements WindowGroups {
  private static final StateFormat FORMAT = new StateFormat("session", 1);

  private final Emission emission;
  private final long gap;
  private final Grouping grouping;
  private final SessionGroups sessions;
  private long watermark = Watermarks.NONE;
  private final int[] one = new int[1];

  SessionWindows(Aggregation aggregation, Emission emission, WindowSpec.Session window) {
    if (aggregation.retracts()) {
      throw new IllegalArgumentException("sessions are parted by retractions: rows must be held");
    }
    this.emission = emission;
    this.gap = window.gap();
    // Which rows come together depends on their times, so sums must not depend on the order.
    Emission kept = emission == Emission.FINAL ? Emission.FINAL : Emission.CHANGES;
    grouping = new Grouping(aggregation.inAnyOrder(), kept, true);
    sessions = new SessionGroups(grouping, gap);
  }

  @Override
  public void add(
      Batch batch, LongVector column, int @Nullable [] rows, int count, Late late, Output output) {
    long[] times = column.values();
    grouping.beginBatch(batch);
    IntConsumer ended = row -> late.closed(row, times[row], times[row] + gap);
    switch (emission) {
      case CHANGES, WINDOW_SNAPSHOT, FINAL ->
          sessions.add(batch, times, rows, count, watermark, ended);
      case CHANGES_PER_RECORD, WINDOW_SNAPSHOT_PER_RECORD -> {
        for (int k = 0; k < count; k++) {
          one[0] = rows == null ? k : rows[k];
          sessions.add(batch, times, one, 1, watermark, ended);
          sessions.endStep(emission == Emission.WINDOW_SNAPSHOT_PER_RECORD, output);
        }
      }
    }
  }

  @Override
  public void endStep(Output output) {
    sessions.endStep(emission == Emission.WINDOW_SNAPSHOT, output);
  }

  @Override
  public void advance(long newWatermark, Output output) {
    watermark = newWatermark;
    sessions.close(newWatermark, emission == Emission.FINAL, output);
  }

  @Override
  public StateFormat stateFormat() {
    return FORMAT;
  }

  @Override
  public void save(StateOutput out) {
    out.putLong(watermark);
    grouping.save(out);
    sessions.save(out);
  }

  @Override
  public void restore(StateInput in, KeyRange keys) {
    watermark = Math.max(watermark, in.getLong());
    grouping.restore(in);
    sessions.restore(in, keys);
  }

  @Override
  public long groups() {
    return sessions.size();
  }

  @Override
  public long memoryBytes() {
    return sessions.memoryBytes() + grouping.memoryBytes();
  }
}
