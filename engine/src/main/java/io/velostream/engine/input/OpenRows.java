package io.velostream.engine.input;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows that grow into a batch.
final class OpenRows {
  private final Schema schema;
  private List<VectorBuilder> builders;
  private long[] weights = new long[16];
  private boolean retracts;
  private int rows;

  OpenRows(Schema schema) {
    this.schema = schema;
    this.builders = builders(schema);
  }

  void add(@Nullable Object[] boxed, long weight) {
    for (int c = 0; c < boxed.length; c++) {
      Values.append(builders.get(c), boxed[c]);
    }
    if (rows == weights.length) {
      weights = Arrays.copyOf(weights, rows * 2);
    }
    weights[rows++] = weight;
    retracts |= weight < 0;
  }

  int size() {
    return rows;
  }

  boolean isEmpty() {
    return rows == 0;
  }

  /// The rows as a batch of their own; then there are none.
  Batch take() {
    Vector[] columns = builders.stream().map(VectorBuilder::build).toArray(Vector[]::new);
    Batch batch = new Batch(columns, rows, null, retracts ? Arrays.copyOf(weights, rows) : null);
    builders = builders(schema);
    retracts = false;
    rows = 0;
    return batch;
  }

  private static List<VectorBuilder> builders(Schema schema) {
    return schema.types().stream().map(type -> VectorBuilder.of(type.lane())).toList();
  }
}
