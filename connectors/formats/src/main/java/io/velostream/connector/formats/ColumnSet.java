package io.velostream.connector.formats;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Vector;
import io.velostream.columnar.WideVector;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The columns of the batch being decoded. All arrays are made for the largest batch at once.
public final class ColumnSet {
  final Column[] columns;
  private final BytesFinisher[] finishers;
  private int capacity;
  private int rows;

  /// How many rows a line or message can be at most.
  private final int atOnce;

  /// By row, 1 or -1; `null` where rows are insertions only.
  private long @Nullable [] weights;

  /// Whether a row of the batch is a retraction.
  private boolean anyRetraction;

  /// @param plainBytes whether VARBINARY is read as it is, and not as Base64
  /// @param changelog whether lines and messages are changes, of two rows at most
  ColumnSet(
      Schema schema,
      List<Integer> wanted,
      int capacity,
      TimestampFormat timestamps,
      boolean dictionaries,
      boolean plainBytes,
      boolean changelog) {
    this.atOnce = changelog ? 2 : 1;
    this.capacity = Math.max(capacity, atOnce);
    this.weights = changelog ? new long[this.capacity] : null;
    this.columns = new Column[wanted.size()];
    this.finishers = new BytesFinisher[wanted.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new Column(schema.field(wanted.get(i)), this.capacity, timestamps);
      finishers[i] =
          plainBytes && columns[i].kind == ValueKind.VARBINARY
              ? new BytesFinisher.AsIs()
              : BytesFinisher.of(columns[i], this.capacity, dictionaries);
    }
  }

  /// Rows of the batch so far; also the index of the next row.
  public int rows() {
    return rows;
  }

  /// Whether there is no room for a further line or message.
  public boolean isFull() {
    return rows > capacity - atOnce;
  }

  /// Makes room for twice as many rows; those that are there stay.
  void grow() {
    capacity *= 2;
    long[] before = weights;
    weights = before == null ? null : Arrays.copyOf(before, capacity);
    for (int i = 0; i < columns.length; i++) {
      columns[i].grow(capacity);
      finishers[i].grow(capacity);
    }
  }

  /// Forgets the rows and starts the next batch.
  public void reset() {
    rows = 0;
    anyRetraction = false;
    for (Column column : columns) {
      column.anyNull = false;
      if (column.kind == ValueKind.NESTED) {
        column.nested().reset();
      }
    }
  }

  /// A new input begins, which may have all columns.
  void startInput() {
    for (Column column : columns) {
      column.absent = false;
    }
  }

  /// Keeps the row just written.
  void commit() {
    rows++;
  }

  /// Keeps the row just written as an insertion or a retraction.
  void commit(boolean inserted) {
    long[] all = weights;
    if (all == null) {
      throw new IllegalStateException("rows are insertions only");
    }
    all[rows++] = inserted ? 1 : -1;
    anyRetraction |= !inserted;
  }

  /// Forgets the rows that were kept last.
  void dropLast(int count) {
    rows -= count;
  }

  /// Keeps `count` rows just written.
  void commit(int count) {
    rows += count;
  }

  /// The first column that is NOT NULL and has no value in the row just written, or `null`.
  @Nullable Column missingValue() {
    for (Column column : columns) {
      if (!column.nullable && column.nulls[rows]) {
        return column;
      }
    }
    return null;
  }

  /// The rows so far as vectors that share the arrays and, for strings, the window they were
  /// decoded from; valid until the next decoding or [#reset()].
  public Batch batch(byte[] window) {
    Vector[] vectors = new Vector[columns.length];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = vector(columns[i], finishers[i], window);
    }
    return new Batch(vectors, rows, null, anyRetraction ? weights : null);
  }

  private Vector vector(Column c, BytesFinisher finisher, byte[] window) {
    boolean[] nulls = c.anyNull || c.absent ? c.nulls : null;
    return switch (c.kind) {
      case BOOLEAN, INTEGER, DECIMAL, DATE, TIME, TIMESTAMP, NULL -> new LongVector(c.longs, nulls);
      case DOUBLE, REAL -> new DoubleVector(c.doubles, nulls);
      case WIDE_DECIMAL -> new WideVector(c.highs, c.longs, nulls);
      case VARCHAR, CHAR, VARBINARY, GEOMETRY ->
          finisher.finish(new BytesVector(window, c.spans, nulls), rows);
      case NESTED -> new BytesVector(c.nested().data(), c.spans, nulls);
    };
  }
}
