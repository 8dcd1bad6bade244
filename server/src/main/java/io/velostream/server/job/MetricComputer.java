package io.velostream.server.job;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.engine.RowQuery;
import io.velostream.engine.Session;
import io.velostream.engine.value.ToJava;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Computes one metric of a job from the rows that it writes. Insertions count, retractions do not.
/// Belongs to one thread.
final class MetricComputer implements AutoCloseable {
  /// More series than that are one, whose labels say so: a metric must not fill the memory.
  static final int MOST_SERIES = 1_000;

  private static final String OTHERS = "(others)";
  private static final String TABLE = "$result";

  private final MetricSpec spec;
  private final RowQuery query;
  private final Map<List<String>, Values> series = new LinkedHashMap<>();
  private double sampled;

  /// @param session of its own, in which the rows are made a table
  /// @throws io.velostream.columnar.error.UserException when the metric does not fit the rows
  MetricComputer(MetricSpec spec, Session session, Schema rows) {
    this.spec = spec;
    session.register(TABLE, rows, List.of(), Optional.empty(), false);
    this.query = session.overRows(spec.query("\"" + TABLE + "\""), this::observe);
  }

  String name() {
    return spec.name();
  }

  /// Takes rows of the job into account.
  void take(Batch rows) {
    query.take(rows);
  }

  private void observe(Batch rows) {
    double[] values = ((DoubleVector) rows.column(0)).values();
    for (int k = 0; k < rows.rowCount(); k++) {
      int row = rows.rowAt(k);
      if (rows.weightAt(row) > 0 && !rows.column(0).isNull(row) && isSampled()) {
        seriesOf(rows, row).add(values[row]);
      }
    }
  }

  /// Evenly, and the same rows each time.
  private boolean isSampled() {
    sampled += spec.sampleRate();
    if (sampled < 1) {
      return false;
    }
    sampled -= 1;
    return true;
  }

  private Values seriesOf(Batch rows, int row) {
    List<String> labels = new ArrayList<>();
    for (int c = 1; c < rows.columnCount(); c++) {
      labels.add(text(rows.column(c), row));
    }
    Values found = series.get(labels);
    if (found == null && series.size() >= MOST_SERIES && !labels.isEmpty()) {
      labels = labels.stream().map(_ -> OTHERS).toList();
    }
    return found == null ? series.computeIfAbsent(labels, _ -> new Values()) : found;
  }

  private static String text(Vector column, int row) {
    return column.isNull(row) ? "" : String.valueOf(ToJava.at(DataType.STRING, column, row));
  }

  /// How the series stand.
  List<MetricSeries> series() {
    List<MetricSeries> all = new ArrayList<>();
    series.forEach((labels, values) ->
        all.add(new MetricSeries(spec, labels, values.value, values.copiedCounts())));
    return all;
  }

  @Override
  public void close() {
    query.close();
  }

  /// One series.
  private final class Values {
    private final long[] counts =
        new long[spec.type() == MetricSpec.Type.HISTOGRAM ? spec.buckets().size() + 1 : 0];
    private double value;

    void add(double observed) {
      switch (spec.type()) {
        case COUNTER -> value += Math.max(0, observed);
        case GAUGE -> value = observed;
        case HISTOGRAM -> {
          int bucket = 0;
          while (bucket < counts.length - 1 && observed > spec.buckets().get(bucket)) {
            bucket++;
          }
          counts[bucket]++;
          value += observed;
        }
      }
    }

    List<Long> copiedCounts() {
      return Arrays.stream(counts).boxed().toList();
    }
  }
}
