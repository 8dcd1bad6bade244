package io.velostream.connector.formats.rows;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import java.util.Arrays;
import java.util.List;

/// The rows of a batch being read: each is written to all columns, then kept or dropped. Belongs to
/// one thread.
public final class RowBatch {
  /// A batch that has taken in so many bytes has room for no more, so that memory is bounded.
  private static final long MOST_BYTES = 64L << 20;

  private final List<Field> fields;
  private final ColumnSink[] columns;
  private final RowFaults faults = new RowFaults();
  private final int capacity;
  private long[] weights = new long[0];
  private boolean anyRetraction;
  private int rows;
  private long bytes;

  /// @param schema all columns of the table
  /// @param wanted indexes of those wanted, in the order wanted
  /// @param capacity rows at most
  public RowBatch(Schema schema, List<Integer> wanted, int capacity) {
    this.fields = wanted.stream().map(schema::field).toList();
    this.columns =
        fields.stream().map(field -> new ColumnSink(field, faults)).toArray(ColumnSink[]::new);
    this.capacity = capacity;
  }

  /// The wanted columns, in order.
  public List<Field> fields() {
    return fields;
  }

  /// What takes the values of a wanted column.
  public ColumnSink column(int index) {
    return columns[index];
  }

  /// Takes what is wrong with values.
  public RowFaults faults() {
    return faults;
  }

  /// Forgets all rows.
  public void reset() {
    truncate(0);
    for (ColumnSink column : columns) {
      column.builder().reset();
    }
    anyRetraction = false;
    bytes = 0;
  }

  /// Rows kept so far.
  public int rows() {
    return rows;
  }

  /// Counts bytes that rows were read from.
  public void count(long more) {
    bytes += more;
  }

  /// Whether there is no room for so many more rows.
  public boolean isFull(int more) {
    return rows > Math.max(more, capacity) - more || bytes > MOST_BYTES;
  }

  /// Keeps the row just written.
  public void keep() {
    if (anyRetraction) {
      weigh(1);
    }
    rows++;
  }

  /// Keeps the row just written as a retraction.
  public void keepRetraction() {
    if (!anyRetraction) {
      weights = weights.length < rows ? new long[2 * rows] : weights;
      Arrays.fill(weights, 0, rows, 1);
      anyRetraction = true;
    }
    weigh(-1);
    rows++;
  }

  private void weigh(long weight) {
    if (weights.length == rows) {
      weights = Arrays.copyOf(weights, Math.max(256, 2 * rows));
    }
    weights[rows] = weight;
  }

  /// Forgets what was written of rows from `newRows` on, kept or not.
  public void truncate(int newRows) {
    rows = newRows;
    for (ColumnSink column : columns) {
      if (column.builder().size() > newRows) {
        column.builder().truncate(newRows);
      }
    }
  }

  /// The rows kept; they share arrays with this.
  public Batch batch() {
    Vector[] vectors = new Vector[columns.length];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = columns[i].builder().build();
    }
    return new Batch(vectors, rows, null, anyRetraction ? weights : null);
  }
}
