package io.velostream.benchmarks.data;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.runtime.table.StoredBatches;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/// A table whose rows are functions of the record number.
///
/// @param name as in the query
/// @param columns in order
/// @param watermark the clause that declares event time
/// @param late which records come after their window has closed
public record TableSpec(
    String name, List<Column> columns, Optional<String> watermark, LongPredicate late) {
  /// A column and how its values are made; the supplier makes a new generator for each data set.
  public record Column(Field field, Supplier<ColumnGenerator> generator) {}

  public TableSpec {
    columns = List.copyOf(columns);
  }

  /// The columns' names and types.
  public Schema schema() {
    return new Schema(columns.stream().map(Column::field).toList());
  }

  /// How many of the first `records` records are late.
  public long lateRows(long records) {
    long count = 0;
    for (long i = 0; i < records; i++) {
      if (late.test(i)) {
        count++;
      }
    }
    return count;
  }

  /// Makes the first `records` records, in batches of `batchRows`, as a table in memory keeps them:
  /// times know their bounds.
  public DataSet generate(long records, int batchRows) {
    List<ColumnGenerator> generators =
        columns.stream().map(column -> column.generator().get()).toList();
    List<Batch> batches = new ArrayList<>();
    Schema schema = schema();
    for (long first = 0; first < records; first += batchRows) {
      int count = (int) Math.min(batchRows, records - first);
      List<Vector> vectors = new ArrayList<>();
      for (ColumnGenerator generator : generators) {
        vectors.add(generator.generate(first, count));
      }
      batches.add(StoredBatches.settled(schema, Batch.of(count, vectors)));
    }
    return new DataSet(this, records, batchRows, batches);
  }
}
