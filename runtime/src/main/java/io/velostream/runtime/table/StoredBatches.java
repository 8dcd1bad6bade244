package io.velostream.runtime.table;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A growing list of batches that own their arrays: what a stream of short-lived batches leaves
/// behind. Weights are kept.
public final class StoredBatches implements MemorySized {
  private final Schema schema;
  private final List<Batch> batches = new ArrayList<>();

  /// Rows of each batch, side by side: batches lie far apart.
  private int[] counts = new int[16];

  private long rows;
  private long bytes;

  /// An empty store for rows of that schema.
  public StoredBatches(Schema schema) {
    this.schema = schema;
  }

  /// The columns.
  public Schema schema() {
    return schema;
  }

  /// Copies the live rows of a batch.
  public void append(Batch batch) {
    int count = batch.rowCount();
    if (count == 0) {
      return;
    }
    Vector[] columns = new Vector[schema.size()];
    for (int c = 0; c < columns.length; c++) {
      VectorBuilder builder = VectorBuilder.of(schema.type(c).lane());
      Vector source = batch.column(c);
      for (int k = 0; k < count; k++) {
        builder.append(source, batch.rowAt(k));
      }
      columns[c] = builder.build();
      bytes += builder.memoryBytes();
    }
    add(settled(schema, new Batch(columns, count, null, copyWeights(batch, count))));
  }

  /// Adds a batch that nobody will write to any more, without copying it.
  public void adopt(Batch batch) {
    add(settled(schema, batch));
  }

  private void add(Batch batch) {
    int number = batches.size();
    if (number == counts.length) {
      counts = Arrays.copyOf(counts, number * 2);
    }
    counts[number] = batch.rowCount();
    batches.add(batch);
    rows += batch.rowCount();
  }

  /// A batch that nobody will write to any more, whose times know their bounds: what derives event
  /// time or sorts rows into windows then need not look at each of them.
  ///
  /// @return the batch itself, if there is nothing more to know
  public static Batch settled(Schema schema, Batch batch) {
    if (batch.selection() != null) {
      return batch;
    }
    Vector[] columns = null;
    for (int c = 0; c < schema.size(); c++) {
      if (schema.type(c) instanceof DataType.Timestamp
          && batch.column(c) instanceof LongVector times) {
        LongVector bounded = times.bounded(batch.rowCount());
        if (bounded != times) { // the same object where nothing was learned
          columns = columns == null ? batch.columns().clone() : columns;
          columns[c] = bounded;
        }
      }
    }
    return columns == null ? batch : batch.withColumns(columns);
  }

  private static long @Nullable [] copyWeights(Batch batch, int count) {
    if (batch.weights() == null) {
      return null;
    }
    long[] weights = new long[count];
    for (int k = 0; k < count; k++) {
      weights[k] = batch.weightAt(batch.rowAt(k));
    }
    return weights;
  }

  /// All rows of a store as one batch.
  public static Batch joined(StoredBatches stored) {
    Vector[] columns = new Vector[stored.schema.size()];
    for (int c = 0; c < columns.length; c++) {
      VectorBuilder builder = VectorBuilder.of(stored.schema.type(c).lane());
      for (Batch batch : stored.batches) {
        for (int k = 0; k < batch.rowCount(); k++) {
          builder.append(batch.column(c), batch.rowAt(k));
        }
      }
      columns[c] = builder.build();
    }
    int rows = Math.toIntExact(stored.rows);
    return new Batch(columns, rows, null, stored.weights(rows));
  }

  private long @Nullable [] weights(int count) {
    if (batches.stream().allMatch(batch -> batch.weights() == null)) {
      return null;
    }
    long[] weights = new long[count];
    int at = 0;
    for (Batch batch : batches) {
      for (int k = 0; k < batch.rowCount(); k++) {
        weights[at++] = batch.weightAt(batch.rowAt(k));
      }
    }
    return weights;
  }

  /// The batches in order of arrival; they stay valid for good.
  public List<Batch> batches() {
    return batches;
  }

  /// A copy of the rows of each batch, in the order of [#batches()].
  int[] counts() {
    return Arrays.copyOf(counts, batches.size());
  }

  /// Number of stored rows, retractions counted as rows.
  public long rows() {
    return rows;
  }

  @Override
  public long memoryBytes() {
    return bytes;
  }
}
