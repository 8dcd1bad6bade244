package io.velostream.runtime.pipeline;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.connector.spi.BatchReader;
import io.velostream.expression.Expression;
import io.velostream.plan.LeafNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Delivers the rows of VALUES.
public final class ValuesReader implements BatchReader {
  private final LeafNode.Values values;
  private final int batchRows;
  private int taken;

  ValuesReader(LeafNode.Values values, int batchRows) {
    this.values = values;
    this.batchRows = batchRows;
  }

  /// @param from how many rows were read before
  public ValuesReader(LeafNode.Values values, int batchRows, long from) {
    this(values, batchRows);
    skipTo(from);
  }

  @Override
  public @Nullable Batch read() {
    int count = Math.min(batchRows, values.rows().size() - taken);
    if (count == 0) {
      return null;
    }
    Vector[] columns = new Vector[values.schema().size()];
    for (int c = 0; c < columns.length; c++) {
      VectorBuilder builder = VectorBuilder.of(values.schema().type(c).lane());
      for (List<Expression.Literal> row : values.rows().subList(taken, taken + count)) {
        Values.append(builder, row.get(c).value());
      }
      columns[c] = builder.build();
    }
    taken += count;
    return new Batch(columns, count, null, null);
  }

  /// Goes on after the first `rows` rows.
  void skipTo(long rows) {
    taken = (int) Math.min(rows, values.rows().size());
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  @Override
  public long bytesTotal() {
    return 0;
  }

  @Override
  public void close() {}
}
