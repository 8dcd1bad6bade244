package io.velostream.benchmarks.check;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.operators.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sums up deltas: what remains is the result. For small results, every row is an object.
public final class NetResult implements Output {
  private final Schema schema;
  private final Map<ResultRow, Long> weights = new LinkedHashMap<>();
  private final List<ResultRow> inserted = new ArrayList<>();
  private long changes;

  /// An empty result with those columns.
  public NetResult(Schema schema) {
    this.schema = schema;
  }

  @Override
  public void emit(Batch batch) {
    for (int k = 0; k < batch.rowCount(); k++) {
      int row = batch.rowAt(k);
      long weight = batch.weightAt(row);
      ResultRow values = ResultRow.of(schema, batch, row);
      changes += Math.abs(weight);
      if (weight > 0) {
        inserted.add(values);
      }
      if (weights.merge(values, weight, Long::sum) == 0) {
        weights.remove(values);
      }
    }
  }

  /// The columns.
  public Schema schema() {
    return schema;
  }

  /// Insertions and retractions so far.
  public long changes() {
    return changes;
  }

  /// The rows that remain, each as often as its weight says.
  ///
  /// @throws CheckFailure when more of a row was retracted than inserted
  public List<ResultRow> rows() {
    List<ResultRow> rows = new ArrayList<>();
    weights.forEach((row, weight) -> {
      if (weight < 0) {
        throw new CheckFailure("retracted but never inserted: " + row.values());
      }
      for (long copy = 0; copy < weight; copy++) {
        rows.add(row);
      }
    });
    return rows;
  }

  /// The `count` rows inserted last: what the last step showed, where each step shows all rows.
  public List<ResultRow> lastInserted(int count) {
    return inserted.subList(Math.max(0, inserted.size() - count), inserted.size());
  }
}
