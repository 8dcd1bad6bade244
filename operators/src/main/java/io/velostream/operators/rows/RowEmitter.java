package io.velostream.operators.rows;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Lane;
import io.velostream.columnar.MemorySized;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.operators.Output;
import java.util.Arrays;
import java.util.List;

/// Copies scattered rows into dense batches and emits those, in the order given. The caller ends a
/// series with [#flush].
public final class RowEmitter implements MemorySized {
  private static final int BATCH_ROWS = 4096;

  private final VectorBuilder[] builders;
  private long[] weights = new long[64];
  private boolean weighted;
  private int count;

  /// An emitter of rows with these lanes.
  public RowEmitter(List<Lane> lanes) {
    builders = lanes.stream().map(VectorBuilder::of).toArray(VectorBuilder[]::new);
  }

  /// Puts out a row with a weight other than 0.
  public void emit(Vector[] columns, int row, long weight, Output output) {
    for (int c = 0; c < columns.length; c++) {
      builders[c].append(columns[c], row);
    }
    finishRow(weight, output);
  }

  /// Puts out a row `times` times with weight 1.
  public void repeat(Vector[] columns, int row, long times, Output output) {
    for (long i = 0; i < times; i++) {
      emit(columns, row, 1, output);
    }
  }

  /// The builders, for a caller that appends one cell to each and then calls [#finishRow].
  public VectorBuilder[] builders() {
    return builders;
  }

  /// Completes a row whose cells were appended to [#builders()].
  public void finishRow(long weight, Output output) {
    if (count == weights.length) {
      weights = Arrays.copyOf(weights, count * 2);
    }
    weights[count++] = weight;
    weighted |= weight != 1;
    if (count == BATCH_ROWS) {
      flush(output);
    }
  }

  /// Emits what has been collected.
  public void flush(Output output) {
    if (count == 0) {
      return;
    }
    Vector[] vectors = new Vector[builders.length];
    for (int c = 0; c < vectors.length; c++) {
      vectors[c] = builders[c].build();
    }
    output.emit(new Batch(vectors, count, null, weighted ? weights : null));
    for (VectorBuilder builder : builders) {
      builder.reset();
    }
    count = 0;
    weighted = false;
  }

  @Override
  public long memoryBytes() {
    long bytes = 8L * weights.length;
    for (VectorBuilder builder : builders) {
      bytes += builder.memoryBytes();
    }
    return bytes;
  }
}
