package io.velostream.operators.watermark;

import io.velostream.columnar.Batch;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Vector;
import io.velostream.expression.EvaluationContext;
import io.velostream.expression.Evaluator;
import io.velostream.stream.Watermarks;
import org.jspecify.annotations.Nullable;

/// Tells how far event time has come: the largest watermark of any row so far.
///
/// Not an operator: the host shows it the batches of a step and passes the result to
/// [io.velostream.operators.Operator#advance] at the step's end. Rows are never changed or dropped.
///
/// A row whose watermark lies more than a bound ahead of the step's instant counts as if it lay just
/// at the bound, so that one row with a wrong date cannot close all windows. NULL counts for nothing.
public final class WatermarkGenerator {
  /// A bound that never holds anything back.
  public static final long UNBOUNDED = Long.MAX_VALUE;

  /// `END` is for the host to say, when the input has ended.
  private static final long LARGEST = Watermarks.END - 1;

  private final int column;
  private final long delay;
  private final @Nullable Evaluator evaluator;
  private final long bound;
  private final EvaluationContext context;
  private long watermark = Watermarks.NONE;

  private WatermarkGenerator(
      int column,
      long delay,
      @Nullable Evaluator evaluator,
      long bound,
      EvaluationContext context) {
    if (bound < 0) {
      throw new IllegalArgumentException("negative bound: " + bound);
    }
    this.column = column;
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
    return new WatermarkGenerator(timeColumn, delay, null, bound, context);
  }

  /// A watermark computed by an expression: the first output of the evaluator, a timestamp.
  ///
  /// @param evaluator without a filter; used by this object alone
  /// @param bound how far ahead of the step's instant the watermark may be, in microseconds
  public static WatermarkGenerator ofExpression(
      Evaluator evaluator, long bound, EvaluationContext context) {
    return new WatermarkGenerator(0, 0, evaluator, bound, context);
  }

  /// Takes note of a batch and returns the watermark after it, which is never below an earlier one;
  /// [Watermarks#NONE] as long as no row has had a time.
  public long observe(Batch batch) {
    if (batch.rowCount() == 0) {
      return watermark;
    }
    Batch times = evaluator == null ? batch : evaluator.evaluate(batch, context);
    Vector vector = times.column(column);
    long[] values = ((LongVector) vector).values();
    boolean[] nulls = vector.nulls();
    int[] selection = times.selection();
    long largest =
        selection == null && nulls == null
            ? largest(values, times.rowCount())
            : largest(values, nulls, selection, times.rowCount());
    // NONE is also what a row at the beginning of time would give, which promises nothing either.
    if (largest != Watermarks.NONE) {
      watermark = Math.max(watermark, Math.min(minus(largest, delay), cap()));
    }
    return watermark;
  }

  /// The watermark so far.
  public long watermark() {
    return watermark;
  }

  /// Goes on from a watermark reached before, as after a restart; one that is behind has no effect.
  public void restore(long reached) {
    watermark = Math.max(watermark, reached);
  }

  private long cap() {
    long now = context.nowMicros();
    long cap = now + bound;
    return cap < now ? LARGEST : Math.min(cap, LARGEST);
  }

  private static long minus(long time, long delay) {
    long result = time - delay;
    boolean overflow = ((time ^ delay) & (time ^ result)) < 0;
    return overflow ? (delay > 0 ? Long.MIN_VALUE : LARGEST) : result;
  }

  /// A reduction without branches, which the JIT turns into vector code.
  private static long largest(long[] values, int count) {
    long largest = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, values[i]);
    }
    return largest;
  }

  private static long largest(
      long[] values, boolean @Nullable [] nulls, int @Nullable [] selection, int count) {
    long largest = Long.MIN_VALUE;
    for (int k = 0; k < count; k++) {
      int row = selection == null ? k : selection[k];
      if (nulls == null || !nulls[row]) {
        largest = Math.max(largest, values[row]);
      }
    }
    return largest;
  }
}
