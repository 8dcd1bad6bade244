package io.velostream.operators.over;

import com.sun.management.ThreadMXBean;
import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Dictionary;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.operators.rows.SortColumn;
import io.velostream.stream.Watermarks;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/// Times AVG, MIN and MAX over the last 100 rows of each of ten symbols, on one thread. Checks the
/// results against the definition first. Counts the thread's CPU time, so that other work on the
/// machine disturbs less.
///
/// Arguments: million rows, rows per batch, how many seconds rows are out of order, and `range` to
/// say the same windows as a RANGE, which the general evaluator computes.
final class MovingAverageTiming {
  private static final int WINDOW = 100;
  private static final int SYMBOLS = 10;
  private static boolean range;

  private MovingAverageTiming() {}

  public static void main(String[] args) {
    int rows = (args.length > 0 ? Integer.parseInt(args[0]) : 4) * 1_000_000;
    int batchRows = args.length > 1 ? Integer.parseInt(args[1]) : 4096;
    int disorder = args.length > 2 ? Integer.parseInt(args[2]) : 0;
    range = args.length > 3 && args[3].equals("range");
    Batch[] batches = batches(rows, batchRows, disorder);
    check(batches, disorder, Math.min(rows, 200_000));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double[] times = new double[7];
    for (int run = 0; run < times.length + 3; run++) {
      Sum sum = new Sum();
      OverOperator operator = operator();
      long allocated = threads.getCurrentThreadAllocatedBytes();
      long start = threads.getCurrentThreadCpuTime();
      drive(operator, batches, disorder, sum);
      double nanos = (threads.getCurrentThreadCpuTime() - start) / (double) rows;
      double bytes = (threads.getCurrentThreadAllocatedBytes() - allocated) / (double) rows;
      if (sum.rows != rows) {
        throw new AssertionError(sum.rows + " rows of " + rows);
      }
      System.out.printf(
          "%s %.2f ns/row, %.3f B allocated/row, checksum %.6f%n",
          run < 3 ? "warm-up" : "run", nanos, bytes, sum.value);
      if (run >= 3) {
        times[run - 3] = nanos;
      }
    }
    Arrays.sort(times);
    System.out.printf(
        "median %.2f ns/row = %.1f M rows/s (min %.2f, max %.2f)%n",
        times[3], 1000 / times[3], times[0], times[6]);
  }

  private static void drive(OverOperator operator, Batch[] batches, int disorder, Sum sum) {
    long watermark = Watermarks.NONE;
    for (Batch batch : batches) {
      operator.process(0, batch, sum::add);
      operator.endStep(sum::add);
      long[] times = ((LongVector) batch.column(2)).values();
      for (int k = 0; k < batch.rowCount(); k++) {
        watermark = Math.max(watermark, times[k] - disorder * 1_000_000L);
      }
      operator.advance(watermark, sum::add);
    }
    operator.advance(Watermarks.END, sum::add);
  }

  private static OverOperator operator() {
    OverFrame frame =
        range
            ? OverFrame.range(-(WINDOW - 1) * SYMBOLS * 1_000_000L, 0)
            : OverFrame.rows(1 - WINDOW, 0);
    OverSpec spec =
        new OverSpec(
            List.of(DataType.STRING, DataType.DOUBLE, DataType.TIMESTAMP_MILLIS),
            List.of(0),
            List.of(SortColumn.ascending(2)),
            true,
            List.of(
                OverTest.aggregate(FrameFunction.AVG, 1, frame, DataType.DOUBLE),
                OverTest.aggregate(FrameFunction.MIN, 1, frame, DataType.DOUBLE),
                OverTest.aggregate(FrameFunction.MAX, 1, frame, DataType.DOUBLE)));
    return new OverOperator(
        spec,
        (_, _, reason) -> {
          throw new AssertionError(reason);
        });
  }

  private static Batch[] batches(int rows, int batchRows, int disorder) {
    Dictionary symbols = new Dictionary();
    for (int s = 0; s < SYMBOLS; s++) {
      symbols.idOf(Slice.utf8("SYM" + s));
    }
    Batch[] batches = new Batch[(rows + batchRows - 1) / batchRows];
    for (int b = 0; b < batches.length; b++) {
      int from = b * batchRows;
      int count = Math.min(batchRows, rows - from);
      int[] ids = new int[count];
      double[] prices = new double[count];
      long[] times = new long[count];
      for (int k = 0; k < count; k++) {
        int i = from + k;
        ids[k] = i % SYMBOLS;
        prices[k] = 100 + (0.5 * i) % 50;
        long shift = disorder == 0 ? 0 : ((i * 2_654_435_761L) >>> 7) % (disorder + 1);
        times[k] = (i - shift) * 1_000_000L;
      }
      batches[b] =
          Batch.of(
              count,
              List.of(
                  new DictionaryVector(ids, symbols, null),
                  new DoubleVector(prices, null),
                  new LongVector(times, null)));
    }
    return batches;
  }

  private static void check(Batch[] batches, int disorder, int rows) {
    double[][] last = new double[SYMBOLS][WINDOW];
    int[] seen = new int[SYMBOLS];
    long[] lastTime = {Long.MIN_VALUE};
    int[] checked = {0};
    OverOperator operator = operator();
    int count = Math.min(batches.length, 1 + rows / batches[0].rowCount());
    Batch[] first = Arrays.copyOf(batches, count);
    drive(
        operator,
        first,
        disorder,
        new Sum() {
          @Override
          void add(Batch batch) {
            for (int k = 0; k < batch.rowCount(); k++) {
              int row = batch.rowAt(k);
              int symbol = Values.get(batch.column(0), row).toString().charAt(3) - '0';
              double price = ((DoubleVector) batch.column(1)).values()[row];
              long time = ((LongVector) batch.column(2)).values()[row];
              last[symbol][seen[symbol]++ % WINDOW] = price;
              double[] window = Arrays.copyOf(last[symbol], Math.min(seen[symbol], WINDOW));
              double average = Arrays.stream(window).sum() / window.length;
              if (time < lastTime[0]
                  || Math.abs(value(batch, 3, row) - average) > 1e-9
                  || value(batch, 4, row) != Arrays.stream(window).min().orElseThrow()
                  || value(batch, 5, row) != Arrays.stream(window).max().orElseThrow()) {
                throw new AssertionError("wrong result in row " + checked[0]);
              }
              lastTime[0] = time;
              checked[0]++;
            }
          }
        });
    System.out.println(checked[0] + " rows checked against the definition");
  }

  private static double value(Batch batch, int column, int row) {
    return ((DoubleVector) batch.column(column)).values()[row];
  }

  private static class Sum {
    double value;
    long rows;

    void add(Batch batch) {
      rows += batch.rowCount();
      for (int c = 3; c < 6; c++) {
        Vector column = batch.column(c);
        double[] values = ((DoubleVector) column).values();
        // A sample suffices to keep the results alive.
        for (int k = 0; k < batch.rowCount(); k += 64) {
          value += values[batch.rowAt(k)];
        }
      }
    }
  }
}
