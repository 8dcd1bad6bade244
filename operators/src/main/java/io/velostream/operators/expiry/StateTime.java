package io.velostream.operators.expiry;

import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.expression.EvaluationContext;
import io.velostream.stream.Watermarks;
import java.util.OptionalInt;

/// The time that state is measured by, in microseconds since the epoch.
///
/// Of rows with event time it is theirs, or the watermark where a row is behind that. It depends on
/// the rows alone, however they are cut into batches: a row that is behind the watermark begins a
/// step, so that the operator has heard of that watermark, and for all other rows it does not
/// matter how much the operator has heard. Otherwise it is the clock's, once per step.
public final class StateTime {
  /// Before all times, and so far from the least number that times can be subtracted.
  private static final long LONG_AGO = Long.MIN_VALUE / 4;

  private final int column;
  private final EvaluationContext context;
  private long watermark = LONG_AGO;

  /// @param column the event time of the rows; without one the clock counts
  /// @param context the pipeline's, which has the time of the step
  public StateTime(OptionalInt column, EvaluationContext context) {
    this.column = column.orElse(-1);
    this.context = context;
  }

  /// Whether event time counts, rather than the clock.
  public boolean isEventTime() {
    return column >= 0;
  }

  /// The time of a row; that of one without event time is the watermark.
  public long of(Vector[] columns, int row) {
    if (column < 0) {
      return context.nowMicros();
    }
    Vector times = columns[column];
    return times.isNull(row) ? watermark : Math.max(watermark, ((LongVector) times).values()[row]);
  }

  /// When a row that is taken back came, as far as it tells: by its event time, or long ago.
  public long own(Vector[] columns, int row) {
    return column < 0 || columns[column].isNull(row)
        ? LONG_AGO
        : ((LongVector) columns[column]).values()[row];
  }

  /// Event time has reached a watermark; its end is not a time.
  public void reached(long time) {
    if (time != Watermarks.END) {
      watermark = Math.max(watermark, time);
    }
  }

  /// What no row to come will be before.
  public long now() {
    return column < 0 ? context.nowMicros() : watermark;
  }

  /// The watermark, to be given to [#reached] when state is restored.
  public long watermark() {
    return watermark;
  }
}
