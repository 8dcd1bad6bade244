package io.velostream.operators.watermark;

import io.velostream.columnar.Batch;
import io.velostream.columnar.LongBounds;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.Evaluator;
import io.velostream.stream.Watermarks;
import org.jspecify.annotations.Nullable;

/// Tells how far event time has come: the largest watermark of any row so far.
///
/// Not an operator: the host shows it the rows of a step and passes [#watermark()] to
/// [io.velostream.operators.Operator#advance] at the step's end. Rows are never changed or dropped.
///
/// A row whose watermark lies more than a bound ahead of the step's instant counts as if it lay
/// just at the bound, so that one row with a wrong date cannot close all windows. NULL counts for
/// nothing.
public final class WatermarkGenerator {
  /// A bound that never holds anything back.
  public static final long UNBOUNDED = Long.MAX_VALUE;

  /// `END` is for the host to say, when the input has ended.
  private static final long LARGEST = Watermarks.END - 1;

  private final int timeColumn;
  private final int markColumn;
  private final long delay;
  private final @Nullable Evaluator evaluator;
  private final long bound;
  private final EvaluationContext context;
  private long watermark = Watermarks.NONE;
  private long announced = Watermarks.NONE;

  private WatermarkGenerator(
      int timeColumn,
      int markColumn,
      long delay,
      @Nullable Evaluator evaluator,
      long bound,
      EvaluationContext context) {
    if (bound < 0) {
      throw new IllegalArgumentException("negative bound: " + bound);
    }
    this.timeColumn = timeColumn;
    this.markColumn = markColumn;
    this.delay = delay;
    this.evaluator = evaluator;
    this.bound = bound;
    this.context = context;
  }

  /// A watermark that trails the event-time column by a constant.
  ///
  /// @param delay microseconds
  /// @param bound how far ahead of the step's instant the watermark may be, in microseconds
  public static WatermarkGenerator ofColumn(
      int timeColumn, long delay, long bound, EvaluationContext context) {
    return new WatermarkGenerator(timeColumn, timeColumn, delay, null, bound, context);
  }

  /// A watermark computed by an expression: the first output of the evaluator, a timestamp.
  ///
  /// @param timeColumn the event-time column, by which rows are found to be behind
  /// @param evaluator without a filter; used by this object alone
  /// @param bound how far ahead of the step's instant the watermark may be, in microseconds
  public static WatermarkGenerator ofExpression(
      int timeColumn, Evaluator evaluator, long bound, EvaluationContext context) {
    return new WatermarkGenerator(timeColumn, 0, 0, evaluator, bound, context);
  }

  /// Takes note of the live rows of a batch from the `from`-th on, up to the first one that must be
  /// judged by a watermark which operators have not heard of yet: it lies behind what the rows
  /// before it in the same step have made of the watermark. The host ends the step there, calls
  /// [#announce], and goes on from that row. So what is late does not depend on where batches are
  /// cut.
  ///
  /// @return the index (among the live rows) of that first row, or the number of live rows
  public int observe(Batch batch, int from) {
    int count = batch.rowCount();
    Batch marks = evaluator == null ? batch : evaluator.evaluate(batch, context);
    LongVector column = (LongVector) batch.column(timeColumn);
    long[] times = column.values();
    if (evaluator == null
        && batch.selection() == null
        && column.nulls() == null
        && inStep(column, from, count)) {
      return count;
    }
    return observeRows(batch, times, marks, from);
  }

  /// The operators have been told the watermark: the step has ended.
  public void announce() {
    announced = watermark;
  }

  /// The usual cases: even the earliest row is not behind the watermark that the latest one makes,
  /// so no row of the batch is behind any before it; or the rows are in order of time.
  private boolean inStep(LongVector column, int from, int count) {
    if (count == from) {
      return true;
    }
    LongBounds bounds = column.bounds();
    return bounds != null && from == 0 && count == bounds.rows()
        ? inStep(bounds)
        : inStep(column.values(), from, count);
  }

  private boolean inStep(LongBounds bounds) {
    long reached = reachedBy(bounds.greatest());
    boolean within = bounds.least() >= reached || (mayAscend(bounds.least()) && bounds.ascending());
    watermark = within ? reached : watermark;
    return within;
  }

  /// In a pass or two that the JIT vectorises.
  private boolean inStep(long[] times, int from, int count) {
    long largest = Long.MIN_VALUE;
    long smallest = Long.MAX_VALUE;
    for (int i = from; i < count; i++) {
      largest = Math.max(largest, times[i]);
      smallest = Math.min(smallest, times[i]);
    }
    long reached = reachedBy(largest);
    boolean within =
        smallest >= reached || (mayAscend(smallest) && isAscending(times, from, count));
    watermark = within ? reached : watermark;
    return within;
  }

  private long reachedBy(long largest) {
    return Math.max(watermark, capped(minus(largest, delay)));
  }

  /// Whether rows in order of time, the first of them at `smallest`, are never behind.
  private boolean mayAscend(long smallest) {
    return delay >= 0 && smallest >= watermark;
  }

  private static boolean isAscending(long[] times, int from, int count) {
    int behind = 0;
    for (int i = from + 1; i < count; i++) {
      behind |= times[i] < times[i - 1] ? 1 : 0;
    }
    return behind == 0;
  }

  private int observeRows(Batch batch, long[] times, Batch marks, int from) {
    Vector markVector = marks.column(markColumn);
    long[] markValues = ((LongVector) markVector).values();
    boolean[] timeNulls = batch.column(timeColumn).nulls();
    int count = batch.rowCount();
    for (int k = from; k < count; k++) {
      int row = batch.rowAt(k);
      boolean timed = timeNulls == null || !timeNulls[row];
      if (timed && times[row] < watermark && watermark > announced) {
        return k;
      }
      if (!markVector.isNull(row)) {
        watermark = Math.max(watermark, capped(minus(markValues[row], delay)));
      }
    }
    return count;
  }

  /// The watermark so far.
  public long watermark() {
    return watermark;
  }

  /// Goes on from a watermark reached before, of which operators know; one that is behind has no
  /// effect.
  public void restore(long reached) {
    watermark = Math.max(watermark, reached);
    announced = watermark;
  }

  private long capped(long mark) {
    long now = context.nowMicros();
    long cap = now + bound;
    return Math.min(mark, cap < now ? LARGEST : Math.min(cap, LARGEST));
  }

  private static long minus(long time, long delay) {
    long result = time - delay;
    boolean overflow = ((time ^ delay) & (time ^ result)) < 0;
    return overflow ? (delay > 0 ? Long.MIN_VALUE : LARGEST) : result;
  }
}
